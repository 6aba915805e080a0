"""Slips in a term of a sum, a comprehension, a closure, a mask, and a line that hands on."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import wrong
from tests.quick_or_long import quick

GATHERED = """
from math import exp
def slopes(xs, ts, w, b):
    count, width = len(xs), len(w)
    dw, db = [0.0] * width, 0.0
    for i in range(count):
        z = b
        for j in range(width):
            z = z + w[j] * xs[i][j]
        p = 1 / (1 + exp(-z))
        off = p - ts[i]
        for j in range(width):
            dw[j] = dw[j] + off * xs[i][j]
        db = db + off
    for j in range(width):
        dw[j] = dw[j] / count
    return dw, db / count

seen, wanted = [[0.5, 1.5], [1.0, -1.0], [3.0, 0.4]], [0, 1, 1]
w, b = [0.2, -0.1], 0.3
from math import log
for turn in range(2):
    cost = 0.0
    for row, t in zip(seen, wanted):
        z = sum(a * v for a, v in zip(w, row)) + b
        p = 1 / (1 + exp(-z))
        cost += (-t * log(p) - (1 - t) * log(1 - p)) / 3
    dw, db = slopes(seen, wanted, w, b)
    w = [a - 0.3 * d for a, d in zip(w, dw)]
    b = b - 0.3 * db
"""
ROWS = """
from math import exp
V = [[0.3, -0.4, 0.2], [0.5, 0.1, -0.6]]
U = [[0.1, 0.2], [-0.3, 0.4], [0.7, -0.5]]
x, t = [0.9, -0.4], [1.0, 0.0]
h = [1 / (1 + exp(-sum(U[j][i] * x[i] for i in range(2)))) for j in range(3)]
y = [1 / (1 + exp(-sum(V[k][j] * h[j] for j in range(3)))) for k in range(2)]
cost = sum((a - b) ** 2 for a, b in zip(y, t)) / 2
delta_y = [(y[k] - t[k]) * y[k] * (1 - y[k]) for k in range(2)]
delta_h = []
for j in range(3):
    came = sum(delta_y[k] * V[k][j] for k in range(2))
    delta_h.append(came * h[j] * (1 - h[j]))
