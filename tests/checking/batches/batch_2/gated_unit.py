import numpy as np


def sigm(v):
    return 1.0 / (1.0 + np.exp(-v))


x = np.array([0.5, -1.0])
Wg = np.array([[0.1, 0.4], [0.3, -0.5]])
Wc = np.array([[-0.3, 0.2], [0.7, 0.1]])
bg = np.array([0.05, -0.05])
bc = np.array([0.0, 0.1])
h_prev = np.array([0.2, -0.6])

pre_g = Wg @ x + bg
g = sigm(pre_g)
pre_c = Wc @ x + bc
c = np.tanh(pre_c)
h = g * c + (1 - g) * h_prev
score = np.sum(h**2)

dh = 2 * h
dg = dh * (c - h_prev)
dc = dh * g
dh_prev = dh * (1 - g)
dpre_g = dg * g * (1 - g)
dpre_c = dc * (1 - c * c)
dWg = np.outer(dpre_g, x)
dWc = np.outer(dpre_c, x)
dbg = dpre_g
dbc = dpre_c
dx = Wg.T @ dpre_g + Wc.T @ dpre_c
print(dWg)
print(dWc)
print(dx, dh_prev)
