import numpy as np

rng = np.random.RandomState(21)
A = rng.randn(8, 3)
truth = A @ np.array([1.0, -2.0, 0.5]) + 0.1 * rng.randn(8)
truth[3] += 6.0
coef, intercept = np.zeros(3), 0.0
delta = 1.0

for n_iter in range(5):
    pred = A @ coef + intercept
    resid = pred - truth
    small = np.abs(resid) <= delta
    penalty = np.where(small, 0.5 * resid**2, delta * (np.abs(resid) - 0.5 * delta))
    cost = penalty.mean() + 0.01 * np.sum(coef**2)

    d_resid = np.where(small, resid, delta * np.sign(resid)) / len(resid)
    d_coef = A.T @ d_resid + 0.02 * coef
    d_intercept = d_resid.sum()
    coef = coef - 0.3 * d_coef
    intercept = intercept - 0.3 * d_intercept
    print(n_iter, cost)
