import numpy as np

rng = np.random.default_rng(44)
points = rng.normal(size=(5, 2))
values = np.sin(points[:, 0])
K = np.exp(-0.5 * ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
alpha = rng.normal(size=5) * 0.1
ridge = 0.2

for sweep in range(4):
    fitted = K @ alpha
    residual = fitted - values
    objective = 0.5 * residual @ residual + 0.5 * ridge * alpha @ K @ alpha

    grad_residual = residual
    grad_alpha = K.T @ grad_residual + ridge * K @ alpha
    alpha = alpha - 0.05 * grad_alpha

print("objective", objective)
print("alpha", alpha)
