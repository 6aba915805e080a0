# a multilayer perceptron with nothing but lists
import math
import random

random.seed(12)


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def dsigmoid(y):
    return y * (1 - y)


n_in, n_hid, n_out = 3, 3, 2
w_ih = [[random.uniform(-1, 1) for _ in range(n_hid)] for _ in range(n_in)]
w_ho = [[random.uniform(-1, 1) for _ in range(n_out)] for _ in range(n_hid)]

# third input is always 1 and stands for the bias
patterns = [
    ([0.1, 0.9, 1.0], [1.0, 0.0]),
    ([0.8, 0.2, 1.0], [0.0, 1.0]),
    ([0.5, 0.4, 1.0], [0.0, 1.0]),
]

for epoch in range(4):
    epoch_error = 0.0
    for inputs, targets in patterns:
        # forward
        hidden = []
        for j in range(n_hid):
            s = sum(inputs[i] * w_ih[i][j] for i in range(n_in))
            hidden.append(sigmoid(s))
        outputs = []
        for k in range(n_out):
            s = sum(hidden[j] * w_ho[j][k] for j in range(n_hid))
            outputs.append(sigmoid(s))
        error = sum(0.5 * (targets[k] - outputs[k]) ** 2 for k in range(n_out))
        epoch_error += error

        # deltas of the output layer
        output_deltas = [0.0] * n_out
        for k in range(n_out):
            output_deltas[k] = (outputs[k] - targets[k]) * dsigmoid(outputs[k])

        # deltas of the hidden layer
        hidden_deltas = [0.0] * n_hid
        for j in range(n_hid):
            back = sum(output_deltas[k] * w_ho[j][k] for k in range(n_out))
            hidden_deltas[j] = back * dsigmoid(hidden[j])

        grad_ho = [[hidden[j] * output_deltas[k] for k in range(n_out)] for j in range(n_hid)]
        grad_ih = [[inputs[i] * hidden_deltas[j] for j in range(n_hid)] for i in range(n_in)]

        for j in range(n_hid):
            for k in range(n_out):
                w_ho[j][k] -= 0.5 * grad_ho[j][k]
        for i in range(n_in):
            for j in range(n_hid):
                w_ih[i][j] -= 0.5 * grad_ih[i][j]
    print("epoch", epoch, "error", round(epoch_error, 5))
