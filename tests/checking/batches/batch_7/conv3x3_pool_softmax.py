import numpy as np

rng = np.random.default_rng(9)
image = rng.normal(size=(6, 6))
label = 1
kernels = rng.normal(size=(2, 3, 3)) / 3
w_fc = rng.normal(size=(8, 3)) / 2
b_fc = np.zeros(3)

# forward -----------------------------------------------------
conv = np.zeros((4, 4, 2))
for r in range(4):
    for c in range(4):
        patch = image[r : r + 3, c : c + 3]
        conv[r, c] = np.sum(patch * kernels, axis=(1, 2))
pooled = np.zeros((2, 2, 2))
for r in range(2):
    for c in range(2):
        pooled[r, c] = conv[2 * r : 2 * r + 2, 2 * c : 2 * c + 2].max(axis=(0, 1))
flat = pooled.reshape(-1)
scores = flat @ w_fc + b_fc
probs = np.exp(scores) / np.exp(scores).sum()
loss = -np.log(probs[label])

# backward ----------------------------------------------------
d_loss_d_scores = probs - np.eye(3)[label]
d_loss_d_w_fc = np.outer(flat, d_loss_d_scores)
d_loss_d_b_fc = d_loss_d_scores
d_loss_d_flat = w_fc @ d_loss_d_scores
d_loss_d_pooled = d_loss_d_flat.reshape(2, 2, 2)
d_loss_d_conv = np.zeros_like(conv)
for r in range(4):
    for c in range(4):
        for k in range(2):
            if conv[r, c, k] == pooled[r // 2, c // 2, k]:
                d_loss_d_conv[r, c, k] = d_loss_d_pooled[r // 2, c // 2, k]
d_loss_d_kernels = np.zeros_like(kernels)
for r in range(4):
    for c in range(4):
        for k in range(2):
            d_loss_d_kernels[k] += d_loss_d_conv[r, c, k] * image[r : r + 3, c : c + 3]
kernels_gradient = d_loss_d_kernels
print("loss", loss)
print(kernels_gradient)
kernels -= 0.05 * d_loss_d_kernels
w_fc -= 0.05 * d_loss_d_w_fc
b_fc -= 0.05 * d_loss_d_b_fc
