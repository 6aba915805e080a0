import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_norm = (x - mu) / std
    out = gamma * x_norm + beta
    return out, (x_norm, gamma, std)


def batchnorm_backward(dout, cache):
    x_norm, gamma, std = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * x_norm, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx_norm = dout * gamma
    dx = (N * dx_norm - np.sum(dx_norm, axis=0) - x_norm * np.sum(dx_norm * x_norm, axis=0)) / (N * std)
    return dx, dgamma, dbeta


rng = np.random.RandomState(6)
X = rng.randn(6, 3) * 3 + 1
y = (X[:, 0] - X[:, 2]).reshape(-1, 1)
W1 = rng.randn(3, 4) * 0.5
gamma, beta = np.ones(4), np.zeros(4)
W2 = rng.randn(4, 1) * 0.5
b2 = np.zeros(1)
lr = 0.05

for epoch in range(5):
    # forward
    z1 = X @ W1
    zn, bn_cache = batchnorm_forward(z1, gamma, beta)
    a1 = np.maximum(0, zn)
    out = a1 @ W2 + b2
    loss = np.mean((out - y) ** 2)

    # backward
    dout = 2 * (out - y) / len(X)
    dW2 = a1.T @ dout
    db2 = dout.sum(axis=0)
    da1 = dout @ W2.T
    dzn = da1 * (zn > 0)
    dz1, dgamma, dbeta = batchnorm_backward(dzn, bn_cache)
    dW1 = X.T @ dz1

    print(epoch, loss)
    W1 -= lr * dW1
    gamma -= lr * dgamma
    beta -= lr * dbeta
    W2 -= lr * dW2
    b2 -= lr * db2
