# A network without numpy: 2 inputs, 3 hidden, 1 output. It learns AND.
import random
import math

random.seed(4)
INPUTS, HIDDEN = 2, 3
RATE = 0.7


def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))


def d_sigmoid(y):
    # y is already sigmoid(x)
    return y * (1.0 - y)


w_hidden = [[random.uniform(-1, 1) for _ in range(INPUTS)] for _ in range(HIDDEN)]
b_hidden = [random.uniform(-1, 1) for _ in range(HIDDEN)]
w_out = [random.uniform(-1, 1) for _ in range(HIDDEN)]
b_out = random.uniform(-1, 1)

samples = [([0, 0], 0), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)]

for epoch in range(10):
    sum_error = 0.0
    for inputs, target in samples:
        # forward
        hidden = []
        for j in range(HIDDEN):
            total = b_hidden[j]
            for i in range(INPUTS):
                total += w_hidden[j][i] * inputs[i]
            hidden.append(sigmoid(total))
        total = b_out
        for j in range(HIDDEN):
            total += w_out[j] * hidden[j]
        output = sigmoid(total)
        error = 0.5 * (output - target) ** 2
        sum_error += error

        # backward
        delta_out = (output - target) * d_sigmoid(output)
        delta_hidden = [0.0] * HIDDEN
        for j in range(HIDDEN):
            delta_hidden[j] = delta_out * w_out[j] * d_sigmoid(hidden[j])

        grad_w_out = [delta_out * hidden[j] for j in range(HIDDEN)]
        grad_w_hidden = [[delta_hidden[j] * inputs[i] for i in range(INPUTS)] for j in range(HIDDEN)]

        # update
        for j in range(HIDDEN):
            w_out[j] -= RATE * grad_w_out[j]
            b_hidden[j] -= RATE * delta_hidden[j]
            for i in range(INPUTS):
                w_hidden[j][i] -= RATE * grad_w_hidden[j][i]
        b_out -= RATE * delta_out
    print("epoch", epoch, "error", round(sum_error, 4))

print([round(w, 3) for w in w_out], round(b_out, 3))
