"""Usual ways of writing a backward pass that are right, and one slip in each."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, verdicts, wrong

START = """
import math
import numpy as np
"""
# The gradient by what goes into the activation, under the name of what comes out.
NET_INPUT = (
    START
    + """
def squash(net):
    return 1 / (1 + math.exp(-net))
a, t = 0.4, 0.9
u1, u2 = 0.3, -0.8
p1 = squash(u1 * a)
p2 = squash(u2 * p1)
cost = 0.5 * (p2 - t) ** 2
d_p2 = (p2 - t) * p2 * (1 - p2)
d_u2 = d_p2 * p1
d_p1 = d_p2 * u2 * p1 * (1 - p1)
d_u1 = {slip}
"""
)
# Gradients that are set to zero, then gathered.
STORED = (
    START
    + """
class Unit:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
k = Unit([0.5, -1.5, 2.0])
s = np.array([1.0, 2.0, -0.5])
for turn in range(3):
    for unit in [k]:
        unit.grad = np.zeros_like(unit.data)
    q = np.sum((k.data * s - 1.0) ** 2)
    k.grad += {slip}
    k.data -= 0.05 * k.grad
"""
)
# One number is the local derivative of each element.
FOR_EACH = (
    START
    + """
m = np.array([[0.2, -0.4, 0.7], [0.5, 0.1, -0.3]])
r = np.array([1.5, -2.0])
c = np.array([0.1, 0.2, -0.6])
o = r @ m + c
J = np.sum(o ** 2)
d_J_d_o = 2 * o
d_o_d_c = 1
d_J_d_c = {slip}
"""
)
# Arrays changed in place by a loop over them, after their gradients were clipped.
CLIPPED = (
    START
    + """
F = np.array([[0.2, -0.4], [0.7, 0.5]])
g = np.array([[3.0], [-2.0]])
v = np.array([[1.0], [4.0]])
def step():
    z = F @ v + g
    loss = np.sum(z ** 2)
    dz = 2 * z
    dF = {slip}
    dg = dz * 1.0
    for d in [dF, dg]:
        np.clip(d, -3, 3, out=d)
    return dF, dg
for n in range(3):
    dF, dg = step()
    for p, d in zip([F, g], [dF, dg]):
        p -= 0.01 * d
"""
)
# One helper for every layer: what it names belongs to its own call.
HELPER = (
    START
    + """
def back(dS, kept):
    I, K = kept
    dK = dS @ I.T
    dI = {slip}
    return dI, dK
rng = np.random.RandomState(2)
K1, K2 = rng.randn(4, 3), rng.randn(2, 4)
I = rng.randn(3, 5)
S1 = K1 @ I
H = np.tanh(S1)
S2 = K2 @ H
loss = 0.5 * np.sum(S2 ** 2)
dH, dK2 = back(S2, (H, K2))
dS1 = dH * (1 - H ** 2)
dI, dK1 = back(dS1, (I, K1))
"""
)
# No loss is computed; the gradients of the weights are those of the mean over the samples.
OF_THE_MEAN = (
    START
    + """
rng = np.random.RandomState(5)
D, hot = rng.randn(3, 7), np.eye(2)[:, [0, 1, 1, 0, 1, 0, 0]]
n = 7
def soft(v):
    return np.exp(v) / sum(np.exp(v))
def forward(A1, A2, D):
    U1 = A1 @ D
    H1 = np.maximum(U1, 0)
    U2 = A2 @ H1
    P = soft(U2)
    return U1, H1, U2, P
def backward(U1, H1, P, A2, D):
    dU2 = P - hot
    dA2 = 1 / n * dU2 @ H1.T
    dU1 = A2.T @ dU2 * (U1 > 0)
    dA1 = {slip}
    return dA1, dA2
A1, A2 = rng.randn(4, 3), rng.randn(2, 4)
for turn in range(2):
    U1, H1, U2, P = forward(A1, A2, D)
    dA1, dA2 = backward(U1, H1, P, A2, D)
    A1 = A1 - 0.1 * dA1
    A2 = A2 - 0.1 * dA2
"""
)
# Objects in a set have another order in each process, not in each run.
IN_A_SET = (
    START
    + """
class Number:
    def __init__(self, data, parents=()):
        self.data, self.grad = data, 0.0
        self.parents = set(parents)
        self.push = lambda: None
    def __mul__(self, other):
        out = Number(self.data * other.data, (self, other))
        def push():
            self.grad += other.data * out.grad
            other.grad += {slip}
        out.push = push
        return out
    def backward(self):
        order, seen = [], set()
        def visit(one):
            if one not in seen:
                seen.add(one)
                for parent in one.parents:
                    visit(parent)
                order.append(one)
        visit(self)
        self.grad = 1.0
        for one in reversed(order):
            one.push()
p, q, s = Number(2.0), Number(-3.0), Number(0.5)
y = (p * q) * (s * p)
y.backward()
"""
)
# An update of an attribute by its name.
BY_NAME = (
    START
    + """
class Line:
    slope = 0.7
