"""Which variables may be meant where a derivative has another shape than its own."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from graphviz_backprop.checking.judging.other_layers import has_one_that_fits
from tests.check.test_verdicts import verdicts


@pytest.mark.parametrize(
    ("to", "name", "fits"),
    [("x", "xVals", True), ("x", "x_data", True), ("x", "Xs", False), ("", "X", False)],
)
def test_a_longer_name_may_be_meant_but_without_a_name_none(to, name, fits):
    event = SimpleNamespace(index=0, name=name, value=np.ones(3), shape=(3,), like=np.ones(3))
    row = SimpleNamespace(to=to, value=np.ones(3), last=SimpleNamespace(shape=(3,), index=5))
    variables = SimpleNamespace(named=lambda *_: [], forward=[event])
    assert has_one_that_fits(row, variables) is fits


FROM_THE_DATA = """
import numpy as np
rng = np.random.RandomState(1)
X, Y = rng.rand(3, 5), rng.rand(1, 5)
W1, W2 = rng.rand(2, 3), rng.rand(1, 2)


def activated(Z):
    A = np.tanh(Z)
    return A


A1 = activated(W1 @ X)
A2 = activated(W2 @ A1)
cost = np.mean((A2 - Y) ** 2)
dA2 = 2 * (A2 - Y) / 5
dZ2 = dA2 * (1 - A2 ** 2)
dA1 = W2.T @ dZ2
dW2 = dZ2 @ A1.T
dZ1 = dA1 * (1 - A1 ** 2)
dW1 = dZ1 @ X.T
dA0 = W1.T @ dZ1
"""


def test_a_matrix_is_not_by_one_number_of_another_array():
    found = {name: said for (name, _), said in verdicts(FROM_THE_DATA).items()}
    assert found["dA0"] == "right"  # by X, not by `A[0]`
