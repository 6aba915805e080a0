"""Training by an error, without a loss: what the code's own backward pass starts from."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example

_X = np.array([[1.0, 0.5, -1.2], [1.0, -0.3, 0.8], [1.0, 1.5, 0.4], [1.0, -1.1, -0.6]])
_Y = np.array([1, 0, 1, 0])
_OFF = 0.5 - _Y  # all weights are zero
_HEAD = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

X = np.array([[1.0, 0.5, -1.2], [1.0, -0.3, 0.8], [1.0, 1.5, 0.4], [1.0, -1.1, -0.6]])
y = np.array([1, 0, 1, 0])
theta = np.zeros(3)
n = len(y)
for step in range(20):
"""
_P = 1 / (1 + math.exp(-(0.1 * 0.5 - 0.2 * -1.2)))
_OUT = 1 / (1 + math.exp(-(0.4 * 1.0 - 0.3 * 2.0 + 0.1)))

KINDS = {
    "an error of a sigmoid, multiplied with its inputs alone": (
        Example(
            name="logistic_regression_in_two_lines",
            code=_HEAD
            + """
    h = sigmoid(X @ theta)
    gradient = X.T @ (h - y) / n
    theta -= 0.1 * gradient
""",
            seed=_OFF / 4,
            gradients={"theta": _X.T @ _OFF / 4},
        ),
        Example(
            name="logistic_regression_with_a_named_error",
            code=_HEAD
            + """
    z = np.dot(X, theta)
    prediction = sigmoid(z)
    error = y - prediction
    grad = np.dot(X.T, error)
    theta += 0.1 * grad
""",
            output="z",
            seed=-_OFF,
            gradients={"theta": -_X.T @ _OFF},
        ),
        Example(
            name="mean_that_only_the_weights_take",
            code=_HEAD
            + """
    a = sigmoid(np.dot(X, theta))
    dZ = a - y
    dtheta = np.dot(X.T, dZ) / n
    theta = theta - 0.1 * dtheta
""",
            seed=_OFF / 4,
            gradients={"theta": _X.T @ _OFF / 4},
        ),
        Example(
            name="sample_by_sample_in_numbers",
            code="""
import math

w1, w2, b = 0.1, -0.2, 0.0
for epoch in range(5):
    for (x1, x2), y in zip([(0.5, -1.2), (1.5, 0.3)], [1, 0]):
        p = 1 / (1 + math.exp(-(w1 * x1 + w2 * x2 + b)))
        err = p - y
        w1 -= 0.1 * err * x1
        w2 -= 0.1 * err * x2
        b -= 0.1 * err
""",
            seed=_P - 1,
            gradients={"w1": 0.5 * (_P - 1), "w2": -1.2 * (_P - 1), "b": _P - 1},
        ),
    ),
    "an error that a minus stands before": (
        Example(
            name="minus_before_the_error_of_a_number",
            code="""
import math

w, b, x, t = [0.4, -0.3], 0.1, [1.0, 2.0], 1.0
for step in range(3):
    o = 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1] + b)))
    delta = -(t - o) * o * (1 - o)
    w[0] -= 0.5 * delta * x[0]
    w[1] -= 0.5 * delta * x[1]
    b -= 0.5 * delta
""",
            output="o",
            seed=_OUT - 1,
            gradients={"b": (_OUT - 1) * _OUT * (1 - _OUT)},
        ),
        Example(
            name="minus_before_the_error_of_rows",
            code=_HEAD
            + """
    out = sigmoid(X @ theta)
    delta = -(y - out) * out * (1 - out)
    theta -= 0.1 * X.T @ delta
""",
            output="out",
            seed=_OFF,
            gradients={"theta": _X.T @ _OFF / 4},
        ),
        Example(
            name="minus_before_the_error_in_a_class",
            code="""
import math

class Neuron:
    def __init__(self):
        self.w, self.b = 0.4, -0.5

    def train(self, x, t):
        y = 1 / (1 + math.exp(-(self.w * x + self.b)))
        step = -(t - y) * y * (1 - y)
        self.w -= 0.5 * step * x
        self.b -= 0.5 * step

neuron = Neuron()
for x, t in [(1.25, 1.0), (0.5, 0.0)]:
    neuron.train(x, t)
""",
            output="y",
            value=0.5,
            seed=-0.5,
            gradients={"neuron.b|self.b": -0.125},
        ),
    ),
    "an error of an output, multiplied with its slope": (
        Example(
            name="unit_with_slope_in_the_update",
            code="""
import numpy as np

class Unit:
    def __init__(self):
        self.w = np.array([0.4, -0.3])
        self.b = 0.1

    def predict(self, x):
        return 1 / (1 + np.exp(-(np.dot(self.w, x) + self.b)))

    def fit(self, X, y, rate=0.5):
        for _ in range(10):
            for x, t in zip(X, y):
                out = self.predict(x)
                error = t - out
                self.w += rate * error * out * (1 - out) * x
                self.b += rate * error * out * (1 - out)

unit = Unit()
unit.fit(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, 0.0]))
""",
            output="out",
            seed=1 - _OUT,
            gradients={
                "unit.b": (1 - _OUT) * _OUT * (1 - _OUT),
                "unit.w": [(1 - _OUT) * _OUT * (1 - _OUT), 2 * (1 - _OUT) * _OUT * (1 - _OUT)],
            },
        ),
        Example(
            name="line_by_its_errors",
            code=_HEAD
            + """
    pred = X.dot(theta)
    error = pred - y
    grad = 2 / n * X.T.dot(error)
    theta -= 0.1 * grad
""",
            output="pred",
            seed=-_Y / 2,
            gradients={"theta": _X.T @ -_Y / 2},
        ),
        Example(
            name="difference_quotient_is_no_error",
            code="""
def cost(w, x):
    return (w * x - 1.0) ** 2

w, x = 0.5, 3.0
h = 1e-6
J = cost(w, x)
slope_w = (cost(w + h, x) - J) / h
w = w - 0.01 * slope_w
""",
            output="J",
            gradients={"w": 3.0},
        ),
    ),
}
