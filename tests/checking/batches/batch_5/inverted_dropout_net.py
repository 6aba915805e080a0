import numpy as np

rng = np.random.default_rng(99)
X = rng.normal(size=(5, 4))
Y = rng.normal(size=(5, 1))
theta = {
    "W1": rng.normal(scale=0.5, size=(4, 6)),
    "b1": np.zeros(6),
    "W2": rng.normal(scale=0.5, size=(6, 1)),
    "b2": np.zeros(1),
}
keep = 0.7
lam = 0.01
mask = (rng.random((5, 6)) < keep) / keep

a1 = X @ theta["W1"] + theta["b1"]
h1 = np.maximum(a1, 0)
h1_drop = h1 * mask
y_hat = h1_drop @ theta["W2"] + theta["b2"]
data_loss = np.mean((y_hat - Y) ** 2)
reg_loss = lam * (np.sum(theta["W1"] ** 2) + np.sum(theta["W2"] ** 2))
loss = data_loss + reg_loss

grad = {}
dLoss_dPred = 2.0 * (y_hat - Y) / len(Y)
grad["W2"] = h1_drop.T @ dLoss_dPred + 2 * lam * theta["W2"]
grad["b2"] = dLoss_dPred.sum(axis=0)
dLoss_dDrop = dLoss_dPred @ theta["W2"].T
dLoss_dH = dLoss_dDrop * mask
dLoss_dA = dLoss_dH * (a1 > 0)
grad["W1"] = X.T @ dLoss_dA + 2 * lam * theta["W1"]
grad["b1"] = dLoss_dA.sum(axis=0)

print(f"{data_loss:.4f} + {reg_loss:.4f} = {loss:.4f}")
for key, value in grad.items():
    print(key, np.linalg.norm(value))
    theta[key] = theta[key] - 0.05 * value