x, t = np.array([1.0, 2.0]), np.array([3.0, 1.0])
for turn in range(2):
    out = Line.slope * x
    loss = np.sum((out - t) ** 2)
    dout = 2 * (out - t)
    dslope = {slip}
    setattr(Line, "slope", getattr(Line, "slope") - 0.1 * dslope)
"""
)

USUAL = {
    "net input": (NET_INPUT, "d_p1 * a", "d_p1 * p1", 15),
    "stored": (STORED, "2 * (k.data * s - 1.0) * s", "2 * (k.data * s - 1.0)", 15),
    "for each": (FOR_EACH, "d_J_d_o * d_o_d_c", "-d_J_d_o * d_o_d_c", 12),
    "clipped": (CLIPPED, "dz @ v.T", "-dz @ v.T", 12),
    "mean": (OF_THE_MEAN, "1 / n * dU1 @ D.T", "-1 / n * dU1 @ D.T", 20),
    "by name": (BY_NAME, "np.sum(dout * x)", "np.sum(dout)", 12),
    "helper": (HELPER, "K.T @ dS", "K.T @ dS * 2", 8),
}


@pytest.mark.parametrize("way", USUAL)
def test_what_is_right_raises_no_alarm(way):
    code, right, _, _ = USUAL[way]
    found = verdicts(code.format(slip=right))
    assert "right" in found.values()
    assert not {"wrong", "follows"} & set(found.values()), found


@pytest.mark.parametrize("way", USUAL)
def test_a_slip_is_named_at_its_line(way):
    code, _, slip, line = USUAL[way]
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


def test_zeros_in_which_gradients_are_gathered_claim_nothing():
    code = (
        START
        + """
h = [np.array([1.0, 2.0]), np.array([3.0])]
nabla_h = [np.zeros(one.shape) for one in h]
loss = np.sum(h[0] ** 2) + np.sum(h[1] ** 3)
nabla_h = [2 * h[0], 3 * h[1] ** 2]
"""
    )
    assert set(verdicts(code).values()) == {"right"}


def test_a_derivative_by_what_has_no_name_is_not_matched_with_another():
    code = (
        START
        + """
x, w, b = 2.0, 0.5, 1.0
def relu(v):
    return max(v, 0)
for turn in range(3):
    out = relu(x * w + b)
    loss = (out - 1.0) ** 2
    dloss_dout = 2 * (out - 1.0)
    dout_dinner = 1 if out > 0 else 0
    dinner = dloss_dout * dout_dinner
    w -= 0.1 * dinner * x
"""
    )
    assert not wrong(code)


def test_gradients_without_a_loss_before_them_are_left_open():
    code = (
        START
        + """
E = np.array([[0.1, 0.5], [-0.3, 0.2], [0.4, 0.4]])
loss = 0
for word in ([1, 0, 0], [0, 0, 1]):
    h = E.T @ word
    e = h - np.array([1.0, 0.0])
    dl_de = np.outer(word, e)
    E = E - 0.1 * dl_de
    loss += 0.5 * np.sum(e ** 2)
"""
    )
    assert not checked(code).of_kind("wrong")


def test_objects_in_a_set_come_in_one_order_in_each_run():
    found = verdicts(IN_A_SET.format(slip="self.data * out.grad"))
    assert set(found.values()) == {"right"}


def test_a_second_pass_further_down_starts_from_its_own_upstream():
    forward = "u = x[0] * w[0] + x[1] * w[1]\ny = max(u, 0.0)\n"
    backward = "drelu_du = dvalue * (1.0 if u > 0 else 0.0)\ndrelu_dx0 = drelu_du * w[0]\n"
    update = "drelu_dw0 = drelu_du * x[0]\nw[0] -= 0.01 * drelu_dw0\n"
    code = "x, w = [1.0, -2.0], [3.0, 0.5]\n" + forward + "dvalue = 1.0\n" + backward + update
    again = forward + "dvalue = 2.0\n" + backward
    assert wrong(code + again) == []
    slip = checked(code + again.replace("drelu_du * w[0]", "drelu_du * 3.0"))
    found = [(one.line, one.truth) for one in slip.verdicts if one.verdict == "wrong"]
    assert found == [(13, pytest.approx(5.98))]


FOUR = """
import numpy as np
X = np.array([[1.0, 0.5], [1.0, -0.3], [1.0, 1.5], [1.0, -1.1]])
y = np.array([1, 0, 1, 0])
theta = np.zeros(2)
for turn in range(20):
    p = 1 / (1 + np.exp(-(X @ theta)))
    {lines}
    theta -= 0.5 * dtheta
"""


@pytest.mark.parametrize(
    "lines",
    [
        "dtheta = X.T @ (p - y) / 4",
        "error = p - y; dtheta = X.T @ error / len(y)",
        "dz = p - y; dtheta = X.T @ dz / len(y)",
    ],
)
def test_what_only_the_first_round_agrees_with_is_no_output(lines):
    # All weights are zero: each slope of the sigmoid is 1/4, as is the factor of the mean.
    assert wrong(FOUR.format(lines=lines)) == []
