"""A multilayer perceptron without numpy: weights[l][j][i], one sample at a time, gradients summed."""
import math
import random

random.seed(12)
SIZES = [2, 3, 2, 1]
L = len(SIZES) - 1

weights = [[[random.uniform(-1, 1) for _ in range(SIZES[l])] for _ in range(SIZES[l + 1])] for l in range(L)]
biases = [[random.uniform(-0.5, 0.5) for _ in range(SIZES[l + 1])] for l in range(L)]
samples = [([0.0, 1.0], [1.0]), ([1.0, 1.0], [0.0]), ([1.0, 0.2], [1.0])]


def tanh_prime_from_output(a):
    return 1.0 - a * a


def feed(x):
    acts = [x]
    for l in range(L):
        layer = []
        for j in range(SIZES[l + 1]):
            s = biases[l][j]
            for i in range(SIZES[l]):
                s += weights[l][j][i] * acts[-1][i]
            layer.append(math.tanh(s))
        acts.append(layer)
    return acts


def zeros_like_weights():
    return [[[0.0] * SIZES[l] for _ in range(SIZES[l + 1])] for l in range(L)]


for epoch in range(2):
    grad_w = zeros_like_weights()
    grad_b = [[0.0] * SIZES[l + 1] for l in range(L)]
    total = 0.0
    for x, target in samples:
        acts = feed(x)
        total += sum((o - t) ** 2 for o, t in zip(acts[-1], target))

        deltas = [None] * L
        deltas[L - 1] = [2 * (o - t) * tanh_prime_from_output(o) for o, t in zip(acts[-1], target)]
        for l in range(L - 2, -1, -1):
            row = []
            for i in range(SIZES[l + 1]):
                back = 0.0
                for j in range(SIZES[l + 2]):
                    back += weights[l + 1][j][i] * deltas[l + 1][j]
                row.append(back * tanh_prime_from_output(acts[l + 1][i]))
            deltas[l] = row
        for l in range(L):
            for j in range(SIZES[l + 1]):
                grad_b[l][j] += deltas[l][j]
                for i in range(SIZES[l]):
                    grad_w[l][j][i] += deltas[l][j] * acts[l][i]

    first_w, first_b = grad_w[0], grad_b[0]
    for l in range(L):
        for j in range(SIZES[l + 1]):
            biases[l][j] -= 0.1 * grad_b[l][j]
            for i in range(SIZES[l]):
                weights[l][j][i] -= 0.1 * grad_w[l][j][i]
    print(epoch, total)
