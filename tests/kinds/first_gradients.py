"""Where a backward pass without a loss begins, and layers that update themselves in it."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Command, Example
from tests.kinds.numeric_differences import slopes

_X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
_W = np.array([[0.2, -0.4], [0.1, 0.3], [-0.5, 0.6]])
_LABELS = np.eye(3)[[0, 2, 1]].T
_Z = _W @ _X
_SOFTMAX = np.exp(_Z) / np.exp(_Z).sum(axis=0)
_SIGMOID = 1 / (1 + np.exp(-_Z))
_CODE = """
import numpy as np

X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
Y = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]])
W = np.array([[0.2, -0.4], [0.1, 0.3], [-0.5, 0.6]])
m = X.shape[1]


def squash(v):
    {squash}


def forward(X, W):
    Z = W.dot(X)
    A = squash(Z)
    return Z, A


def backward(Z, A, W, X, Y):
    dZ = A - Y
    dW = 1 / m * dZ.dot(X.T)
    return dW


Z, A = forward(X, W)
dW = backward(Z, A, W, X, Y)
print(A, dW)
"""
_LAYERS = """
import numpy as np

np.random.seed(2)


class Dense:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in)
        self.bias = np.random.randn(n_out, 1)

    def forward(self, input):
        self.input = input
        return self.weights @ input + self.bias

    def backward(self, output_gradient, rate):
        weights_gradient = output_gradient @ self.input.T
        input_gradient = self.weights.T @ output_gradient
        {update}
        return input_gradient


class Tanh:
    def forward(self, input):
        self.input = input
        return np.tanh(input)

    def backward(self, output_gradient, rate):
        return output_gradient * (1 - np.tanh(self.input) ** 2)


X = np.reshape([[0, 0], [0, 1], [1, 0], [1, 1]], (4, 2, 1))
Y = np.reshape([[0], [1], [1], [0]], (4, 1, 1))
network = [Dense(2, 3), Tanh(), Dense(3, 1), Tanh()]
for epoch in range(400):
    error = 0
    for x, y in zip(X, Y):
        out = x
        for layer in network:
            out = layer.forward(out)
        error += np.mean((y - out) ** 2)
        gradient = 2 * (out - y) / y.size
        for layer in reversed(network):
            gradient = layer.backward(gradient, 0.1)
    error /= len(X)
"""
_ONE_OUTPUT = """
import numpy as np


def squash(z):
    return 1 / (1 + np.exp(-z))


def slope(z):
    return squash(z) * (1 - squash(z))


class Net:
    def __init__(self):
        self.weights = [np.array([[0.5, -0.4], [0.3, 0.8]]), np.array([[1.5, -0.7]])]

    def miss(self, guess, target):
        return guess - target

    def learn(self, x, target, rate):
        a, activations, zs = x, [x], []
        for w in self.weights:
            z = w @ a
            a = squash(z)
            zs.append(z)
            activations.append(a)
        delta = self.miss(activations[-1], target) * slope(zs[-1])
        nabla_w = [None, delta @ activations[-2].T]
        delta = self.weights[1].T @ delta * slope(zs[-2])
        nabla_w[0] = delta @ activations[0].T
        self.weights = [w - rate * nw for w, nw in zip(self.weights, nabla_w)]


net = Net()
net.learn(np.array([[0.6], [0.9]]), np.array([[1.0]]), 0.5)
"""


def _one_output(x, w0, w1):
    return 1 / (1 + np.exp(-w1 @ (1 / (1 + np.exp(-w0 @ x)))))


_INPUTS = {
    "x": np.array([[0.6], [0.9]]),
    "w0": np.array([[0.5, -0.4], [0.3, 0.8]]),
    "w1": np.array([[1.5, -0.7]]),
}
_MISS = float(_one_output(**_INPUTS).item() - 1.0)
_OF_HALF_SQUARE = slopes(lambda **given: 0.5 * (_one_output(**given) - 1.0) ** 2, **_INPUTS)
_UNIT = """
import math


class Unit:
    def __init__(self):
        self.w, self.b = 0.5, -0.25

    def squash(self, v):
        return 1 / (1 + math.exp(-v))

    def learn(self, x, target, rate):
        level = self.w * x + self.b
        answer = self.squash(level)
        guess = answer
        {gradients}
        self.w = self.w - rate * {w}
        self.b = self.b - rate * {b}


