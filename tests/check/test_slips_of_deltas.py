"""Slips in deltas, whose names say no variable: what the gradients of parameters tell of them."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import wrong

LONG = pytest.mark.long

# A method gives the slope, and the factor that a line lacks is the last of many that it may.
LAYERS = """
import numpy as np
class Stack:
    def __init__(self, sizes):
        rng = np.random.RandomState(4)
        self.V = [rng.randn(m, n) for m, n in zip(sizes, sizes[1:])]
        self.c = [np.zeros((1, n)) for n in sizes[1:]]
    def squash(self, z):
        return 1 / (1 + np.exp(-z))
    def squash_prime(self, a):
        return a * (1 - a)
    def pass_on(self, X, goal):
        H = [X]
        for V, c in zip(self.V, self.c):
            H.append(self.squash(H[-1] @ V + c))
        self.loss = 0.5 * np.sum((H[-1] - goal) ** 2)
        return H
    def pass_back(self, H, goal):
        self.dV, self.dc = [None] * len(self.V), [None] * len(self.V)
        delta = (H[-1] - goal) * self.squash_prime(H[-1])
        for i in reversed(range(len(self.V))):
            self.dV[i] = H[i].T @ delta
            self.dc[i] = delta.sum(axis=0, keepdims=True)
            if i > 0:
                delta = {slip}
stack = Stack([2, 4, 3, 1])
X, goal = np.array([[0.2, 1.0], [1.0, -0.5], [-0.3, 0.8]]), np.array([[1.0], [0.0], [1.0]])
for turn in range(4):
    H = stack.pass_on(X, goal)
    stack.pass_back(H, goal)
    for i in range(3):
        stack.V[i] -= 0.4 * stack.dV[i]
        stack.c[i] -= 0.4 * stack.dc[i]
"""
# `y` is the target: what lacks the slope is not by it.
TARGET = """
import numpy as np
def squash(z):
    return 1 / (1 + np.exp(-z))
def squash_derivative(a):
    return a * (1 - a)
X, y = np.array([[0.0, 1], [1, 0], [1, 1]]), np.array([[1], [1], [0]])
rng = np.random.RandomState(3)
w_in, w_out = rng.randn(2, 3), rng.randn(3, 1)
for turn in range(4):
    hidden = squash(X @ w_in)
    score = hidden @ w_out
    guess = squash(score)
    error = y - guess
    loss = 0.5 * np.sum(error ** 2)
    output_delta = {slip}
    hidden_delta = output_delta @ w_out.T * squash_derivative(hidden)
    d_w_out = hidden.T @ output_delta
    d_w_in = X.T @ hidden_delta
    w_out += 0.5 * d_w_out
    w_in += 0.5 * d_w_in
"""
LISTS = """
import math
def slope(a):
    return a * (1 - a)
v = [[0.3, -0.2, 0.5], [0.1, 0.4, -0.6]]
u = [[0.7, -0.3], [0.2, 0.6], [-0.5, 0.1]]
for inputs, targets in [([0.4, 0.9], [1.0, 0.0]), ([0.8, -0.3], [0.0, 1.0])]:
    hidden = []
    for j in range(3):
        hidden.append(1 / (1 + math.exp(-sum(inputs[i] * v[i][j] for i in range(2)))))
    outputs = []
    for k in range(2):
        outputs.append(1 / (1 + math.exp(-sum(hidden[j] * u[j][k] for j in range(3)))))
    error = sum(0.5 * (targets[k] - outputs[k]) ** 2 for k in range(2))
    output_deltas = [0.0] * 2
    for k in range(2):
        output_deltas[k] = {out}
    hidden_deltas = [0.0] * 3
    for j in range(3):
        back = sum(output_deltas[k] * u[j][k] for k in range(2))
        hidden_deltas[j] = {hid}
    grad_u = [[hidden[j] * output_deltas[k] for k in range(2)] for j in range(3)]
    grad_v = [[inputs[i] * hidden_deltas[j] for j in range(3)] for i in range(2)]
    for j in range(3):
        for k in range(2):
            u[j][k] -= 0.5 * grad_u[j][k]
    for i in range(2):
        for j in range(3):
            v[i][j] -= 0.5 * grad_v[i][j]
"""
# The updates add what goes down; the slope of a ReLU is a function of what it gave.
ADDED = """
import numpy as np
def bend(z):
    return (z > 0) * z
def bend_slope(out):
    return out > 0
inputs = np.array([[1.0, 0, 1], [0, 1, 1], [0, 0, 1], [1, 1, 1]])
goals = np.array([[1.0], [1], [0], [0.5]])
rng = np.random.RandomState(2)
W1, W2 = rng.randn(3, 5), rng.randn(5, 1)
for turn in range(3):
    h = bend(inputs @ W1)
    out = h @ W2
    error = 0.5 * np.sum((goals - out) ** 2)
    out_error = goals - out
    out_delta = {out}
    h_delta = {hid}
    W2_change = h.T @ out_delta
    W1_change = inputs.T @ h_delta
    W2 += 0.1 * W2_change
    W1 += 0.1 * W1_change
"""
HIDDEN = ADDED.replace("{out}", "out_error").replace("{hid}", "{slip}")
OUT, HID = "(outputs[k] - targets[k]) * slope(outputs[k])", "back * slope(hidden[j])"
BACK = "(delta @ self.V[i].T) * self.squash_prime(H[i])"
SLOPE = "error * squash_derivative(guess)"


@pytest.mark.parametrize(
    ("code", "right", "slip"),
    [
        pytest.param(LAYERS, BACK, "delta @ self.V[i].T", id="of a loop", marks=LONG),
        pytest.param(TARGET, SLOPE, "error", id="beside a target"),
        pytest.param(
            TARGET, SLOPE, "error * squash_derivative(score)", id="an argument", marks=LONG,
        ),
        pytest.param(
            TARGET, SLOPE, "squash_derivative(guess)", id="without the error", marks=LONG,
        ),
        pytest.param(
            LAYERS.replace("(H[-1] - goal) * self.squash_prime(H[-1])", "{slip}").replace(
                "= {slip}\nstack", f"= {BACK}\nstack"
            ),
            "(H[-1] - goal) * self.squash_prime(H[-1])", "self.squash_prime(H[-1])",
            id="without the error of a list", marks=LONG,
        ),
        pytest.param(
            HIDDEN, "out_delta @ W2.T * bend_slope(h)", "out_delta @ W2.T",
            id="right by what a layer gives", marks=LONG,
        ),
        pytest.param(
            HIDDEN, "out_delta @ W2.T * bend_slope(h)", "out_delta @ W2.T * bend_slope(out)",
            id="another layer's", marks=LONG,
        ),
        pytest.param(
            LISTS.replace("{hid}", HID).replace("{out}", "{slip}"),
            OUT, "outputs[k] - targets[k]", id="right by the output", marks=LONG,
        ),
        pytest.param(
            LISTS.replace("{out}", OUT).replace("{hid}", "{slip}"),
            HID, "back * slope(u[j][k])", id="an item far above", marks=LONG,
        ),
    ],
)  # fmt: skip
def test_the_line_of_a_delta_is_named(code, right, slip):
    assert wrong(code.format(slip=right)) == []
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}
