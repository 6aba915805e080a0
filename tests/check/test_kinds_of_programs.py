"""Kinds of programs whose derivatives the check once did not judge, three of each, with a slip."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

OF_NUMBERS = """
import math
class Num:
    def __init__(self, val, parents=()):
        self.val, self.parents, self.{grad} = val, parents, 0.0
    def __add__(self, other):
        return Num(self.val + other.val, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Num(self.val * other.val, ((self, other.val), (other, self.val)))
    def back(self, upstream=1.0):
        self.{grad} += {{slip}}
        for parent, local in self.parents:
            parent.back(upstream * local)
p, q, r = Num(0.5), Num(-1.2), Num(3.0)
y = p * q * (r + p)
y.back()
dp, dq, dr = p.{grad}, q.{grad}, r.{grad}
"""
PUSHED = """
class Num:
    def __init__(self, val):
        self.val, self.grad, self.push = val, 0.0, None
    def __mul__(self, other):
        out = Num(self.val * other.val)
        def push():
            self.grad += {slip}
            other.grad += self.val * out.grad
        out.push = push
        out.parents = (self, other)
        return out
def backward(root):
    root.grad = 1.0
    todo = [root]
    while todo:
        node = todo.pop(0)
        if node.push:
            node.push()
            todo += node.parents
a, b, c = Num(2.0), Num(-0.7), Num(0.4)
top = (a * b) * c
backward(top)
"""
TUPLE = """
import numpy as np
def model(params, x):
    A, c, v = params
    h = {forward}
    return v @ h, h
def loss_and_grads(params, x, y):
    A, c, v = params
    out, h = model(params, x)
    loss = 0.5 * (out - y) ** 2
    d_out = out - y
    g_v = d_out * h
    d_pre = d_out * v * {slope}
    g_A = {{slip}}
    g_c = d_pre
    return loss, (g_A, g_c, g_v)
rng = np.random.RandomState(3)
params = (rng.randn(4, 2), rng.randn(4), rng.randn(4))
for x, y in [(np.array([1.0, -0.5]), 0.3), (np.array([0.2, 0.8]), -1.0)]:
    loss, grads = loss_and_grads(params, x, y)
    params = tuple(p - 0.05 * g for p, g in zip(params, grads))
"""
DICT = """
import numpy as np
rng = np.random.RandomState(5)
p = {{"A": rng.randn(3, 2), "b": np.zeros(2)}}
X, T = rng.randn(4, 3), rng.randn(4, 2)
for turn in range(2):
    net = X @ p["A"] + p["b"]
    act = np.tanh(net)
    loss = np.mean((act - T) ** 2)
    {grads} = {{}}
    {grads}["act"] = 2 * (act - T) / T.size
    {grads}["net"] = {slip}
    {grads}["A"] = X.T @ {grads}["net"]
    {grads}["b"] = {grads}["net"].sum(axis=0)
    for name in p:
        p[name] = p[name] - 0.1 * {grads}[name]
"""
TANH = {"forward": "np.tanh(A @ x + c)", "slope": "(1 - h ** 2)"}
RELU = {"forward": "np.maximum(A @ x + c, 0)", "slope": "(h > 0)"}
SIGMOID = {"forward": "1 / (1 + np.exp(-(A @ x + c)))", "slope": "h * (1 - h)"}


def in_dict(name: str) -> tuple[str, str, str]:
    """The code with a dict of gradients of this name, what is right in it, and a slip."""
    right = f'{name}["act"] * (1 - act ** 2)'
    code = DICT.replace("{grads}", name).format(slip="SLIP").replace("{", "{{").replace("}", "}}")
    return code.replace("SLIP", "{slip}"), right, right.replace("1 - act ** 2", "1 - net ** 2")


# The kind, the code, what is right in it, a slip, and its line.
PROGRAMS: list[tuple[str, str, str, str, int]] = [
    ("numbers", OF_NUMBERS.format(grad="grad"), "upstream", "upstream * 2", 11),
    ("numbers", OF_NUMBERS.format(grad="adjoint"), "upstream", "upstream * upstream", 11),
    ("numbers", PUSHED, "other.val * out.grad", "other.val", 8),
    ("tuple", TUPLE.format(**TANH), "np.outer(d_pre, x)", "np.outer(d_pre, 2 * x)", 14),
    ("tuple", TUPLE.format(**RELU), "np.outer(d_pre, x)", "-np.outer(d_pre, x)", 14),
    ("tuple", TUPLE.format(**SIGMOID), "np.outer(d_pre, x)", "np.outer(h, x)", 14),
    ("dict", *in_dict("g"), 12),
    ("dict", *in_dict("G"), 12),
    ("dict", *in_dict("grads"), 12),
]
NAMES = [f"{kind}-{number % 3}" for number, (kind, *_) in enumerate(PROGRAMS)]


@pytest.mark.parametrize("program", PROGRAMS, ids=NAMES)
def test_what_is_right_raises_no_alarm_and_a_slip_is_named(program):
    _, code, right, slip, line = program
    found = verdicts(code.format(slip=right))
    assert "right" in found.values()
    assert not {"wrong", "follows"} & set(found.values()), found
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


@pytest.mark.parametrize("step", ["prefs + 0.1 * grad_prefs", "prefs + 0.01 * grad_prefs"])
@pytest.mark.parametrize("name", ["grad_log_prob", "nabla_log_prob"])
def test_the_gradient_of_a_number_is_an_array(step, name):
    code = f"""
import numpy as np
prefs = np.array([0.2, -0.1, 0.5])
for arm, won in ((0, 1.0), (2, -0.5)):
    policy = np.exp(prefs) / np.exp(prefs).sum()
    log_prob = np.log(policy[arm])
    J = won * log_prob
    {name} = np.eye(3)[arm] - policy
    grad_prefs = won * {name}
    prefs = {step}
"""
    found = verdicts(code)
    assert set(found.values()) == {"right"}, found
