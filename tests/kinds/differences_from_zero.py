"""Sums that take away from zero: `loss -= log(p)`; the zero is no input, as in `loss += …`."""

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
}
