"""Random NumPy programs: they run unchanged, and all three views give the gradients of `autograd`.

Where a program writes into its arrays, which `autograd` can't, they are finite differences. 60
programs here; 2,000 with `GRAPHVIZ_BACKPROP_MANY=1`.
"""

from __future__ import annotations

import numpy as np
import pytest

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import ARRAY, ELEMENT, LAYER
from tests.array_slopes import by_autograd, by_differences
from tests.conftest import tries
from tests.plainly import run_plainly, run_with_hooks
from tests.random_array_programs import array_program

COUNT = tries(60, 2_000)
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_random_array_program(seed):
    program = array_program(seed)
    assert not differences(program), program.code


def differences(program):
    """What is not as it should be: in words, none for a program that is right."""
    plain, run = run_plainly(program.code), run_with_hooks(program.code)
    if plain.seen() != run.seen():
        return ["it does not run as it does without us"]
    found = {level: gradients(program, run, level) for level in (ELEMENT, ARRAY, LAYER)}
    expected, tolerance = by_autograd(program), 1e-9
    if expected is None:
        expected, tolerance = by_differences(program), 1e-4
    tolerance, between = (1e-2, 1e-4) if program.is_single else (tolerance, 1e-9)
    wrong = unlike(found[ARRAY], expected, tolerance, "expected")
    wrong += unlike(found[ELEMENT], found[ARRAY], between, "elements and arrays")
    return wrong + unlike(found[LAYER], found[ARRAY], between, "layers and arrays")


def gradients(program, run, level):
    """Every input's gradient: zeros for one that the output does not depend on."""
    try:
        found = run.gradients("out", level, None if program.seed is None else "dvalues")
    except BackpropError as error:
        if "is a constant" not in str(error):
            raise
        found = {}
    return {
        name: np.array(found.get(name, np.zeros(np.shape(value))), dtype=float)
        for name, value in program.inputs.items()
    }


def unlike(found, expected, tolerance, title):
    """The inputs whose gradients differ, relative to the largest of the program."""
    scale = max(1.0, *(float(np.abs(one).max()) for one in expected.values()))
    return [
        f"{title}: {name}: {found[name].tolist()} {wanted.tolist()}"
        for name, wanted in expected.items()
        if found[name].shape != wanted.shape
        or not np.allclose(found[name], wanted, rtol=tolerance, atol=tolerance * scale)
    ]


def test_autograd_judges_half_of_the_programs_that_do_not_write():
    programs = [array_program(seed) for seed in range(60)]
    pure = [one for one in programs if not one.has_writes]
    judged = [one for one in pure if by_autograd(one) is not None]
    assert len(judged) > len(pure) / 2 > 5


def test_a_wrong_gradient_is_found():
    program = array_program(1)
    assert differences(program) == []
    program.inputs["x"][0] += 0.1
    wrong = {name: np.zeros(np.shape(one)) for name, one in program.inputs.items()}
    assert unlike(wrong, by_differences(program), 1e-4, "expected")
