import numpy as np


def features(x):
    return np.stack([x, x**2, x**3], axis=1)


def cost_and_grad(theta, x, y, lam):
    Phi = features(x)
    r = Phi @ theta - y
    J = 0.5 * np.mean(r**2) + 0.5 * lam * np.sum(theta**2)
    dtheta = Phi.T @ r / len(y) + lam * theta
    return J, dtheta


x = np.linspace(-1, 1, 9)
y = np.sin(2 * x)
theta = np.array([0.5, -0.5, 0.2])
for it in range(5):
    J, g = cost_and_grad(theta, x, y, 0.1)
    theta = theta - 0.3 * g
print(J, theta)
