"""A call that holds several layers says less than they do: it is drawn open."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb

START = """
import numpy as np
X = np.array([[0.5, -1.2, 0.3], [1.5, 0.3, -0.7]])
W1, b1 = np.array([[0.2, -0.4], [0.7, 0.5]]), np.zeros((2, 1))
W2, b2 = np.array([[0.3, -0.6]]), np.zeros((1, 1))
"""
NETWORKS = {
    "two dense layers": START
    + "def forward(x):\n    h = np.maximum(0, np.dot(W1, x) + b1)\n    return np.dot(W2, h) + b2\n"
    "loss = np.sum(forward(X) ** 2)\n",
    "dense and sigmoid": START
    + "def predict(x):\n    return 1 / (1 + np.exp(-(np.dot(W1, x) + b1)))\n"
    "loss = np.mean((predict(X) - 1) ** 2)\n",
    "with a cache": START + "def forward(x):\n    z1 = np.dot(W1, x) + b1\n    a1 = np.tanh(z1)\n"
    "    z2 = np.dot(W2, a1) + b2\n    return z2, {'z1': z1, 'a1': a1}\n"
    "out, cache = forward(X)\nloss = np.sum(out ** 2)\n",
}
CLOSED = {
    "one layer": START + "def layer(x):\n    return np.maximum(0, np.dot(W1, x) + b1)\n"
    "loss = np.sum(layer(X) ** 2)\n",
    "no layer": START + "def scaled(x):\n    return (x - 0.1) * 2.0 + x * x\n"
    "loss = np.sum(scaled(X) ** 2)\n",
}


@pytest.mark.parametrize("code", NETWORKS.values(), ids=NETWORKS)
def test_a_network_in_one_function_shows_its_layers(code):
    graph = gb.run(code=code, level="layer").graph
    assert any(node.op.name == "dense_columns" for node in graph.operators())
    assert not any(node.is_plain_box for node in graph.operators())


@pytest.mark.parametrize("code", CLOSED.values(), ids=CLOSED)
def test_what_is_one_step_is_one_box(code):
    graph = gb.run(code=code, level="layer").graph
    assert sum(node.is_plain_box for node in graph.operators()) == 1
