"""What the gradients of a NumPy program must be, by ways that share no line with the package."""

from __future__ import annotations

import re
from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import ARRAY, ELEMENT, LAYER
from tests.plainly import Run, run_plainly, run_with_hooks
from tests.random_array_programs import ArrayProgram

Gradients = dict[str, Any]
STEP = 1e-6


class _Numpy:
    """Autograd's NumPy; its own `where` has no derivative for what is broadcast."""

    def __getattr__(self, name: str) -> Any:
        return getattr(anp, name)

    @staticmethod
    def where(mask: Any, chosen: Any, other: Any) -> Any:
        return mask * chosen + (1 - mask) * other


def by_autograd(program: ArrayProgram) -> Gradients | None:
    """The gradients by `autograd`; None for a program that it can't run."""
    # Autograd's own are wrong for a matrix, and it does not see what a generator mixes up.
    is_wrong = re.search(r"np\.tile|np\.repeat|np\.random|\.flat\b|np\.nd", program.code)
    if program.has_writes or is_wrong:
        return None
    names = list(program.inputs)

    def total(*values: Any) -> Any:
        out = program.run(dict(zip(names, values, strict=True)), _Numpy())["out"]
        return anp.sum(out * (1.0 if program.seed is None else program.seed))

    values = [_floats(program.inputs[name]) for name in names]
    try:
        found = autograd.grad(total, tuple(range(len(names))))(*values)
        gradients = {name: np.array(one, float) for name, one in zip(names, found, strict=True)}
    except Exception:
        return None
    is_known = all(np.isfinite(one).all() for one in gradients.values())  # not 0 / 0, as of `prod`
    return gradients if is_known else None


def by_differences(program: ArrayProgram) -> Gradients:
    """The gradients as central differences of what the plain program computes."""
    found = {}
    for name, value in program.inputs.items():
        middle = np.array(value, dtype=float)
        slopes = np.zeros(middle.shape)
        for place in np.ndindex(middle.shape):
            above, below = middle.copy(), middle.copy()
            above[place] += STEP
            below[place] -= STEP
            sides = [_total(program, name, one) for one in (above, below)]
            slopes[place] = (sides[0] - sides[1]) / (2 * STEP)
        found[name] = slopes
    return found


def _total(program: ArrayProgram, name: str, value: Any) -> float:
    given = value if isinstance(program.inputs[name], np.ndarray) else value.tolist()
    out = program.run({**program.inputs, name: given})["out"]
    return float(np.sum(out * (1.0 if program.seed is None else program.seed)))


def _floats(value: Any) -> Any:
    return value.astype(float) if isinstance(value, np.ndarray) else value


def differences(program: ArrayProgram) -> list[str]:
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


def gradients(program: ArrayProgram, run: Run, level: str) -> Gradients:
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


def unlike(found: Gradients, expected: Gradients, tolerance: float, title: str) -> list[str]:
    """The inputs whose gradients differ, relative to the largest of the program."""
    scale = max(1.0, *(float(np.abs(one).max()) for one in expected.values()))
    return [
        f"{title}: {name}: {found[name].tolist()} {wanted.tolist()}"
        for name, wanted in expected.items()
        if found[name].shape != wanted.shape
        or not np.allclose(found[name], wanted, rtol=tolerance, atol=tolerance * scale)
    ]
