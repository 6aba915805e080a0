"""`gb.trace` of one of several lambdas on a line."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop import BackpropError


def gradients_of(functions):
    """What `gb.trace` says of each: its gradient, or the error."""
    found = []
    for function in functions:
        try:
            found.append(gb.trace(function, x=1.0).gradients["x"])
        except BackpropError as error:
            found.append(str(error).partition(": returned ")[2].partition(",")[0])
    return found


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ([lambda x: 3.0, lambda x: 3.0 * x, lambda x: x], ["the constant 3.0", 3.0, 1.0]),
        (
            [lambda x: None, lambda x: x * 2.0],
            ["a NoneType; expected one number to differentiate", 2.0],
        ),
        (
            [lambda x: -1, lambda x: x - 1, lambda x: True, lambda x: x * True],
            ["the constant -1", 1.0, "the constant True", 1.0],
        ),
    ],
)
def test_a_lambda_beside_one_that_gives_a_constant_is_itself(functions, expected):
    assert gradients_of(functions) == expected
