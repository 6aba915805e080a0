"""Kinds of slips that the check once did not name, with three programs of each."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

# The kind, the code, what is right in it, a slip, and its line.
PROGRAMS: list[tuple[str, str, str, str, int]] = [
    # The update says that the gradient is taken away: a minus at the start is a slip.
    (
        "minus at the start",
        """
import math
m, c, x, t = 0.4, -0.2, 1.5, 0.9
for turn in range(3):
    q = m * x + c
    guess = 1 / (1 + math.exp(-q))
    loss = (guess - t) ** 2
    dguess = {slip}
    dq = dguess * guess * (1 - guess)
    dm = dq * x
    dc = dq
    m -= 0.3 * dm
    c -= 0.3 * dc
""",
        "2 * (guess - t)", "-2 * (guess - t)", 8,
    ),
    (
        "minus at the start",
        """
import numpy as np
rng = np.random.RandomState(4)
X, Y = rng.randn(5, 3), rng.randn(5, 2)
V = rng.randn(3, 2)
speed = np.zeros((3, 2))
for turn in range(3):
    R = X @ V
    cost = np.sum((R - Y) ** 2) / 10
    dR = {slip}
    dV = X.T @ dR
    speed = 0.9 * speed + 0.1 * dV
    V = V - 0.5 * speed
""",
        "(R - Y) / 5", "(Y - R) / 5", 10,
    ),
    (
        "minus at the start",
        """
import numpy as np
class Line:
    def __init__(self):
        self.u, self.v = np.array([[0.3], [-0.7]]), np.array([0.1])
    def forward(self, X):
        self.X = X
        self.out = X @ self.u + self.v
        return self.out
    def badness(self, Y):
        self.value = np.mean((self.out - Y) ** 2)
        return self.value
    def backward(self, Y):
        d_out = {slip}
        self.d_u = self.X.T @ d_out
        self.d_v = d_out.sum(axis=0)
line = Line()
X, Y = np.array([[1.0, 2.0], [0.5, -1.0], [-2.0, 0.3]]), np.array([[1.0], [0.0], [2.0]])
line.forward(X)
line.badness(Y)
line.backward(Y)
line.u -= 0.1 * line.d_u
line.v -= 0.1 * line.d_v
""",
        "2 * (self.out - Y) / len(Y)", "-2 * (self.out - Y) / len(Y)", 14,
    ),
    # The code declares what it starts from: the first derivative is no start of its own.
    (
        "declared start",
        """
import numpy as np
x, K = np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([[0.2, 0.7], [-0.4, 0.1]])
s = x @ K
out = np.maximum(0, s)
dvalues = np.array([[1.0, 2.0], [3.0, -1.0]])
ds = np.zeros_like(dvalues)
ds[s > 0] = {slip}
dK = x.T @ ds
dx = ds @ K.T
""",
        "dvalues[s > 0]", "-dvalues[s > 0]", 8,
    ),
    (
        "declared start",
        """
import numpy as np
S = np.array([[1.0, 2.0], [2.0, -1.0], [-3.0, 1.0]])
M = np.array([[2.0, 1.0, 0.5], [-1.0, 2.0, 1.5]])
G = np.array([[1.0, -2.0, 0.5], [0.5, 1.5, -1.0], [2.0, 1.0, 1.0]])
T = S @ M
A = np.tanh(T)
dA = G
dT = {slip}
dM = S.T @ dT
dS = dT @ M.T
""",
        "dA * (1 - A ** 2)", "dA * (A ** 2 - 1)", 9,
    ),
    (
        "declared start",
        """
import numpy as np
rng = np.random.RandomState(8)
net_in, kernel = rng.randn(4, 3), rng.randn(3, 2)
before = net_in @ kernel
net_out = np.maximum(before, 0)
grad_net_out = rng.uniform(-1, 1, size=(4, 2))
grad_before = {slip}
grad_before[before <= 0] = 0
grad_kernel = net_in.T @ grad_before
grad_net_in = grad_before @ kernel.T
""",
        "grad_net_out.copy()", "-grad_net_out.copy()", 8,
    ),
    # A derivative of the loss is not what the loss's gradients start from.
    (
        "of the loss",
        """
from math import exp
g, h, t = 0.35, 0.8, 0.5
net = g * h
out = 1 / (1 + exp(-net))
err = (t - out) ** 2 / 2
d_err_out = out - t
d_out_net = out * (1 - out)
d_err_net = {slip}
d_err_g = d_err_net * h
d_err_h = d_err_net * g
""",
        "d_err_out * d_out_net", "d_err_out * d_out_net * d_err_out", 9,
    ),
    (
        "of the loss",
        """
