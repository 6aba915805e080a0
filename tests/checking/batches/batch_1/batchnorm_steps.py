import numpy as np

np.random.seed(7)
x = np.random.randn(4, 3)
gamma = np.array([1.5, 0.5, 1.0])
beta = np.array([0.1, -0.2, 0.3])
eps = 1e-5
N, D = x.shape

# forward, one node at a time
mu = 1.0 / N * np.sum(x, axis=0)
xmu = x - mu
sq = xmu**2
var = 1.0 / N * np.sum(sq, axis=0)
sqrtvar = np.sqrt(var + eps)
ivar = 1.0 / sqrtvar
xhat = xmu * ivar
out = gamma * xhat + beta

dout = np.random.randn(N, D)

# backward
dbeta = np.sum(dout, axis=0)
dgamma = np.sum(dout * xhat, axis=0)
dxhat = dout * gamma
divar = np.sum(dxhat * xmu, axis=0)
dxmu1 = dxhat * ivar
dsqrtvar = -1.0 / (sqrtvar**2) * divar
dvar = 0.5 * 1.0 / np.sqrt(var + eps) * dsqrtvar
dsq = 1.0 / N * np.ones((N, D)) * dvar
dxmu2 = 2 * xmu * dsq
dx1 = dxmu1 + dxmu2
dmu = -1 * np.sum(dxmu1 + dxmu2, axis=0)
dx2 = 1.0 / N * np.ones((N, D)) * dmu
dx = dx1 + dx2
print(dx.round(4))
print(dgamma, dbeta)
