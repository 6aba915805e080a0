"""Derivatives whose elements the code uses one by one, each as soon as it is written."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

TAPS = """
taps, x, t = [0.5, -0.25, 0.1], [1.0, 2.0, 3.0, 4.0], 1.0
for step in range(3):
    y = taps[0] * x[2] + taps[1] * x[1] + taps[2] * x[0]
    loss = (y - t) ** 2
    dtaps = [0.0, 0.0, 0.0]
    dy = 2 * (y - t)
    for k in range(3):
        dtaps[k] = {slip}
        taps[k] -= 0.01 * dtaps[k]
"""
# One list for all rounds, which is never set to zero.
KEPT = """
w, b = [0.5, -0.25], 0.1
dw = [0.0, 0.0]
for x, t in [([1.0, 2.0], 1.0), ([0.5, -1.0], 0.0), ([2.0, 0.3], 1.0)] * 2:
    z = w[0] * x[0] + w[1] * x[1] + b
    loss = 0.5 * (z - t) ** 2
    dz = z - t
    for j in range(2):
        dw[j] = {slip}
        w[j] = w[j] - 0.1 * dw[j]
    db = dz
    b -= 0.1 * db
"""
ROWS = """
import numpy as np
x, t = np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.0])
W = np.array([[0.1, 0.2, 0.3], [-0.3, 0.4, 0.6]])
for step in range(3):
    y = W @ x
    loss = np.sum((y - t) ** 2)
    dy = 2 * (y - t)
    dW = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            dW[i][j] = {slip}
            W[i][j] -= 0.01 * dW[i][j]
"""
WAYS = {
    "taps": (TAPS, "dy * x[2 - k]", "dy * x[1 - k]", "dtaps"),
    "kept": (KEPT, "dz * x[j]", "-dz * x[j]", "dw"),
    "rows": (ROWS, "dy[i] * x[j]", "dy[i] * x[j] / 2", "dW"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_is_judged_once_it_is_whole(way):
    code, right, _, name = WAYS[way]
    found = verdicts(code.format(slip=right))
    assert set(found.values()) == {"right"}
    assert name in dict(found.keys())


@pytest.mark.parametrize("way", WAYS)
def test_a_slip_is_named(way):
    code, _, slip, name = WAYS[way]
    assert [one for one, _ in wrong(code.format(slip=slip))] == [name]
