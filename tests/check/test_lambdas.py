"""A lambda with a name is judged as a function of that name: with its derivative, and a slip."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts
from tests.quick_or_long import quick

ARRAYS = """
import numpy as np
squash = lambda v: 1 / (1 + np.exp(-v))
d_squash = lambda v: squash(v) * (1 - squash(v))
x = np.array([0.2, 0.7])
w = np.array([[0.5, -0.1], [0.3, 0.8]])
net = x.dot(w)
out = squash(net)
up = np.ones(2)
grad_w = np.outer(x, up * d_squash(net))
"""
NUMBERS = """
import math
bend = lambda v: math.tanh(v)
d_bend = lambda v: 1 - bend(v) ** 2
x, w, b = 0.4, 0.7, -0.1
s = w * x + b
a = bend(s)
cost = (a - 1.0) ** 2
dcost_da = 2 * (a - 1.0)
dcost_ds = dcost_da * d_bend(s)
dcost_dw = dcost_ds * x
dcost_db = dcost_ds
"""
PREDICTED = """
import numpy as np
act = lambda z: np.maximum(z, 0)
predict = lambda X, w, b: act(X @ w + b)
X = np.array([[1.0, 2.0], [-3.0, 0.5], [2.0, 2.0]])
w = np.array([0.5, -0.2])
b = 0.1
t = np.array([1.0, 0.3, 0.5])
yhat = predict(X, w, b)
loss = np.mean((yhat - t) ** 2)
dyhat = 2 * (yhat - t) / len(t)
dz = dyhat * (yhat > 0)
dw = X.T @ dz
db = dz.sum()
"""


@pytest.mark.parametrize(
    ("code", "name", "right", "slip"),
    quick(
        [
            (ARRAYS, "grad_w", "squash(v) * (1 - squash(v))", "squash(v) * (1 + squash(v))"),
            (NUMBERS, "dcost_dw", "dcost_ds * x", "dcost_ds * w"),
            (PREDICTED, "dw", "X.T @ dz", "X.T @ dyhat"),
        ],
        1,
    ),
)
def test_right_derivatives_are_right_and_a_slip_is_seen(code, name, right, slip):
    found = verdicts(code)
    assert {told for told, _ in found} >= {name}
    assert set(found.values()) == {"right"}, found
    slipped = verdicts(code.replace(right, slip))
    assert set(slipped.values()) != {"right"}, slipped
