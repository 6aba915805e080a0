import numpy as np

np.random.seed(19)
N, D = 4, 3
x = np.random.randn(N, D) * 2 + 1
gamma = np.array([1.0, 0.5, -1.5])
beta = np.array([0.0, 0.2, 0.1])
eps = 1e-3
dout = np.random.randn(N, D)

# forward, one operation per line
mu = np.mean(x, axis=0)
xmu = x - mu
sq = xmu ** 2
var = np.mean(sq, axis=0)
sqrtvar = np.sqrt(var + eps)
ivar = 1.0 / sqrtvar
xhat = xmu * ivar
gammax = gamma * xhat
out = gammax + beta

# backward, bottom to top
dbeta = np.sum(dout, axis=0)
dgammax = dout
dgamma = np.sum(dgammax * xhat, axis=0)
dxhat = dgammax * gamma
divar = np.sum(dxhat * xmu, axis=0)
dxmu1 = dxhat * ivar
dsqrtvar = -1.0 / sqrtvar ** 2 * divar
dvar = 0.5 / np.sqrt(var + eps) * dsqrtvar
dsq = np.ones((N, D)) / N * dvar
dxmu2 = 2 * xmu * dsq
dxmu = dxmu1 + dxmu2
dmu = -np.sum(dxmu, axis=0)
dx1 = dxmu
dx2 = np.ones((N, D)) / N * dmu
dx = dx1 + dx2

print(dx)
print(dgamma, dbeta)
