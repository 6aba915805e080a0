import numpy as np

t = np.linspace(-1, 1, 8)
target = 0.5 * t**3 - t + 0.2
coef = np.array([0.1, -0.2, 0.3, 0.05])
cache = np.zeros(4)
basis = np.vander(t, 4, increasing=True)

for epoch in range(6):
    curve = basis @ coef
    gap = curve - target
    mse = gap @ gap / len(t)
    d_curve = 2 * gap / len(t)
    d_coef = basis.T @ d_curve
    cache += d_coef**2
    coef = coef - 0.3 * d_coef / (np.sqrt(cache) + 1e-8)
    print(epoch, mse)
