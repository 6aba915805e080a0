"""Networks in the manner of well-known posts and courses: one slip is named at its line alone."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong
from tests.quick_or_long import quick

# No net of a layer has a name, no loss is computed, and minus the gradient is added.
ONE_LINE_LAYERS = """
import numpy as np
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
y = np.array([[0, 1, 1, 0]]).T
np.random.seed(1)
syn0 = 2 * np.random.random((3, 4)) - 1
syn1 = 2 * np.random.random((4, 1)) - 1
for j in range(3):
    l1 = 1 / (1 + np.exp(-(np.dot(X, syn0))))
    l2 = 1 / (1 + np.exp(-(np.dot(l1, syn1))))
    l2_delta = (y - l2) * (l2 * (1 - l2))
    l1_delta = {slip}
    syn1 += l1.T.dot(l2_delta)
    syn0 += X.T.dot(l1_delta)
"""
# The gradient of a cross-entropy that the code never computes.
DIGITS = """
import numpy as np
rng = np.random.RandomState(2)
X, Y = rng.rand(3, 4), np.array([0, 1, 2, 1])
m = Y.size
def softmax(Z):
    return np.exp(Z) / sum(np.exp(Z))
def one_hot(Y):
    one_hot_Y = np.zeros((Y.size, Y.max() + 1))
    one_hot_Y[np.arange(Y.size), Y] = 1
    return one_hot_Y.T
W1, W2 = rng.rand(3, 3) - 0.5, rng.rand(3, 3) - 0.5
Z1 = W1.dot(X)
A1 = np.maximum(Z1, 0)
Z2 = W2.dot(A1)
A2 = softmax(Z2)
one_hot_Y = one_hot(Y)
dZ2 = {start}
dW2 = 1 / m * dZ2.dot(A1.T)
dZ1 = {slip}
dW1 = 1 / m * dZ1.dot(X.T)
W1 = W1 - 0.1 * dW1
W2 = W2 - 0.1 * dW2
"""
MINUS_START = DIGITS.replace("{slip}", "W2.T.dot(dZ2) * (Z1 > 0)").replace("{start}", "{slip}")
AFTER_START = DIGITS.replace("{start}", "A2 - one_hot_Y")
# Steps under the numbers of a dict; what is carried from step to step has no variable.
RECURRENT = """
import numpy as np
rng = np.random.RandomState(0)
Wxh, Whh, Why = (rng.randn(*s) * 0.4 for s in ((3, 2), (3, 3), (2, 3)))
inputs, targets = [0, 1, 1], [1, 1, 0]
xs, hs, ys, ps = {{}}, {{-1: np.zeros((3, 1))}}, {{}}, {{}}
loss = 0
for t in range(3):
    xs[t] = np.zeros((2, 1))
    xs[t][inputs[t]] = 1
    hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]))
    ys[t] = np.dot(Why, hs[t])
    ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))
    loss += -np.log(ps[t][targets[t], 0])
dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
dhnext = np.zeros_like(hs[0])
for t in reversed(range(3)):
    dy = np.copy(ps[t])
    {start}
    dWhy += np.dot(dy, hs[t].T)
    dh = np.dot(Why.T, dy) + dhnext
    dhraw = (1 - hs[t] * hs[t]) * dh
    dWxh += np.dot(dhraw, xs[t].T)
    dWhh += np.dot(dhraw, hs[t - 1].T)
    dhnext = {slip}
"""
STEP_START = RECURRENT.format(start="{slip}", slip="np.dot(Whh.T, dhraw)")
CARRIED = RECURRENT.format(start="dy[targets[t]] -= 1", slip="{slip}")
# The cost stands behind the gradients of its pass.
COST_LAST = """
import numpy as np
rng = np.random.RandomState(7)
weights = [rng.randn(2, 2), rng.randn(1, 2)]
def backprop(x, y):
    global cost
    nabla_w = [np.zeros(w.shape) for w in weights]
    activations = [x]
    for w in weights:
        activations.append(np.tanh(w @ activations[-1]))
    delta = (activations[-1] - y) * (1 - activations[-1] ** 2)
    nabla_w[-1] = delta @ activations[-2].T
    delta = (weights[-1].T @ delta) * (1 - activations[-2] ** 2)
    nabla_w[-2] = {slip}
    cost = 0.5 * np.sum((activations[-1] - y) ** 2)
    return nabla_w
