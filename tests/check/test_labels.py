"""Labels as one-hot columns or rows, also where there are as many samples as classes."""

import pytest

from tests.check.test_verdicts import wrong

CODE = """
import numpy as np
rng = np.random.RandomState(2)
X, labels = rng.rand(3, 3), np.array([2, 0, 2])
W = rng.rand(3, 3) - 0.5
Z = {product}
A = np.exp(Z) / np.exp(Z).sum(axis={axis}, keepdims=True)
marks = np.zeros((3, 3))
marks[{place}] = 1
dZ = {start}
dW = {gradient}
"""
COLUMNS = {"product": "W @ X", "axis": 0, "place": "labels, range(3)", "gradient": "dZ @ X.T"}
ROWS = {"product": "X @ W", "axis": 1, "place": "range(3), labels", "gradient": "X.T @ dZ"}


@pytest.mark.parametrize("parts", [COLUMNS, ROWS])
def test_labels_lie_along_the_axis_of_the_softmax(parts):
    assert not wrong(CODE.format(start="A - marks", **parts))
    assert {line for _, line in wrong(CODE.format(start="marks - A", **parts))} == {10}
