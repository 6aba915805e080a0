"""Roots of a loss: which of both is differentiated tells the update."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "the root of a loss that an update is divided by": (
        Example(
            name="root_of_an_array_in_the_update",
            code="""
import numpy as np
x, y, w = np.array([1.0, 2.0, 2.0]), np.array([3.0, 0.0, 1.0]), np.array(1.0)
for epoch in range(3):
    off = w * x - y
    mse = np.mean(off ** 2)
    rmse = np.sqrt(mse)
    w -= 0.1 * np.mean(off * x) / rmse
""",
            output="rmse",
            gradients={"w": 4 / (3 * 3**0.5)},
        ),
        Example(
            name="root_of_numbers_times_their_count",
            code="""
import math
xs, ys, w, b = [1.0, 2.0, 2.0], [3.0, 0.0, 1.0], 1.0, 0.0
for epoch in range(3):
    off = [w * x + b - y for x, y in zip(xs, ys)]
    mse = sum(e * e for e in off) / len(xs)
    rmse = math.sqrt(mse)
    w -= 0.1 * sum(e * x for e, x in zip(off, xs)) / (len(xs) * rmse)
    b -= 0.1 * sum(off) / (len(xs) * rmse)
""",
            output="rmse",
            value=3**0.5,
            gradients={"w": 4 / (3 * 3**0.5), "b": 1 / (3 * 3**0.5)},
        ),
        Example(
            name="root_by_a_power_in_an_object",
            code="""
import numpy as np

class Fit:
    def __init__(self):
        self.w = np.array([1.0, 0.0])

    def step(self, X, y):
        off = X @ self.w - y
        cost = np.mean(off ** 2)
        root = cost ** 0.5
        self.w = self.w - 0.1 * (X.T @ off / len(y)) / root
        return root

fit = Fit()
X, y = np.array([[1.0, 1.0], [2.0, 1.0], [2.0, 1.0]]), np.array([3.0, 0.0, 1.0])
for epoch in range(3):
    print(fit.step(X, y))
""",
            output="root",
            gradients={"fit.w|self.w": [4 / (3 * 3**0.5), 1 / (3 * 3**0.5)]},
        ),
        Example(
            name="root_beside_an_update_of_the_mean",
            code="""
import math
xs, ys, w = [1.0, 2.0, 2.0], [3.0, 0.0, 1.0], 1.0
for epoch in range(3):
    off = [w * x - y for x, y in zip(xs, ys)]
    mse = sum(e * e for e in off) / len(xs)
    rmse = math.sqrt(mse)
    w -= 0.1 * 2 * sum(e * x for e, x in zip(off, xs)) / len(xs)
    print(rmse)
""",
            output="mse",
            gradients={"w": 8 / 3},
        ),
    ),
}
