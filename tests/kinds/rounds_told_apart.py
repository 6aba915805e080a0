"""Which round of a training is its first and its last, and what stands beside a training."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_X = np.array([1.0, 2.0, 3.0])
_Y = np.array([2.0, 3.0, 5.0])


def _line(rounds: int, rate: float) -> tuple[float, float]:
    """The weights of y = w * x + c after so many rounds."""
    w = c = 0.0
    for _ in range(rounds):
        error = w * _X + c - _Y
        w, c = w - rate * float(2 * (error * _X).mean()), c - rate * float(2 * error.mean())
    return w, c


def _slope(w: float, c: float) -> float:
    return float(2 * ((w * _X + c - _Y) * _X).mean())


KINDS = {
    "a validation's loss has the name of the training's": (
        Example(
            name="validation_loss_at_the_end_of_the_file",
            code="""
import numpy as np
X, y = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0])
X_val, y_val = np.array([4.0, 5.0]), np.array([6.0, 9.0])
w = 0.0
c = 0.0
for epoch in range(6):
    pred = w * X + c
    loss = np.mean((pred - y) ** 2)
    dpred = 2 * (pred - y) / len(y)
    dw = np.sum(dpred * X)
    dc = np.sum(dpred)
    w -= 0.05 * dw
    c -= 0.05 * dc
pred = w * X_val + c
loss = np.mean((pred - y_val) ** 2)
print("validation", loss)
""",
            options={"pass_number": "last"},
            output="loss",
            gradients={"w": _slope(*_line(5, 0.05))},
        ),
        Example(
            name="validation_in_the_method_that_trains",
            code="""
import numpy as np

class Line:
    def __init__(self):
        self.w = np.zeros(1)
        self.c = np.zeros(1)

    def cost(self, x, y):
        self.pred = self.w * x + self.c
        return np.mean((self.pred - y) ** 2)

    def fit(self, x, y, x_test, y_test, rounds):
        for _ in range(rounds):
            loss = self.cost(x, y)
            d = 2 * (self.pred - y) / len(y)
            self.w -= 0.05 * np.sum(d * x)
            self.c -= 0.05 * np.sum(d)
        loss = self.cost(x_test, y_test)
        print("test", round(float(loss), 4))

line = Line()
line.fit(np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0]), np.array([4.0]), np.array([7.0]), 8)
""",
            options={"pass_number": "last"},
            output="loss",
            gradients={"line.w": [_slope(*_line(7, 0.05))]},
        ),
        Example(
            name="validation_after_each_tenth_round",
            code="""
import numpy as np
x, t = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0])
w = 0.0
c = 0.0
for k in range(1, 13):
    err = w * x + c - t
    loss = np.mean(err * err)
    dw = 2 * np.mean(err * x)
    dc = 2 * np.mean(err)
    w = w - 0.05 * dw
    c = c - 0.05 * dc
    if k % 6 == 0:
        loss = np.mean((w * np.array([4.0, 6.0]) + c - np.array([6.0, 9.0])) ** 2)
        print(k, loss)
""",
            options={"pass_number": "last"},
            output="loss",
            gradients={"w": _slope(*_line(11, 0.05))},
        ),
    ),
    "the loss is computed after the update of its round": (
        Example(
            name="gradient_step_and_then_the_loss",
            code="""
def predict(beta, x):
    return beta[0] + beta[1] * x

def sse(beta, xs, ys):
    return sum((predict(beta, x) - y) ** 2 for x, y in zip(xs, ys))

def slope(beta, xs, ys):
    errors = [2 * (predict(beta, x) - y) for x, y in zip(xs, ys)]
    return [sum(errors), sum(e * x for e, x in zip(errors, xs))]

xs, ys = [1.0, 2.0, 3.0], [2.0, 3.0, 5.0]
beta = [0.0, 0.0]
for step in range(5):
    g = slope(beta, xs, ys)
    beta = [b - 0.01 * s for b, s in zip(beta, g)]
    loss = sse(beta, xs, ys)
    print(step, loss)
""",
            output="loss",
            value=float(((0.2 + 0.46 * _X - _Y) ** 2).sum()),
        ),
        Example(
            name="update_function_and_then_the_cost",
            code="""
import numpy as np

def gradient(w, X, t):
    return X.T @ (X @ w - t) / len(t)

def cost(w, X, t):
    return np.sum((X @ w - t) ** 2) / (2 * len(t))

X = np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
t = np.array([2.0, 3.0, 5.0])
w = np.zeros(2)
for i in range(4):
    w = w - 0.1 * gradient(w, X, t)
    J = cost(w, X, t)
    print(i, J)
