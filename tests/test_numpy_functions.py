"""The page on NumPy's functions says what becomes of them today, and none loses a number."""

from __future__ import annotations

import numpy as np
import pytest

from tests.numpy_functions import LOST, PAGE, Row, every_row, page, program, row, verdict

VERSION = ".".join(np.__version__.split(".")[:2])


@pytest.fixture(scope="module")
def rows():
    return every_row()


@pytest.mark.long
def test_no_function_of_numpys_loses_a_number_in_silence(rows):
    assert [one for functions in rows.values() for one in functions if one.verdict == LOST] == []


@pytest.mark.long
def test_the_page_is_that_of_a_fresh_run(rows):
    if not PAGE.is_file() or f"(NumPy {VERSION})" not in PAGE.read_text(encoding="utf-8"):
        pytest.skip("the page is of another version of NumPy, or not here")
    assert PAGE.read_text(encoding="utf-8") == page(rows)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("np.exp(v)", ("followed", "exp")),
        ("np.argmax(v)", ("decides", "")),
        ("np.linalg.inv(q)", ("refused", "")),
        ("rng.exponential(v)", ("marked", "")),
        ("v.dtype", ("no number", "")),
    ],
)
def test_a_verdict_is_what_becomes_of_the_numbers(call, expected):
    assert verdict(program(call), call != "v.dtype") == expected


def test_a_number_that_is_lost_is_found():
    code = program("np.array([float(str(part)[:2] + str(part)[2:]) for part in v])")
    assert verdict(code, True)[0] == LOST


def test_the_first_call_that_numpy_takes_is_judged():
    assert row("add", ["np.add(v)", "np.add(v, w)"]) == Row("add", "followed", "add")
