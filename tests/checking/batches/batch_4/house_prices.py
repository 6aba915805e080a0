import numpy as np

area = np.array([0.5, 0.8, 1.2, 1.6, 2.0])
rooms = np.array([1.0, 2.0, 2.0, 3.0, 4.0])
price = np.array([1.1, 1.9, 2.4, 3.3, 4.2])

theta_a, theta_r, theta_0 = 0.2, 0.1, 0.0
samples = len(price)
rate = 0.05
costs = []

for iteration in range(8):
    predicted = theta_a * area + theta_r * rooms + theta_0
    error = predicted - price
    cost = np.sum(error**2) / (2 * samples)
    costs.append(cost)

    d_theta_a = np.sum(error * area) / samples
    d_theta_r = np.sum(error * rooms) / samples
    d_theta_0 = np.sum(error) / samples

    theta_a, theta_r, theta_0 = (
        theta_a - rate * d_theta_a,
        theta_r - rate * d_theta_r,
        theta_0 - rate * d_theta_0,
    )
print(costs[0], costs[-1])