k1, k2, z = 0.6, 0.25, -1.1
s = k1 * z + k2
L = (s - 2.0) ** 2
dL_ds = 2 * (s - 2.0)
dL_dk1 = {slip}
dL_dk2 = dL_ds
dL_dz = dL_ds * k1
""",
        "dL_ds * z", "dL_ds * z * dL_ds", 6,
    ),
    (
        "of the loss",
        """
import math
p, q = 1.2, -0.7
E = math.sin(p * q) ** 2
u = p * q
v = math.sin(u)
E = v ** 2
dE_dv = 2 * v
dE_du = {slip}
dE_dp = dE_du * q
dE_dq = dE_du * p
""",
        "dE_dv * math.cos(u)", "dE_dv * math.cos(u) * dE_dv", 9,
    ),
    # From what the code counts is told by the other numbers.
    (
        "number of an item",
        """
xs, ws = [2.0, -1.5, 0.5], [0.8, -0.4, 1.2]
m0, m1, m2 = xs[0] * ws[0], xs[1] * ws[1], xs[2] * ws[2]
net = m0 + m1 + m2
dm_dxs0 = ws[0]
dm_dxs1 = {slip}
dm_dxs2 = ws[2]
dnet_dxs0 = dm_dxs0
dnet_dxs1 = dm_dxs1
dnet_dxs2 = dm_dxs2
""",
        "ws[1]", "ws[0]", 6,
    ),
    (
        "number of an item",
        """
import numpy as np
w = np.array([0.5, -1.0, 2.0])
s = 3.0 * w[0] - 2.0 * w[1] + 0.7 * w[2]
L = s ** 2
dL_ds = 2 * s
dL_dw1 = dL_ds * 3.0
dL_dw2 = {slip}
dL_dw3 = dL_ds * 0.7
""",
        "dL_ds * -2.0", "dL_ds * 0.7", 8,
    ),
    (
        "number of an item",
        """
import numpy as np
W = [np.array([[0.5, -1.0]]), np.array([[2.0, 0.3]])]
v = np.array([1.0, -2.0])
L = float(np.sum((W[0] @ v) ** 2) + np.sum((W[1] @ v) ** 3))
dW0 = {slip}
dW1 = np.outer(3 * (W[1] @ v) ** 2, v)
""",
        "np.outer(2 * (W[0] @ v), v)", "np.outer(3 * (W[1] @ v) ** 2, v)", 6,
    ),
    # The line of several on one target.
    (
        "one of several lines",
        """
import numpy as np
scores = np.array([[1.0, -0.5, 0.2], [0.1, 0.8, -1.2]])
y = [0, 2]
probs = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
loss = -np.log(probs[[0, 1], y]).sum() / 2
dscores = {slip}
dscores[[0, 1], y] -= 1
dscores /= 2
""",
        "probs.copy()", "-probs.copy()", 7,
    ),
    (
        "one of several lines",
        """
import numpy as np
V, u = np.array([[0.4, -0.2], [0.9, 0.3]]), np.array([1.0, -0.6])
grad_V, grad_u = np.zeros((2, 2)), np.zeros(2)
total = 0.0
def one(x):
    global total, grad_u, grad_V
    h = np.tanh(V @ x)
    o = u @ h
    total = total + o ** 2
    d_o = 2 * o
    grad_u += {slip}
    grad_V += np.outer(d_o * u * (1 - h ** 2), x)
for x in np.array([[1.0, 0.5], [-0.3, 0.8], [0.6, -1.1]]):
    one(x)
grad_u /= 3
grad_V /= 3
""",
        "d_o * h", "d_o", 12,
    ),
    (
        "one of several lines",
        """
import numpy as np
def back(dout, kept):
    a, k = kept
    da = dout @ k.T
    dk = {slip}
    return da, dk
rng = np.random.RandomState(9)
a1, k1 = rng.randn(3, 4), rng.randn(4, 2)
out1 = a1 @ k1
L = np.sum(out1 ** 2)
dout1 = 2 * out1
da1, dk1 = back(dout1, (a1, k1))
""",
        "a.T @ dout", "(a.T @ dout).T", 6,
    ),
]  # fmt: skip
NAMES = [f"{kind}-{number % 3}" for number, (kind, *_) in enumerate(PROGRAMS)]


@pytest.mark.parametrize("program", PROGRAMS, ids=NAMES)
def test_a_slip_is_named_at_its_line_alone(program):
    _, code, right, slip, line = program
    found = verdicts(code.format(slip=right))
    assert "right" in found.values()
    assert not {"wrong", "follows"} & set(found.values()), found
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}
