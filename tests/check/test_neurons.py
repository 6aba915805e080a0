"""Networks of neurons that keep what they give beside their delta, as dicts or as objects."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

DICTS = """
from math import exp
from random import seed, random

def initialize_network(n_inputs, n_hidden, n_outputs):
    network = list()
    hidden_layer = [{'weights': [random() for i in range(n_inputs + 1)]} for i in range(n_hidden)]
    network.append(hidden_layer)
    output_layer = [{'weights': [random() for i in range(n_hidden + 1)]} for i in range(n_outputs)]
    network.append(output_layer)
    return network

def activate(weights, inputs):
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inputs[i]
    return activation

def transfer(activation):
    return 1.0 / (1.0 + exp(-activation))

def forward_propagate(network, row):
    inputs = row
    for layer in network:
        new_inputs = []
        for neuron in layer:
            activation = activate(neuron['weights'], inputs)
            neuron['output'] = transfer(activation)
            new_inputs.append(neuron['output'])
        inputs = new_inputs
    return inputs

def transfer_derivative(output):
    return output * (1.0 - output)

def backward_propagate_error(network, expected):
    for i in reversed(range(len(network))):
        layer = network[i]
        errors = list()
        if i != len(network) - 1:
            for j in range(len(layer)):
                error = 0.0
                for neuron in network[i + 1]:
                    error += (neuron['weights'][j] * neuron['delta'])
                errors.append(error)
        else:
            for j in range(len(layer)):
                neuron = layer[j]
                errors.append(expected[j] - neuron['output'])
        for j in range(len(layer)):
            neuron = layer[j]
            neuron['delta'] = errors[j] * transfer_derivative(neuron['output'])

def update_weights(network, row, l_rate):
    for i in range(len(network)):
        inputs = row[:-1]
        if i != 0:
            inputs = [neuron['output'] for neuron in network[i - 1]]
        for neuron in network[i]:
            for j in range(len(inputs)):
                neuron['weights'][j] += l_rate * neuron['delta'] * inputs[j]
            neuron['weights'][-1] += l_rate * neuron['delta']

def train_network(network, train, l_rate, n_epoch, n_outputs):
    for epoch in range(n_epoch):
        sum_error = 0
        for row in train:
            outputs = forward_propagate(network, row)
            expected = [0 for i in range(n_outputs)]
            expected[row[-1]] = 1
            sum_error += sum([(expected[i] - outputs[i]) ** 2 for i in range(len(expected))])
            backward_propagate_error(network, expected)
            update_weights(network, row, l_rate)
        print('>epoch=%d, lrate=%.3f, error=%.3f' % (epoch, l_rate, sum_error))

seed(1)
dataset = [[2.78, 2.55, 0], [1.46, 2.36, 0], [7.62, 2.75, 1]]
n_inputs = len(dataset[0]) - 1
n_outputs = len(set([row[-1] for row in dataset]))
network = initialize_network(n_inputs, 2, n_outputs)
train_network(network, dataset, 0.5, 1, n_outputs)
for layer in network:
    print(layer)
"""
OBJECTS = """
import math
import random

random.seed(4)


class Unit:
    def __init__(self, size):
        self.w = [random.uniform(-1, 1) for _ in range(size)]
        self.bias = random.uniform(-1, 1)
        self.out = 0.0
        self.delta = 0.0

    def fire(self, xs):
        self.xs = xs
        net = self.bias
        for w, x in zip(self.w, xs):
            net += w * x
        self.out = math.tanh(net)
        return self.out


layers = [[Unit(2) for _ in range(3)], [Unit(3)]]
samples = [([0.5, -1.0], [0.2]), ([1.0, 0.3], [-0.4])]
for epoch in range(2):
    for xs, target in samples:
        signal = xs
        for layer in layers:
            signal = [unit.fire(signal) for unit in layer]
        for unit, t in zip(layers[-1], target):
            unit.delta = (unit.out - t) * (1 - unit.out ** 2)
        for k in range(len(layers) - 2, -1, -1):
            for i, unit in enumerate(layers[k]):
                back = 0.0
                for above in layers[k + 1]:
                    back += above.w[i] * above.delta
                unit.delta = back * (1 - unit.out ** 2)
        for layer in layers:
            for unit in layer:
                for i in range(len(unit.w)):
                    unit.w[i] -= 0.1 * unit.delta * unit.xs[i]
                unit.bias -= 0.1 * unit.delta
print(layers[-1][0].out)
"""
CELLS = """
from math import exp