unit = Unit()
unit.learn(2.0, 1.0, 0.1)
"""
_ANSWER = 1 / (1 + math.exp(-0.75))
_SLOPE = 2 * (_ANSWER - 1) * _ANSWER * (1 - _ANSWER)
_OF_A_LOSS = {
    "chained_from_the_loss": _UNIT.format(
        gradients="dloss_dguess = 2 * (guess - target)\n"
        "        dguess_dlevel = answer * (1 - answer)\n"
        "        dloss_dw = dloss_dguess * dguess_dlevel * x\n"
        "        dloss_db = dloss_dguess * dguess_dlevel",
        w="dloss_dw",
        b="dloss_db",
    ),
    "multiplied_in_the_update": _UNIT.format(
        gradients="d_L_d_guess = -2 * (target - guess)\n"
        "        d_guess_d_w = x * answer * (1 - answer)\n"
        "        d_guess_d_b = answer * (1 - answer)",
        w="d_L_d_guess * d_guess_d_w",
        b="d_L_d_guess * d_guess_d_b",
    ),
    "error_of_a_prediction": _UNIT.replace("guess", "prediction").format(
        gradients="derror_dprediction = 2 * (prediction - target)\n"
        "        derror_dw = derror_dprediction * answer * (1 - answer) * x\n"
        "        derror_db = derror_dprediction * answer * (1 - answer)",
        w="derror_dw",
        b="derror_db",
    ),
}
_IN_PLACE = _LAYERS.format(
    update="self.weights -= rate * weights_gradient; self.bias -= rate * output_gradient"
)
_ANEW = _LAYERS.format(
    update="self.weights = self.weights - rate * weights_gradient; "
    "self.bias = self.bias - rate * output_gradient"
)


def _first_pass_error():
    drawn = np.random.RandomState(2)
    w1, b1 = drawn.randn(3, 2), drawn.randn(3, 1)
    w2, b2 = drawn.randn(1, 3), drawn.randn(1, 1)
    return float(np.tanh(w2 @ np.tanh(w1 @ np.zeros((2, 1)) + b1) + b2)[0, 0] ** 2)


def _trained(name: str, code: str) -> Command:
    return Command(
        name=name,
        arguments="run code.py --formats json -o out --pass 1 --timeout 6",
        files={"code.py": code},
        outputs=("error",),
        values=(_first_pass_error(),),
        plain="code.py",
    )


KINDS = {
    "the first gradient is of what goes into the output": (
        Example(
            name="softmax_without_a_loss",
            code=_CODE.format(squash="return np.exp(v) / sum(np.exp(v))"),
            output="Z",
            seed=((_SOFTMAX - _LABELS) / 3).tolist(),
            gradients={
                "W": ((_SOFTMAX - _LABELS) @ _X.T / 3).tolist(),
                "X": (_W.T @ (_SOFTMAX - _LABELS) / 3).tolist(),
            },
        ),
        Example(
            name="sigmoids_without_a_loss",
            code=_CODE.format(squash="return 1 / (1 + np.exp(-v))"),
            output="Z",
            seed=((_SIGMOID - _LABELS) / 3).tolist(),
            gradients={"W": ((_SIGMOID - _LABELS) @ _X.T / 3).tolist()},
        ),
        Example(
            name="an_error_that_a_function_returns",
            code=_ONE_OUTPUT,
            seed=[[_MISS]],
            gradients={
                "net.weights[0]": _OF_HALF_SQUARE["w0"],
                "net.weights[1]": _OF_HALF_SQUARE["w1"],
            },
        ),
        Example(
            name="a_gradient_of_the_output_itself",
            code=_CODE.format(squash="return 1 / (1 + np.exp(-v))")
            .replace("dZ = A - Y", "dA = A - Y\n    dZ = dA * A * (1 - A)")
            .replace("1 / m *", ""),
            output="A",
            seed=(_SIGMOID - _LABELS).tolist(),
            gradients={"W": ((_SIGMOID - _LABELS) * _SIGMOID * (1 - _SIGMOID) @ _X.T).tolist()},
        ),
    ),
    "the first gradient is that of a loss that is not computed": tuple(
        Example(
            name=name,
            code=code,
            output="answer",
            seed=2 * (_ANSWER - 1),
            gradients={"unit.w": 2 * _SLOPE, "unit.b": _SLOPE},
        )
        for name, code in _OF_A_LOSS.items()
    ),
    "layers that update themselves in their backward pass": (
        _trained("layers_updated_in_place", _IN_PLACE),
        _trained("layers_updated_by_new_arrays", _ANEW),
        Command(
            name="layers_updated_in_place_listed",
            arguments="list code.py --timeout 6",
            files={"code.py": _IN_PLACE},
            lists=(("error", "→"),),
            plain="code.py",
        ),
    ),
}
