import numpy as np


def affine_forward(x, w, b):
    out = x.reshape(x.shape[0], -1).dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    dx = dout * (x > 0)
    return dx


def eval_numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + h
        fp = f(x)
        x[ix] = old - h
        fm = f(x)
        x[ix] = old
        grad[ix] = (fp - fm) / (2 * h)
        it.iternext()
    return grad


np.random.seed(498)
x = np.random.randn(3, 2, 2)
w1, b1 = 0.5 * np.random.randn(4, 5), 0.1 * np.random.randn(5)
w2, b2 = 0.5 * np.random.randn(5, 2), 0.1 * np.random.randn(2)
target = np.random.randn(3, 2)

a1, fc1_cache = affine_forward(x, w1, b1)
h1, relu_cache = relu_forward(a1)
out, fc2_cache = affine_forward(h1, w2, b2)
loss = np.sum((out - target) ** 2)

dout = 2 * (out - target)
dh1, dw2, db2 = affine_backward(dout, fc2_cache)
da1 = relu_backward(dh1, relu_cache)
dx, dw1, db1 = affine_backward(da1, fc1_cache)

f = lambda w: np.sum((relu_forward(affine_forward(x, w, b1)[0])[0].dot(w2) + b2 - target) ** 2)
dw1_num = eval_numerical_gradient(f, w1)
print('dw1 error: ', np.max(np.abs(dw1 - dw1_num)))
print('db2:', db2)
