"""Slips that one repair of a line explains, where the line that fails is another one."""

from __future__ import annotations

import pytest

from tests.check.explained_slips import PROGRAMS
from tests.check.test_verdicts import wrong


@pytest.mark.parametrize(
    ("code", "right", "slip"),
    [
        pytest.param(*rest, id=f"{kind} {at % 3 + 1}", marks=pytest.mark.long if at % 3 else ())
        for at, (kind, *rest) in enumerate(PROGRAMS)
    ],
)
def test_the_line_that_one_repair_explains_is_named(code, right, slip):
    assert wrong(code.format(slip=right)) == []
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


@pytest.mark.parametrize(
    ("guess", "grad"),
    [
        ("1 / (1 + np.exp(-seen @ theta))", "seen.T @ (guess - wanted) / 8"),  # of the entropy
        ("seen @ theta", "seen.T @ (guess - wanted)"),  # of the sum, and the half of it
        ("seen @ theta", "seen.T @ (guess - wanted) / 4 + 0.1 * theta"),  # with a penalty
    ],
)
def test_one_gradient_alone_may_be_that_of_another_loss(guess, grad):
    code = f"""
import numpy as np
rng = np.random.RandomState(0)
seen = rng.randn(8, 3)
wanted = (seen[:, 0] > 0).astype(float)
theta = rng.randn(3)
for turn in range(3):
    guess = {guess}
    mse = np.mean((wanted - guess) ** 2)
    grad = {grad}
    theta = theta - 0.5 * grad
"""
    assert wrong(code) == []
