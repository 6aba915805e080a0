"""Random programs with hooks and without: equal output, equal values bit for bit, equal types.

150 of them here; 2,000 with `GRAPHVIZ_BACKPROP_MANY=1`. Where a program is smooth its gradients are
its slopes.
"""

from __future__ import annotations

import math
import warnings

import pytest

from graphviz_backprop.errors import BackpropError
from tests.conftest import tries
from tests.plainly import run_plainly, run_with_hooks
from tests.random_programs import random_program
from tests.slopes import leaves, one_sided_slopes

COUNT = tries(70, 2_000)
INPUTS = ("a", "b", "c", "w[0]", "w[1]", "w[2]")
# Beyond it a difference is mostly rounding.
LARGE = 1e4
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_random_program_prints_and_leaves_what_it_does_without_us(seed):
    code = random_program(seed)
    assert run_with_hooks(code).seen() == run_plainly(code).seen(), code


@pytest.mark.parametrize("seed", range(COUNT))
def test_the_gradients_of_a_random_program_are_its_slopes(seed):
    wrong = wrong_gradients(random_program(seed))
    assert not wrong, random_program(seed)


def wrong_gradients(code):
    """The inputs whose gradient is not the slope, with both; none where there is no gradient."""
    run = run_with_hooks(code)
    try:
        found = leaves(run.gradients("out"))
    except BackpropError:
        return {}
    if isinstance(run.names["out"], complex) or not abs(run.names["out"]) < LARGE:
        return {}
    smooth = {}
    for name, (below, above) in one_sided_slopes(code, "out", INPUTS, 1e-7).items():
        if isinstance(below + above, complex):
            continue
        is_smooth = math.isclose(below, above, rel_tol=1e-3, abs_tol=1e-3)
        if is_smooth and abs(below) < LARGE and math.isfinite(found.get(name, 0.0)):
            smooth[name] = (below + above) / 2
    return {
        name: (found.get(name, 0.0), slope)
        for name, slope in smooth.items()
        if not math.isclose(found.get(name, 0.0), slope, rel_tol=1e-2, abs_tol=1e-2)
    }


def test_the_programs_are_many_and_differ():
    assert len({random_program(seed) for seed in range(200)}) == 200
    assert random_program(5) == random_program(5)


def test_most_programs_have_gradients_to_compare():
    with warnings.catch_warnings(action="ignore"):
        runs = [run_with_hooks(random_program(seed)) for seed in range(60)]
    assert sum(has_gradients(run) for run in runs) > 20


def has_gradients(run):
    try:
        return bool(run.gradients("out"))
    except BackpropError:
        return False


def test_a_wrong_gradient_is_found(monkeypatch):
    code = "a = 2.0\nb = 3.0\nc = 1.0\nw = [1.0, 2.0, 3.0]\nout = a * b * w[1] + c\n"
    assert wrong_gradients(code) == {}
    monkeypatch.setattr("tests.test_random_programs.leaves", lambda _: {"a": 6.0, "b": 5.0})
    assert wrong_gradients(code).keys() == {"b", "c", "w[1]"}
