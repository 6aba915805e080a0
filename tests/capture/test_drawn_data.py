"""Data and first weights that are made outside of functions are inputs; what is computed is not."""

from __future__ import annotations

import textwrap

import numpy as np
import pytest

import graphviz_backprop as gb
from tests.quick_or_long import quick

START = "import numpy as np\nrng = np.random.default_rng(3)\nnp.random.seed(3)\n"
# One layer on X and Y, trained: what X, Y, W and b are is for each example to say.
TRAINING = """
for step in range(5):
    A = 1 / (1 + np.exp(-(W @ X + b)))
    loss = np.mean((A - Y) ** 2)
    dZ = 2 * (A - Y) * A * (1 - A) / A.size
    W = W - 0.5 * dZ @ X.T
    b = b - 0.5 * dZ.sum(axis=1, keepdims=True)
"""
PLAIN_X = "X = rng.normal(size=(2, 6))\n"
PLAIN_Y = "Y = rng.random((1, 6))\n"
PLAIN_W = "W = 0.1 * rng.normal(size=(1, 2))\nb = np.zeros((1, 1))\n"
MADE = {
    "weights scaled by a size": (
        PLAIN_X
        + PLAIN_Y
        + "n = 2\nW = np.random.randn(1, n) * np.sqrt(2.0 / n)\nb = np.zeros((1, 1))\n"
    ),
    "weights scaled by a named number": (
        PLAIN_X
        + PLAIN_Y
        + "weight_scale = 0.01\nW = weight_scale * rng.normal(size=(1, 2))\nb = np.zeros((1, 1))\n"
    ),
    "points around centres": (
        "labels = rng.integers(0, 2, size=6)\ncentres = rng.normal(0, 2, size=(2, 2))\n"
        "X = (centres[labels] + rng.normal(0, 0.3, size=(6, 2))).T\n" + PLAIN_Y + PLAIN_W
    ),
    "points of classes": (
        "labels = np.arange(6) % 2\nside = np.where(labels == 1, 1.0, -1.0)\n"
        "X = np.random.randn(2, 6) * 0.5 + side\n" + PLAIN_Y + PLAIN_W
    ),
    "a noisy line": (
        PLAIN_X + "slope, shift = 2.0, -1.0\n"
        "Y = slope * X[:1] + shift + rng.normal(scale=0.1, size=(1, 6))\n" + PLAIN_W
    ),
    "rows filled one by one": (
        "X = np.zeros((2, 6))\nfor k in range(2):\n    r = np.linspace(0.0, 1.0, 6)\n"
        "    t = np.linspace(k, k + 1.0, 6) + rng.normal(size=6) * 0.2\n    X[k] = r * np.sin(t)\n"
        + PLAIN_Y
        + PLAIN_W
    ),
    "classes by a comparison": (PLAIN_X + "Y = (X[:1] * X[1:] > 0).astype(float)\n" + PLAIN_W),
    "a function of two classes": (
        "def make(m):\n    P = np.random.randn(2, m)\n    c = (P[0] > P[1]).astype(float)\n"
        "    return P * 2.0, c.reshape(1, -1)\nX, Y = make(6)\n" + PLAIN_W
    ),
    "a view of what was filled": (
        "def make(m):\n    P = np.zeros((m, 2))\n    for k in range(2):\n"
        "        t = np.linspace(k, k + 1, m // 2) + np.random.randn(m // 2)\n"
        "        s = 4 * np.sin(t) + np.random.randn(m // 2) * 0.2\n"
        "        P[m // 2 * k:m // 2 * (k + 1)] = np.c_[s * np.sin(t), s * np.cos(t)]\n"
        "    return P.T\nX = make(6)\n" + PLAIN_Y + PLAIN_W
    ),
}


@pytest.mark.parametrize("name", quick(MADE, 4))
def test_what_is_made_up_is_an_input_of_a_training(name):
    code = START + MADE[name] + TRAINING
    movie = gb.run(code=code)
    names = {}
    exec(START + MADE[name] + TRAINING.replace("range(5)", "range(1)").split("    W = W")[0], names)
    assert movie.gradients.keys() == {"X", "Y", "W", "b"}
    assert np.allclose(movie.gradients["W"], names["dZ"] @ names["X"].T, atol=1e-12)
    assert np.allclose(movie.gradients["X"], names["W"].T @ names["dZ"], atol=1e-12)
    assert movie.graph.nodes[movie.graph.output].name == "loss"
    assert movie.graph.updated == {"W", "b"}


# What a forward pass computes stays computed, and the names of the inputs.
COMPUTED = {
    "noise of a trained width": (
        """
        mu, sigma = np.array([0.5, 1.0]), 0.3
        for step in range(3):
            z = mu + sigma * rng.normal(size=2)
            loss = np.sum(z ** 2)
            sigma -= 0.1 * 2 * np.sum(z)
        """,
        {"mu", "sigma"},
    ),
    "noise around what has a gradient": (
        """
        x, w = rng.normal(size=3), np.array([1.0, 2.0, 3.0])
        y = x + rng.normal(size=3)
        loss = np.sum(y * w)
        dw, dx = y, w
        """,
        {"x", "w"},
    ),
    "a noisy layer": (
        """
        x, w = np.array([[1.0, -2.0]]), rng.normal(size=(2, 2))
        h = x @ w + rng.normal(size=(1, 2))
        y = np.sum(h * np.array([[3.0, 4.0]]))
        """,
        {"x", "w"},
    ),
    "results written one by one": (
        """
        x, w, v = rng.normal(size=3), rng.normal(size=3), np.array([1.0, 2.0, 3.0])
        out = np.zeros(3)
        for k in range(3):
            out[k] = x[k] * w[k]
        y = np.sum(out * v)
        """,
        {"x", "w", "v"},
    ),
    "the mask of a ReLU": (
        """
        x, w = rng.normal(size=4), np.array([1.0, 2.0, 3.0, 4.0])
        mask = (x > 0).astype(float)
        y = np.sum(x * mask * w)
        """,
        {"x", "w"},
    ),
}


@pytest.mark.parametrize("name", COMPUTED)
def test_what_is_computed_stays_computed(name):
    code, variables = COMPUTED[name]
    assert gb.run(code=START + textwrap.dedent(code)).gradients.keys() == variables


def test_an_array_filled_with_numbers_is_one_input():
    code = """
t = np.zeros(3)
t[1] = 1.0
x = np.array([0.5, -1.0, 2.0])
loss = np.sum((x - t) ** 2)
"""
    gradients = gb.run(code=START + code).gradients
    assert gradients == {"t": [-1.0, 4.0, -4.0], "x": [1.0, -4.0, 4.0]}
