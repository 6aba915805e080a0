"""A total of losses that have no name of their own, with an update after each sample."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

KINDS = {
    "one sample's loss is a running sum's new term": (
        Example(
            name="network_of_dicts_updated_by_sample",
            code="""
import math
import random
random.seed(2)

def make(sizes):
    return [[{'w': [random.uniform(-1, 1) for _ in range(n)], 'b': 0.0} for _ in range(m)]
            for n, m in zip(sizes, sizes[1:])]

def forward(net, values):
    for layer in net:
        result = []
        for unit in layer:
            total = unit['b']
            for weight, value in zip(unit['w'], values):
                total += weight * value
            unit['out'] = math.tanh(total)
            result.append(unit['out'])
        values = result
    return values

def train(net, rows, rate, epochs):
    for epoch in range(epochs):
        squared = 0.0
        for row, want in rows:
            got = forward(net, row)
            squared = squared + (got[0] - want) ** 2
            for k in reversed(range(len(net))):
                for j, unit in enumerate(net[k]):
                    if k == len(net) - 1:
                        slope = 2 * (unit['out'] - want)
                    else:
                        slope = sum(after['w'][j] * after['delta'] for after in net[k + 1])
                    unit['delta'] = slope * (1 - unit['out'] ** 2)
            for k, layer in enumerate(net):
                before = row if k == 0 else [unit['out'] for unit in net[k - 1]]
                for unit in layer:
                    for i, value in enumerate(before):
                        unit['w'][i] -= rate * unit['delta'] * value
                    unit['b'] -= rate * unit['delta']
        print(epoch, round(squared, 4))

net = make([2, 3, 1])
train(net, [([0.0, 1.0], 1.0), ([1.0, 1.0], -1.0), ([1.0, 0.0], 1.0)], 0.1, 2)
""",
            outputs=("squared", "term of squared", "term of squared") * 2,
            gradients={
                "net[0][0]['w']": [0.0, -0.11050233109682646],
                "net[1][0]['b']": -0.6643963053241702,
            },
        ),
        Example(
            name="sum_of_squares_over_outputs",
            code="""
from math import exp

net = [
    [{'weights': [0.3, -0.2, 0.1]}, {'weights': [-0.4, 0.5, 0.2]}],
    [{'weights': [0.6, -0.1, 0.3]}, {'weights': [0.2, 0.7, -0.5]}],
]
rows = [[2.5, 1.0, 0], [-1.0, 3.0, 1], [0.5, -2.0, 1]]

def excite(weights, inputs):
    level = weights[-1]
    for i in range(len(weights) - 1):
        level += weights[i] * inputs[i]
    return level

def run(net, row):
    inputs = row
    for layer in net:
        fresh = []
        for node in layer:
            level = excite(node['weights'], inputs)
            node['value'] = 1.0 / (1.0 + exp(-level))
            fresh.append(node['value'])
        inputs = fresh
    return inputs

def correct(net, wanted):
    for i in reversed(range(len(net))):
        for j, node in enumerate(net[i]):
            if i == len(net) - 1:
                error = node['value'] - wanted[j]
            else:
                error = 0.0
                for later in net[i + 1]:
                    error += later['weights'][j] * later['delta']
            node['delta'] = error * node['value'] * (1.0 - node['value'])

def adjust(net, row, rate):
    for i in range(len(net)):
        inputs = row[:-1] if i == 0 else [node['value'] for node in net[i - 1]]
        for node in net[i]:
            for j in range(len(inputs)):
                node['weights'][j] -= rate * node['delta'] * inputs[j]
            node['weights'][-1] -= rate * node['delta']

for epoch in range(3):
    sum_squares = 0
    for row in rows:
        got = run(net, row)
        wanted = [0, 0]
        wanted[row[-1]] = 1
        sum_squares += sum((wanted[k] - got[k]) ** 2 for k in range(2))
        correct(net, wanted)
        adjust(net, row, 0.5)
    print(epoch, sum_squares)
""",
            outputs=("sum_squares", "term of sum_squares", "term of sum_squares") * 3,
        ),
        Example(
            name="loss_kept_by_an_object",
            code="""
class Unit:
    def __init__(self, size):
        self.w = [0.1 * (i + 1) for i in range(size)]
        self.b = 0.0

    def __call__(self, x):
        out = self.b
        for i in range(len(x)):
            out += self.w[i] * x[i]
        return out

    def step(self, x, error, rate):
        for i in range(len(x)):
            self.w[i] -= rate * error * x[i]
        self.b -= rate * error

class Trainer:
    def __init__(self, unit):
        self.unit = unit
        self.loss = 0.0

    def run(self, rows):
        self.loss = 0.0
        for x, t in rows:
            out = self.unit(x)
            self.loss += 0.5 * (out - t) ** 2
            self.unit.step(x, out - t, 0.1)
        return self.loss

