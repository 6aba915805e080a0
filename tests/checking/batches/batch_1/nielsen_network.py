import numpy as np

rng = np.random.default_rng(5)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


sizes = [2, 3, 1]
biases = [rng.standard_normal((k, 1)) for k in sizes[1:]]
weights = [rng.standard_normal((k, j)) for j, k in zip(sizes[:-1], sizes[1:])]


def backprop(x, y):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    activation = x
    activations = [x]
    zs = []
    for b, w in zip(biases, weights):
        z = np.dot(w, activation) + b
        zs.append(z)
        activation = sigmoid(z)
        activations.append(activation)
    cost = 0.5 * np.sum((activation - y) ** 2)
    delta = (activations[-1] - y) * sigmoid_prime(zs[-1])
    nabla_b[-1] = delta
    nabla_w[-1] = np.dot(delta, activations[-2].T)
    for l in range(2, len(sizes)):
        z = zs[-l]
        sp = sigmoid_prime(z)
        delta = np.dot(weights[-l + 1].T, delta) * sp
        nabla_b[-l] = delta
        nabla_w[-l] = np.dot(delta, activations[-l - 1].T)
    return nabla_b, nabla_w, cost


x = np.array([[0.4], [-0.7]])
y = np.array([[1.0]])
delta_nabla_b, delta_nabla_w, cost = backprop(x, y)
print(cost)
for nb, nw in zip(delta_nabla_b, delta_nabla_w):
    print(nb.T, nw)
