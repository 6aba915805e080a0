import numpy as np

rng = np.random.default_rng(71)
A = rng.normal(size=(5, 3))
y = rng.normal(size=5)
w = np.array([0.7, -0.4, 1.1])
lam = 0.3
n = len(y)

fit = A @ w
misfit = fit - y
data_term = misfit @ misfit / n
penalty = lam * np.sum(np.abs(w))
objective = data_term + penalty

d_misfit = 2 * misfit / n
d_fit = d_misfit
d_w_data = A.T @ d_fit
d_w_pen = lam * np.sign(w)
d_w = d_w_data + d_w_pen
d_A = np.outer(d_fit, w)
print("objective", objective)
print("d_w", d_w)
print("d_A", d_A)