trainer = Trainer(Unit(2))
for epoch in range(2):
    print(trainer.run([([1.0, 2.0], 1.0), ([-1.0, 0.5], 0.0)]))
""",
            outputs=("trainer.loss", "term of loss") * 2,
            gradients={"unit.w[0]": -0.5, "unit.w[1]": -1.0, "unit.b": -0.5},
        ),
        Example(
            name="nothing_but_the_total_has_a_name",
            code="""
w, b = 0.5, 0.0
cost = 0.0
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    cost += (w * x + b - t) ** 2
    w -= 0.1 * 2 * (w * x + b - t) * x
    b -= 0.1 * 2 * (w * x + b - t)
print(cost)
""",
            outputs=("cost", "term of cost", "term of cost"),
            gradients={"w": -3.0, "b": -3.0},
        ),
        Example(
            name="logarithms_taken_away",
            code="""
import math
w, b = 0.5, 0.0
for epoch in range(2):
    loss = 0.0
    for x, t in [(1.0, 1), (2.0, 0), (-1.0, 1)]:
        p = 1 / (1 + math.exp(-(w * x + b)))
        loss -= t * math.log(p) + (1 - t) * math.log(1 - p)
        g = p - t
        w -= 0.1 * g * x
        b -= 0.1 * g
    print(loss)
""",
            outputs=("loss", "term of loss", "term of loss") * 2,
            gradients=slopes(lambda w, b, x: np.log(1 + np.exp(-(w * x + b))), w=0.5, b=0.0, x=1.0),
        ),
        Example(
            name="arrays_and_a_function_for_the_loss",
            code="""
import numpy as np

def loss_of(y, t):
    return np.sum((y - t) ** 2) / 2

rng = np.random.default_rng(3)
layers = [{'W': rng.normal(size=(3, 2)), 'b': np.zeros(3)},
          {'W': rng.normal(size=(1, 3)), 'b': np.zeros(1)}]
X = rng.normal(size=(3, 2))
T = rng.normal(size=(3, 1))
for epoch in range(2):
    total = 0
    for x, t in zip(X, T):
        a = x
        for layer in layers:
            layer['in'] = a
            layer['out'] = a = np.tanh(layer['W'] @ a + layer['b'])
        total += loss_of(a, t)
        delta = (a - t) * (1 - a ** 2)
        for layer in reversed(layers):
            back = layer['W'].T @ delta
            layer['W'] -= 0.1 * np.outer(delta, layer['in'])
            layer['b'] -= 0.1 * delta
            delta = back * (1 - layer['in'] ** 2)
    print(total / 3)
""",
            outputs=("total", "term of total", "term of total") * 2,
        ),
        Example(
            name="long_enough_to_sleep",
            code="""
import numpy as np
rng = np.random.default_rng(0)
W = rng.normal(size=(3, 2))
X = rng.normal(size=(6, 2))
T = rng.normal(size=(6, 3))
for epoch in range(3):
    cost = 0
    for x, t in zip(X, T):
        y = np.tanh(W @ x)
        cost += 0.5 * np.sum((y - t) ** 2)
        delta = (y - t) * (1 - y ** 2)
        W -= 0.1 * np.outer(delta, x)
    print(cost)
""",
            outputs=("cost", *("term of cost",) * 3, "cost", "cost"),
        ),
    ),
    "a running sum that is no loss": (
        Example(
            name="squared_gradients_that_the_update_uses",
            code="""
import numpy as np
w = np.array([0.3, -0.2, 0.5])
rows = np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 2.0]])
mem = np.zeros(3)
for row in rows:
    y = w @ row
    loss = (y - 1.0) ** 2
    g = 2 * (y - 1.0) * row
    mem += g * g
    w -= 0.1 * g / (np.sqrt(mem) + 1e-8)
print(loss)
""",
            outputs=("loss", "loss"),
        ),
        Example(
            name="mistakes_are_counted",
            code="""
import math
w, b = 0.5, 0.0
for epoch in range(2):
    wrong = 0
    for x, t in [(1.0, 1), (2.0, 0), (-1.0, 1)]:
        z = w * x + b
        p = 1 / (1 + math.exp(-z))
        wrong += abs(t - round(p))
        w -= 0.1 * (p - t) * x
        b -= 0.1 * (p - t)
    print(wrong)
""",
            outputs=("z",) * 6,
        ),
        Example(
            name="sum_within_a_sample_starts_anew",
            code="""
w = [0.2, -0.4]
for x, t in [([1.0, 2.0], 1.0), ([0.5, -1.0], 0.0), ([-1.5, 0.3], 1.0)]:
    s = 0.0
    for i in range(2):
        s += w[i] * x[i]
    loss = 0.5 * (s - t) ** 2
    for i in range(2):
        w[i] -= 0.1 * (s - t) * x[i]
print(loss)
""",
            outputs=("loss",) * 3,
            gradients={"w[0]": -1.6, "w[1]": -3.2},
        ),
    ),
}
