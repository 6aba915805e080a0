"""One hidden layer, columns, cross-entropy as a cost object, all samples of a mini-batch at once."""
import numpy as np


class CrossEntropyCost:

    @staticmethod
    def fn(a, y):
        """The cost of an output ``a`` where ``y`` is wanted, mean over the columns."""
        return np.sum(np.nan_to_num(-y * np.log(a) - (1 - y) * np.log(1 - a))) / a.shape[1]

    @staticmethod
    def delta(z, a, y):
        return (a - y) / a.shape[1]


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))


class Network:

    def __init__(self, sizes, cost=CrossEntropyCost, seed=0):
        rng = np.random.default_rng(seed)
        self.num_layers = len(sizes)
        self.cost = cost
        self.weights = [rng.standard_normal((y, x)) / np.sqrt(x) for x, y in zip(sizes[:-1], sizes[1:])]
        self.biases = [np.zeros((y, 1)) for y in sizes[1:]]

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(self.biases, self.weights):
            z = w @ activation + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        cost = self.cost.fn(activations[-1], y)

        delta = self.cost.delta(zs[-1], activations[-1], y)
        nabla_b[-1] = delta.sum(axis=1, keepdims=True)
        nabla_w[-1] = delta @ activations[-2].T
        for l in range(2, self.num_layers):
            delta = (self.weights[-l + 1].T @ delta) * sigmoid_prime(zs[-l])
            nabla_b[-l] = delta.sum(axis=1, keepdims=True)
            nabla_w[-l] = delta @ activations[-l - 1].T
        return cost, nabla_b, nabla_w

    def train(self, data, labels, epochs, eta, lmbda=0.0):
        history = []
        for epoch in range(epochs):
            cost, nabla_b, nabla_w = self.backprop(data, labels)
            self.weights = [w - eta * nw for w, nw in zip(self.weights, nabla_w)]
            self.biases = [b - eta * nb for b, nb in zip(self.biases, nabla_b)]
            history.append(cost)
            if not epoch % 500:
                print("epoch", epoch, "cost", cost)
        return history


rng = np.random.default_rng(99)
data = rng.uniform(-1, 1, size=(2, 40))
labels = np.vstack([data[0] > data[1], data[0] <= data[1]]).astype(float)
net = Network([2, 6, 2])
history = net.train(data, labels, 1500, 0.5)
print("best", min(history))
