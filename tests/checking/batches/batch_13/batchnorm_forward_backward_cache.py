import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=0)
    xc = x - mu
    var = np.mean(xc**2, axis=0)
    std = np.sqrt(var + eps)
    x_hat = xc / std
    out = gamma * x_hat + beta
    cache = (xc, std, x_hat, gamma)
    return out, cache


def batchnorm_backward(dout, cache):
    xc, std, x_hat, gamma = cache
    N = dout.shape[0]

    dbeta = dout.sum(axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx_hat = dout * gamma

    dxc = dx_hat / std
    dstd = -np.sum(dx_hat * xc, axis=0) / std**2
    dvar = 0.5 * dstd / std
    dxc += 2.0 / N * xc * dvar
    dmu = -np.sum(dxc, axis=0)
    dx = dxc + dmu / N
    return dx, dgamma, dbeta


np.random.seed(31)
x = 4 * np.random.randn(5, 3) + 10
gamma = np.array([1.0, 2.0, 0.5])
beta = np.array([0.0, 1.0, -1.0])
target = np.random.randn(5, 3)

out, cache = batchnorm_forward(x, gamma, beta)
loss = np.sum((out - target) ** 2)
print("means", out.mean(axis=0), "stds", out.std(axis=0))
print("loss", loss)

dout = 2 * (out - target)
dx, dgamma, dbeta = batchnorm_backward(dout, cache)
print("dx", dx)
print("dgamma", dgamma)
print("dbeta", dbeta)
