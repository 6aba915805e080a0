"""Networks in plain lists with several outputs and no loss: all of them are the output."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

_W1, _W2 = [[0.15, 0.20], [0.25, 0.30]], [[0.40, 0.45], [0.50, 0.55]]
_ROWS = [[0.1, -0.2], [0.3, 0.4], [-0.5, 0.2]]


def _squash(z):
    return 1 / (1 + np.exp(-z))


def _error(W1, W2):  # noqa: N803
    out = _squash(W2 @ _squash(W1 @ np.array([0.05, 0.10])))
    return 0.5 * np.sum((out - np.array([0.01, 0.99])) ** 2)


_TWO_LAYERS = f"""
import math
W1, W2 = {_W1}, {_W2}
def squash(z):
    return 1 / (1 + math.exp(-z))
def forward(x):
    h = [squash(sum(w * v for w, v in zip(row, x))) for row in W1]
    o = [squash(sum(w * v for w, v in zip(row, h))) for row in W2]
    return h, o
for step in range(4):
    x, target = [0.05, 0.10], [0.01, 0.99]
    h, o = forward(x)
"""
_UPDATE = """
    for k in range(2):
        for j in range(2):
            W2[k][j] -= 0.5 * {0}[k] * h[j]
    for j in range(2):
        for i in range(2):
            W1[j][i] -= 0.5 * {1}[j] * x[i]
print(W1, W2)
"""

KINDS = {
    "several outputs in a list": (
        Example(
            name="deltas_of_an_error_with_a_minus",
            code=_TWO_LAYERS
            + """
    delta_o = [-(target[k] - o[k]) * o[k] * (1 - o[k]) for k in range(2)]
    delta_h = [sum(delta_o[k] * W2[k][j] for k in range(2)) * h[j] * (1 - h[j]) for j in range(2)]
"""
            + _UPDATE.format("delta_o", "delta_h"),
            output="o",
            gradients=slopes(_error, W1=_W1, W2=_W2),
        ),
        Example(
            name="deltas_of_shortened_names",
            code=_TWO_LAYERS.replace("h, o =", "hidden, outputs =")
            + """
    h = hidden
    out_delta = [(o - t) * o * (1 - o) for o, t in zip(outputs, target)]
    hid_delta = [
        v * (1 - v) * sum(out_delta[k] * W2[k][j] for k in range(2)) for j, v in enumerate(hidden)
    ]
"""
            + _UPDATE.format("out_delta", "hid_delta"),
            output="o|outputs",
            gradients=slopes(_error, W1=_W1, W2=_W2),
        ),
        Example(
            name="three_sums_with_errors",
            code=f"""
W = {_ROWS}
for step in range(3):
    for x, t in [([1.0, 2.0], [1.0, 0.0, 2.0]), ([0.5, -1.0], [0.0, 1.0, 0.0])]:
        y = [sum(w * v for w, v in zip(row, x)) for row in W]
        err = [a - b for a, b in zip(y, t)]
        for k in range(3):
            for i in range(2):
                W[k][i] -= 0.1 * err[k] * x[i]
print(y)
""",
            output="y",
            seed=[-1.3, 1.1, -2.1],
            gradients={"W": [[-1.3, -2.6], [1.1, 2.2], [-2.1, -4.2]]},
        ),
        Example(
            name="errors_of_a_softmax_say_nothing_of_its_slopes",
            code=f"""
import math
W = {_ROWS}
for step in range(3):
    for x, y in [([1.0, 2.0], 0), ([0.5, -1.0], 2)]:
        z = [sum(w * v for w, v in zip(row, x)) for row in W]
        e = [math.exp(v) for v in z]
        p = [v / sum(e) for v in e]
        delta = [p[k] - (1 if k == y else 0) for k in range(3)]
        for k in range(3):
            for i in range(2):
                W[k][i] -= 0.1 * delta[k] * x[i]
print(p)
""",
            says=("3 results could be the output", "p[0]"),
            fails=True,
        ),
    ),
}
