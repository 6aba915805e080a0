"""Means and totals over a training are no outputs; a state that is carried on is no total."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _of_three_weights():
    """The losses of the first example, one for each of its rounds."""
    w, found = np.array([0.1, -0.2, 0.3]), []
    for k in range(5):
        x = np.array([1.0, 2.0, k])
        h = np.tanh(w @ x)
        found.append((h - 0.5) ** 2)
        w = w - 0.1 * 2 * (h - 0.5) * (1 - h * h) * x
    return tuple(found)


KINDS = {
    "a value that runs on over the updates": (
        Example(
            name="smoothed_loss_of_a_training",
            code="""
w, x, target = 0.5, 2.0, 3.0
smooth = 5.0 * 2
for step in range(4):
    loss = (w * x - target) ** 2
    smooth = smooth * 0.9 + loss * 0.1
    dw = 2 * (w * x - target) * x
    w -= 0.05 * dw
    print(step, smooth)
""",
            outputs=("loss",) * 4,
            gradients=slopes(lambda w, x, target: (w * x - target) ** 2, w=0.5, x=2.0, target=3.0),
        ),
        Example(
            name="exponential_average_with_a_rate",
            code="""
import numpy as np

beta = 0.8
W = np.array([[0.2, -0.4]])
X, t = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0], [0.0]])
average = None
for epoch in range(3):
    out = X @ W.T
    cost = np.mean((out - t) ** 2)
    average = cost if average is None else beta * average + (1 - beta) * cost
    dout = 2 * (out - t) / len(t)
    dW = dout.T @ X
    W -= 0.1 * dW
print(average)
""",
            outputs=("cost",) * 3,
        ),
        Example(
            name="total_over_samples",
            code="""
w = 0.5
total = 0.0
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    loss = (w * x - t) ** 2
    total += loss
    dw = 2 * (w * x - t) * x
    w -= 0.1 * dw
print(total)
""",
            outputs=("loss",) * 3,
        ),
        Example(
            name="leaky_state_is_on_the_way_to_the_loss",
            code="""
w, state = 0.5, 0.25
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    drive = w * x
    state = 0.5 * state + drive
    loss = (state - t) ** 2
    dw = 2 * (state - t) * x
    w -= 0.1 * dw
print(state)
""",
            outputs=("loss",) * 3,
            gradients={"w": 2 * (0.5 * 0.25 + 0.5 - 2.0)},
        ),
    ),
    "a mean with the name that a function gives its own result": (
        Example(
            name="smoothed_loss_beside_a_functions_loss",
            code="""
import numpy as np

params = {"W": np.array([0.1, -0.2, 0.3])}


def forward(x, y):
    loss = 0
    h = np.tanh(params["W"] @ x)
    loss += (h - y) ** 2
    return loss, h


def optimize(x, y, lr):
    loss, h = forward(x, y)
    grads = {"dW": 2 * (h - y) * (1 - h * h) * x}
    params["W"] += -lr * grads["dW"]
    return loss


def train(n):
    loss = -np.log(1.0 / 20)
    for k in range(n):
        current = optimize(np.array([1.0, 2.0, k]), 0.5, 0.1)
        loss = loss * 0.99 + current * 0.01
    return loss


print(train(5))
""",
            outputs=("current",) * 5,
            values=_of_three_weights(),
        ),
        Example(
            name="mean_loss_of_a_script_whose_function_has_a_loss",
            code="""
w = 0.5


def squared_error(x, t):
    loss = (w * x - t) ** 2
    return loss


loss = 2.0
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    loss = 0.9 * loss + 0.1 * squared_error(x, t)
    dw = 2 * (w * x - t) * x
    w -= 0.1 * dw
print(loss)
""",
            outputs=("loss",) * 3,
            values=(2.25, 1.96, 3.4596),
        ),
        Example(
            name="average_cost_in_a_method",
            code="""
class Line:
    def __init__(self):
        self.w = 0.5

    def cost_of(self, x, t):
        cost = (self.w * x - t) ** 2
        return cost

    def fit(self, data):
        cost = 1.0
        for x, t in data:
            now = self.cost_of(x, t)
            self.dw = 2 * (self.w * x - t) * x
            self.w -= 0.1 * self.dw
            cost = 0.5 * cost + 0.5 * now
        return cost


print(Line().fit([(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]))
""",
            outputs=("now",) * 3,
            values=(2.25, 1.96, 3.4596),
        ),
        Example(
            name="mean_that_begins_with_a_number_of_numpys",
            code="""
import numpy as np

w = np.array([0.5, -0.5])
mean = np.log(27) * 3
for x, t in [(np.array([1.0, 2.0]), 1.0), (np.array([0.5, -1.0]), 0.0)] * 2:
    loss = (w @ x - t) ** 2
    mean = mean * 0.9 + loss * 0.1
    dw = 2 * (w @ x - t) * x
    w = w - 0.1 * dw
print(mean)
""",
            outputs=("loss",) * 4,
        ),
    ),
}
