"""Loops whose first rounds do nothing, or always the same, and whose later ones do more."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example


def final_loss(updates):
    """The mean squared error of the line of the second example, after so many updates."""
    x, y = np.array([[1.0, 0.5], [0.5, -1.0], [0.0, 1.0]]), np.array([1.0, 0.0, 0.5])
    w = np.zeros(2)
    for _ in range(updates):
        w = w - 0.2 * x.T @ (x @ w - y) / 3
    return np.mean((x @ w - y) ** 2)


KINDS = {
    "rounds that are idle at first": (
        Example(
            name="sum_of_late_rounds",
            code="""
w = 2.0
total = 0.0
for i in range(300):
    if i > 280:
        total = total + i * w
y = total * 3.0
print(y)
""",
            output="y",
            gradients={"w": 3.0 * sum(range(281, 300))},
        ),
        Example(
            name="late_elements_of_an_array",
            code="""
import numpy as np

x = np.arange(200) * 0.5
w = np.array([1.5])
loss = 0.0
for i in range(200):
    if i >= 195:
        loss += (x[i] * w[0]) ** 2
print(loss)
""",
            output="loss",
            gradients={"w": [3.0 * sum((0.5 * i) ** 2 for i in range(195, 200))]},
        ),
        Example(
            name="while_loop_that_waits_for_its_turn",
            code="""
a, b = 1.5, -0.5
step = 0
out = a
while step < 120:
    step += 1
    if step % 60 == 0:
        out = out * b
print(out)
""",
            output="out",
            gradients={"a": 0.25, "b": -1.5},
        ),
        Example(
            name="function_that_uses_a_number_late",
            code="""
w = 0.5
terms = []

def visit(i):
    if i in (150, 160):
        terms.append(w * i)

for i in range(170):
    visit(i)
total = terms[0] + terms[1]
print(total)
""",
            output="total",
            gradients={"w": 310.0},
        ),
        Example(
            name="equal_rounds_then_another_one",
            code="""
w, x, total = 2.0, 0.25, 0.0
for i in range(200):
    y = w * x
    if i > 190:
        total = total + i * w
z = total * 3.0
print(z)
""",
            says=("line 3", "total changed"),
        ),
    ),
    "a last round that is left before its update": (
        Example(
            name="while_that_breaks_when_the_cost_is_small",
            code="""
w, x, t = 0.0, 2.0, 3.0
steps = 0
while steps < 50:
    p = w * x
    cost = (p - t) ** 2
    if cost < 0.01:
        break
    w -= 0.05 * 2 * (p - t) * x
    steps += 1
print(steps, cost)
""",
            options={"pass_number": "last"},
            output="cost",
            value=9.0 * 0.6**14,
            quiet=("is left out",),
        ),
        Example(
            name="for_that_returns_from_its_function",
            code="""
import numpy as np

def fit(X, y, w):
    for epoch in range(200):
        error = X @ w - y
        loss = np.mean(error ** 2)
        if epoch == 15:
            return w, loss
        gradient = 2 * X.T @ error / len(y)
        w = w - 0.1 * gradient
    return w, loss

X, y = np.array([[1.0, 0.5], [0.5, -1.0], [0.0, 1.0]]), np.array([1.0, 0.0, 0.5])
w, final = fit(X, y, np.zeros(2))
print(final)
""",
            options={"pass_number": "last"},
            output="loss|final",
            value=final_loss(15),
            quiet=("is left out",),
        ),
        Example(
            name="an_object_that_stops_in_its_step",
            code="""
class Fit:
    def __init__(self):
        self.w, self.b, self.done = 0.1, 0.0, False

    def step(self, x, t, number):
        self.y = self.w * x + self.b
        self.loss = (self.y - t) ** 2
        self.done = number == 31
        if not self.done:
            slope = 2 * (self.y - t)
            self.w -= 0.02 * slope * x
            self.b -= 0.02 * slope

fit, number = Fit(), 0
while True:
    fit.step(1.5, 2.0, number)
    if fit.done:
        break
    number += 1
print(fit.loss)
""",
            options={"pass_number": "last"},
            output="fit.loss",
            value=(1.85 * (1 - 0.04 * 3.25) ** 31) ** 2,
            quiet=("is left out",),
        ),
    ),
}
