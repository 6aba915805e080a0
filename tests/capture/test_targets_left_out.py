"""Targets that only the backward pass uses, `out - y`, are no inputs of a figure without a loss."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from tests.quick_or_long import quick

START = """
import numpy as np
W, b = np.array([[0.2, -0.4]]), np.array([[0.1]])
"""
PASSES = {
    "a pair of arrays": START + "x, y = pair = (np.array([[0.5], [1.0]]), np.array([[1.0]]))\n"
    "a = np.tanh(W @ x + b)\ndelta = (a - y) * (1 - a ** 2)\ndW = delta @ x.T\n",
    "samples in a list": START
    + "data = [(np.array([[k], [1.0]]), np.array([[k * 0.5]])) for k in (1.0, 2.0)]\n"
    "for x, y in data:\n    a = np.tanh(W @ x + b)\n    delta = (a - y) * (1 - a ** 2)\n"
    "    dW = delta @ x.T\n    W -= 0.1 * dW\n",
    "a method that compares": START + "class Net:\n    def cost_derivative(self, a, y):\n"
    "        return a - y\n    def backprop(self, x, y):\n"
    "        a = 1.0 / (1.0 + np.exp(-(np.dot(W, x) + b)))\n"
    "        delta = self.cost_derivative(a, y) * a * (1 - a)\n"
    "        return delta, np.dot(delta, x.T)\n"
    "data = [(np.array([[0.5], [1.0]]), np.array([[1.0]]))]\n"
    "for x, y in data:\n    db, dW = Net().backprop(x, y)\n",
}


@pytest.mark.filterwarnings("ignore:.*are not drawn")
@pytest.mark.parametrize("code", quick(PASSES.values(), 2), ids=PASSES)
def test_a_target_is_no_input_that_nothing_uses(code):
    graph = gb.run(code=code, level="array").graph
    used = {index for node in graph.nodes for index in node.inputs}
    unused = [n.name for n in graph.nodes if n.is_leaf and n.index not in used]
    assert unused == []


def test_a_number_that_nothing_uses_is_drawn_still():
    code = (
        START + "x = [np.array([[0.5], [1.0]]), 3.0]\na = np.tanh(W @ x[0] + b)\nout = np.sum(a)\n"
    )
    graph = gb.run(code=code, level="array").graph
    assert "x[1]" in [node.name for node in graph.nodes]