for x, y in ((np.array([[0.5], [-1.0]]), 1.0), (np.array([[1.5], [0.3]]), 0.2)):
    d_w = backprop(x, y)
"""
# Layers as closures: what the callers give a name is computed elsewhere.
CLOSURES = """
import numpy as np
def dense(W):
    def forward(x):
        def backward(dy):
            return dy @ W.T, {slip}
        return x @ W, backward
    return forward
rng = np.random.RandomState(3)
W1, W2 = rng.randn(3, 4), rng.randn(4, 2)
X, T = rng.randn(5, 3), rng.randn(5, 2)
u, back_u = dense(W1)(X)
f, back_f = dense(W2)(np.tanh(u))
loss = 0.5 * np.mean((f - T) ** 2)
df = (f - T) / f.size
dr, dW2 = back_f(df)
du = dr * (1 - np.tanh(u) ** 2)
dX, dW1 = back_u(du)
"""
# The cost is computed elsewhere; the gradients of all samples are added up, then divided.
ADDED_UP = """
import numpy as np
x_train, y_train = np.array([1.0, 2.0, 3.5]), np.array([300.0, 500.0, 480.0])
def compute_gradient(x, y, w, b):
    m = x.shape[0]
    dj_dw = 0
    dj_db = 0
    for i in range(m):
        f_wb = w * x[i] + b
        dj_dw += (f_wb - y[i]) * x[i]
        dj_db += f_wb - y[i]
    dj_dw = {slip}
    dj_db = dj_db / m
    return dj_dw, dj_db
w, b = 0.5, 0.0
for i in range(2):
    dj_dw, dj_db = compute_gradient(x_train, y_train, w, b)
    w = w - 0.01 * dj_dw
    b = b - 0.01 * dj_db
"""
NETWORKS = {
    "one line": (
        ONE_LINE_LAYERS,
        "l2_delta.dot(syn1.T) * (l1 * (1 - l1))",
        "l2_delta.dot(syn1.T) * (l1 * (1 + l1))",
    ),
    "start": (MINUS_START, "A2 - one_hot_Y", "one_hot_Y - A2"),
    "mask": (AFTER_START, "W2.T.dot(dZ2) * (Z1 > 0)", "W2.T.dot(dZ2)"),
    "step": (STEP_START, "dy[targets[t]] -= 1", "dy[targets[t]] += 1"),
    "carried": (CARRIED, "np.dot(Whh.T, dhraw)", "np.dot(Whh, dhraw)"),
    "cost last": (
        COST_LAST,
        "delta @ activations[-3].T",
        "delta @ activations[-2].T",
    ),
    "closures": (CLOSURES, "x.T @ dy", "-(x.T @ dy)"),
    "missing mean": (ADDED_UP, "dj_dw / m", "dj_dw"),
    "sum": (ADDED_UP, "dj_dw / m", "dj_dw * m"),
}
CASES = pytest.mark.parametrize(
    ("code", "right", "slip"), quick(NETWORKS.values(), 1), ids=NETWORKS
)


@CASES
def test_a_right_one_raises_no_alarm(code, right, slip):
    found = checked(code.replace("{slip}", right))
    assert not found.of_kind("wrong")
    assert not found.of_kind("follows")
    assert found.of_kind("right")


@CASES
def test_a_slip_is_named_at_its_line_alone(code, right, slip):
    line = 1 + code.split("\n").index(next(one for one in code.split("\n") if "{slip}" in one))
    assert {place for _, place in wrong(code.replace("{slip}", slip))} == {line}
