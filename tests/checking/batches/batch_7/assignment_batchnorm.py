import numpy as np


def affine_forward(x, w, b):
    out = x.dot(w) + b
    return out, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    xhat = (x - mu) / std
    out = gamma * xhat + beta
    return out, (xhat, gamma, std)


def batchnorm_backward_alt(dout, cache):
    xhat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    dx = (N * dxhat - dxhat.sum(axis=0) - xhat * np.sum(dxhat * xhat, axis=0)) / (N * std)
    return dx, dgamma, dbeta


np.random.seed(231)
X = np.random.randn(5, 4)
Y = np.random.randn(5, 2)
W1, b1 = np.random.randn(4, 3), np.zeros(3)
gamma, beta = np.array([1.0, 0.5, 2.0]), np.array([0.1, 0.0, -0.3])
W2, b2 = np.random.randn(3, 2), np.zeros(2)

a1, cache1 = affine_forward(X, W1, b1)
n1, bn_cache = batchnorm_forward(a1, gamma, beta)
h1 = np.maximum(n1, 0)
scores, cache2 = affine_forward(h1, W2, b2)
loss = 0.5 * np.sum((scores - Y) ** 2) / 5

dscores = (scores - Y) / 5
dh1, dW2, db2 = affine_backward(dscores, cache2)
dn1 = dh1 * (n1 > 0)
da1, dgamma, dbeta = batchnorm_backward_alt(dn1, bn_cache)
dX, dW1, db1 = affine_backward(da1, cache1)
print(loss, np.abs(db1).max())
print(dgamma, dbeta)
print(dW1)
