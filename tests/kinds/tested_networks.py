"""Networks that are tested between the rounds of a training, or that predict after it."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example

_TESTED = """
import numpy as np

points = [np.array([[0.5], [-1.0]]), np.array([[1.5], [0.3]]), np.array([[-0.7], [0.2]])]
data = list(zip(points, [0, 1, 0]))


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Network:
    def __init__(self):
        self.weights = [np.array([[0.2, -0.4], [0.7, 0.1]]), np.array([[0.3, -0.6], [0.5, 0.2]])]

    def feedforward(self, a):
        for w in self.weights:
            a = sigmoid(w @ a)
        return a

    def backprop(self, x, y):
        activation, activations = x, [x]
        for w in self.weights:
            z = w @ activation
            activation = sigmoid(z)
            activations.append(activation)
        delta = (activation - np.eye(2)[:, [y]]) * activation * (1 - activation)
        nabla_w = [None, delta @ activations[1].T]
        delta = self.weights[1].T @ delta * activations[1] * (1 - activations[1])
        nabla_w[0] = delta @ activations[0].T
        return nabla_w

    def train(self, data):
        for epoch in range(2):
            for x, y in data:
                nabla_w = self.backprop(x, y)
                self.weights = [w - 0.5 * nw for w, nw in zip(self.weights, nabla_w)]
            print(sum(int(np.argmax(self.feedforward(x)) == y) for x, y in data))


Network().train(data)
"""


def _first_activation():
    """What the network of `_TESTED` gives for its first sample, before it is trained."""
    hidden = 1 / (1 + np.exp(-np.array([[0.2, -0.4], [0.7, 0.1]]) @ [[0.5], [-1.0]]))
    return (1 / (1 + np.exp(-np.array([[0.3, -0.6], [0.5, 0.2]]) @ hidden))).tolist()


def _cost_of_the_last_batch():
    """The mean squared error of the last of six batches, each of two rows."""
    w, rows = np.array([0.3, -0.2]), np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, 0.1], [2.0, -1.0]])
    t, cost = np.array([1.0, 0.0, 0.5, -1.0]), 0.0
    for at in [0, 2] * 3:
        error = rows[at : at + 2] @ w - t[at : at + 2]
        cost, w = np.mean(error**2), w - 0.05 * rows[at : at + 2].T @ error
    return cost


KINDS = {
    "a network without a cost that is tested between its rounds": (
        Example(
            name="evaluated_after_each_epoch",
            code=_TESTED,
            output="activation",
            value=_first_activation(),
        ),
        Example(
            name="predicted_by_the_same_function",
            code="""
import numpy as np

w, rows = np.array([0.3, -0.2]), [(np.array([1.0, 2.0]), 1.0), (np.array([-1.0, 0.5]), 0.0)]


def predict(x):
    out = 1 / (1 + np.exp(-(w @ x)))
    return out


for epoch in range(2):
    for x, t in rows:
        y = predict(x)
        delta = (y - t) * y * (1 - y)
        w -= 0.5 * delta * x
    hits = 0
    for x, t in rows:
        hits += int((predict(x) > 0.5) == t)
    print(epoch, hits)
""",
            output="y",
            value=1 / (1 + np.exp(0.1)),
        ),
        Example(
            name="tested_on_one_sample_of_the_training",
            code="""
import math

import numpy as np

w, b = 0.4, -0.1
data = [(0.5, 1.0), (-1.5, 0.0)]
for epoch in range(3):
    for x, t in data:
        z = w * x + b
        a = math.tanh(z)
        delta = (a - t) * (1 - a * a)
        w -= 0.1 * delta * x
        b -= 0.1 * delta
    z = w * data[0][0] + b
    a = math.tanh(z)
    print(a)
""",
            output="a",
            value=math.tanh(0.1),
            outputs=("a",) * 9,
        ),
    ),
    "the last pass of a network that predicts at the end": (
        Example(
            name="probabilities_after_the_training",
            code="""
import numpy as np

params = {"W": np.array([[0.2, -0.4]]), "b": np.zeros((1, 1))}
X, Y = np.array([[1.0, -2.0, 0.5], [0.5, 1.0, -1.0]]), np.array([[1.0, 0.0, 1.0]])


def forward(X, params):
    A = 1 / (1 + np.exp(-(params["W"] @ X + params["b"])))
    return A


for i in range(3):
    A = forward(X, params)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = (A - Y) / 3
    params["W"] = params["W"] - 0.5 * dZ @ X.T
    params["b"] = params["b"] - 0.5 * dZ.sum()
probabilities = forward(X, params)
print((probabilities > 0.5) == Y)
""",
            options={"pass_number": "last"},
            output="cost",
        ),
        Example(
            name="a_line_at_a_further_place",
            code="""
w, b = 0.5, 0.0
for x, t in [(1.0, 2.0), (2.0, 3.0)] * 3:
    error = w * x + b - t
    loss = error**2
    w, b = w - 0.1 * 2 * error * x, b - 0.1 * 2 * error
guess = w * 4.0 + b
print(guess)
""",
            options={"pass_number": "last"},
            output="loss",
        ),
        Example(
            name="forward_again_after_the_update",
            code="""
w, x, t = 0.5, 2.0, 3.0
loss = (w * x - t) ** 2
dw = 2 * (w * x - t) * x
w -= 0.05 * dw
loss = (w * x - t) ** 2
print(loss)
""",
            options={"pass_number": "last"},
            output="loss",
            value=(0.9 * 2 - 3) ** 2,
        ),
        Example(
            name="the_last_batch_of_an_epochs_total",
            code="""
import numpy as np

w, rows = np.array([0.3, -0.2]), np.array([[1.0, 2.0], [-1.0, 0.5], [0.3, 0.1], [2.0, -1.0]])
t = np.array([1.0, 0.0, 0.5, -1.0])
for epoch in range(3):
    cost_total = 0
    for k in range(0, 4, 2):
        error = rows[k : k + 2] @ w - t[k : k + 2]
        cost = np.mean(error**2)
        cost_total += cost
        dw = rows[k : k + 2].T @ error
        w = w - 0.05 * dw
    print(epoch, cost_total)
guess = rows @ w
print(np.mean(np.abs(guess - t)))
""",
            options={"pass_number": "last"},
            output="cost",
            value=_cost_of_the_last_batch(),
        ),
    ),
}
