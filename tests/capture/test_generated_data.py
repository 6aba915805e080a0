"""Data that the code makes up by itself is an input; a forward pass stays one."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

import graphviz_backprop as gb

# A loss of weights of its own, below the function that gives X.
LOSS = """
W = np.array([[0.5], [-0.25]])
loss = np.mean((X @ W) ** 2)
"""
# Functions whose result is an input, with its name in the graph.
DATA = {
    "a spiral": """
        def make(n):
            r = np.linspace(0.0, 1.0, n)
            t = np.linspace(0.0, 4.0, n) + np.random.randn(n) * 0.2
            return np.c_[r * np.sin(t), r * np.cos(t)]
        X = make(5)
        """,
    "noise as a number": """
        def make(n, noise):
            X = np.zeros((n, 2))
            delta = 4.0
            for k in range(n):
                t = np.random.randn(2) * noise
                X[k] = np.cos(delta * t)
            return X
        X = make(5, 0.2)
        """,
    "a helper": """
        def arm(n, k):
            t = np.arange(n) * 0.1 + k
            return np.stack([np.sin(t), np.cos(t)], axis=1)
        def make(n):
            return np.concatenate([arm(n, 0), arm(n, 1)])
        X = make(3)
        """,
    "scaled in the function": """
        def make(n):
            X = np.random.rand(n, 2) * 255
            X = (X - X.mean(axis=0)) / X.std(axis=0)
            return X
        X = make(4)
        """,
    "a method": """
        class Data:
            def __init__(self, n):
                self.points = np.random.rand(n, 2)
                self.points = self.points * 2 - 1
        X = Data(4).points
        """,
}
# Functions that compute something: the variables of the graph.
COMPUTED = {
    "numbers in the function": (
        """
        def make():
            x = np.array([[1.0, -2.0], [3.0, 0.5]])
            v = np.array([[0.5, 1.0], [2.0, -1.0]])
            return np.maximum(0, x * v)
        X = make()
        """,
        {"x", "v", "W"},
    ),
    "a layer in the function": (
        """
        def make():
            x = np.random.rand(4, 3)
            v = np.random.rand(3, 2)
            return np.maximum(0, x @ v)
        X = make()
        """,
        {"x", "v", "W"},
    ),
    "a model of numbers": (
        """
        def make(a, b):
            x = np.linspace(0, 1, 6).reshape(3, 2)
            return a * x + b
        X = make(0.5, 0.1)
        """,
        {"a", "b", "x", "W"},
    ),
    "an array that is handed over": (
        """
        def make(x):
            t = np.random.rand(3, 2)
            return np.sin(x * t)
        X = make(np.array([0.5, 1.5]))
        """,
        {"x", "t", "W"},
    ),
    "a parameter that is handed over": (
        """
        s = 2.0
        def make(s):
            t = np.random.rand(3, 2)
            return np.concatenate([s * t, t])
        X = make(s)
        """,
        {"s", "t", "W"},
    ),
}
NOTHING_ELSE = """
def make():
    x = np.random.rand(3, 2)
    w = np.random.rand(2)
    return x * w
y = make()
loss = np.sum(y)
"""
SCALED = """
class Dense:
    def __init__(self, rows, columns, scale):
        self.weights = scale * np.random.randn(rows, columns)
    def forward(self, x):
        return x @ self.weights
X = np.array([[1.0, 2.0]])
loss = np.sum(Dense(2, 3, 0.1).forward(X))
"""
START = "import numpy as np\nnp.random.seed(1)\n"


def of_code(code, **options):
    return gb.run(code=START + textwrap.dedent(code), **options)


@pytest.mark.parametrize("level", ["element", "array"])
@pytest.mark.parametrize("name", DATA)
def test_data_is_one_input(name, level):
    code = textwrap.dedent(DATA[name]) + LOSS
    movie = of_code(code, level=level)
    names = {"np": np}
    exec(START + code, names)
    given = names["X"]
    (x, gradient), (w, _) = movie.gradients.items()
    assert (w, x.rpartition(".")[2]) in {("W", "X"), ("W", "points")}
    by_hand = 2 * (given @ names["W"]) @ names["W"].T / len(given)
    assert np.abs(np.array(gradient) - by_hand).max() < 1e-12


@pytest.mark.parametrize("name", COMPUTED)
def test_what_is_computed_stays_so(name):
    code, variables = COMPUTED[name]
    assert of_code(textwrap.dedent(code) + LOSS, level="array").gradients.keys() == variables


def test_without_another_input_nothing_is_cut():
    assert of_code(NOTHING_ELSE).gradients.keys() == {"x", "w"}


def test_the_scale_of_the_first_weights_is_no_input():
    gradients = of_code(SCALED).gradients
    assert gradients.keys() == {"X", "self.weights"}
    assert np.array(gradients["self.weights"]).tolist() == [[1.0] * 3, [2.0] * 3]


def test_what_is_drawn_at_random_is_an_input():
    code = "limit = 0.5\nw = np.random.uniform(-limit, limit, 3)\ny = np.sum(w * w)\n"
    assert of_code(code).gradients.keys() == {"w"}
