import numpy as np

x = np.array([0.2, -1.4, 3.0, 0.9])
w = np.array([1.5, 0.5, -0.2, -1.0])
k = 1.0

r = x * w
a = np.abs(r)
quad = 0.5 * r**2
lin = k * (a - 0.5 * k)
h = np.where(a <= k, quad, lin)
cost = h.mean()

dh = np.full(h.shape, 1 / h.size)
dquad = np.where(a <= k, dh, 0)
dlin = np.where(a <= k, 0, dh)
da = dlin * k
dr = dquad * r + da * np.sign(r)
dx = dr * w
dw = dr * x
print(dx)
print(dw)
