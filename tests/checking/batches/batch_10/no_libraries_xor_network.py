import math

# XOR without any libraries. 2 inputs -> 3 hidden (tanh) -> 1 output (sigmoid)
W1 = [[0.5, -0.4], [-0.7, 0.6], [0.2, 0.9]]   # W1[j][i]: input i -> hidden j
B1 = [0.1, -0.2, 0.0]
W2 = [0.8, -0.5, 0.3]
B2 = 0.1
lr = 0.5

samples = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
labels = [0.0, 1.0, 1.0, 0.0]


def sigmoid(v):
    return 1 / (1 + math.exp(-v))


for epoch in range(2):
    for x, t in zip(samples, labels):
        # forward
        s1 = [0.0, 0.0, 0.0]
        for j in range(3):
            s1[j] = W1[j][0] * x[0] + W1[j][1] * x[1] + B1[j]
        h = [math.tanh(s) for s in s1]
        s2 = B2
        for j in range(3):
            s2 += W2[j] * h[j]
        o = sigmoid(s2)
        E = 0.5 * (t - o) ** 2

        # backward
        dE_ds2 = (o - t) * o * (1 - o)
        dE_dW2 = [dE_ds2 * h[j] for j in range(3)]
        dE_dB2 = dE_ds2

        dE_ds1 = [0.0, 0.0, 0.0]
        for j in range(3):
            dE_ds1[j] = dE_ds2 * W2[j] * (1 - h[j] * h[j])
        dE_dW1 = [[dE_ds1[j] * x[i] for i in range(2)] for j in range(3)]
        dE_dB1 = dE_ds1[:]

        # update
        W2 = [W2[j] - lr * dE_dW2[j] for j in range(3)]
        B2 = B2 - lr * dE_dB2
        W1 = [[W1[j][i] - lr * dE_dW1[j][i] for i in range(2)] for j in range(3)]
        B1 = [B1[j] - lr * dE_dB1[j] for j in range(3)]
    print("epoch", epoch, "last error", E)
