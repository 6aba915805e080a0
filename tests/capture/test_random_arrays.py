"""Random NumPy programs: they run unchanged, and all three views give the gradients of `autograd`.

Where a program writes into its arrays, which `autograd` can't, they are finite differences. 60
programs here; 2,000 with `GRAPHVIZ_BACKPROP_MANY=1`.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.array_slopes import by_autograd, by_differences, differences, unlike
from tests.conftest import tries
from tests.random_array_programs import array_program

COUNT = tries(40, 2_000)
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_random_array_program(seed):
    program = array_program(seed)
    assert not differences(program), program.code


def test_autograd_judges_many_of_the_programs_that_do_not_write():
    programs = [array_program(seed) for seed in range(60)]
    pure = [one for one in programs if not one.has_writes]
    judged = [one for one in pure if by_autograd(one) is not None]
    assert len(judged) > len(pure) / 3 > 5


def test_a_wrong_gradient_is_found():
    program = array_program(1)
    assert differences(program) == []
    program.inputs["x"][0] += 0.1
    wrong = {name: np.zeros(np.shape(one)) for name, one in program.inputs.items()}
    assert unlike(wrong, by_differences(program), 1e-4, "expected")
