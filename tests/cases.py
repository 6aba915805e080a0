"""Programs of our own, small and large, that the tests of numbers and pictures run on."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import graphviz_backprop as gb


def neuron(x, w, b):
    xw0 = x[0] * w[0]
    xw1 = x[1] * w[1]
    xw2 = x[2] * w[2]
    z = xw0 + xw1 + xw2 + b
    y = max(z, 0)
    return y


def square(x):
    y = x * x
    return y


def two_layers(x, w1, b1, w2, b2):
    hidden = [max(sum(a * c for a, c in zip(x, row)) + b, 0) for row, b in zip(w1, b1)]
    y = sum(h * w for h, w in zip(hidden, w2)) + b2
    return y


def chain(x):
    for _ in range(30):
        x = math.tanh(x)
    return x


def fan_out(x, w, b):
    h = math.tanh(x * w + b)
    y = h * h + 3.0 * h - x
    return y


def polynomial(x):
    y = 2.0 * x**2 - 5 * x + 3
    return y


def partly_used(x, w, b, spare):
    y = max(x[0] * w[0] + b, 0)
    return y


def layer(x, w, b):
    z = np.dot(w, x) + b
    a = np.maximum(0, z)
    y = np.sum(a)
    return y


def logistic(x, w, b, target):
    z = sum(a * c for a, c in zip(x, w)) + b
    p = 1.0 / (1.0 + math.exp(-z))
    loss = -(target * math.log(p) + (1 - target) * math.log(1 - p))
    return loss


def extremes(a, b, c):
    top, low = max(a, b, c), min(a, b)
    y = abs(top - low) / c
    return y


def gate(z):
    if z > 0:
        return z
    return 0.0


def branches(x, w):
    h = gate(x * w)
    y = h * 2 + x
    return y


def residual(x, w1, w2):
    h = math.tanh(x * w1)
    k = math.tanh(h * w2)
    o = math.tanh(k + x)
    y = o + h + x
    return y


def recurrent(x, w, u, b, h):
    for value in x:
        h = math.tanh(w * h + u * value + b)
    return h


def long_names(the_first_of_two_very_long_names, another_name_of_great_length_too):
    product_of_the_two_long_names = (
        the_first_of_two_very_long_names * another_name_of_great_length_too
    )
    y = max(product_of_the_two_long_names, 0)
    return y


def wide_sum(x, w, b):
    z = sum(a * c for a, c in zip(x, w)) + b
    y = max(0, z)
    return y


def far_numbers(x, w):
    p = x * w
    q = p * 1e-9
    y = q / x
    return y


def network(x, w1, b1, w2, b2, target):
    h = [math.tanh(x[0] * w1[j][0] + x[1] * w1[j][1] + b1[j]) for j in range(2)]
    y = h[0] * w2[0] + h[1] * w2[1] + b2
    loss = (y - target) ** 2
    return loss


def identity(x):
    return x


def curves(x):
    y = math.sqrt(x) + math.log(x) - math.exp(-x) + math.sin(x) * math.cos(x)
    return y


def unary_of_one(x):
    a, b = math.exp(x), math.sin(x)
    y = a * b
    return y


def subtraction(a, b):
    twice = b * 2.0
    y = (a - b) / twice
    return y


@dataclass(frozen=True)
class Case:
    """A function and its inputs."""

    function: Callable[..., Any]
    inputs: dict[str, Any]

    def movie(self) -> gb.Movie:
        return gb.trace(self.function, **self.inputs)


BOOK = {"x": [1.0, -2.0, 3.0], "w": [-3.0, -1.0, 2.0], "b": 1.0}

CASES = {
    "neuron": Case(neuron, BOOK),
    "dead_relu": Case(neuron, {"x": [1.0, -2.0, 3.0], "w": [-3.0, -1.0, -2.0], "b": 1.0}),
    "square": Case(square, {"x": 3.0}),
    "two_layers": Case(
        two_layers,
        {
            "x": [1.0, 2.0],
            "w1": [[0.5, -1.0], [0.25, 1.5], [-1.0, -0.5]],
            "b1": [2.0, -0.5, 0.1],
            "w2": [1.0, -2.0, 0.75],
            "b2": 0.5,
        },
    ),
    "chain": Case(chain, {"x": 0.9}),
    "fan_out": Case(fan_out, {"x": 0.5, "w": -1.2, "b": 0.3}),
    "polynomial": Case(polynomial, {"x": 1.5}),
    "partly_used": Case(partly_used, {"x": [1.0, 2.0], "w": [0.5, 0.1], "b": 0.1, "spare": 4.0}),
    "layer": Case(
        layer,
        {
            "x": np.array([1.0, -2.0]),
            "w": np.array([[0.5, -1.5], [-1.0, 0.25]]),
            "b": np.array([0.5, 0.1]),
        },
    ),
    "logistic": Case(logistic, {"x": [1.0, -2.0], "w": [0.5, 0.25], "b": 0.1, "target": 1.0}),
    "extremes": Case(extremes, {"a": 1.0, "b": 4.0, "c": 2.0}),
    "branches": Case(branches, {"x": 2.0, "w": -1.5}),
    "residual": Case(residual, {"x": 0.4, "w1": 1.5, "w2": -0.7}),
    "recurrent": Case(recurrent, {"x": [1.0, 0.5, -1.0], "w": 0.8, "u": -0.5, "b": 0.1, "h": 0.2}),
    "long_names": Case(
        long_names,
        {"the_first_of_two_very_long_names": 2.0, "another_name_of_great_length_too": 1.5},
    ),
    "wide_sum": Case(
        wide_sum,
        {"x": [i / 10 for i in range(12)], "w": [(-1) ** i * 0.3 for i in range(12)], "b": 0.5},
    ),
    "far_numbers": Case(far_numbers, {"x": 123456789.0, "w": 0.00001234}),
    "network": Case(
        network,
        {
            "x": [1.0, -1.0],
            "w1": [[0.5, -0.3], [0.8, 0.2]],
            "b1": [0.1, -0.1],
            "w2": [1.0, -1.5],
            "b2": 0.2,
            "target": 1.0,
        },
    ),
    "identity": Case(identity, {"x": 2.0}),
    "curves": Case(curves, {"x": 1.7}),
    "unary_of_one": Case(unary_of_one, {"x": 0.4}),
    "subtraction": Case(subtraction, {"a": 3.0, "b": 0.5}),
}
