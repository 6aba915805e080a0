"""Data that is computed once before the training: an input, no part of a round."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_X = np.array([1.0, 2.0, 4.0])
_SCALED = (_X - _X.mean()) / _X.std()

KINDS = {
    "what is computed once for all rounds": (
        Example(
            name="targets_that_follow_from_the_data",
            code="""
import numpy as np

X = np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]])
y = X @ np.array([[2.0], [-1.0]]) + 0.5
w = np.array([[0.1], [0.2]])
for step in range(4):
    guess = X @ w
    loss = np.mean((guess - y) ** 2)
    dw = X.T @ (2 * (guess - y) / len(X))
    w = w - 0.1 * dw
""",
            output="loss",
            inputs=("X", "y", "w"),
        ),
        Example(
            name="a_standardised_feature",
            code="""
import numpy as np

x = np.array([1.0, 2.0, 4.0])
x_scaled = (x - x.mean()) / x.std()
t = np.sin(x)
w, b = 0.5, 0.0
for epoch in range(3):
    p = w * x_scaled + b
    cost = np.sum((p - t) ** 2)
    dw = np.sum(2 * (p - t) * x_scaled)
    db = np.sum(2 * (p - t))
    w -= 0.01 * dw
    b -= 0.01 * db
""",
            output="cost",
            gradients={
                "w": float(np.sum(2 * (0.5 * _SCALED - np.sin(_X)) * _SCALED)),
                "b": float(np.sum(2 * (0.5 * _SCALED - np.sin(_X)))),
            },
            inputs=("x_scaled", "t", "w", "b"),
        ),
        Example(
            name="a_list_of_targets",
            code="""
xs = [0.0, 0.5, 1.5]
ys = [2 * x + 1 for x in xs]
slope, start = 0.1, 0.0
for epoch in range(3):
    total = d_slope = d_start = 0.0
    for x, y in zip(xs, ys):
        guess = slope * x + start
        total += (guess - y) ** 2
        d_slope += 2 * (guess - y) * x
        d_start += 2 * (guess - y)
    slope -= 0.1 * d_slope
    start -= 0.1 * d_start
""",
            output="total",
            inputs=("xs", "ys", "slope", "start"),
            gradients={"slope": 2 * (-1.95 * 0.5 - 3.85 * 1.5), "ys[0]": 2.0},
        ),
    ),
    "what each round computes stays": (
        Example(
            name="powers_within_the_loop",
            code="""
import numpy as np

x = np.array([1.0, 2.0, -1.0])
t = np.array([2.0, 5.0, 1.0])
a = 0.5
for step in range(3):
    square = x ** 2
    y = a * square
    loss = np.mean((y - t) ** 2)
    da = np.mean(2 * (y - t) * square)
    a -= 0.1 * da
""",
            output="loss",
            inputs=("x", "t", "a"),
        ),
        Example(
            name="a_graph_without_a_training",
            code="""
import numpy as np

x = np.array([1.0, 2.0])
y = x * 3.0
z = np.sum(y * y)
""",
            output="z",
            inputs=("x",),
            gradients={"x": [18.0, 36.0]},
        ),
        Example(
            name="data_that_the_code_differentiates_too",
            code="""
import numpy as np

x = np.array([1.0, -2.0])
h = x * 2.0
w = np.array([0.5, 0.25])
for step in range(3):
    y = np.sum(h * w)
    dw = h
    dh = w
    dx = 2.0 * dh
    w = w - 0.1 * dw
print(dx)
""",
            output="y",
            gradients={"x": [1.0, 0.5], "w": [2.0, -4.0]},
        ),
    ),
    "a gradient alone has a name before the first update": (
        Example(
            name="the_cost_is_computed_after_the_step",
            code="""
import numpy as np

X = np.array([[1.0, 2.0], [1.0, -1.0]])
y = np.array([[3.0], [0.0]])
theta = np.zeros((2, 1))
for i in range(4):
    gradients = 2 / 2 * X.T.dot(X.dot(theta) - y)
    theta = theta - 0.1 * gradients
    cost = np.mean((X.dot(theta) - y) ** 2)
""",
            output="cost",
            inputs=("X", "y", "theta"),
        ),
        Example(
            name="the_cost_in_a_function_after_the_step",
            code="""
def error_of(m, c, points):
    total = 0.0
    for x, y in points:
        total += (y - (m * x + c)) ** 2
    return total / len(points)

points = [(1.0, 2.0), (2.0, 4.5)]
m = c = 0.0
for i in range(3):
    m_gradient = sum(-2 / 2 * x * (y - (m * x + c)) for x, y in points)
    c_gradient = sum(-2 / 2 * (y - (m * x + c)) for x, y in points)
    m = m - 0.1 * m_gradient
    c = c - 0.1 * c_gradient
    error = error_of(m, c, points)
""",
            output="error|total",
            never=("c_gradient", "m_gradient"),
        ),
        Example(
            name="nothing_but_gradients",
            code="""
import numpy as np

X = np.array([[1.0, 2.0], [1.0, -1.0]])
y = np.array([[3.0], [0.0]])
w = np.zeros((2, 1))
for i in range(3):
    guess = X @ w
    grad = X.T @ (guess - y)
    w -= 0.1 * grad
""",
            output="guess",
        ),
    ),
}
