"""The one formatter of numbers."""

from __future__ import annotations

import math
import random

import pytest

from graphviz_backprop.numerals import shown, shown_constant, typeset

WRITTEN = {
    1.0: "1.0",
    6: "6.0",
    -0.0: "0.0",
    14.286000000000001: "14.286",
    16.985: "16.985",
    5.9625: "5.9625",
    0.30000000000000004: "0.3",
    1.2e-7: "1.2e-7",
    1e-7: "1.0e-7",
    0.0001: "0.0001",
    0.000099: "9.9e-5",
    99999.4: "99999.0",
    100000.0: "100000.0",
    123456.0: "1.2346e5",
    1e6: "1.0e6",
    -2.5e300: "-2.5e300",
    math.inf: "inf",
    -math.inf: "-inf",
}


@pytest.mark.parametrize("value", WRITTEN)
def test_numbers_are_written(value):
    assert shown(value) == WRITTEN[value]


def test_nan_and_integers_beyond_floats():
    assert shown(math.nan) == "nan"
    assert shown(-(10**400)) == "-1.0000e400"


def test_written_numbers_are_near_and_short():
    rng = random.Random(9)
    for _ in range(3_000):
        value = rng.uniform(-1, 1) * 10 ** rng.uniform(-12, 12)
        text = shown(value)
        assert float(text) == pytest.approx(value, rel=5.1e-5)
        digits = text.split("e")[0].lstrip("-").replace(".", "").lstrip("0").rstrip("0")
        assert len(digits) <= 5
        assert "." in text


def test_constants_stay_as_the_code_has_them():
    assert shown_constant(2) == "2"
    assert shown_constant(2.0) == "2.0"
    assert shown_constant(True) == "1"


def test_drawn_numbers_have_a_true_minus():
    assert typeset("-1.2e-7") == "−1.2e−7"
