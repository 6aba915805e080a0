# the input is used twice: its gradients add up
import numpy as np

x = np.array([0.5, -1.5])
A = np.array([[1.0, 0.2], [-0.3, 0.7]])
s = np.array([2.0, -1.0])

m = A @ x
n = s * x
g = m * n
out = g.sum()

dg = np.ones(2)
dm = dg * n
dn = dg * m
dx = A.T @ dm
dx += dn * s
dA = np.outer(dm, x)
ds = dn * x
print(dx)
print(dA)
print(ds)
