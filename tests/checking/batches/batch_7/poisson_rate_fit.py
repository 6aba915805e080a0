"""Counts of bike rentals: Poisson regression with an exposure, fitted by gradient descent."""
import numpy as np

temperature = np.array([0.2, 0.5, 0.9, 1.3, 1.1, 0.4])
raining = np.array([1, 0, 0, 0, 1, 0])
opened_hours = np.array([8.0, 10, 10, 12, 9, 8])
rentals = np.array([5.0, 14, 22, 41, 17, 9])
features = np.column_stack([np.ones(6), temperature, raining])
beta = np.array([0.1, 0.2, 0.0])
ridge = 0.05

for iteration in range(6):
    eta = features @ beta
    rate = opened_hours * np.exp(eta)
    neg_log_lik = np.sum(rate - rentals * np.log(rate)) / 6
    penalty = 0.5 * ridge * np.sum(beta[1:] ** 2)
    objective = neg_log_lik + penalty

    slope_rate = (1 - rentals / rate) / 6
    slope_eta = slope_rate * rate
    slope_beta = features.T @ slope_eta
    slope_beta[1:] += ridge * beta[1:]
    full_slope_beta = slope_beta.copy()
    beta = beta - 0.05 * slope_beta
    print(iteration, round(objective, 4), beta.round(3))
