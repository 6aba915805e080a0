"""A slip in one pass of several: a pass that is looked at before the training, steps of an RNN."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

# The pass is printed; then the training gives the same names other values.
LOOKED_AT = """
import numpy as np
rng = np.random.RandomState(5)
X, T = rng.randn(2, 6), rng.rand(1, 6)
w, b = rng.randn(2, 1), 0.1
def squash(s):
    return 1 / (1 + np.exp(-s))
p = squash(w.T @ X + b)
cost = np.sum((p - T) ** 2) / 6
ds = 2 * (p - T) * p * (1 - p) / 6
dw = {first_w}
db = {first_b}
print(dw, db)
for turn in range(4):
    p = squash(w.T @ X + b)
    cost = np.sum((p - T) ** 2) / 6
    ds = 2 * (p - T) * p * (1 - p) / 6
    dw = X @ ds.T
    db = {second_b}
    w = w - 0.5 * dw
    b = b - 0.5 * db
"""
RIGHT = {"first_w": "X @ ds.T", "first_b": "np.sum(ds)", "second_b": "np.sum(ds)"}
SLIPS = [
    ({"first_b": "np.sum(ds) * 6"}, 12),
    ({"first_w": "-X @ ds.T"}, 11),
    ({"second_b": "-np.sum(ds)"}, 19),
]


def test_each_of_two_passes_is_right():
    found = verdicts(LOOKED_AT.format(**RIGHT))
    assert {line for (_, line), said in found.items() if said == "right"} == {
        10, 11, 12, 17, 18, 19,
    }  # fmt: skip


@pytest.mark.parametrize(("slip", "line"), quick(SLIPS, 1))
def test_a_slip_in_a_pass_that_the_training_replaces_is_named(slip, line):
    assert {at for _, at in wrong(LOOKED_AT.format(**RIGHT | slip))} == {line}


# What goes from step to step has no derivative's name; of its rounds the last is far away.
STEPS = """
import numpy as np
rng = np.random.RandomState(2)
U, V, W = rng.randn(3, 1) * 0.5, rng.randn(3, 3) * 0.5, rng.randn(1, 3) * 0.5
c, d = np.zeros((3, 1)), np.zeros((1, 1))
xs = [0.3, -0.6, 0.9, 0.1]
ts = np.cumsum(xs)
for epoch in range(5):
    h, y, loss = {{-1: np.zeros((3, 1))}}, {{}}, 0.0
    for t in range(4):
        h[t] = np.tanh(U * xs[t] + V @ h[t - 1] + c)
        y[t] = W @ h[t] + d
        loss += 0.5 * np.sum((y[t] - ts[t]) ** 2)
    dU, dV, dW = np.zeros_like(U), np.zeros_like(V), np.zeros_like(W)
    dc, dd = np.zeros_like(c), np.zeros_like(d)
    carried = np.zeros((3, 1))
    for t in reversed(range(4)):
        dy = y[t] - ts[t]
        dW += dy @ h[t].T
        dd += dy
        dh = W.T @ dy + carried
        raw = (1 - h[t] ** 2) * dh
        {c}
        {U}
        dV += raw @ h[t - 1].T
        carried = V.T @ raw
    for param, dparam in zip([U, V, W, c, d], [dU, dV, dW, dc, dd]):
        param -= 0.1 * dparam
"""
RIGHT_STEPS = {"c": "dc += raw", "U": "dU += raw * xs[t]"}
SLIPS_OF_STEPS = [({"c": "dc -= raw"}, 23), ({"U": "dU += raw"}, 24), ({"c": "dc += raw * 2"}, 23)]


@pytest.mark.parametrize(("slip", "line"), quick(SLIPS_OF_STEPS, 1))
def test_a_slip_in_a_sum_over_steps_is_named_in_its_own_round(slip, line):
    assert {at for _, at in wrong(STEPS.format(**RIGHT_STEPS | slip))} == {line}
