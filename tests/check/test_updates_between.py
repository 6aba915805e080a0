"""Weights that change between the terms of a loss, some of them twice."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

NEGATIVES = """
import numpy as np
rng = np.random.RandomState(1)
V, U = rng.randn(5, 3) * 0.3, rng.randn(5, 3) * 0.3
def squash(z):
    return 1 / (1 + np.exp(-z))
for turn in range(2):
    total = 0.0
    for center, context in [(0, 1), (1, 2), (3, 4)]:
        v = V[center]
        grad_v = np.zeros(3)
        u = U[context]
        p = squash(u @ v)
        total += -np.log(p)
        grad_v += (p - 1) * u
        U[context] -= 0.1 * (p - 1) * v
        for k in [(context + 2) % 5, (context + 2) % 5]:
            u = U[k]
            q = squash(u @ v)
            total += -np.log(1 - q)
            grad_v += {slip}
            U[k] -= 0.1 * q * v
        V[center] -= 0.1 * grad_v
"""
RATE = """
import numpy as np
W, h = np.array([[0.2, -0.4], [0.5, 0.3]]), np.array([1.0, -2.0])
lr = 0.2
loss = 0.0
dh = np.zeros(2)
for k, t in [(0, 1.0), (1, 0.0), (0, 0.5)]:
    y = W[k] @ h
    loss += 0.5 * (y - t) ** 2
    dh += {slip}
    W[k] -= lr * (y - t) * h
"""
COLUMNS = """
import numpy as np
rng = np.random.RandomState(4)
M, a = rng.randn(3, 2), np.array([0.5, 1.5, -1.0])
cost = 0.0
da = np.zeros(3)
for j in (0, 1, 0, 1):
    s = np.tanh(a @ M[:, j])
    cost += s ** 2
    da += {slip}
    M[:, j] -= 0.05 * 2 * s * (1 - s ** 2) * a
"""
WAYS = {
    "negatives": (NEGATIVES, "q * u", "-q * u", "grad_v"),
    "rate": (RATE, "(y - t) * W[k]", "(t - y) * W[k]", "dh"),
    "columns": (COLUMNS, "2 * s * (1 - s ** 2) * M[:, j]", "2 * s * (1 - s) * M[:, j]", "da"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_right_raises_no_alarm(way):
    code, right, _, name = WAYS[way]
    found = verdicts(code.format(slip=right))
    assert set(found.values()) == {"right"}
    assert name in dict(found.keys())


@pytest.mark.parametrize("way", WAYS)
def test_a_slip_is_named(way):
    code, _, slip, name = WAYS[way]
    assert name in [one for one, _ in wrong(code.format(slip=slip))]
