"""Nielsen's network on four tiny pictures of bars (3 x 2 pixels)."""
import numpy as np


def sigmoid(z):
    return 1.0/(1.0+np.exp(-z))


def sigmoid_prime(z):
    return sigmoid(z)*(1-sigmoid(z))


np.random.seed(12)
sizes = [6, 4, 2]
biases = [np.random.randn(y, 1) for y in sizes[1:]]
weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

pictures = [[1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1], [1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1]]
answers = [[1, 0], [1, 0], [0, 1], [0, 1]]  # vertical, horizontal
training_data = [(np.array(p, dtype=float).reshape(6, 1), np.array(a, dtype=float).reshape(2, 1))
                 for p, a in zip(pictures, answers)]
eta = 3.0

for epoch in range(3):
    nabla_b = [np.zeros(b.shape) for b in biases]
    nabla_w = [np.zeros(w.shape) for w in weights]
    total = 0.0
    for x, y in training_data:
        # feedforward
        activation = x
        activations = [x]
        zs = []
        for b, w in zip(biases, weights):
            z = np.dot(w, activation)+b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        total += 0.5*np.sum((activations[-1]-y)**2)
        # backward pass
        delta = (activations[-1]-y)*sigmoid_prime(zs[-1])
        nabla_b[-1] += delta
        nabla_w[-1] += np.dot(delta, activations[-2].transpose())
        delta = np.dot(weights[-1].transpose(), delta)*sigmoid_prime(zs[-2])
        nabla_b[-2] += delta
        nabla_w[-2] += np.dot(delta, activations[-3].transpose())
    print("Epoch {0}: cost {1:.5f}".format(epoch, total))
    weights = [w-(eta/len(training_data))*nw for w, nw in zip(weights, nabla_w)]
    biases = [b-(eta/len(training_data))*nb for b, nb in zip(biases, nabla_b)]
