"""Graphs for the layout: a teacher's programs, and random ones."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import graphviz_backprop as gb


def tanh_by_exp(x):
    e = math.exp(2 * x)
    return (e - 1) / (e + 1)


def quotient(a, b):
    return a / b - 1 / a


def softmax_loss(z):
    top = max(z[0], z[1], z[2])
    e = [math.exp(one - top) for one in z]
    p = e[0] / (e[0] + e[1] + e[2])
    return -math.log(p)


def relu_neuron(x, w, b):
    z = sum(a * c for a, c in zip(x, w)) + b
    return max(z, 0)


def two_neurons(x, w, b):
    y = relu_neuron(x, w[0], b[0]) + relu_neuron(x, w[1], b[1])
    return y


def network(x, w1, b1, w2, b2):
    h = [relu_neuron(x, w, b) for w, b in zip(w1, b1)]
    out = sum(a * c for a, c in zip(h, w2)) + b2
    return out


def fan_out(x, w):
    y = 0.0
    for k in range(10):
        y = y + x * w[k]
    return y


def trunk(x):
    y = 0.1 * x
    for k in range(2, 11):
        y = y + 0.1 * k * x
    return y


def recurrent(x, w, u, b, h):
    for value in x:
        h = math.tanh(w * h + u * value + b)
    return h


def sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z))


def lstm_cell(x, h, c, w, u, b):
    forget = sigmoid(w[0] * x + u[0] * h + b[0])
    into = sigmoid(w[1] * x + u[1] * h + b[1])
    out = sigmoid(w[2] * x + u[2] * h + b[2])
    new = math.tanh(w[3] * x + u[3] * h + b[3])
    state = forget * c + into * new
    return out * math.tanh(state)


def attention(q, k, v):
    y = 0.0
    for one in q:
        e = [math.exp(one * key) for key in k]
        y = y + e[0] / (e[0] + e[1]) * v[0] + e[1] / (e[0] + e[1]) * v[1]
    return y


def convolution(x, k):
    z = [sum(x[i + j] * k[j] for j in range(3)) for i in range(4)]
    y = sum([max(one, 0) for one in z])
    return y


def long_chain(x):
    for _ in range(15):
        x = math.tanh(0.9 * x)
    return x


def numbers(count: int, start: float = 0.4) -> list[float]:
    """Some numbers, the same each time, of both signs."""
    return [round(1.5 * math.sin(start + 2.6 * k), 2) for k in range(count)]


def _network(inputs: int, hidden: int) -> tuple[Any, ...]:
    weights = [numbers(inputs, 0.3 * row) for row in range(hidden)]
    return numbers(inputs), weights, numbers(hidden, 0.9), numbers(hidden, 0.2), 0.3


PROGRAMS: dict[str, tuple[Callable[..., Any], tuple[Any, ...]]] = {
    "tanh by exp": (tanh_by_exp, (0.5,)),
    "a/b - 1/a": (quotient, (3.0, -2.0)),
    "softmax of three": (softmax_loss, ([1.0, 2.0, 0.5],)),
    "two neurons": (two_neurons, ([1.0, -2.0], [[0.5, -1.0], [0.3, -0.2]], [0.1, 0.2])),
    "2-3-1 in lists": (network, _network(2, 3)),
    "8-8-1 in lists": (network, _network(8, 8)),
    "20 inputs": (relu_neuron, (numbers(20), numbers(20, 0.2), 0.5)),
    "fan-out of 10": (fan_out, (1.5, numbers(10))),
    "trunk of 10": (trunk, (1.5,)),
    "RNN, 3 steps": (recurrent, ([1.0, -0.5, 0.25], 0.6, -0.4, 0.1, 0.2)),
    "LSTM cell": (lstm_cell, (0.5, 0.1, -0.2, numbers(4), numbers(4, 0.2), numbers(4, 0.7))),
    "attention 2 x 2": (attention, ([1.0, 0.5], [0.3, -0.7], [2.0, 1.0])),
    "convolution": (convolution, (numbers(6), [0.2, -0.5, 0.8])),
    "chain of 30": (long_chain, (0.5,)),
}


def movie_of_program(name: str) -> gb.Movie:
    """The movie of one of the programs, number by number."""
    function, args = PROGRAMS[name]
    return gb.trace(function, *args, level="element")


_OPERATIONS: list[Callable[[Any, Any], Any]] = [
    lambda one, other: one + other,
    lambda one, other: one * other,
    lambda one, other: one - other,
    lambda one, other: one / (other * other + 1.0),
    lambda one, other: other - 0.5 * one,
    lambda one, other: gb.tanh(one),
    lambda one, other: gb.relu(one + other),
    lambda one, other: one * one,
    lambda one, other: gb.maximum(one, other),
]


def random_movie(seed: int) -> gb.Movie:
    """A program of random operations, in which values are used again and again."""
    chance = random.Random(seed)
    values = [gb.value(f"x{k}", round(chance.uniform(0.5, 1.5), 2)) for k in range(4)]
    for number in range(chance.randint(3, 16)):
        made = chance.choice(_OPERATIONS)(chance.choice(values[-6:]), chance.choice(values))
        values.append(gb.value(f"v{number}", made) if chance.random() < 0.5 else made)
    total = values[-1]
    for one in values[4:-1]:
        total = total + one
    return gb.movie(gb.value("y", total))
