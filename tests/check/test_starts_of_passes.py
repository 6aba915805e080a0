"""Slips where a pass starts: what may be differentiated, and from what gradient."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

PROGRAMS = [
    (
        "the slope of a sigmoid is no start at what it is taken of",
        """
import math
w, x = [0.7, -1.2, 0.4], [1.5, -0.6]
dot = w[0] * x[0] + w[1] * x[1] + w[2]
out = 1.0 / (1.0 + math.exp(-dot))
ddot = {slip}
dx = [w[0] * ddot, w[1] * ddot]
dw = [x[0] * ddot, x[1] * ddot, ddot]
""",
        "out * (1 - out)", "dot * (1 - dot)", 6,
    ),
    (
        "the slope of a sigmoid is no start at what it is taken of",
        """
import numpy as np
u, k, c = np.array([0.4, -1.1]), np.array([0.9, 0.3]), -0.2
net = np.dot(u, k) + c
prob = 1 / (1 + np.exp(-net))
dnet = {slip}
du = dnet * k
dk = dnet * u
dc = dnet
""",
        "prob * (1 - prob)", "net * (1 - net)", 6,
    ),
    (
        "the slope of a sigmoid is no start at what it is taken of",
        """
import math
def squash(v):
    return 1 / (1 + math.exp(-v))
m, n, o = 1.3, -0.8, 0.5
s = m * n + o
q = squash(s)
ds = {slip}
dm = ds * n
dn = ds * m
do = ds * 1.0
""",
        "q * (1 - q)", "s * (1 - s)", 8,
    ),
    (
        "a sigmoid taken again by the backward pass is no output",
        """
import math
class Unit:
    def __init__(self, value):
        self.value, self.grad = value, 0.0
class Times:
    def forward(self, a, b):
        self.a, self.b = a, b
        self.top = Unit(a.value * b.value)
        return self.top
    def backward(self):
        self.a.grad += {slip}
        self.b.grad += self.a.value * self.top.grad
class Squash:
    def sig(self, x):
        return 1 / (1 + math.exp(-x))
    def forward(self, a):
        self.a = a
        self.top = Unit(self.sig(a.value))
        return self.top
    def backward(self):
        s = self.sig(self.a.value)
        self.a.grad += s * (1 - s) * self.top.grad
x, w = Unit(0.9), Unit(-1.4)
first, last = Times(), Squash()
y = last.forward(first.forward(x, w))
y.grad = 1.0
last.backward()
first.backward()
grad_x, grad_w = x.grad, w.grad
""",
        "self.b.value * self.top.grad", "self.b.value", 12,
    ),
    (
        "what a function divides in place, of a loss that the code computes later",
        """
import numpy as np
def loss_of(x, y):
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    N = len(y)
    loss = -np.mean(np.log(p[np.arange(N), y]))
    dx = p.copy()
    dx[np.arange(N), y] -= 1
    dx /= {slip}
    return loss, dx
rng = np.random.RandomState(4)
X, y, W = rng.randn(3, 2), np.array([0, 2, 1]), rng.randn(2, 3)
scores = X @ W
data_loss, dscores = loss_of(scores, y)
loss = data_loss + 0.05 * np.sum(W ** 2)
dW = X.T @ dscores
dW += 0.1 * W
dX = dscores @ W.T
""",
        "N", "N * N", 10,
    ),
    (
        "what a function divides in place, of a loss that the code computes later",
        """
import numpy as np
def half_mean(x, t):
    dx = x - t
    dx {slip} len(t)
    return 0.5 * np.sum((x - t) ** 2) / len(t), dx
u, t = np.array([0.4, -1.1, 0.9]), np.array([0.2, 0.7, -0.5])
m, c = 0.8, 0.3
pred = m * u + c
part, dpred = half_mean(pred, t)
total = part + 0.05 * m ** 2 + 0.05 * c ** 2
dm = np.sum(dpred * u)
dc = np.sum(dpred)
dm += 0.1 * m
dc += 0.1 * c
""",
        "/=", "*=", 5,
    ),
    (
        "what a function divides in place, of a loss that the code computes later",
        """
import numpy as np
def squares(z, y):
    n = z.size
    dz = 2 * z
    dz -= 2 * y
    dz {slip} n
    return np.mean((z - y) ** 2), dz
a = np.array([[0.5, -0.2], [1.1, 0.4], [-0.7, 0.8]])
k, y = np.array([0.9, -1.3]), np.array([0.1, 0.6, -0.4])
z = a @ k
fit, dz = squares(z, y)
cost = fit + 0.2 * np.sum(k ** 2)
dk = a.T @ dz
dk += 0.4 * k
da = np.outer(dz, k)
""",
        "/=", "*=", 7,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "right", "slip", "line"), quick(PROGRAMS, 2))
def test_a_slip_is_named_at_its_line_alone(kind, code, right, slip, line):
    found = verdicts(code.format(slip=right))
    assert "right" in found.values(), kind
    assert not {"wrong", "follows"} & set(found.values()), found
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}
