"""The same algorithm without a class: weights and biases are lists of arrays, functions around."""
import random
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z) * (1.0 - sigmoid(z))


def make_samples(n):
    samples = []
    for _ in range(n):
        p = np.random.uniform(-1, 1, size=(2, 1))
        t = np.array([[1.0]]) if p[0, 0] * p[1, 0] > 0 else np.array([[0.0]])
        samples.append((p, t))
    return samples


np.random.seed(4)
random.seed(4)
samples = make_samples(25)
weights = [np.random.randn(4, 2), np.random.randn(1, 4)]
biases = [np.random.randn(4, 1), np.random.randn(1, 1)]
eta = 0.8

# online: one sample, one update
for epoch in range(60):
    random.shuffle(samples)
    total = 0.0
    for x, y in samples:
        # feedforward
        z1 = np.dot(weights[0], x) + biases[0]
        a1 = sigmoid(z1)
        z2 = np.dot(weights[1], a1) + biases[1]
        a2 = sigmoid(z2)
        error = a2 - y
        cost = 0.5 * np.sum(error ** 2)
        total += cost

        # backpropagate
        delta2 = error * sigmoid_prime(z2)
        delta1 = np.dot(weights[1].T, delta2) * sigmoid_prime(z1)
        nabla_w = [np.dot(delta1, x.T), np.dot(delta2, a1.T)]
        nabla_b = [delta1, delta2]

        for k in range(2):
            weights[k] -= eta * nabla_w[k]
            biases[k] -= eta * nabla_b[k]
    if epoch % 20 == 0:
        print("epoch", epoch, "mean cost", total / len(samples))
