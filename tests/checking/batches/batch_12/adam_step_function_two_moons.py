import numpy as np

rng = np.random.default_rng(8)
angle = rng.uniform(0, np.pi, 10)
upper = np.c_[np.cos(angle[:5]), np.sin(angle[:5])]
lower = np.c_[1 - np.cos(angle[5:]), 0.4 - np.sin(angle[5:])]
X = np.vstack([upper, lower])
y = np.array([0.0] * 5 + [1.0] * 5).reshape(-1, 1)

theta = {
    "W1": rng.normal(0, 0.7, (2, 4)),
    "b1": np.zeros((1, 4)),
    "W2": rng.normal(0, 0.7, (4, 1)),
    "b2": np.zeros((1, 1)),
}
mom = {k: np.zeros_like(v) for k, v in theta.items()}
vel = {k: np.zeros_like(v) for k, v in theta.items()}


def step(theta, t, lr=0.05, beta1=0.9, beta2=0.999, eps=1e-8):
    # forward, cache by hand
    W1, b1, W2, b2 = theta["W1"], theta["b1"], theta["W2"], theta["b2"]
    Z1 = X @ W1 + b1
    A1 = np.tanh(Z1)
    Z2 = A1 @ W2 + b2
    yhat = 1 / (1 + np.exp(-Z2))
    bce = -np.mean(y * np.log(yhat) + (1 - y) * np.log(1 - yhat))

    # backward
    g = {}
    dZ2 = (yhat - y) / len(y)
    g["W2"] = A1.T @ dZ2
    g["b2"] = dZ2.sum(axis=0, keepdims=True)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (1 - A1 * A1)
    g["W1"] = X.T @ dZ1
    g["b1"] = np.sum(dZ1, axis=0, keepdims=True)

    # adam
    for k in theta:
        mom[k] = beta1 * mom[k] + (1 - beta1) * g[k]
        vel[k] = beta2 * vel[k] + (1 - beta2) * g[k] ** 2
        m_hat = mom[k] / (1 - beta1**t)
        v_hat = vel[k] / (1 - beta2**t)
        theta[k] = theta[k] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return bce


for t in range(1, 7):
    print(t, step(theta, t))
