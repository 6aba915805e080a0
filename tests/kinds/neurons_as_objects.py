"""Networks of neurons that are objects, each of which keeps its own output."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_NEURON = """
import math

class Neuron:
    def __init__(self, weights, bias):
        self.weights = weights
        self.bias = bias

    def activate(self, inputs):
        self.inputs = inputs
        total = 0
        for weight, value in zip(self.weights, inputs):
            total += weight * value
        self.output = 1 / (1 + math.exp(-(total + self.bias)))
        return self.output
"""
_LAYERS = (
    _NEURON
    + """
hidden = [Neuron([0.15, 0.2], 0.35), Neuron([0.25, 0.3], 0.35)]
last = [Neuron([0.4, 0.45], 0.6), Neuron([0.5, 0.55], 0.6)]

def forward(x):
    h = [neuron.activate(x) for neuron in hidden]
    return [neuron.activate(h) for neuron in last]

def train(x, t):
    forward(x)
    grads = [0] * len(last)
    for k, neuron in enumerate(last):
        grads[k] = (neuron.output - t[k]) * neuron.output * (1 - neuron.output)
    for k, neuron in enumerate(last):
        for j in range(2):
            neuron.weights[j] -= 0.5 * grads[k] * neuron.inputs[j]

def total_error(x, t):
    forward(x)
    error = 0
    for neuron, target in zip(last, t):
        error += 0.5 * (target - neuron.output) ** 2
    return error
"""
)


def _sigmoid(z):
    return 1 / (1 + math.exp(-z))


_H = [_sigmoid(0.15 * 0.05 + 0.2 * 0.1 + 0.35), _sigmoid(0.25 * 0.05 + 0.3 * 0.1 + 0.35)]
_O = [_sigmoid(0.4 * _H[0] + 0.45 * _H[1] + 0.6), _sigmoid(0.5 * _H[0] + 0.55 * _H[1] + 0.6)]
_ERROR = 0.5 * (0.01 - _O[0]) ** 2 + 0.5 * (0.99 - _O[1]) ** 2

KINDS = {
    "two neurons whose outputs are attributes": (
        Example(
            name="the_error_of_both_after_the_step",
            code=_LAYERS
            + """
for i in range(20):
    train([0.05, 0.1], [0.01, 0.99])
    print(total_error([0.05, 0.1], [0.01, 0.99]))
""",
            output="error",
            never=("last[0].output", "last[1].output", "total"),
        ),
        Example(
            name="the_error_of_both_before_the_steps",
            code=_LAYERS
            + """
print(total_error([0.05, 0.1], [0.01, 0.99]))
for i in range(30):
    train([0.05, 0.1], [0.01, 0.99])
""",
            output="error",
            value=_ERROR,
        ),
        Example(
            name="no_error_at_all",
            code=_LAYERS
            + """
for i in range(9):
    train([0.05, 0.1], [0.01, 0.99])
print(last[0].output, last[1].output)
""",
            output="last[1].output",
            says=("2 objects have a result self.output",),
        ),
    ),
    "weights that are updated under another name": (
        Example(
            name="late_rounds_are_no_data",
            code=_NEURON
            + """
start = [0.2, -0.4]
unit = Neuron([], 0.1)
for value in start:
    unit.weights.append(value)
for i in range(40):
    y = unit.activate([1.0, 2.0])
    loss = (y - 0.8) ** 2
    slope = 2 * (y - 0.8) * y * (1 - y)
    for j in range(2):
        unit.weights[j] -= 0.5 * slope * unit.inputs[j]
""",
            output="loss",
            options={"pass_number": "last"},
        ),
        Example(
            name="weights_that_a_loop_has_taken_up",
            code="""
first = (0.5, -1.0)
model = []
for number in first:
    model.append(number)
x, t = [2.0, 1.0], 3.0
for step in range(4):
    guess = model[0] * x[0] + model[1] * x[1]
    cost = (guess - t) ** 2
    off = 2 * (guess - t)
    model[0] -= 0.1 * off * x[0]
    model[1] -= 0.1 * off * x[1]
""",
            output="cost",
            value=9.0,
            gradients={"first": (-12.0, -6.0)},
            outputs=("cost",) * 4,
        ),
        Example(
            name="a_sum_that_starts_from_a_bias",
            code="""
bias, w, x = 0.5, 2.0, 3.0
z = bias
z += 0.1 * w * x
out = z * z
""",
            output="out",
            gradients={"bias": 2.2, "w": 0.66, "x": 0.44},
        ),
        Example(
            name="sums_in_a_list_that_start_from_biases",
            code="""
biases, w, x = [0.5, -0.5], [2.0, 1.0], 3.0
sums = []
for b in biases:
    sums.append(b)
for j in range(2):
    sums[j] += 0.5 * w[j] * x
out = sums[0] * sums[1]
""",
            output="out",
            gradients={"biases[0]": 1.0, "biases[1]": 3.5},
        ),
    ),
}
