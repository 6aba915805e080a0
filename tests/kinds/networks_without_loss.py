"""Networks whose code has no loss: the forward function's values go into gradients alone."""

from __future__ import annotations

import math

from tests.kinds.example import Example


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_HIDDEN = [_sigmoid(0.3 + 0.2 * 0.05 - 0.1 * 0.1)] * 2

KINDS = {
    "a network without a loss": (
        Example(
            name="objects_with_one_output_each",
            code="""
import math

class Cell:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias

    def fire(self, inputs):
        self.inputs = inputs
        self.output = 1 / (1 + math.exp(-self.net()))
        return self.output

    def net(self):
        net = self.bias
        for w, x in zip(self.weights, self.inputs):
            net += w * x
        return net

class Row:
    def __init__(self, n, bias):
        self.cells = [Cell([0.2, -0.1], bias) for _ in range(n)]

    def feed(self, inputs):
        return [cell.fire(inputs) for cell in self.cells]

class Network:
    def __init__(self):
        self.hidden, self.last = Row(2, 0.3), Row(1, 0.6)

    def feed(self, inputs):
        return self.last.feed(self.hidden.feed(inputs))

    def learn(self, inputs, target):
        self.feed(inputs)
        cell = self.last.cells[0]
        error = -(target - cell.output) * cell.output * (1 - cell.output)
        for k in range(2):
            cell.weights[k] -= 0.5 * error * cell.inputs[k]

network = Network()
for step in range(6):
    network.learn([0.05, 0.1], 0.01)
print(network.last.cells[0].output)
""",
            output="cell.output|network.last.cells[0].output|self.output",
            value=_sigmoid(0.6 + (0.2 - 0.1) * _HIDDEN[0]),
        ),
        Example(
            name="two_layers_of_arrays_and_a_forward_method",
            code="""
import numpy as np

class Net:
    def __init__(self):
        self.w1 = np.array([[0.5, -0.5], [0.25, 1.0]])
        self.w2 = np.array([[1.0], [-2.0]])

    def forward(self, x):
        self.hidden = np.tanh(x @ self.w1)
        out = self.hidden @ self.w2
        return out

    def train(self, x, t):
        error = self.forward(x) - t
        back = (error @ self.w2.T) * (1 - self.hidden ** 2)
        self.w2 -= 0.1 * self.hidden.T @ error
        self.w1 -= 0.1 * x.T @ back

net = Net()
x, t = np.array([[1.0, 2.0]]), np.array([[0.5]])
for step in range(5):
    net.train(x, t)
print(net.w2)
""",
            output="out|out[0, 0]|error",
            never=("self.hidden", "net.hidden"),
        ),
        Example(
            name="functions_on_lists_of_weights",
            code="""
import math

w_in = [[0.1, 0.4], [-0.3, 0.2]]
w_out = [0.7, -0.6]

def forward(x):
    hidden = []
    for row in w_in:
        act = math.tanh(row[0] * x[0] + row[1] * x[1])
        hidden.append(act)
    out = w_out[0] * hidden[0] + w_out[1] * hidden[1]
    return out, hidden

def learn(x, t):
    out, hidden = forward(x)
    for j in range(2):
        delta = (out - t) * w_out[j] * (1 - hidden[j] ** 2)
        for i in range(2):
            w_in[j][i] -= 0.1 * delta * x[i]
    for j in range(2):
        w_out[j] -= 0.1 * (out - t) * hidden[j]

for step in range(3):
    learn([1.0, -1.0], 0.5)
    learn([0.5, 2.0], -0.5)
print(w_out)
""",
            outputs=("out",) * 6,
            value=0.7 * math.tanh(-0.3) - 0.6 * math.tanh(-0.5),
        ),
        Example(
            name="helper_without_weights_is_one_still",
            code="""
import math

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

def slope_at(z):
    inside = sigmoid(z)
    return inside * (1 - inside)

w, b = 0.4, 0.1
for x, t in [(1.0, 1.0), (2.0, 0.0), (-1.0, 1.0)]:
    z = w * x + b
    y = sigmoid(z)
    delta = (y - t) * slope_at(z)
    w -= 0.5 * delta * x
    b -= 0.5 * delta
print(w, b)
""",
            outputs=("y",) * 3,
            value=_sigmoid(0.5),
        ),
    ),
}
