# XOR with lists of lists and my own matrix functions
import math
import random

random.seed(3)


def matmul(A, B):
    return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]


def transpose(A):
    return [list(col) for col in zip(*A)]


def add_row(A, b):
    return [[a + c for a, c in zip(row, b)] for row in A]


def apply(f, A):
    return [[f(a) for a in row] for row in A]


def sigmoid(v):
    return 1.0 / (1.0 + math.exp(-v))


X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
Y = [[0.0], [1.0], [1.0], [0.0]]
W1 = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(2)]
b1 = [0.1, 0.1, 0.1]
W2 = [[random.uniform(-1, 1)] for _ in range(3)]
b2 = [0.1]
learning_rate = 1.0
losses = []

for epoch in range(2001):
    # forward
    H = apply(math.tanh, add_row(matmul(X, W1), b1))
    P = apply(sigmoid, add_row(matmul(H, W2), b2))
    loss = sum((p[0] - y[0]) ** 2 for p, y in zip(P, Y)) / len(Y)
    losses.append(loss)

    # backward
    dZ2 = [[2 * (p[0] - y[0]) / len(Y) * p[0] * (1 - p[0])] for p, y in zip(P, Y)]
    dW2 = matmul(transpose(H), dZ2)
    db2 = [sum(col) for col in zip(*dZ2)]
    dH = matmul(dZ2, transpose(W2))
    dZ1 = [[d * (1 - h * h) for d, h in zip(drow, hrow)] for drow, hrow in zip(dH, H)]
    dW1 = matmul(transpose(X), dZ1)
    db1 = [sum(col) for col in zip(*dZ1)]

    # update
    for i in range(len(W1)):
        for j in range(len(W1[0])):
            W1[i][j] -= learning_rate * dW1[i][j]
    for i in range(len(W2)):
        for j in range(len(W2[0])):
            W2[i][j] -= learning_rate * dW2[i][j]
    for j in range(len(b1)):
        b1[j] -= learning_rate * db1[j]
    for j in range(len(b2)):
        b2[j] -= learning_rate * db2[j]

    if epoch % 500 == 0:
        print("epoch", epoch, "loss", round(loss, 5))

print([round(p[0], 2) for p in P], losses[-1] < losses[0])