dV = [[delta_y[k] * h[j] for j in range(3)] for k in range(2)]
dU = [[delta_h[j] * x[i] for i in range(2)] for j in range(3)]
"""
ENGINE = """
class Number:
    def __init__(self, data, made_of=()):
        self.data, self.grad, self.made_of = data, 0.0, made_of
        self.back = lambda: None

    def __add__(self, other):
        out = Number(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out

    def __mul__(self, other):
        out = Number(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out

a, b, c = Number(2.0), Number(-3.0), Number(1.5)
e = a * b
f = e + c
g = f * a
g.grad = 1.0
for one in (g, f, e):
    one.back()
"""
MASKS = """
import numpy as np
rng = np.random.RandomState(3)
X, T = rng.randn(5, 3), rng.randn(5, 2)
W, V = rng.randn(3, 4), rng.randn(4, 2)
b = np.zeros((1, 4))
for turn in range(2):
    layer = np.maximum(0, X @ W + b)
    out = layer @ V
    cost = np.sum((out - T) ** 2)
    dout = 2 * (out - T)
    dV = layer.T @ dout
    down = dout @ V.T
    down[layer <= 0] = 0
    dW = X.T @ down
    db = down.sum(axis=0, keepdims=True)
    W -= 0.01 * dW
    V -= 0.01 * dV
    b -= 0.01 * db
"""
BY_KEY = """
import numpy as np
rng = np.random.RandomState(6)
n = 2
X, T = rng.randn(3, 6), rng.randn(2, 6)
net = {"W1": rng.randn(4, 3), "W2": rng.randn(2, 4), "b1": np.zeros((4, 1)), "b2": np.zeros((2, 1))}
for turn in range(2):
    kept = {"A0": X}
    for l in range(1, n + 1):
        kept[f"Z{l}"] = net[f"W{l}"] @ kept[f"A{l - 1}"] + net[f"b{l}"]
        kept[f"A{l}"] = ACT(kept[f"Z{l}"]) if l < n else kept[f"Z{l}"]
    cost = np.sum((kept[f"A{n}"] - T) ** 2) / 2
    found = {}
    dZ = kept[f"A{n}"] - T
    for l in range(n, 0, -1):
        found[f"W{l}"] = dZ @ kept[f"A{l - 1}"].T
        found[f"b{l}"] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dA = net[f"W{l}"].T @ dZ
            dZ = dA * SLOPE
    for key in net:
        net[key] = net[key] - 0.01 * found[key]
"""
RELU_BY_KEY = BY_KEY.replace("ACT(", "np.maximum(0, ").replace("SLOPE", "(kept[f'A{l - 1}'] > 0)")
TANH_BY_KEY = BY_KEY.replace("ACT", "np.tanh").replace("SLOPE", "(1 - kept[f'A{l - 1}'] ** 2)")
SIGMOID_BY_KEY = BY_KEY.replace("ACT(", "1 / (1 + np.exp(-").replace('l}"]) if', 'l}"])) if')
SIGMOID_BY_KEY = SIGMOID_BY_KEY.replace("SLOPE", "(kept[f'A{l - 1}'] * (1 - kept[f'A{l - 1}']))")
SLIPS = [
    (RELU_BY_KEY, "dA * (kept[f'A{l - 1}'] > 0)", "dA"),
    (TANH_BY_KEY, "dA * (1 - kept[f'A{l - 1}'] ** 2)", "dA"),
    (SIGMOID_BY_KEY, "dA * (kept[f'A{l - 1}'] * (1 - kept[f'A{l - 1}']))", "dA"),
    (GATHERED, "dw[j] + off * xs[i][j]", "dw[j] + xs[i][j]"),
    (GATHERED, "dw[j] + off * xs[i][j]", "dw[j] + off"),
    (GATHERED, "dw[j] + off * xs[i][j]", "dw[j] - off * xs[i][j]"),
    (ROWS, "delta_y[k] * V[k][j] for", "delta_y[k] for"),
    (ROWS, "delta_y[k] * V[k][j] for", "delta_y[k] * h[j] for"),
    (ROWS, "delta_y[k] * V[k][j] for", "delta_y[k] * V[k][k] for"),
    (MASKS, "down[layer <= 0] = 0", "down[layer < 0] = 0"),
    (MASKS, "down[layer <= 0] = 0", "down[layer >= 0] = 0"),
    (MASKS, "down[layer <= 0] = 0", "down[layer > 0] = 0"),
    (ENGINE, "self.grad += other.data * out.grad", "self.grad += out.grad"),
    (ENGINE, "self.grad += other.data * out.grad", "self.grad += other.data"),
    (ENGINE, "other.grad += self.data * out.grad", "other.grad += out.grad"),
]


@pytest.mark.parametrize(
    "code", quick([GATHERED, ROWS, ENGINE, MASKS, RELU_BY_KEY, TANH_BY_KEY, SIGMOID_BY_KEY], 1)
)
def test_no_right_line_is_accused(code):
    assert wrong(code) == []


@pytest.mark.parametrize(("code", "right", "slip"), quick(SLIPS, 1))
def test_the_line_with_the_slip_is_named(code, right, slip):
    assert code.count(right) == 1
    line = code[: code.index(right)].count("\n") + 1
    assert {at for _, at in wrong(code.replace(right, slip))} == {line}


# The line of each sample is that of a function, which gets the slope and the height each time.
LINE = """
hours, marks = [1.0, 2.5, 3.0, 4.5], [2.0, 3.5, 5.5, 6.0]
def line(x, m, b):
    return m * x + b
m, b = 0.7, 0.4
for turn in range(2):
    total = 0.0
    dm = 0.0
    db = 0.0
    for i in range(len(hours)):
        x, y = hours[i], marks[i]
        y_line = line(x, m, b)
        total += (y - y_line) ** 2
        dm += -2 * x * (y - y_line)
        db += -2 * (y - y_line)
    mse = total / len(hours)
    dm = dm / len(hours)
    db = db / len(hours)
    m = m - 0.01 * dm
    b = b - 0.01 * db
"""
OF_LINES = [
    ("dm += -2 * x * (y - y_line)", "dm += -2 * x"),
    ("db += -2 * (y - y_line)", "db += (y - y_line)"),
    ("db += -2 * (y - y_line)", "db += -2"),
    ("dm += -2 * x * (y - y_line)", "dm = -2 * x * (y - y_line)"),
    ("db += -2 * (y - y_line)", "db = -2 * (y - y_line)"),
]


@pytest.mark.parametrize(("right", "slip"), quick(OF_LINES, 1))
def test_a_sum_over_samples_is_wrong_where_it_adds_up_not_where_it_is_divided(right, slip):
    line = LINE[: LINE.index(right)].count("\n") + 1
    assert wrong(LINE) == []
    assert {at for _, at in wrong(LINE.replace(right, slip))} == {line}
