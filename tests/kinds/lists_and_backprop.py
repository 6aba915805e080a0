"""Values appended to lists, losses added up behind an update, functions called backprop."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + math.exp(-z))


_HIDDEN = [_sigmoid(0.1 + 0.5 * 1.0 - 0.25 * 2.0), _sigmoid(-0.2 + 0.75 * 1.0 + 1.0 * 2.0)]
_GUESS = 0.3 + 1.5 * _HIDDEN[0] - 0.5 * _HIDDEN[1]
_APPENDED = """
import math


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


x = [1.0, 2.0]
w = [[0.5, -0.25], [0.75, 1.0]]
b = [0.1, -0.2]
v = [1.5, -0.5]
h = []
for row, bias in zip(w, b):
    z = bias
    for weight, number in zip(row, x):
        z += weight * number
    {append}
y = 0.3
for i in range(2):
    y += v[i] * h[i]
"""
_W = np.array([[0.5, -0.2], [0.1, 0.3]])
_X = np.array([[1.0, 2.0], [0.5, -1.0]])


def _log_sum(w, x):
    return np.log(np.sum(np.exp(np.reshape(w, (2, 2)) @ x)))


def _entropy(w):
    return _log_sum(w, _X[0]) - (w @ _X[0])[0]


def _twice(w):
    return 2 * _log_sum(w, _X[0])


_BEHIND = """
import numpy as np

W = np.array([[0.5, -0.2], [0.1, 0.3]])
X = np.array([[1.0, 2.0], [0.5, -1.0]])
for epoch in range(2):
    total = 0
    for x in X:
        u = W @ x
        p = np.exp(u) / np.sum(np.exp(u))
        {error}
        dW = np.outer(E, x)
        W = W - 0.1 * dW
        total += {loss}
"""
_FILTER = np.array([0.5, -0.25])
_SIGNAL = np.array([1.0, 2.0, -1.0, 0.5])


def _filtered(k):
    return np.mean(np.array([np.sum(_SIGNAL[i : i + 2] * k) for i in range(3)]) ** 2)


_BACKPROP = """
import numpy as np

np.random.seed(0)


class Filter:
    def __init__(self):
        self.k = np.array([0.5, -0.25])

    def windows(self, signal):
        for i in range(len(signal) - 1):
            yield signal[i:i + 2], i

    def forward(self, signal):
        self.last = signal
        out = np.zeros(len(signal) - 1)
        for window, i in self.windows(signal):
            out[i] = np.sum(window * self.k)
        return out

    def {name}(self, {gradient}, rate):
        slope_k = np.zeros(self.k.shape)
        for window, i in self.windows(self.last):
            slope_k += {gradient}[i] * window
        total = np.sum(slope_k)
        self.k -= rate * slope_k
        return total


layer = Filter()
for signal in (np.array([1.0, 2.0, -1.0, 0.5]), np.array([0.0, 1.0, 1.0, -2.0])):
    out = layer.forward(signal)
    loss = np.mean(out ** 2)
    layer.{name}(2 * out / out.size, 0.1)
"""


def _appended(name: str, append: str, *named: str) -> Example:
    return Example(
        name=name,
        code=_APPENDED.format(append=append),
        output="y",
        value=_GUESS,
        gradients={
            "v[0]": _HIDDEN[0],
            "b[0]": 1.5 * _HIDDEN[0] * (1 - _HIDDEN[0]),
            "b[1]": -0.5 * _HIDDEN[1] * (1 - _HIDDEN[1]),
        },
        captions=named,
    )


def _behind(name: str, error: str, loss: str) -> Example:
    return Example(
        name=name,
        code=_BEHIND.format(error=error, loss=loss),
        options={"pass_number": 1},
        output="total",
        gradients={"W": slopes(_entropy if "u[0]" in loss else _twice, w=_W)["w"]},
        prints=False,
    )


def _in_backprop(name: str, method: str, gradient: str) -> Example:
    return Example(
        name=name,
        code=_BACKPROP.format(name=method, gradient=gradient),
        options={"pass_number": 1},
        output="loss",
        value=float(_filtered(_FILTER)),
        gradients={"layer.k": slopes(_filtered, k=_FILTER)["k"]},
        prints=False,
    )


KINDS = {
    "values without a name that are put at the end of a list": (
        _appended("appended_sigmoids", "h.append(sigmoid(z))", "h[0]", "gets"),
        _appended("appended_to_a_copy", "h = h + [sigmoid(z)]"),
        _appended("appended_under_a_name", "a = sigmoid(z); h.append(a)", "a", "gets"),
    ),
    "a loss that is added up behind the update": (
        _behind(
            "two_terms_behind_the_update", "E = p - [1, 0]", "-u[0] + np.log(np.sum(np.exp(u)))"
        ),
        _behind("a_product_behind_the_update", "E = 2 * p", "2 * np.log(np.sum(np.exp(u)))"),
        _behind(
            "errors_gathered_behind_the_update",
            "E = np.sum([np.subtract(p, t) for t in ([1, 0],)], axis=0)",
            "-u[0] + np.log(np.sum(np.exp(u)))",
        ),
    ),
    "a function called backprop that takes a gradient": (
        _in_backprop("backprop_takes_the_gradient", "backprop", "d_L_d_out"),
        _in_backprop("back_prop_takes_grad", "back_prop", "grad"),
        _in_backprop("bprop_takes_the_upstream", "bprop", "upstream"),
    ),
}
