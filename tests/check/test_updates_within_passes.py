"""Updates in the midst of a pass: of an element as soon as it has its derivative, between terms."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

# A derivative's elements are used one by one.
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
# What was differentiated has the parameters as they were.
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
    "taps": (TAPS, "dy * x[2 - k]", "dy * x[1 - k]", "dtaps"),
    "kept": (KEPT, "dz * x[j]", "-dz * x[j]", "dw"),
    "rows": (ROWS, "dy[i] * x[j]", "dy[i] * x[j] / 2", "dW"),
    "negatives": (NEGATIVES, "q * u", "-q * u", "grad_v"),
    "rate": (RATE, "(y - t) * W[k]", "(t - y) * W[k]", "dh"),
    "columns": (COLUMNS, "2 * s * (1 - s ** 2) * M[:, j]", "2 * s * (1 - s) * M[:, j]", "da"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_right_is_judged_once_it_is_whole(way):
    code, right, _, name = WAYS[way]
    found = verdicts(code.format(slip=right))
    assert set(found.values()) == {"right"}
    assert name in dict(found.keys())


@pytest.mark.parametrize("way", WAYS)
def test_a_slip_is_named(way):
    code, _, slip, name = WAYS[way]
    assert [one for one, _ in wrong(code.format(slip=slip))] == [name]
