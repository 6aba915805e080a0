"""Layers in plain lists whose neurons all have one name, `z`."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "neurons of a layer that have one name": (
        Example(
            name="outputs_written_into_a_list",
            code="""
import math, random

random.seed(0)

def sigmoid(x):
    return 1.0 / (1.0 + math.exp(-x))

n_in, n_hid, n_out = 2, 3, 2
w_ih = [[random.uniform(-0.5, 0.5) for _ in range(n_in)] for _ in range(n_hid)]
w_ho = [[random.uniform(-0.5, 0.5) for _ in range(n_hid)] for _ in range(n_out)]
inputs = [0.05, 0.10]
targets = [0.01, 0.99]
for epoch in range(6):
    h = [0.0] * n_hid
    for j in range(n_hid):
        z = 0.0
        for i in range(n_in):
            z += w_ih[j][i] * inputs[i]
        h[j] = sigmoid(z)
    o = [0.0] * n_out
    for k in range(n_out):
        z = 0.0
        for j in range(n_hid):
            z += w_ho[k][j] * h[j]
        o[k] = sigmoid(z)
    delta_o = [(o[k] - targets[k]) * o[k] * (1 - o[k]) for k in range(n_out)]
    delta_h = [0.0] * n_hid
    for j in range(n_hid):
        err = 0.0
        for k in range(n_out):
            err += delta_o[k] * w_ho[k][j]
        delta_h[j] = err * h[j] * (1 - h[j])
    for k in range(n_out):
        for j in range(n_hid):
            w_ho[k][j] -= 0.5 * delta_o[k] * h[j]
    for j in range(n_hid):
        for i in range(n_in):
            w_ih[j][i] -= 0.5 * delta_h[j] * inputs[i]
print(o)
""",
            output="o",
            value=[0.5090837, 0.5612194],
            seed=[0.4990837, -0.4287806],
            never=("z", "o[1]"),
        ),
        Example(
            name="outputs_appended_in_a_method",
            code="""
import math

class Net:
    def __init__(self):
        self.layers = [
            [[0.1, -0.4], [0.3, 0.2], [-0.2, 0.5]],
            [[0.6, -0.3, 0.2], [0.4, 0.1, -0.7]],
        ]
        self.biases = [[0.1, 0.2, 0.0], [0.0, 0.1]]
    def forward(self, x):
        self.activations = [x]
        for W, b in zip(self.layers, self.biases):
            out = []
            for row, bias in zip(W, b):
                z = sum(w * v for w, v in zip(row, x)) + bias
                a = 1 / (1 + math.exp(-z))
                out.append(a)
            x = out
            self.activations.append(x)
        return x
    def backward(self, target, lr):
        delta = [(a - t) * a * (1 - a) for a, t in zip(self.activations[-1], target)]
        for l in reversed(range(len(self.layers))):
            prev = self.activations[l]
            new_delta = [
                sum(self.layers[l][k][j] * delta[k] for k in range(len(delta)))
                * prev[j] * (1 - prev[j])
                for j in range(len(prev))
            ]
            for k in range(len(delta)):
                for j in range(len(prev)):
                    self.layers[l][k][j] -= lr * delta[k] * prev[j]
                self.biases[l][k] -= lr * delta[k]
            delta = new_delta

net = Net()
for epoch in range(4):
    for x, t in [([0.0, 1.0], [1, 0]), ([1.0, 0.5], [0, 1])]:
        y = net.forward(x)
        net.backward(t, 0.5)
print(net.forward([0.0, 1.0]))
""",
            output="y",
            outputs=("y",) * 8,
        ),
        Example(
            name="one_step_without_an_update",
            code="""
# one training example, by hand
import math
x = [1.0, 0.5]
w_hidden = [[0.2, -0.3], [0.4, 0.1]]
w_output = [[-0.5, 0.3], [0.2, 0.7]]
target = [1.0, 0.0]
a_hidden = []
for weights in w_hidden:
    z = weights[0] * x[0] + weights[1] * x[1]
    a = math.tanh(z)
    a_hidden.append(a)
a_out = []
for weights in w_output:
    z = weights[0] * a_hidden[0] + weights[1] * a_hidden[1]
    a = math.tanh(z)
    a_out.append(a)
d_out = [(a_out[k] - target[k]) * (1 - a_out[k] ** 2) for k in range(2)]
grad_w_output = [[d_out[k] * a_hidden[j] for j in range(2)] for k in range(2)]
d_hidden = [
    sum(d_out[k] * w_output[k][j] for k in range(2)) * (1 - a_hidden[j] ** 2) for j in range(2)
]
grad_w_hidden = [[d_hidden[j] * x[i] for i in range(2)] for j in range(2)]
print(grad_w_output, grad_w_hidden)
""",
            output="a|a#5",
            gradients={
                "w_output": [[-0.0444402, -0.3752983], [0.0134985, 0.1139947]],
                "w_hidden": [[0.4975666, 0.2487833], [-0.0638922, -0.0319461]],
            },
        ),
        Example(
            name="an_error_of_many_rounds",
            code="""
import math, random
random.seed(1)

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

X = [[0, 0], [0, 1], [1, 0], [1, 1]]
Y = [0, 1, 1, 0]
W1 = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(3)]
b1 = [0.0] * 3
W2 = [random.uniform(-1, 1) for _ in range(3)]
b2 = 0.0
lr = 0.5
for epoch in range(50):
    for x, y in zip(X, Y):
        hidden = []
        for j in range(3):
            z = b1[j]
            for i in range(2):
                z += W1[j][i] * x[i]
            hidden.append(sigmoid(z))
        z = b2
        for j in range(3):
            z += W2[j] * hidden[j]
        out = sigmoid(z)
        d_out = (out - y) * out * (1 - out)
        d_hidden = [d_out * W2[j] * hidden[j] * (1 - hidden[j]) for j in range(3)]
        for j in range(3):
            W2[j] -= lr * d_out * hidden[j]
            for i in range(2):
                W1[j][i] -= lr * d_hidden[j] * x[i]
            b1[j] -= lr * d_hidden[j]
        b2 -= lr * d_out
for x in X:
    print(x)
""",
            output="out",
            seed=0.5085431461465004,
        ),
    ),
}
