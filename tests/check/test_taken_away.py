"""What an update takes away from the variable of its name is meant as a gradient."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import wrong
from tests.quick_or_long import quick

DELTAS = """
def scaled(number, vector):
    return [number * one for one in vector]
toes, wins, won = [8.5, 9.5, 9.9], [0.65, 0.8, 0.3], [0.9, 0.2, 0.6]
weights, alpha = [0.1, 0.2], 0.005
for game in range(3):
    inputs = [toes[game], wins[game]]
    pred = weights[0] * inputs[0] + weights[1] * inputs[1]
    error = 0.5 * (pred - won[game]) ** 2
    delta = {slip}
    weight_deltas = scaled(delta, inputs)
    for i in range(2):
        weights[i] -= alpha * weight_deltas[i]
"""
ERRORS = """
import numpy as np
weights, t = np.array([[0.2], [-0.4]]), np.array([[1.0], [0.3]])
x = np.array([[1.0, 0.5], [-0.3, 2.0]])
for turn in range(3):
    out = np.tanh(x @ weights)
    loss = np.sum((out - t) ** 2)
    back = {slip}
    weights_error = x.T @ back
    weights -= 0.1 * weights_error
"""
OBJECTS = """
import numpy as np
class Layer:
    def __init__(self, weights):
        self.weights = weights
    def forward(self, given):
        self.given = given
        return given @ self.weights
    def learn(self, out, rate):
        delta_weights = self.given.T @ out
        self.weights -= rate * delta_weights
layer = Layer(np.array([[0.2, 0.1], [-0.4, 0.7]]))
x, t = np.array([[1.0, 0.5], [-0.3, 2.0]]), np.array([[1.0, 0.0], [0.3, 0.8]])
for turn in range(3):
    got = layer.forward(x)
    cost = 0.5 * np.sum((got - t) ** 2)
    sent = {slip}
    layer.learn(sent, 0.1)
"""
UPDATES = {
    "deltas": (DELTAS, "pred - won[game]", "won[game] - pred"),
    "errors": (ERRORS, "2 * (out - t) * (1 - out ** 2)", "2 * (out - t) * (1 - out)"),
    "objects": (OBJECTS, "got - t", "(got - t) * got"),
}


@pytest.mark.parametrize("update", quick(UPDATES, 1))
def test_a_slip_in_it_is_named(update):
    code, right, slip = UPDATES[update]
    assert wrong(code.format(slip=right)) == []
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


@pytest.mark.parametrize(
    ("update", "other"),
    [
        ("deltas", "2 * (pred - won[game])"),
        ("errors", "(out - t) * (1 - out ** 2)"),
        ("objects", "(got - t) / 2"),
    ],
)
def test_a_factor_that_the_code_leaves_out_throughout_is_no_slip(update, other):
    assert wrong(UPDATES[update][0].format(slip=other)) == []