net = [
    [{'w': [0.3, -0.2], 'b': 0.1}, {'w': [-0.6, 0.5], 'b': 0.2}],
    [{'w': [0.7, -0.4], 'b': -0.3}, {'w': [0.2, 0.9], 'b': 0.4}],
]


def squash(z):
    return 1 / (1 + exp(-z))


def forward(x):
    for layer in net:
        for cell in layer:
            cell['z'] = sum(w * v for w, v in zip(cell['w'], x)) + cell['b']
            cell['a'] = squash(cell['z'])
        x = [cell['a'] for cell in layer]
    return x


def backward(target):
    for l in (1, 0):
        for j, cell in enumerate(net[l]):
            if l == 1:
                e = cell['a'] - target[j]
            else:
                e = sum(up['w'][j] * up['delta'] for up in net[l + 1])
            cell['delta'] = e * cell['a'] * (1 - cell['a'])


def learn(x, rate):
    for layer in net:
        for cell in layer:
            for i, v in enumerate(x):
                cell['w'][i] -= rate * cell['delta'] * v
            cell['b'] -= rate * cell['delta']
        x = [cell['a'] for cell in layer]


for turn in range(3):
    for x, target in [([1.0, 0.5], [1, 0]), ([-0.3, 0.8], [0, 1])]:
        y = forward(x)
        cost = sum((o - t) ** 2 for o, t in zip(y, target)) / 2
        backward(target)
        learn(x, 0.5)
    print(turn, cost)
"""
NAMED = CELLS.replace(
    """
            for i, v in enumerate(x):
                cell['w'][i] -= rate * cell['delta'] * v
            cell['b'] -= rate * cell['delta']
""",
    """
            grad_w = [cell['delta'] * v for v in x]
            grad_b = cell['delta']
            for i in range(len(x)):
                cell['w'][i] -= rate * grad_w[i]
            cell['b'] -= rate * grad_b
""",
)
BY_ROW = DICTS.replace(
    "            sum_error += sum([(expected[i] - outputs[i]) ** 2 for i in range(len(expected))])",
    """            row_error = sum((e - o) ** 2 for e, o in zip(expected, outputs)) / 2
            sum_error += row_error""",
)

SLIPS = [
    (CELLS, "e = cell['a'] - target[j]", "e = cell['a'] - target[0]"),
    (CELLS, "up['w'][j] * up['delta']", "up['w'][l] * up['delta']"),
    (CELLS, "e * cell['a'] * (1 - cell['a'])", "e * (1 - cell['a'])"),
    (OBJECTS, "unit.delta = (unit.out - t) *", "unit.delta = (t - unit.out) *"),
    (OBJECTS, "(unit.out - t) * (1 - unit.out ** 2)", "(unit.out - t)"),
    (OBJECTS, "above.w[i] * above.delta", "above.w[0] * above.delta"),
    (
        CELLS,
        "cell['w'][i] -= rate * cell['delta'] * v",
        "cell['w'][i] -= rate * cell['delta'] * x[0]",
    ),
    (OBJECTS, "unit.bias -=", "unit.bias +="),
    (NAMED, "[cell['delta'] * v for v in x]", "[cell['delta'] for v in x]"),
    (NAMED, "grad_b = cell['delta']", "grad_b = cell['delta'] * cell['a']"),
    (NAMED, "rate * grad_w[i]", "rate * grad_w[0]"),
    (NAMED, "e = cell['a'] - target[j]", "e = cell['a'] + target[j]"),
    (BY_ROW, "errors[j] * transfer_derivative(neuron['output'])", "errors[j]"),
    (DICTS, "l_rate * neuron['delta'] * inputs[j]", "l_rate * neuron['delta'] * inputs[0]"),
    (DICTS, "errors[j] * transfer_derivative(neuron['output'])", "errors[j]"),
    (DICTS, "* transfer_derivative(", "/ transfer_derivative("),
    (DICTS, "transfer_derivative(neuron['output'])", "transfer_derivative(errors[j])"),
]


@pytest.mark.parametrize("code", quick([CELLS, OBJECTS, DICTS, NAMED, BY_ROW], 1))
def test_right_networks_have_all_deltas_judged(code):
    found = verdicts(code)
    assert any("delta" in name for name, _ in found)
    assert set(found.values()) == {"right"}


@pytest.mark.parametrize(("code", "right", "slip"), quick(SLIPS, 1))
def test_the_line_with_the_slip_is_named(code, right, slip):
    assert_is_named(code, right, slip)


def assert_is_named(code, right, slip):
    assert code.count(right) == 1
    line = code[: code.index(right)].count("\n") + 1
    assert {at for _, at in wrong(code.replace(right, slip))} == {line}
