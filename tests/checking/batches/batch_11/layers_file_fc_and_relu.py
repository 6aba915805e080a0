import numpy as np


def fc_forward(x, w, b):
    """x: (N, D), w: (D, M), b: (M,)"""
    out = x.dot(w) + b
    cache = (x, w, b)
    return out, cache


def fc_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db


def relu_forward(x):
    out = np.maximum(0, x)
    return out, x


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def l2_loss(pred, target):
    N = pred.shape[0]
    diff = pred - target
    loss = np.sum(diff ** 2) / N
    dpred = 2.0 * diff / N
    return loss, dpred


rng = np.random.default_rng(11)
x = rng.normal(size=(4, 3))
target = rng.normal(size=(4, 2))
w1 = rng.normal(size=(3, 5))
b1 = rng.normal(size=5)
w2 = rng.normal(size=(5, 2))
b2 = rng.normal(size=2)

a1, cache_fc1 = fc_forward(x, w1, b1)
h1, cache_relu = relu_forward(a1)
out, cache_fc2 = fc_forward(h1, w2, b2)
loss, dout = l2_loss(out, target)

dh1, dw2, db2 = fc_backward(dout, cache_fc2)
da1 = relu_backward(dh1, cache_relu)
dx, dw1, db1 = fc_backward(da1, cache_fc1)

print("loss", loss)
for name, g in (("dx", dx), ("dw1", dw1), ("db1", db1), ("dw2", dw2), ("db2", db2)):
    print(name, g.shape, np.abs(g).max())
