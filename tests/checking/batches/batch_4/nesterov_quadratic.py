import numpy as np

Q = np.array([[2.0, 0.3], [0.3, 0.5]])
target = np.array([1.0, -1.0])
theta = np.array([3.0, 2.0])
velocity = np.zeros(2)

for k in range(12):
    ahead = theta + 0.8 * velocity
    r = ahead - target
    cost = 0.5 * r @ Q @ r
    grad = Q @ r
    velocity = 0.8 * velocity - 0.1 * grad
    theta = theta + velocity
print(theta, cost)
