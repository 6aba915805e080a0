import numpy as np


def f(w, x):
    return float(np.sum(np.tanh(x @ w) ** 2))


def numerical(w, x, h=1e-5):
    g = np.zeros_like(w)
    for i in range(w.size):
        wp, wm = w.copy(), w.copy()
        wp.flat[i] += h
        wm.flat[i] -= h
        g.flat[i] = (f(wp, x) - f(wm, x)) / (2 * h)
    return g


np.random.seed(8)
x = np.random.randn(3, 2)
w = np.random.randn(2, 2)

u = x @ w
t = np.tanh(u)
s = np.sum(t**2)

dt = 2 * t
du = dt * (1 - t**2)
dw = x.T @ du
dx = du @ w.T

num = numerical(w, x)
print("max difference:", np.abs(num - dw).max())
