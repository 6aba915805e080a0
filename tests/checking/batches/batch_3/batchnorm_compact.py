import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    std = np.sqrt(var + eps)
    x_hat = (x - mu) / std
    out = gamma * x_hat + beta
    cache = (x_hat, std, gamma)
    return out, cache


def batchnorm_backward(dout, cache):
    x_hat, std, gamma = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx_hat = dout * gamma
    dx = (N * dx_hat - dx_hat.sum(axis=0) - x_hat * (dx_hat * x_hat).sum(axis=0)) / (N * std)
    return dx, dgamma, dbeta


rng = np.random.default_rng(77)
x0 = rng.normal(2.0, 3.0, size=(5, 3))
gamma0 = np.array([1.0, 0.7, 1.3])
beta0 = np.array([0.0, 0.5, -0.5])
y, saved = batchnorm_forward(x0, gamma0, beta0)
upstream = rng.normal(size=(5, 3))
gx, ggamma, gbeta = batchnorm_backward(upstream, saved)
print(gx)
print(ggamma, gbeta)
