import numpy as np

rng = np.random.default_rng(19)
center = rng.normal(size=4)
outside = rng.normal(size=4)
negatives = rng.normal(size=(3, 4))


def sigma(v):
    return 1 / (1 + np.exp(-v))


pos_score = outside @ center
neg_scores = negatives @ center
p_pos = sigma(pos_score)
p_neg = sigma(-neg_scores)
loss = -np.log(p_pos) - np.sum(np.log(p_neg))

grad_pos_score = p_pos - 1
grad_neg_scores = 1 - p_neg
grad_center = grad_pos_score * outside + negatives.T @ grad_neg_scores
grad_outside = grad_pos_score * center
grad_negatives = np.outer(grad_neg_scores, center)
print(grad_center)
print(grad_outside)
print(grad_negatives)
