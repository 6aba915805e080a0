"""Errors whose mean only the parameters' gradients take: `dZ = A - Y`, then `dW = X.T @ dZ / m`."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_X = np.array([[0.5, -1.0], [1.5, 0.25], [-0.5, 2.0], [1.0, 1.0]])
_Y = np.array([[0.0], [1.0], [1.0], [0.0]])
_W1 = np.array([[0.3, -0.2, 0.1], [0.4, 0.5, -0.6]])
_W2 = np.array([[0.7], [-0.3], [0.2]])
_A1 = np.tanh(_X @ _W1)
_DZ2 = 1 / (1 + np.exp(-_A1 @ _W2)) - _Y
_DZ1 = _DZ2 @ _W2.T * (1 - _A1**2)
_OF_BATCH = {"W1": _X.T @ _DZ1, "b1": _DZ1.sum(axis=0), "W2": _A1.T @ _DZ2, "b2": _DZ2.sum()}
_OFF = 0.5 - _Y[:, 0]  # all weights are zero

_PLAIN = """
import numpy as np

X = np.array([[0.5, -1.0], [1.5, 0.25], [-0.5, 2.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])
m = len(X)
W1 = np.array([[0.3, -0.2, 0.1], [0.4, 0.5, -0.6]])
b1 = np.zeros((1, 3))
W2 = np.array([[0.7], [-0.3], [0.2]])
b2 = np.zeros((1, 1))
for step in range(3):
    Z1 = X @ W1 + b1
    A1 = np.tanh(Z1)
    Z2 = A1 @ W2 + b2
    A2 = 1 / (1 + np.exp(-Z2))
    dZ2 = A2 - Y
    dW2 = A1.T @ dZ2 / m
    db2 = dZ2.sum(axis=0, keepdims=True) / m
    dZ1 = dZ2 @ W2.T * (1 - A1 ** 2)
    dW1 = X.T @ dZ1 / m
    db1 = dZ1.sum(axis=0, keepdims=True) / m
    W2 -= 0.1 * dW2
    b2 -= 0.1 * db2
    W1 -= 0.1 * dW1
    b1 -= 0.1 * db1
"""
_IN_A_CLASS = """
import numpy as np

class Classifier:
    def __init__(self, features):
        self.w = np.zeros(features)
        self.b = 0.0

    def fit(self, X, y):
        m = len(y)
        for epoch in range(3):
            Z = X @ self.w + self.b
            A = 1 / (1 + np.exp(-Z))
            dZ = A - y
            dw = X.T @ dZ / m
            db = dZ.sum() / m
            self.w -= 0.1 * dw
            self.b -= 0.1 * db

X = np.array([[0.5, -1.0], [1.5, 0.25], [-0.5, 2.0], [1.0, 1.0]])
Classifier(2).fit(X, np.array([0.0, 1.0, 1.0, 0.0]))
"""
_WITH_A_DICT = """
import numpy as np

def forward(X, p):
    Z1 = np.dot(p["W1"], X) + p["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(p["W2"], A1) + p["b2"]
    return {"A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}

def backward(p, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = 1 / m * np.dot(dZ2, cache["A1"].T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(p["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

X = np.array([[0.5, 1.5, -0.5, 1.0], [-1.0, 0.25, 2.0, 1.0]])
Y = np.array([[0.0, 1.0, 1.0, 0.0]])
p = {
    "W1": np.array([[0.3, 0.4], [-0.2, 0.5], [0.1, -0.6]]), "b1": np.zeros((3, 1)),
    "W2": np.array([[0.7, -0.3, 0.2]]), "b2": np.zeros((1, 1)),
}
for step in range(3):
    g = backward(p, forward(X, p), X, Y)
    for name in p:
        p[name] = p[name] - 0.1 * g["d" + name]
"""


def _without_mean(code: str) -> str:
    return code.replace(" / m\n", "\n").replace("1 / m * ", "")


def _of_batch(factor: float) -> dict[str, list[list[float]]]:
    return {name: (factor * np.atleast_2d(value)).tolist() for name, value in _OF_BATCH.items()}


def _of_columns(factor: float) -> dict[str, list[list[float]]]:
    return {
        f"p['{name}']": (factor * np.atleast_2d(value).T).tolist()
        for name, value in _OF_BATCH.items()
    }


KINDS = {
    "an error that only the parameters' gradients divide": (
        Example(
            name="mean_along_axis_0",
            code=_PLAIN,
            output="Z2",
            seed=(_DZ2 / 4).tolist(),
            gradients=_of_batch(0.25),
            captions=("dZ2 / 4 of your code",),
        ),
        Example(
            name="mean_of_the_weights_of_an_object",
            code=_IN_A_CLASS,
            output="Z",
            seed=(_OFF / 4).tolist(),
            gradients={"self.w": (_X.T @ _OFF / 4).tolist(), "self.b": _OFF.sum() / 4},
            captions=("dZ / 4 of your code",),
        ),
        Example(
            name="mean_along_axis_1_in_dicts",
            code=_WITH_A_DICT,
            output="Z2",
            seed=(_DZ2.T / 4).tolist(),
            gradients=_of_columns(0.25),
            captions=("dZ2 / 4 of your code",),
        ),
        Example(
            name="sum_along_axis_0",
            code=_without_mean(_PLAIN),
            output="Z2",
            seed=_DZ2.tolist(),
            gradients=_of_batch(1.0),
            no_caption=("of your code",),
        ),
        Example(
            name="sum_of_the_weights_of_an_object",
            code=_without_mean(_IN_A_CLASS),
            output="Z",
            seed=_OFF.tolist(),
            gradients={"self.w": (_X.T @ _OFF).tolist(), "self.b": _OFF.sum()},
            no_caption=("of your code",),
        ),
        Example(
            name="sum_along_axis_1_in_dicts",
            code=_without_mean(_WITH_A_DICT),
            output="Z2",
            seed=_DZ2.T.tolist(),
            gradients=_of_columns(1.0),
            no_caption=("of your code",),
        ),
        Example(
            name="one_slip_is_no_mean",
            code=_without_mean(_PLAIN).replace("dW2 = A1.T @ dZ2", "dW2 = A1.T @ dZ2 / m"),
            output="Z2",
            seed=_DZ2.tolist(),
            gradients=_of_batch(1.0),
        ),
    ),
}