""",
            options={"pass_number": 1},
            output="J",
        ),
        Example(
            name="one_weight_stepped_before_its_error",
            code="""
def f(w):
    return (3.0 * w - 6.0) ** 2

def df(w):
    return 2 * (3.0 * w - 6.0) * 3.0

w = 1.0
for step in range(5):
    w = w - 0.02 * df(w)
    error = f(w)
    print(w, error)
""",
            options={"pass_number": 1},
            output="error",
            value=(3.0 * 1.36 - 6.0) ** 2,
        ),
    ),
    "a bound that is computed from the data alone": (
        Example(
            name="precision_of_a_regression",
            code="""
import numpy as np
X = np.linspace(0, 1, 8).reshape(-1, 1)
y = np.sin(3 * X)
w = np.array([[0.5]])
b = np.zeros((1, 1))
precision = np.std(y) / 250
for epoch in range(4):
    out = X @ w + b
    loss = np.mean((out - y) ** 2)
    accuracy = np.mean(np.absolute(out - y) < precision)
    print(epoch, accuracy, loss)
    dout = 2 * (out - y) / len(y)
    w -= 0.1 * X.T @ dout
    b -= 0.1 * dout.sum(axis=0, keepdims=True)
""",
            output="loss",
            outputs=("loss",) * 4,
        ),
        Example(
            name="tolerance_of_the_targets",
            code="""
xs = [1.0, 2.0, 3.0]
ys = [2.0 * x + 1.0 for x in xs]
tolerance = 0.1 * (max(ys) - min(ys))
w, b = 0.5, 0.0
for step in range(4):
    preds = [w * x + b for x in xs]
    cost = sum((p - y) ** 2 for p, y in zip(preds, ys)) / 3
    hits = sum(1 for p, y in zip(preds, ys) if abs(p - y) < tolerance)
    print(step, hits, cost)
    dw = sum(2 * (p - y) * x for p, y, x in zip(preds, ys, xs)) / 3
    db = sum(2 * (p - y) for p, y in zip(preds, ys)) / 3
    w -= 0.05 * dw
    b -= 0.05 * db
""",
            output="cost",
        ),
        Example(
            name="baseline_error_of_the_mean",
            code="""
import numpy as np
x = np.array([0.0, 1.0, 2.0, 3.0])
t = x * x - 1.0
baseline = np.mean((t - t.mean()) ** 2)
a = 0.1
c = 0.0
for i in range(5):
    y = a * x + c
    mse = np.mean((t - y) ** 2)
    if mse < baseline:
        print("better than the mean", i)
    da = -2 * np.mean((t - y) * x)
    dc = -2 * np.mean(t - y)
    a -= 0.05 * da
    c -= 0.05 * dc
""",
            output="mse",
        ),
    ),
    "a validation behind the update in each round is a pass between two rounds": (
        Example(
            name="validation_of_a_slope_in_each_round",
            code="""
slope, x, target = 0.5, 2.0, 2.0
held_x, held_target = 3.0, 1.0
for i in range(2):
    guess = slope * x
    loss = (guess - target) ** 2
    dslope = 2 * (guess - target) * x
    slope -= 0.01 * dslope
    held = slope * held_x
    held_loss = (held - held_target) ** 2
""",
            options={"pass_number": 3},
            output="loss",
            gradients={"slope": 2 * ((0.5 + 0.04) * 2.0 - 2.0) * 2.0},
        ),
        Example(
            name="validation_of_a_line_in_each_round",
            code="""
import numpy as np
X, y = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0])
X_dev, y_dev = np.array([4.0, 5.0]), np.array([6.0, 9.0])
w = 0.0
c = 0.0
for epoch in range(3):
    pred = w * X + c
    cost = np.mean((pred - y) ** 2)
    w, c = w - 0.05 * np.mean(2 * (pred - y) * X), c - 0.05 * np.mean(2 * (pred - y))
    pred_dev = w * X_dev + c
    cost_dev = np.mean((pred_dev - y_dev) ** 2)
    print(epoch, cost, cost_dev)
""",
            options={"pass_number": 3},
            output="cost",
            gradients={"w": _slope(*_line(1, 0.05))},
        ),
        Example(
            name="validation_of_a_curve_in_each_round",
            code="""
import math
a, b = 0.3, -0.1
for step in range(4):
    out = math.tanh(a * 1.5 + b)
    error = (out - 0.8) ** 2
    dout = 2 * (out - 0.8)
    dz = dout * (1 - out ** 2)
    a -= 0.1 * dz * 1.5
    b -= 0.1 * dz
    test_out = math.tanh(a * -0.5 + b)
    test_error = (test_out + 0.4) ** 2
""",
            output="error",
        ),
    ),
}
