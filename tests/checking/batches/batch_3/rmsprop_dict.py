import numpy as np

rng = np.random.default_rng(44)
X = rng.normal(size=(8, 4))
Y = rng.normal(size=(8, 2))
P = {"W": rng.normal(size=(4, 2)), "b": np.zeros(2)}
S = {k: np.zeros_like(v) for k, v in P.items()}
rho, lr, eps = 0.9, 0.01, 1e-8

for it in range(10):
    pre = X @ P["W"] + P["b"]
    out = np.tanh(pre)
    loss = np.mean(np.sum((out - Y) ** 2, axis=1))

    G = {}
    d_out = 2 * (out - Y) / X.shape[0]
    d_pre = d_out * (1 - out**2)
    G["W"] = X.T @ d_pre
    G["b"] = d_pre.sum(0)

    for k in P:
        S[k] = rho * S[k] + (1 - rho) * G[k] ** 2
        P[k] = P[k] - lr * G[k] / (np.sqrt(S[k]) + eps)
print(loss)
