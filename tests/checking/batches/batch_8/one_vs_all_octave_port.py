import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def lrCostFunction(theta, X, y, lambda_):
    m = y.size
    h = sigmoid(X.dot(theta))
    J = (1 / m) * np.sum(-y * np.log(h) - (1 - y) * np.log(1 - h))
    J = J + lambda_ / (2 * m) * np.sum(theta[1:] ** 2)
    grad = (1 / m) * X.T.dot(h - y)
    grad[1:] = grad[1:] + (lambda_ / m) * theta[1:]
    return J, grad


rng = np.random.RandomState(6)
X = np.concatenate([np.ones((9, 1)), rng.randn(9, 2)], axis=1)
labels = rng.randint(0, 3, 9)
all_theta = np.zeros((3, 3))
for c in range(3):
    theta = np.zeros(3)
    for k in range(3):
        J, grad = lrCostFunction(theta, X, (labels == c).astype(float), 0.1)
        theta = theta - 0.5 * grad
    all_theta[c] = theta
    print(c, J)
print(all_theta)
