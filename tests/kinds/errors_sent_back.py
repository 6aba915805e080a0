"""Errors sent back through weights, and layers tried with their own output."""

from __future__ import annotations

from tests.kinds.example import Example

_SENT_BACK = """
import numpy as np

np.random.seed(4)

def squash(x):
    return 1 / (1 + np.exp(-x))

def slope(y):
    return y * (1 - y)

class Net:
    def __init__(self, n_in, n_mid, n_out):
        self.rate = 0.2
        self.w_in = np.random.rand(n_mid, n_in) - 0.5
        self.w_out = np.random.rand(n_out, n_mid) - 0.5

    def learn(self, sample, target):
        column = np.array(sample).reshape(-1, 1)
        wanted = np.array(target).reshape(-1, 1)
        mid = squash(self.w_in @ column)
        guess = squash(self.w_out @ mid)
"""
_AFTER = """
net = Net(2, 3, 1)
for epoch in range(6):
    net.learn([1, 0], [1])
    net.learn([1, 1], [0])
"""

_TRIED = """
import numpy as np

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx, self.dW, self.db

x = np.array([[1.0, 2.0]])
w = np.array([[1.0, 4.0], [2.0, 5.0]])
b = np.array([1.0, 2.0])
"""

KINDS = {
    "an error sent back through the weights": (
        Example(
            name="gradients_that_hold_the_rate",
            code=_SENT_BACK
            + """
        output_errors = wanted - guess
        mid_errors = self.w_out.T @ output_errors
        gradient = self.rate * output_errors * slope(guess)
        self.w_out += gradient @ mid.T
        mid_gradient = self.rate * mid_errors * slope(mid)
        self.w_in += mid_gradient @ column.T
"""
            + _AFTER,
            output="guess",
        ),
        Example(
            name="both_errors_first_then_deltas",
            code=_SENT_BACK
            + """
        miss = guess - wanted
        earlier_miss = np.dot(self.w_out.T, miss)
        delta_out = miss * slope(guess)
        delta_in = earlier_miss * slope(mid)
        self.w_out -= self.rate * np.dot(delta_out, mid.T)
        self.w_in -= self.rate * np.dot(delta_in, column.T)
"""
            + _AFTER,
            output="guess",
        ),
        Example(
            name="samples_shuffled_while_recording_sleeps",
            code=_SENT_BACK
            + """
        output_errors = wanted - guess
        mid_errors = self.w_out.T @ output_errors
        gradient = self.rate * output_errors * slope(guess)
        self.w_out += gradient @ mid.T
        mid_gradient = self.rate * mid_errors * slope(mid)
        self.w_in += mid_gradient @ column.T

import random

random.seed(0)
net = Net(2, 3, 1)
samples = [([1, 0], [1]), ([0, 1], [1]), ([1, 1], [0]), ([0, 0], [0])]
for epoch in range(40):
    random.shuffle(samples)
    for sample in samples:
        net.learn(sample[0], sample[1])
""",
            options={"pass_number": "last"},
            output="guess",
        ),
        Example(
            name="numbers_of_one_neuron_each",
            code="""
import math

def squash(v):
    return 1 / (1 + math.exp(-v))

u, v = 0.4, -0.6
for x, t in [(1.0, 1.0), (0.5, 0.0)] * 4:
    mid = squash(u * x)
    guess = squash(v * mid)
    out_error = t - guess
    mid_error = v * out_error
    out_gradient = 0.5 * out_error * guess * (1 - guess)
    mid_gradient = 0.5 * mid_error * mid * (1 - mid)
    v += out_gradient * mid
    u += mid_gradient * x
""",
            output="guess",
        ),
    ),
    "an output handed to its own backward pass": (
        Example(
            name="layer_tried_with_its_output",
            code=_TRIED + "layer = Affine(w, b)\nout = layer.forward(x)\n"
            "dx, dw, db = layer.backward(out)\nprint(dx)\n",
            output="out",
            seed=[[6.0, 16.0]],
            gradients={"x": [[70.0, 92.0]], "w": [[6.0, 16.0], [12.0, 32.0]]},
        ),
        Example(
            name="two_layers_tried",
            code=_TRIED + "first, second = Affine(w, b), Affine(w, b)\n"
            "mid = first.forward(x)\nout = second.forward(mid)\n"
            "dmid, dw2, db2 = second.backward(out)\ndx, dw1, db1 = first.backward(dmid)\n",
            output="out",
            seed=[[39.0, 106.0]],
        ),
        Example(
            name="layer_tried_with_ones",
            code=_TRIED + "layer = Affine(w, b)\nout = layer.forward(x)\n"
            "dx, dw, db = layer.backward(np.ones_like(out))\n",
            output="out",
            seed=[[1.0, 1.0]],
        ),
    ),
}
