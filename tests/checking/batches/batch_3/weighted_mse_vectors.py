import numpy as np

x = np.array([1.0, 2.0, 3.0, 4.0])
y = np.array([1.2, 1.9, 3.4, 3.7])
sample_weight = np.array([1.0, 0.5, 2.0, 1.0])
slope, intercept, curve = 0.8, 0.1, 0.02

lin = slope * x + intercept
pred = lin + curve * np.power(x, 2)
res = y - pred
wmse = np.sum(sample_weight * res * res) / np.sum(sample_weight)

d_res = 2 * sample_weight * res / np.sum(sample_weight)
d_pred = -d_res
d_lin = d_pred
d_slope = np.sum(d_lin * x)
d_intercept = np.sum(d_lin)
d_curve = np.dot(d_pred, np.power(x, 2))
d_x = d_lin * slope + d_pred * curve * 2 * x
print(d_slope, d_intercept, d_curve)
print(d_x)
