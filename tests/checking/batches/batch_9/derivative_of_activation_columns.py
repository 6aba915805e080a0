import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigmoid_deriv(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network:
    def __init__(self, sizes, activation, a_derivative):
        self.activation = activation
        self.a_derivative = a_derivative
        self.num_layers = len(sizes)
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]
        self.zero_updates()

    def zero_updates(self):
        self.biases_updates = [np.zeros(b.shape) for b in self.biases]
        self.weights_updates = [np.zeros(w.shape) for w in self.weights]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = self.activation(np.dot(w, a) + b)
        return a

    def backprop(self, data, expected_out):
        anow = data
        a = [anow]
        z = []
        for b, w in zip(self.biases, self.weights):
            z.append(np.dot(w, anow) + b)
            anow = self.activation(z[-1])
            a.append(anow)
        cost = np.sum((a[-1] - expected_out) ** 2)

        dera = (a[-1] - expected_out) * 2
        derz = dera * self.a_derivative(z[-1])
        self.biases_updates[-1] += derz
        self.weights_updates[-1] += np.dot(derz, a[-2].transpose())
        for l in range(2, self.num_layers):
            dera = np.dot(self.weights[-l + 1].transpose(), derz)
            derz = dera * self.a_derivative(z[-l])
            self.biases_updates[-l] += derz
            self.weights_updates[-l] += np.dot(derz, a[-l - 1].transpose())
        return cost

    def train_step(self, batch, rate):
        self.zero_updates()
        total = 0.0
        for x, y in batch:
            total += self.backprop(x, y)
        for k in range(self.num_layers - 1):
            self.weights[k] = self.weights[k] - rate / len(batch) * self.weights_updates[k]
            self.biases[k] = self.biases[k] - rate / len(batch) * self.biases_updates[k]
        return total / len(batch)


np.random.seed(5)
n = Network([2, 3, 2], sigmoid, sigmoid_deriv)
xs = [np.array([[0.1], [0.9]]), np.array([[0.8], [-0.4]])]
ys = [np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]])]
for step in range(3):
    print(step, n.train_step(list(zip(xs, ys)), rate=1.0))
