import random

import numpy as np


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


def sig_prime(z):
    return sig(z) * (1 - sig(z))


class Net:
    def __init__(self, sizes):
        rng = np.random.RandomState(77)
        self.L = len(sizes)
        self.biases = [rng.randn(n, 1) for n in sizes[1:]]
        self.weights = [rng.randn(n, m) for m, n in zip(sizes[:-1], sizes[1:])]

    def backprop(self, x, y):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        activations, zs = [x], []
        for b, w in zip(self.biases, self.weights):
            zs.append(w @ activations[-1] + b)
            activations.append(sig(zs[-1]))
        delta = (activations[-1] - y) * sig_prime(zs[-1])
        nabla_b[-1] = delta
        nabla_w[-1] = delta @ activations[-2].T
        for l in range(2, self.L):
            delta = (self.weights[-l + 1].T @ delta) * sig_prime(zs[-l])
            nabla_b[-l] = delta
            nabla_w[-l] = delta @ activations[-l - 1].T
        self.cost = 0.5 * np.sum((activations[-1] - y) ** 2)
        return nabla_b, nabla_w

    def update(self, mini_batch, eta):
        grad_b = [np.zeros(b.shape) for b in self.biases]
        grad_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in mini_batch:
            d_b, d_w = self.backprop(x, y)
            grad_b = [g + d for g, d in zip(grad_b, d_b)]
            grad_w = [g + d for g, d in zip(grad_w, d_w)]
        k = eta / len(mini_batch)
        self.weights = [w - k * g for w, g in zip(self.weights, grad_w)]
        self.biases = [b - k * g for b, g in zip(self.biases, grad_b)]


random.seed(1)
net = Net([2, 3, 1])
pairs = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
training = [(np.array([p], dtype=float).T, np.array([[float(t)]])) for p, t in pairs]
for epoch in range(2):
    random.shuffle(training)
    for start in range(0, len(training), 2):
        net.update(training[start : start + 2], 1.5)
    print(epoch, net.cost)
w_last = net.weights[1]
b_last = net.biases[1]
point = training[0][0]
hidden = sig(net.weights[0] @ point + net.biases[0])
final = sig(w_last @ hidden + b_last)
cost = 0.5 * np.sum((final - training[0][1]) ** 2)
d_bs, d_ws = net.backprop(*training[0])
d_w_last = d_ws[1]
d_b_last = d_bs[1]
