import numpy as np

x = np.array([3.0, -4.0, 12.0])
scale = 2.0
eps = 1e-8

ss = np.sum(x**2)
norm = np.sqrt(ss + eps)
unit = x / norm
y = scale * unit
up = np.array([1.0, 0.5, -0.25])

dscale = np.dot(up, unit)
dunit = scale * up
dnorm = -np.sum(dunit * x) / norm**2
dss = dnorm * 0.5 / norm
dx = dunit / norm + dss * 2 * x
print(dx, dscale)
