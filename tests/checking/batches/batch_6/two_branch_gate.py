import numpy as np

x = np.array([[0.3, -0.8], [1.2, 0.5], [-0.4, 0.9]])
Wg = np.array([[0.5, -0.3], [0.2, 0.8]])
Wc = np.array([[-0.6, 0.4], [0.7, 0.1]])

zg = x @ Wg
zc = x @ Wc
g = 1 / (1 + np.exp(-zg))
c = np.tanh(zc)
h = g * c
L = np.sum(h**2) / 2

dh = h
dg = dh * c
dc = dh * g
dzg = dg * g * (1 - g)
dzc = dc * (1 - c**2)
dWg = x.T @ dzg
dWc = x.T @ dzc
dx = dzg @ Wg.T + dzc @ Wc.T
print(L, dx)
