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


DEEP = """
import numpy as np
rng = np.random.default_rng(0)
sizes = [4, 6, 6, 6, 2]
W = [rng.normal(size=pair) for pair in zip(sizes, sizes[1:])]
b = [np.zeros(size) for size in sizes[1:]]
X, Y = rng.normal(size=(9, 4)), rng.normal(size=(9, 2))
"""
# Their layers are more than eight operations in a row.
WHOLE_PASSES = {
    "a loop in a function": DEEP
    + "def vorwaerts(a):\n    for l in range(4):\n        a = np.tanh(a @ W[l] + b[l])\n"
    "    return a\n"
    "loss = np.sum((vorwaerts(X) - Y) ** 2) / len(X)\n",
    "a loop in a method": DEEP
    + "class Model:\n    def __init__(self, W, b):\n        self.W, self.b = W, b\n"
    "    def forward(self, X):\n        for W, b in zip(self.W, self.b):\n"
    "            z = X @ W + b\n            X = np.maximum(0, z)\n        return X\n"
    "loss = np.mean((Model(W, b).forward(X) - Y) ** 2)\n",
    "no biases": DEEP
    + "def forward(a, weights):\n    for one in weights:\n        a = np.tanh(a @ one)\n"
    "    return a\n"
    "loss = np.sum((forward(X, W) - Y) ** 2) / len(X)\n",
}


@pytest.mark.parametrize("code", WHOLE_PASSES.values(), ids=WHOLE_PASSES)
def test_a_whole_pass_of_more_layers_than_a_page_has_is_no_box(code):
    graph = gb.run(code=code).graph
    assert sum(node.op.name in ("dense", "matmul") for node in graph.operators()) == 4
    assert not any(node.is_plain_box for node in graph.operators())


@pytest.mark.parametrize(("count", "boxes"), [(4, 0), (9, 9)])
def test_all_calls_of_a_function_are_opened_or_none(count, boxes):
    """Four layers of linear and activation stand on two pages; nine of them would be too many."""
    code = (
        "import numpy as np\nrng = np.random.default_rng(0)\n"
        f"W = [rng.normal(size=(4, 4)) for _ in range({count})]\nX = rng.normal(size=(9, 4))\n"
        "def linear(a, W):\n    return a @ W + 0.5\n"
        "def layer(a, W):\n    z = linear(a, W)\n    return np.tanh(z)\n"
        f"def model(a):\n    for l in range({count - 1}):\n        a = layer(a, W[l])\n"
        f"    return layer(a, W[{count - 1}])\nloss = np.sum(model(X) ** 2) / len(X)\n"
    )
    operators = gb.run(code=code, level="layer").graph.operators()
    assert sum(node.is_plain_box for node in operators) == boxes
