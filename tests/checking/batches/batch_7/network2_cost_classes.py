import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class QuadraticCost:
    @staticmethod
    def fn(a, y):
        return 0.5 * np.linalg.norm(a - y) ** 2

    @staticmethod
    def delta(z, a, y):
        return (a - y) * sigmoid(z) * (1 - sigmoid(z))


class CrossEntropyCost:
    @staticmethod
    def fn(a, y):
        return np.sum(np.nan_to_num(-y * np.log(a) - (1 - y) * np.log(1 - a)))

    @staticmethod
    def delta(z, a, y):
        return a - y


def cost_and_nablas(x, y, weights, biases, cost):
    z_hidden = weights[0] @ x + biases[0]
    a_hidden = sigmoid(z_hidden)
    z_out = weights[1] @ a_hidden + biases[1]
    a_out = sigmoid(z_out)
    C = cost.fn(a_out, y)
    delta_out = cost.delta(z_out, a_out, y)
    delta_hidden = weights[1].T @ delta_out * a_hidden * (1 - a_hidden)
    nabla_w = [delta_hidden @ x.T, delta_out @ a_hidden.T]
    nabla_b = [delta_hidden, delta_out]
    return C, nabla_w, nabla_b


rng = np.random.default_rng(44)
weights = [rng.normal(size=(3, 2)), rng.normal(size=(2, 3))]
biases = [rng.normal(size=(3, 1)), rng.normal(size=(2, 1))]
x, y = np.array([[0.6], [-1.2]]), np.array([[1.0], [0.0]])
for cost in (QuadraticCost, CrossEntropyCost):
    C, nabla_w, nabla_b = cost_and_nablas(x, y, weights, biases, cost)
    print(cost.__name__, C)
    for nw, nb in zip(nabla_w, nabla_b):
        print(np.round(nw, 4), nb.ravel())
