"""MLP without numpy: everything is a list (or a list of lists)."""
from math import exp

def sig(a):
    return 1.0 / (1.0 + exp(-a))

inputs = [0.9, -0.4]
targets = [0.0, 1.0]
W1 = [[0.3, -0.6], [0.8, 0.1], [-0.5, 0.7]]       # W1[j][i]: input i -> hidden j
B1 = [0.1, 0.0, -0.2]
W2 = [[0.4, -0.9, 0.2], [-0.3, 0.5, 0.6]]         # W2[k][j]: hidden j -> output k
B2 = [0.05, -0.05]

for rounds in range(3):
    # forward
    net1 = [sum(W1[j][i] * inputs[i] for i in range(2)) + B1[j] for j in range(3)]
    hidden = [sig(n) for n in net1]
    net2 = [sum(W2[k][j] * hidden[j] for j in range(3)) + B2[k] for k in range(2)]
    output = [sig(n) for n in net2]
    error = sum(0.5 * (o - t) ** 2 for o, t in zip(output, targets))

    # backward
    delta_out = [(output[k] - targets[k]) * output[k] * (1 - output[k]) for k in range(2)]
    delta_hid = []
    for j in range(3):
        back = sum(delta_out[k] * W2[k][j] for k in range(2))
        delta_hid.append(back * hidden[j] * (1 - hidden[j]))

    gW2 = [[delta_out[k] * hidden[j] for j in range(3)] for k in range(2)]
    gB2 = delta_out[:]
    gW1 = [[delta_hid[j] * inputs[i] for i in range(2)] for j in range(3)]
    gB1 = delta_hid[:]

    # gradient descent
    for k in range(2):
        for j in range(3):
            W2[k][j] -= 0.7 * gW2[k][j]
        B2[k] -= 0.7 * gB2[k]
    for j in range(3):
        for i in range(2):
            W1[j][i] -= 0.7 * gW1[j][i]
        B1[j] -= 0.7 * gB1[j]
    print(rounds, error)
