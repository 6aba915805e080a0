"""Sums from zero that take away, or add several terms at once: the zero is no input."""

from __future__ import annotations

import math

from tests.kinds.example import Example

KINDS = {
    "a difference that starts from zero": (
        Example(
            name="cross_entropy_of_numbers",
            code="""
import math
p = [0.2, 0.5, 0.3]
t = [0.1, 0.7, 0.2]
loss = 0.0
for a, b in zip(p, t):
    loss -= b * math.log(a)
print(loss)
""",
            output="loss",
            gradients={"p": [-0.5, -1.4, -0.2 / 0.3]},
            inputs=("p", "t"),
        ),
        Example(
            name="contexts_of_a_word",
            code="""
import numpy as np
np.random.seed(3)
W1, W2 = np.random.randn(4, 3), np.random.randn(3, 4)
for epoch in range(3):
    for center, contexts in [(0, [1, 2]), (1, [0, 2, 3])]:
        h = W1[center]
        e = np.exp(h @ W2)
        p = e / e.sum()
        loss = 0.0
        dz = np.zeros(4)
        for c in contexts:
            loss -= np.log(p[c])
            d = p.copy()
            d[c] -= 1
            dz += d
        dh = W2 @ dz
        W2 -= 0.1 * np.outer(h, dz)
        W1[center] -= 0.1 * dh
print(loss)
""",
            output="loss",
            inputs=("W1", "W2"),
        ),
        Example(
            name="a_likelihood_that_an_attribute_gathers",
            code="""
import math
class Coin:
    def __init__(self, chance):
        self.chance = chance
        self.surprise = 0
    def see(self, heads):
        self.surprise = self.surprise - math.log(self.chance if heads else 1 - self.chance)
coin = Coin(0.25)
for heads in (True, False, True):
    coin.see(heads)
print(coin.surprise)
""",
            output="coin.surprise",
            value=-2 * math.log(0.25) - math.log(0.75),
            gradients={"coin.chance|chance": -2 / 0.25 + 1 / 0.75},
        ),
    ),
    "a sum from zero of several terms at once": (
        Example(
            name="products_of_two_places",
            code="""
a = [0.5, -0.2, 0.3, 2.0]
b = [1.0, 4.0, -3.0, 0.5]
def dot(u, v):
    y = 0.0
    for i in range(0, len(u), 2):
        y = y + u[i] * v[i] + u[i + 1] * v[i + 1]
    return y
out = dot(a, b)
print(out)
""",
            output="out",
            gradients={"a": [1.0, 4.0, -3.0, 0.5], "b": [0.5, -0.2, 0.3, 2.0]},
            inputs=("a", "b"),
        ),
        Example(
            name="head_and_bias",
            code="""
import numpy as np
x, w, b = np.array([0.5, -0.2]), np.array([2.0, 3.0]), 0.1
y = 0.0
for i in range(2):
    y = y + x[i] * w[i] + b - 0.5 * w[i]
loss = (y - 1.0) ** 2
print(loss)
""",
            output="loss",
            gradients={"b": 4 * (0.4 + 0.2 - 2.5 - 1), "w": [0.0, 2 * (-2.9) * -0.7]},
            inputs=("x", "w", "b"),
        ),
        Example(
            name="a_unit_that_gathers",
            code="""
class Unit:
    def __init__(self):
        self.net = 0.0
    def take(self, x, w, u):
        self.net = self.net + x * w + x * u
p, q, w = 1.5, -0.5, 2.0
unit = Unit()
unit.take(p, w, 0.25)
unit.take(q, w, q)
out = unit.net * unit.net
print(out)
""",
            output="out",
            gradients={"p": 2 * 2.625 * 2.25, "w": 2 * 2.625 * 1.0},
        ),
    ),
}
