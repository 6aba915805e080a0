"""Outputs that the code's own gradients alone use, under the names that such code has for these."""

from __future__ import annotations

import math

from tests.kinds.example import Example


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_HEAD = """
import math
import numpy as np

def squash(z):
    return 1 / (1 + np.exp(-z))

X = np.array([[1.0, 0.0], [0.5, -1.0], [0.25, 2.0]])
t = np.array([[1.0], [0.0], [1.0]])
"""
_OUT = [_sigmoid(z) for z in (0.2, 0.4, -0.55)]
_ERROR = [[1 - _OUT[0]], [-_OUT[1]], [1 - _OUT[2]]]
_PAIR = _sigmoid(0.2 * 1.0 - 0.3 * 0.5), _sigmoid(0.4 * 1.0 + 0.1 * 0.5)

KINDS = {
    "rounds of a training whose output gradients alone use": (
        Example(
            name="neuron_that_thinks_and_adjusts",
            code=_HEAD
            + """
class Neuron:
    def __init__(self):
        self.w = np.array([[0.2], [-0.3]])

    def think(self, inputs):
        return squash(inputs @ self.w)

    def learn(self, inputs, wanted, rounds):
        for _ in range(rounds):
            guess = self.think(inputs)
            off = wanted - guess
            change = inputs.T @ (off * guess * (1 - guess))
            self.w += change

neuron = Neuron()
neuron.learn(X, t, 400)
print(neuron.think(np.array([1.0, 1.0])))
""",
            output="guess",
            seed=_ERROR,
            seconds=20.0,
        ),
        Example(
            name="the_output_of_round_five",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
for _ in range(5):
    guess = squash(X @ w)
    off = t - guess
    change = X.T @ (off * guess * (1 - guess))
    w += change
""",
            options={"pass_number": "last"},
            output="guess",
        ),
        Example(
            name="the_cost_shares_the_updated_weights_with_the_next_gradient",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
for _ in range(5):
    gradient = X.T @ (X @ w - t)
    w = w - 0.1 * gradient
    cost = np.mean((X @ w - t) ** 2)
""",
            output="cost",
        ),
    ),
    "targets in another shape are no result": (
        Example(
            name="columns_of_lists",
            code="""
import numpy as np

class Net:
    def __init__(self):
        self.wih = np.array([[0.2, -0.3], [0.4, 0.1]])
        self.who = np.array([[0.5, -0.6]])
        self.squash = lambda z: 1 / (1 + np.exp(-z))

    def train(self, given, wanted):
        given = np.array(given, ndmin=2).T
        wanted = np.array(wanted, ndmin=2).T
        hidden_in = np.dot(self.wih, given)
        hidden_out = self.squash(hidden_in)
        last_in = np.dot(self.who, hidden_out)
        last_out = self.squash(last_in)
        off = wanted - last_out
        hidden_off = np.dot(self.who.T, off)
        self.who += 0.3 * np.dot(off * last_out * (1 - last_out), hidden_out.T)
        self.wih += 0.3 * np.dot(hidden_off * hidden_out * (1 - hidden_out), given.T)

    def query(self, given):
        given = np.array(given, ndmin=2).T
        return self.squash(np.dot(self.who, self.squash(np.dot(self.wih, given))))

net = Net()
for _ in range(3):
    net.train(np.array([1.0, 0.5]), np.array([0.9]))
answer = net.query(np.array([1.0, 0.5]))
""",
            output="last_out",
            seed=[[0.9 - _sigmoid(0.5 * _PAIR[0] - 0.6 * _PAIR[1])]],
        ),
        Example(
            name="reshaped_targets",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
flat = np.array([1.0, 0.0, 1.0])
for _ in range(3):
    column = flat.reshape(3, 1)
    z = X @ w
    guess = squash(z)
    off = column - guess
    w += 0.5 * X.T @ (off * guess * (1 - guess))
""",
            output="guess",
            seed=_ERROR,
        ),
        Example(
            name="a_copy_of_the_targets",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
for _ in range(3):
    own = t.copy()
    z = X @ w
    guess = squash(z)
    off = own - guess
    w += 0.5 * X.T @ (off * guess * (1 - guess))
""",
            output="guess",
            seed=_ERROR,
        ),
    ),
    "two underscores between what is differentiated and by what": (
        Example(
            name="d_loss__d_out",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
a_out = squash(X @ w)
d_loss__d_a_out = 2.0 * (a_out - t) / 3
d_a_out__d_z = a_out * (1 - a_out)
d_loss__dw = X.T @ (d_loss__d_a_out * d_a_out__d_z)
""",
            output="a_out",
            seed=[[-2 * off / 3 for off in row] for row in _ERROR],
        ),
        Example(
            name="d_L__d_y",
            code="x = 2.0\nw = -1.5\ny = w * x\nd_L__d_y = 0.25\nd_L__d_w = d_L__d_y * x\n",
            output="y",
            seed=0.25,
            gradients={"w": 0.5},
        ),
        Example(
            name="d_y__x",
            code="x = 2.0\nw = -1.5\ny = w * x + x\nd_y__x = w + 1.0\nd_y__w = x\nx -= d_y__x\n",
            output="y",
            gradients={"w": 2.0, "x": -0.5},
        ),
    ),
    "deltas in the plural": (
        Example(
            name="lists_of_deltas",
            code="""
import math

def out_of(weights, given):
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, given))))

net = [[[0.2, -0.3], [0.4, 0.1]], [[0.5, -0.6]]]
given, wanted = [1.0, 0.5], [0.9]
for _ in range(3):
    hidden = [out_of(weights, given) for weights in net[0]]
    outs = [out_of(weights, hidden) for weights in net[1]]
    out_deltas = [o * (1 - o) * (o - t) for o, t in zip(outs, wanted)]
    out_grads = [[d * h for h in hidden] for d in out_deltas]
    back = [sum(d * n[i] for d, n in zip(out_deltas, net[1])) for i in range(2)]
    hidden_deltas = [h * (1 - h) * b for h, b in zip(hidden, back)]
    hidden_grads = [[d * x for x in given] for d in hidden_deltas]
    net = [
        [[w - 0.5 * g for w, g in zip(*pair)] for pair in zip(layer, grads)]
        for layer, grads in zip(net, [hidden_grads, out_grads])
    ]
""",
            output="outs[0]",
            seed=_sigmoid(0.5 * _PAIR[0] - 0.6 * _PAIR[1]) - 0.9,
        ),
        Example(
            name="output_deltas_of_an_array",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
output = squash(X @ w)
output_deltas = (output - t) * output * (1 - output)
w -= 0.5 * X.T @ output_deltas
""",
            output="output",
            seed=[[-off for off in row] for row in _ERROR],
        ),
        Example(
            name="deltas_before_the_name",
            code=_HEAD
            + """
w = np.array([[0.2], [-0.3]])
z = X @ w
deltas_z = z - t
w -= 0.5 * X.T @ deltas_z
""",
            output="z",
            seed=[[0.2 - 1.0], [0.4], [-0.55 - 1.0]],
        ),
    ),
}
