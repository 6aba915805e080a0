"""Costs and gradients in functions of their own, and names that only look like gradients'."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example

_X, _Y = np.array([1.0, 2.0, 3.0]), np.array([2.5, 3.5, 6.0])
_START = """
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = np.array([2.5, 3.5, 6.0])
"""
_SLOPE_AT_ZERO = {"w": -2 * np.mean(_Y * _X), "b": -2 * np.mean(_Y)}
_COST_AT_ZERO = np.mean(_Y**2)


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _training(shown: str, cost: str = "return ((guess - y) ** 2).mean()") -> str:
    """A line that is fitted, with its cost in a function of its own and shown by a statement."""
    return f"""{_START}
def cost_of(w, b):
    guess = w * x + b
    {cost}

def slopes(w, b):
    guess = w * x + b
    return 2 * ((guess - y) * x).mean(), 2 * (guess - y).mean()

w, b = 0.0, 0.0
for step in range(9):
    dw, db = slopes(w, b)
    {shown}
    w -= 0.05 * dw
    b -= 0.05 * db
"""


_FORWARD_BACKWARD = """
import math

def sigma(t):
    return 1 / (1 + math.exp(-t))

def {name}(p, q):
    gate = sigma(q)
    out = p * gate
    dp = gate
    dgate = p
    dq = dgate * gate * (1 - gate)
    return out, dp, dq

p, q = 0.75, -1.5
result, of_p, of_q = {name}(p, q)
print(result, of_p, of_q)
"""
_GATE = _sigmoid(-1.5)
_OF_GATE = {"p": _GATE, "q": 0.75 * _GATE * (1 - _GATE)}

KINDS = {
    "a cost beside its gradients": (
        Example(
            name="two_functions_that_compute_the_prediction",
            code=_training(
                cost="cost = ((guess - y) ** 2).mean()\n    return cost",
                shown="print(step, cost_of(w, b))",
            ),
            output="cost",
            value=_COST_AT_ZERO,
            gradients=_SLOPE_AT_ZERO,
        ),
        Example(
            name="cost_that_is_returned_and_printed",
            code=_training(shown="print(step, cost_of(w, b))"),
            output="cost_of",
            value=_COST_AT_ZERO,
            gradients=_SLOPE_AT_ZERO,
        ),
        Example(
            name="cost_that_is_printed_now_and_then",
            code=_training(shown="if step % 3 == 0: print(step, cost_of(w, b))"),
            output="cost_of",
            value=_COST_AT_ZERO,
            gradients=_SLOPE_AT_ZERO,
        ),
        Example(
            name="costs_that_are_kept_in_a_list",
            code=_START
            + """
def guess(w, b):
    return w * x + b

def cost_of(w, b):
    return ((guess(w, b) - y) ** 2).mean()

def slopes(w, b):
    off = guess(w, b) - y
    return 2 * (off * x).mean(), 2 * off.mean()

w, b, costs = 0.0, 0.0, []
for step in range(4):
    costs.append(cost_of(w, b))
    dw, db = slopes(w, b)
    w, b = w - 0.05 * dw, b - 0.05 * db
print(costs)
""",
            output="costs[0]",
            value=_COST_AT_ZERO,
            gradients=_SLOPE_AT_ZERO,
        ),
    ),
    "a function that goes forward and backward": (
        Example(
            name="called_forward_backward",
            code=_FORWARD_BACKWARD.format(name="forward_backward"),
            output="result|out",
            value=0.75 * _GATE,
            gradients=_OF_GATE,
        ),
        Example(
            name="called_forward_and_backward_pass",
            code=_FORWARD_BACKWARD.format(name="forward_and_backward_pass"),
            output="result|out",
            gradients=_OF_GATE,
        ),
        Example(
            name="called_run_forward_then_backward",
            code=_FORWARD_BACKWARD.format(name="run_forward_then_backward"),
            output="result|out",
            gradients=_OF_GATE,
        ),
    ),
    "a gradient of what has a number in its name": (
        Example(
            name="hidden_states_in_turn",
            code="""
import math
w, u, v, h0 = 0.6, -0.4, 1.2, 0.2
h1 = math.tanh(w * 0.5 + u * h0)
h2 = math.tanh(w * -1.0 + u * h1)
loss = (v * h2 - 0.3) ** 2
dh = 2 * (v * h2 - 0.3) * v
da = dh * (1 - h2 ** 2)
du = da * h1
dh = da * u
da = dh * (1 - h1 ** 2)
du += da * h0
print(loss, du)
""",
            output="loss",
        ),
        Example(
            name="activations_one_and_two",
            code="""
w, x, t = 0.5, 2.0, 3.0
a1 = w * x
a2 = a1 * a1
cost = (a2 - t) ** 2
da = 2 * (a2 - t)
da = da * 2 * a1
dw = da * x
""",
            output="cost",
            gradients={"w": -16.0},
        ),
        Example(
            name="distance_of_two_points_is_none",
            code="""
x1, x2, k = 1.0, 4.0, 0.5
dx = x2 - x1
energy = k * dx ** 2
""",
            output="energy",
            gradients={"x1": -3.0, "x2": 3.0, "k": 9.0},
        ),
    ),
    "a gradient that is another object's number": (
        Example(
            name="gradients_by_hand_of_a_product",
            code="""
class Value:
    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __mul__(self, other):
        return Value(self.data * other.data)

a, b, f = Value(2.0), Value(-3.0), Value(-2.0)
d = a * b
L = d * f
L.grad = 1.0
d.grad = f.data
f.grad = d.data
print(L.data)
""",
            output="L",
            value=12.0,
            gradients={"a": 6.0, "b": -4.0, "f": -6.0},
        ),
        Example(
            name="gradients_by_hand_with_operators_as_methods",
            code="""
class Num:
    def __init__(self, value):
        self.value, self.grad = value, None

    def times(self, other):
        return Num(self.value * other.value)

    def plus(self, other):
        return Num(self.value + other.value)

p, q, r = Num(1.5), Num(4.0), Num(-1.0)
s = p.times(q)
y = s.plus(r)
y.grad = s.grad = r.grad = 1.0
p.grad = q.value
q.grad = p.value
""",
            output="y|y.value",
            gradients={"p|p.value": 4.0, "q|q.value": 1.5, "r|r.value": 1.0},
        ),
        Example(
            name="local_derivatives_kept_in_a_node",
            code="""
class Node:
    def __init__(self, number, local=()):
        self.number = number
        self.local = local

def product(a, b):
    return Node(a.number * b.number, ((a, b.number), (b, a.number)))

u, v = Node(0.5), Node(-3.0)
result = product(u, v)
print(result.number)
""",
            output="result.number",
            gradients={"u.number": -3.0, "v.number": 0.5},
        ),
    ),
}
