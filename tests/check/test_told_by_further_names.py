"""Derivatives whose names tell less: of a layer, of any number's value, of a sum."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, wrong
from tests.quick_or_long import quick

# `dZ` and `dA` in a loop over layers: the values have numbers in the keys of a dict.
NUMBERED_KEYS = """
import numpy as np
rng = np.random.default_rng(2)
params, cache = {}, {"A0": rng.normal(size=(3, 5))}
Y = np.eye(2)[:, [0, 1, 1, 0, 1]]
for k, (n, m) in enumerate([(3, 4), (4, 3), (3, 2)], 1):
    params[f"W{k}"], params[f"b{k}"] = rng.normal(size=(m, n)), np.zeros((m, 1))
for k in (1, 2, 3):
    cache[f"Z{k}"] = params[f"W{k}"] @ cache[f"A{k - 1}"] + params[f"b{k}"]
    cache[f"A{k}"] = 1 / (1 + np.exp(-cache[f"Z{k}"]))
out = np.exp(cache["Z3"]) / np.exp(cache["Z3"]).sum(axis=0)
grads = {}
dZ = out - Y
grads["W3"] = dZ @ cache["A2"].T / 5
dA = params["W3"].T @ dZ
for k in (2, 1):
    dZ = {slip}
    grads[f"W{k}"] = dZ @ cache[f"A{k - 1}"].T / 5
    grads[f"b{k}"] = dZ.sum(axis=1, keepdims=True) / 5
    if k > 1:
        dA = params[f"W{k}"].T @ dZ
"""
# The code computes no loss: each sample's error is to that sample's target.
SUMS_OVER_SAMPLES = """
import numpy as np
rng = np.random.default_rng(3)
w_first, w_last = rng.normal(size=(4, 3)), rng.normal(size=(2, 4))
xs, ys = rng.normal(size=(4, 3, 1)), rng.random((4, 2, 1))
for start in (0, 2):
    sum_dW1, sum_dW2 = np.zeros((4, 3)), np.zeros((2, 4))
    for k in (start, start + 1):
        x, y = xs[k], ys[k]
        a2 = np.tanh(w_first @ x)
        a3 = 1 / (1 + np.exp(-w_last @ a2))
        delta3 = (a3 - y) * a3 * (1 - a3)
        dEdW2 = delta3 @ a2.T
        delta2 = w_last.T @ delta3 * (1 - a2 ** 2)
        dEdW1 = {slip}
        sum_dW1 += dEdW1
        sum_dW2 += dEdW2
    w_last -= 0.5 / 2 * sum_dW2
    w_first -= 0.5 / 2 * sum_dW1
"""
# What a batch's targets are called.
BATCHES = """
import numpy as np
rng = np.random.default_rng(4)
W1, b1, W2, b2 = rng.normal(size=(3, 4)), np.zeros(4), rng.normal(size=(4, 3)), np.zeros(3)
X, Y = rng.normal(size=(6, 3)), np.eye(3)[[0, 1, 2, 2, 1, 0]]
def run(X):
    h = np.tanh(X @ W1 + b1)
    logits = h @ W2 + b2
    e = np.exp(logits)
    p = e / e.sum(axis=1, keepdims=True)
    return h, p
for rows in (slice(0, 3), slice(3, 6)):
    Xb, Yb = X[rows], Y[rows]
    h, p = run(Xb)
    dp = p - Yb
    dW2 = h.T @ dp
    db2 = dp.sum(axis=0)
    dh = {slip}
    dW1 = Xb.T @ dh
    db1 = dh.sum(axis=0)
    W2 -= 0.1 * dW2 / 3
    b2 -= 0.1 * db2 / 3
    W1 -= 0.1 * dW1 / 3
    b1 -= 0.1 * db1 / 3
"""
# `d_hidden_layer` is by the net input of what is called hidden_layer_output.
LAYERS_NAMES = """
import numpy as np
rng = np.random.default_rng(5)
hidden_weights, output_weights = rng.normal(size=(2, 3)), rng.normal(size=(3, 1))
X, Y = rng.random((4, 2)), rng.random((4, 1))
def sigmoid(x):
    x_safe = np.clip(x, -500, 500)
    return 1 / (1 + np.exp(-x_safe))
def sigmoid_derivative(x):
    return x * (1 - x)
for _ in range(2):
    hidden_layer_output = sigmoid(X @ hidden_weights)
    predicted_output = sigmoid(hidden_layer_output @ output_weights)
    error = Y - predicted_output
    d_predicted_output = error * sigmoid_derivative(predicted_output)
    error_hidden_layer = d_predicted_output.dot(output_weights.T)
    d_hidden_layer = error_hidden_layer * {slip}
    output_weights += 0.1 * hidden_layer_output.T.dot(d_predicted_output)
    hidden_weights += 0.1 * X.T.dot(d_hidden_layer)
"""
KINDS = {
    "layers' names": (
        LAYERS_NAMES, "sigmoid_derivative(hidden_layer_output)",
        "hidden_layer_output",
        {"d_predicted_output", "d_hidden_layer", "the step of hidden_weights"},
    ),
    "numbered keys": (
        NUMBERED_KEYS, 'dA * cache[f"A{k}"] * (1 - cache[f"A{k}"])',
        'dA * (1 - cache[f"A{k}"])', {"dZ", "dA", "grads['W1']", "grads['b2']"},
    ),
    "sums over samples": (
        SUMS_OVER_SAMPLES, "delta2 @ x.T", "-delta2 @ x.T", {"sum_dW1", "sum_dW2", "dEdW1", "dEdW2"}
    ),
    "batches": (
        BATCHES, "(dp @ W2.T) * (1 - h * h)", "(dp @ W2.T) * (1 - h)", {"dW2", "dh", "db1"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", quick(KINDS, 1))
def test_each_derivative_is_judged_and_the_slip_is_named_alone(kind):
    code, right, slip, names = KINDS[kind]
    found = checked(code.replace("{slip}", right)).verdicts
    assert names <= {one.name for one in found if one.verdict == "right"}
    assert {one.verdict for one in found} <= {"right", "unjudged"}
    line = next(n for n, text in enumerate(code.split("\n"), 1) if "{slip}" in text)
    assert {at for _, at in wrong(code.replace("{slip}", slip))} == {line}
