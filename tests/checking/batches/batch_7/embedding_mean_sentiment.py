import numpy as np

reviews = [[0, 3, 3, 5], [1, 2], [4, 1, 0], [5, 2, 2]]
stars = np.array([1.0, 0.0, 0.0, 1.0])
np.random.seed(2)
embedding = np.random.randn(6, 3) * 0.5
hidden_w = np.random.randn(3, 4) * 0.5
out_w = np.random.randn(4) * 0.5

for epoch in range(3):
    total = 0.0
    grad_embedding = np.zeros_like(embedding)
    grad_hidden_w = np.zeros_like(hidden_w)
    grad_out_w = np.zeros_like(out_w)
    for words, star in zip(reviews, stars):
        mean_vec = embedding[words].mean(axis=0)
        hid = np.tanh(mean_vec @ hidden_w)
        logit = hid @ out_w
        prob = 1 / (1 + np.exp(-logit))
        bce = -(star * np.log(prob) + (1 - star) * np.log(1 - prob))
        total += bce

        grad_logit = prob - star
        grad_hid = grad_logit * out_w
        grad_pre = grad_hid * (1 - hid**2)
        grad_mean_vec = hidden_w @ grad_pre
        grad_out_w += grad_logit * hid
        grad_hidden_w += np.outer(mean_vec, grad_pre)
        np.add.at(grad_embedding, words, grad_mean_vec / len(words))
    check_embedding = grad_embedding.copy()
    for parameter, gradient in (
        (embedding, grad_embedding),
        (hidden_w, grad_hidden_w),
        (out_w, grad_out_w),
    ):
        parameter -= 0.5 * gradient
    print(f"epoch {epoch} loss {total / 4:.4f}")
print(embedding.round(3))
