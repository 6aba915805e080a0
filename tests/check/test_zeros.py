"""Zeros in which an optimiser's means, or gradients, are gathered later: they claim nothing."""

import ast

import pytest

from graphviz_backprop.checking.by_hand.zeros import makes_zeros

ZEROS = (
    '{"dW": np.zeros((2, 3)), "db": np.zeros((2, 1))}',
    "{key: np.zeros_like(p) for key, p in params.items()}",
    "[np.zeros(b.shape) for b in biases]",
    "list(np.zeros(b.shape) for b in biases)",
    "[0.0] * n",
    "0 * W",
)
COMPUTED = (
    '{"dW": X.T @ dZ, "db": np.zeros((2, 1))}',
    "{key: p * d for key, p in params.items()}",
    "list(w * d for w in weights)",
    "X.T @ dZ",
    "2 * l2 * b",
)


@pytest.mark.parametrize("code", ZEROS)
def test_zeros_are_known_by_their_expression(code):
    assert makes_zeros(ast.parse(code, mode="eval").body)


@pytest.mark.parametrize("code", COMPUTED)
def test_what_is_computed_is_none_even_if_it_is_zero(code):
    assert not makes_zeros(ast.parse(code, mode="eval").body)
