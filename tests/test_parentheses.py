"""Parentheses in captions: where precedence asks for them, and nowhere else."""

from __future__ import annotations

import pytest

from graphviz_backprop.storyboard.texts.parentheses import filled, fitted, product


@pytest.mark.parametrize(
    ("form", "parts", "expected"),
    [
        ("{a} * {b}", ["x", "1 - rate"], "x * (1 - rate)"),
        ("{a} * {b}", ["1 - rate", "x"], "(1 - rate) * x"),
        ("{a} * {b}", ["x * y", "z"], "x * y * z"),
        ("{a} / {b}", ["x", "y * z"], "x / (y * z)"),
        ("{a} - {b}", ["u - v", "p - q"], "u - v - (p - q)"),
        ("-{a}", ["p - q"], "-(p - q)"),
        ("-{a}", ["p * q"], "-(p * q)"),
        ("{a} ** {b}", ["x", "n + 1"], "x ** (n + 1)"),
        ("{a} ** {b}", ["-x", "2"], "(-x) ** 2"),
        ("{a}{text}", ["p - q"], "(p - q)[0]"),
        ("np.exp({a})", ["p - q"], "np.exp(p - q)"),
        ("np.where(…, {a}, {b})", ["-x", "x + 1"], "np.where(…, -x, x + 1)"),
        ("{a} @ {b} + {c}", ["X", "w#2 - w", "b"], "X @ (w#2 - w) + b"),
        ("{a} * {b}", ["the sum (-2.0)", "net.w[0]"], "the sum (-2.0) * net.w[0]"),
    ],
)
def test_an_expression_has_parentheses_where_precedence_asks_for_them(form, parts, expected):
    assert filled(form, parts, "[0]") == expected


def test_the_terms_of_a_sum_have_none_where_the_code_needs_none():
    assert filled("{all}", ["a * b", "c", "p - q"], separator=" + ") == "a * b + c + (p - q)"


def test_a_part_beside_a_sign_that_python_lacks_is_treated_as_a_factor():
    assert product(["dz", "p - q"], "·") == "dz · (p - q)"
    assert fitted("p - q", after=".T") + "ᵀ" == "(p - q)ᵀ"
