"""Right code in further manners: nothing is called wrong, and what can be told is judged."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong
from tests.quick_or_long import quick

# The hidden neurons' results have other names than their derivatives say.
FACTORS_OF_AN_UPDATE = """
import math
def squash(x):
    return 1 / (1 + math.exp(-x))
def deriv_squash(x):
    s = squash(x)
    return s * (1 - s)
w1, w2, w3, b1, b2 = 0.4, -0.7, 1.1, 0.1, -0.3
for x, y_true in [(0.5, 1.0), (-0.8, 0.0)]:
    first_sum = w1 * x + w2 * x * x + b1
    first = squash(first_sum)
    last_sum = w3 * first + b2
    y_pred = squash(last_sum)
    d_L_d_ypred = -2 * (y_true - y_pred)
    d_ypred_d_w3 = {slip}
    d_ypred_d_b2 = deriv_squash(last_sum)
    d_ypred_d_h1 = w3 * deriv_squash(last_sum)
    d_h1_d_w1 = x * deriv_squash(first_sum)
    d_h1_d_w2 = x * x * deriv_squash(first_sum)
    d_h1_d_b1 = deriv_squash(first_sum)
    w1 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w1
    w2 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_w2
    b1 -= 0.1 * d_L_d_ypred * d_ypred_d_h1 * d_h1_d_b1
    w3 -= 0.1 * d_L_d_ypred * d_ypred_d_w3
    b2 -= 0.1 * d_L_d_ypred * d_ypred_d_b2
"""
# No loss is computed: the error is what the derivatives start from, not what they are of.
ERROR_HANDED_ON = """
import numpy as np
class Unit:
    def __init__(self):
        self.w, self.b = np.array([0.4, -0.6]), 0.1
    def net(self, x):
        return np.sum(x * self.w) + self.b
    def back(self, x, err):
        w_grad = x * err
        b_grad = 1 * err
        return w_grad, b_grad
unit = Unit()
for x, y in [(np.array([0.5, -1.2]), 1), (np.array([1.5, 0.3]), 0)]:
    a = 1 / (1 + np.exp(-unit.net(x)))
    err = -(y - a)
    w_grad, b_grad = unit.back(x, err)
    unit.w -= w_grad
    unit.b -= b_grad
"""
# The loss that the function returns is a mean, the one with a name a sum.
RETURNED_MEAN = """
import numpy as np
rng = np.random.default_rng(1)
X, Y = rng.normal(size=(4, 3)), np.eye(2)[[0, 1, 1, 0]]
W1, b1, W2, b2 = rng.normal(size=(3, 5)), np.zeros(5), rng.normal(size=(5, 2)), np.zeros(2)
def total_of(A2, Y):
    total_loss = 0
    for a, y in zip(A2, Y):
        total_loss -= np.sum(y * np.log(a))
    return total_loss / len(Y)
Z1 = X @ W1 + b1
A1 = np.maximum(0, Z1)
Z2 = A1 @ W2 + b2
A2 = np.exp(Z2) / np.exp(Z2).sum(axis=1, keepdims=True)
print(total_of(A2, Y))
dL_dZ2 = A2 - Y
dL_dW2 = A1.T @ dL_dZ2
dL_dW2 = dL_dW2 / len(X)
dL_db2 = dL_dZ2.sum(axis=0) / len(X)
dL_dA1 = dL_dZ2 @ W2.T
dL_dZ1 = {slip}
dL_dW1 = X.T @ dL_dZ1
dL_dW1 = dL_dW1 / len(X)
dL_db1 = dL_dZ1.sum(axis=0) / len(X)
"""
# What each step gives goes into sums, under the parameters' own names.
STEPS_INTO_SUMS = """
import numpy as np
def back_of_product(dy, x, W):
    dx = dy @ W.T
    dW = {slip}
    return dx, dW
rng = np.random.RandomState(0)
U, W, V = rng.randn(2, 3) * 0.5, rng.randn(3, 3) * 0.5, rng.randn(3, 2) * 0.5
xs, targets = [rng.randn(1, 2) for _ in range(2)], [rng.randn(1, 2) for _ in range(2)]
h0 = np.zeros((1, 3))
hs, ys, h = [], [], h0
for x in xs:
    s = x @ U + h @ W
    h = np.tanh(s)
    hs.append(h)
    ys.append(h @ V)
loss = sum(0.5 * np.sum((y - t) ** 2) for y, t in zip(ys, targets))
grad = {{k: np.zeros_like(v) for k, v in (("U", U), ("W", W), ("V", V))}}
dh_next = np.zeros((1, 3))
for t in reversed(range(2)):
    before = hs[t - 1] if t else h0
    dy = ys[t] - targets[t]
    dh, dV = back_of_product(dy, hs[t], V)
    dh += dh_next
    ds = dh * (1 - hs[t] ** 2)
    dx, dU = back_of_product(ds, xs[t], U)
    dh_next, dW = back_of_product(ds, before, W)
    grad["V"] += dV
    grad["U"] += dU
    grad["W"] += dW
"""
# At the end of a step `dh` is by the state of the step before, at last by the first state.
HANDED_BACK_THROUGH_STEPS = """
import numpy as np
rng = np.random.RandomState(0)
Wx, Wh, Wy = rng.randn(3, 2) * 0.5, rng.randn(3, 3) * 0.5, rng.randn(2, 3) * 0.5
xs, hs = rng.randn(3, 2, 1), {{-1: rng.randn(3, 1)}}
for t in range(3):
    hs[t] = np.tanh(Wx @ xs[t] + Wh @ hs[t - 1])
