"""What the gradients of a NumPy program must be, by ways that share no line with the package."""

from __future__ import annotations

from typing import Any

import autograd
import autograd.numpy as anp
import numpy as np

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
    if program.has_writes or "np.tile" in program.code:  # autograd's own tile of a matrix is wrong
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
