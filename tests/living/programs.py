"""Programs whose pages are compared with Python's own numbers."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pytest

import graphviz_backprop as gb
from tests import cases, layout_graphs


@dataclass(frozen=True)
class Program:
    """A function with inputs.

    Attributes:
        function: the code.
        inputs: by name, as numbers, lists or lists of lists.
        spread: how far an edit may take a number from where it was.
    """

    function: Callable[..., Any]
    inputs: dict[str, Any]
    spread: float = 2.0

    def movie(self, edits: dict[str, float] | None = None) -> gb.Movie:
        """The movie with these numbers in the place of others, by the names of the nodes."""
        values = dict(self.inputs)
        for name, number in (edits or {}).items():
            root, *path = re.findall(r"[^][, ]+", name)
            values[root] = _put(values[root], [int(part) for part in path], number)
        return gb.trace(self.function, level="element", **values)

    def movie_or_none(self, edits: dict[str, float]) -> gb.Movie | None:
        """The same; None where the code stops with an error at these numbers."""
        try:
            return self.movie(edits)
        except (ArithmeticError, ValueError, TypeError, gb.BackpropError):
            return None

    def changed(self, rng: random.Random) -> dict[str, float]:
        """Another number for one to three inputs, by the names that the page has for them."""
        chosen = rng.sample(self._numbers, min(len(self._numbers), rng.randint(1, 3)))
        return {
            name: round(number + rng.uniform(-1, 1) * self.spread, rng.randint(0, 6))
            for name, number in chosen
        }

    @cached_property
    def _numbers(self) -> list[tuple[str, float]]:
        """The numbers that the function is given; it may hold some of its own."""
        graph = self.movie().graph
        leaves = [(graph.versions[n.index], float(n.value)) for n in graph.nodes if n.is_leaf]
        return [(name, number) for name, number in leaves if name.split("[")[0] in self.inputs]

    def is_same_way(self, one: gb.Movie, other: gb.Movie) -> bool:
        """True if both runs took the same branches."""
        return [guard.outcome for guard in one.guards] == [guard.outcome for guard in other.guards]


def _put(value: Any, path: list[int], number: float) -> Any:
    if not path:
        return number
    made = list(value)
    made[path[0]] = _put(made[path[0]], path[1:], number)
    return made


def tanh_written_out(x, w, b):
    z = x * w + b
    e = math.exp(2 * z)
    y = (e - 1) / (e + 1)
    return y


def leaky(x, w):
    z = x * w
    if z > 0:
        y = z * 2.0
    else:
        y = z * 0.1
    return y


def several_ways(x, w, b):
    z = x * w + b
    if z > 2 and w > 0:
        y = z * z
    elif not z < -1:
        y = z * 0.5
    else:
        y = -z
    while y > 3:
        y = y * 0.5
    return y


def in_order(a, b, c):
    low, middle, high = sorted([a, b, c])
    places = {0: 1.5, 1: 2.0, -1: -1.0}
    y = low * middle + high * high
    return y * places.get(int(b), 0.5)


def cross_entropy(z, k):
    e = [math.exp(v) for v in z]
    s = sum(e)
    p = [v / s for v in e]
    loss = -math.log(p[0]) * k
    return loss


class Value:
    """A number with operators, as in micrograd."""

    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data)

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data)

    def tanh(self):
        return Value(math.tanh(self.data))


def with_values(x, w, b):
    x, w, b = Value(x), Value(w), Value(b)
    z = x * w + b
    y = z.tanh() * x
    return y.data


def numpy_layer(x, w, b):
    z = np.dot(np.array(x), np.array(w)) + np.array(b)
    a = np.maximum(0, z)
    y = np.sum(a)
    return y


def numpy_loss(z, t):
    z = np.array(z)
    e = np.exp(z - np.max(z))
    p = e / np.sum(e)
    loss = -np.sum(np.array(t) * np.log(p))
    return loss


NEURON = {"x": [1.0, -2.0, 3.0], "w": [-3.0, -1.0, 2.0], "b": 1.0}
PROGRAMS = {
    "neuron": Program(cases.neuron, NEURON),
    "dead ReLU": Program(cases.neuron, {**NEURON, "b": -9.0}, spread=6.0),
    "2-3-1": Program(
        cases.two_layers,
        {
            "x": [1.0, -2.0],
            "w1": [[0.2, 0.8], [-0.5, 0.3], [0.6, -0.4]],
            "b1": [0.1, 0.4, 0.2],
            "w2": [0.7, -0.3, 0.5],
            "b2": 0.1,
        },
    ),
    "sigmoid": Program(
        cases.logistic, {"x": [0.5, -1.0], "w": [0.8, 0.3], "b": 0.1, "target": 1.0}, spread=1.0
    ),
    "tanh": Program(tanh_written_out, {"x": 0.5, "w": -1.5, "b": 0.2}),
    "softmax": Program(layout_graphs.softmax_loss, {"z": [1.0, 2.0, 0.5]}),
    "square": Program(cases.square, {"x": 3.0}),
    "fan-out": Program(cases.fan_out, {"x": 0.5, "w": -1.2, "b": 0.3}),
    "max and min": Program(cases.extremes, {"a": 2.0, "b": -3.0, "c": 1.5}),
    "cross-entropy": Program(cross_entropy, {"z": [1.0, 2.0, 0.5], "k": 1.0}),
    "guard": Program(leaky, {"x": 3.0, "w": 0.5}),
    "several guards": Program(several_ways, {"x": 1.5, "w": 2.0, "b": -1.5}),
    "order": Program(in_order, {"a": 2.0, "b": -0.5, "c": 1.0}, spread=1.0),
    "LSTM cell": Program(
        layout_graphs.lstm_cell,
        {
            "x": 0.5,
            "h": 0.1,
            "c": -0.2,
            "w": layout_graphs.numbers(4),
            "u": layout_graphs.numbers(4, 0.2),
            "b": layout_graphs.numbers(4, 0.7),
        },
    ),
    "Value class": Program(with_values, {"x": 0.5, "w": -1.5, "b": 0.2}),
    "NumPy layer": Program(
        numpy_layer,
        {
            "x": [[1.0, -2.0], [0.5, 3.0]],
            "w": [[0.2, 0.8], [-0.5, 0.3]],
            "b": [0.1, -0.4],
        },
    ),
    "NumPy loss": Program(numpy_loss, {"z": [1.0, 2.0, 0.5], "t": [0.0, 1.0, 0.0]}),
    "power": Program(cases.polynomial, {"x": 2.0}),
    "curves": Program(cases.curves, {"x": 0.5}),
}
QUICK = ("neuron", "dead ReLU", "guard")


def most_are_long():
    """The programs' names; a browser takes its time for each."""
    return [pytest.param(one, marks=() if one in QUICK else pytest.mark.long) for one in PROGRAMS]