ys = Wy @ hs[2]
ps = np.exp(ys) / np.sum(np.exp(ys))
loss = -np.log(ps[1, 0])
dWx, dWh = np.zeros_like(Wx), np.zeros_like(Wh)
dy = ps.copy()
dy[1] -= 1
dWy = dy @ hs[2].T
dh = Wy.T @ dy
for t in reversed(range(3)):
    draw = {slip}
    dWx += draw @ xs[t].T
    dWh += draw @ hs[t - 1].T
    dh = Wh.T @ draw
"""
# The layers update themselves within the pass; what is told after the last sample is a mean.
MEAN_TOLD_AT_THE_END = """
import numpy as np
class Dense:
    def __init__(self, n, m):
        self.weights, self.bias = np.random.randn(m, n), np.random.randn(m, 1)
    def forward(self, input):
        self.input = input
        return self.weights @ input + self.bias
    def backward(self, output_gradient):
        weights_gradient = output_gradient @ self.input.T
        input_gradient = {slip}
        self.weights -= 0.1 * weights_gradient
        self.bias -= 0.1 * output_gradient
        return input_gradient
class Tanh:
    def forward(self, input):
        self.input = input
        return np.tanh(input)
    def backward(self, output_gradient):
        return output_gradient * (1 - np.tanh(self.input) ** 2)
np.random.seed(0)
X, Y = np.random.randn(3, 2, 1), np.random.randn(3, 1, 1)
net = [Dense(2, 3), Tanh(), Dense(3, 1)]
error = 0
for x, y in zip(X, Y):
    output = x
    for layer in net:
        output = layer.forward(output)
    error += np.mean((y - output) ** 2)
    grad = 2 * (output - y) / np.size(y)
    for layer in reversed(net):
        grad = layer.backward(grad)
error /= len(X)
"""
# No value is called t: of which layer `d_t_d_w` is, nothing tells.
FACTOR_OF_NO_VALUE = """
import numpy as np
rng = np.random.RandomState(0)
weights, x = rng.randn(4, 3), rng.randn(4)
totals = x @ weights
out = np.exp(totals) / np.exp(totals).sum()
loss = -np.log(out[1])
d_L_d_t = out.copy()
d_L_d_t[1] -= 1
d_t_d_w = x
d_L_d_w = {slip}
weights -= 0.1 * d_L_d_w
"""
# Of the name's output there is another, of another shape: all samples' targets.
WEAK_NAME_OF_ANOTHER_SHAPE = """
import numpy as np
rng = np.random.RandomState(0)
x, y = rng.rand(6, 3), rng.rand(6, 2)
w1, w2 = rng.randn(3, 4), rng.randn(4, 2)
for i in (0, 3):
    batch, goal = x[i:i + 3], y[i:i + 3]
    hidden = 1 / (1 + np.exp(-batch @ w1))
    result = 1 / (1 + np.exp(-hidden @ w2))
    cost = np.sum((result - goal) ** 2)
    delta_output = (result - goal) * result * (1 - result)
    delta_output = delta_output / 3
    delta_hidden = delta_output @ w2.T * hidden * (1 - hidden)
    w2 -= 0.5 * hidden.T @ delta_output
    w1 -= 0.5 * batch.T @ delta_hidden
"""
KINDS = {
    "factors of an update": (FACTORS_OF_AN_UPDATE, "first * deriv_squash(last_sum)", "first"),
    "returned mean": (RETURNED_MEAN, "dL_dA1 * (Z1 > 0)", "dL_dA1 * Z1"),
    "steps into sums": (STEPS_INTO_SUMS, "x.T @ dy", "2 * x.T @ dy"),
    "handed back": (HANDED_BACK_THROUGH_STEPS, "(1 - hs[t] ** 2) * dh", "(1 - hs[t]) * dh"),
    "mean at the end": (
        MEAN_TOLD_AT_THE_END, "self.weights.T @ output_gradient",
        "-self.weights.T @ output_gradient",
    ),
    "factor of no value": (
        FACTOR_OF_NO_VALUE, "np.outer(d_t_d_w, d_L_d_t)", "2 * np.outer(d_t_d_w, d_L_d_t)"
    ),
}  # fmt: skip
UNNAMED = {"error": ERROR_HANDED_ON, "weak name": WEAK_NAME_OF_ANOTHER_SHAPE}


def accused(code):
    return [one for one in checked(code).verdicts if one.verdict in ("wrong", "follows")]


@pytest.mark.parametrize("kind", quick(sorted(KINDS, key="steps into sums".__eq__), 1))
def test_nothing_is_called_wrong_and_the_slip_is_named_alone(kind):
    code, right, slip = KINDS[kind]
    assert accused(code.format(slip=right)) == []
    line = next(n for n, text in enumerate(code.split("\n"), 1) if "{slip}" in text)
    found = wrong(code.format(slip=slip))
    assert {where for _, where in found} == {line}


@pytest.mark.parametrize("kind", UNNAMED)
def test_what_cannot_be_told_is_not_called_wrong(kind):
    assert accused(UNNAMED[kind]) == []
