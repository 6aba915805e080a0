"""Trained by a margin that is compared and has no name, as a support vector machine is."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a margin that only a comparison has": (
        Example(
            name="hinge_of_numbers",
            code="""
w, b = 0.5, 0.1
x, y = 0.8, 1
lr = 0.1
if y * (w * x - b) >= 1:
    w -= lr * 2 * 0.01 * w
else:
    w -= lr * (2 * 0.01 * w - y * x)
    b -= lr * y
""",
            value=0.3,
            never=("w", "b"),
            gradients={"w": 0.8, "x": 0.5, "b": -1.0},
        ),
        Example(
            name="hinge_in_a_class",
            code="""
import numpy as np

class Machine:
    def __init__(self, features, rate=0.1, penalty=0.01):
        self.w, self.b = np.full(features, 0.5), 0.25
        self.rate, self.penalty = rate, penalty

    def fit(self, X, y):
        for _ in range(2):
            for i, row in enumerate(X):
                is_far = y[i] * (np.dot(row, self.w) - self.b) >= 1
                if is_far:
                    self.w -= self.rate * 2 * self.penalty * self.w
                else:
                    self.w -= self.rate * (2 * self.penalty * self.w - np.dot(row, y[i]))
                    self.b -= self.rate * y[i]

machine = Machine(2)
machine.fit(np.array([[1.0, 2.0], [-1.0, -0.5], [2.0, 0.5]]), np.array([-1, 1, -1]))
print(machine.w, machine.b)
""",
            value=-1.25,
            never=("machine.b", "self.b", "machine.w", "self.w"),
            gradients={"machine.w|self.w": [-1.0, -2.0], "machine.b|self.b": 1.0},
        ),
        Example(
            name="perceptron_in_lists",
            code="""
rows, labels = [[1.0, 2.0], [-1.0, -0.5], [2.0, 0.5]], [-1, 1, -1]
w, b = [0.1, -0.2], 0.05
for _ in range(3):
    for x, y in zip(rows, labels):
        if y * (w[0] * x[0] + w[1] * x[1] + b) <= 0:
            w[0] = w[0] + 0.1 * y * x[0]
            w[1] = w[1] + 0.1 * y * x[1]
            b = b + 0.1 * y
print(w, b)
""",
            value=0.25,
            never=("w[0]", "w[1]", "b"),
            gradients={"w": [-1.0, -2.0], "b": -1.0},
        ),
        Example(
            name="root_that_a_bound_ends",
            code="""
x = 1.0
while abs(x * x - 2) > 1e-6:
    x -= (x * x - 2) / (2 * x)
print(x)
""",
            output="x",
        ),
    ),
}
