"""Which variables may be meant where a derivative has another shape than its own."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from graphviz_backprop.checking.judging.other_layers import has_one_that_fits


@pytest.mark.parametrize(
    ("to", "name", "fits"),
    [("x", "xVals", True), ("x", "x_data", True), ("x", "Xs", False), ("", "X", False)],
)
def test_a_longer_name_may_be_meant_but_without_a_name_none(to, name, fits):
    event = SimpleNamespace(index=0, name=name, value=np.ones(3), shape=(3,), like=np.ones(3))
    row = SimpleNamespace(to=to, value=np.ones(3), last=SimpleNamespace(shape=(3,), index=5))
    variables = SimpleNamespace(named=lambda *_: [], forward=[event])
    assert has_one_that_fits(row, variables) is fits
