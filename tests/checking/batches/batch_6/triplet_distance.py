import numpy as np

anchor = np.array([0.2, 0.7, -0.4])
positive = np.array([0.1, 0.9, -0.1])
negative = np.array([0.5, 0.3, -0.6])
margin = 0.8

to_pos = anchor - positive
to_neg = anchor - negative
d_pos = np.sum(to_pos**2)
d_neg = np.sum(to_neg**2)
triplet_loss = max(d_pos - d_neg + margin, 0.0)

active = 1.0 if triplet_loss > 0 else 0.0
grad_to_pos = active * 2 * to_pos
grad_to_neg = active * -2 * to_neg
grad_anchor = grad_to_pos + grad_to_neg
grad_positive = -grad_to_pos
grad_negative = -grad_to_neg
print(triplet_loss, grad_anchor, grad_positive, grad_negative)
