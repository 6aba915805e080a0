import numpy as np


def model(params, x):
    W, b, v = params
    hidden = np.maximum(W @ x + b, 0)
    return v @ hidden, hidden


def loss_and_grads(params, x, y):
    W, b, v = params
    out, hidden = model(params, x)
    loss = 0.5 * (out - y) ** 2
    d_out = out - y
    g_v = d_out * hidden
    d_hidden = d_out * v
    d_pre = d_hidden * (hidden > 0)
    g_W = np.outer(d_pre, x)
    g_b = d_pre
    return loss, (g_W, g_b, g_v)


rng = np.random.default_rng(12)
params = (rng.normal(size=(4, 2)), rng.normal(size=4), rng.normal(size=4))
for x, y in [(np.array([1.0, -0.5]), 0.3), (np.array([0.2, 0.8]), -1.0)]:
    loss, grads = loss_and_grads(params, x, y)
    params = tuple(p - 0.05 * g for p, g in zip(params, grads))
    print(loss)
