"""Homework 2: gradients of a one-hidden-layer regression network."""
import numpy as np


def init(d, h, seed=0):
    rng = np.random.default_rng(seed)
    return {
        "w1": rng.normal(0, 0.5, (d, h)),
        "b1": np.zeros(h),
        "w2": rng.normal(0, 0.5, (h, 1)),
        "b2": np.zeros(1),
    }


def loss_and_grad(params, X, y):
    """Return the mean squared error and a dict of gradients."""
    n = X.shape[0]
    w1, b1, w2, b2 = params["w1"], params["b1"], params["w2"], params["b2"]

    # forward
    a = X @ w1 + b1
    h = np.maximum(a, 0)
    yhat = h @ w2 + b2
    r = yhat - y
    loss = np.sum(r ** 2) / (2 * n)

    # backward
    g_yhat = r / n
    grads = {}
    grads["w2"] = h.T @ g_yhat
    grads["b2"] = g_yhat.sum(axis=0)
    g_h = g_yhat @ w2.T
    g_a = g_h * (a > 0)
    grads["w1"] = X.T @ g_a
    grads["b1"] = g_a.sum(axis=0)
    return loss, grads


rng = np.random.default_rng(4)
X = rng.normal(size=(7, 3))
y = (X[:, 0] - 2 * X[:, 1] ** 2).reshape(-1, 1)

params = init(3, 4)
for it in range(3):
    loss, grads = loss_and_grad(params, X, y)
    for k in params:
        params[k] = params[k] - 0.05 * grads[k]
    print(it, loss)
