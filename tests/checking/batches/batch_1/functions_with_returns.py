import numpy as np


def affine_forward(x, w, b):
    out = x.dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


np.random.seed(9)
x1 = np.random.randn(3, 4)
w1 = np.random.randn(4, 2)
b1 = np.random.randn(2)
hid, cache1 = affine_forward(x1, w1, b1)
act, cache2 = relu_forward(hid)
L = np.sum(act)

dact = np.ones_like(act)
dhid = relu_backward(dact, cache2)
dx1, dw1, db1 = affine_backward(dhid, cache1)
print(dx1, dw1, db1)
