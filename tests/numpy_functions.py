"""What becomes of each of NumPy's public functions, found by running it on followed arrays.

`python -m tests.numpy_functions` writes `docs/numpy_functions.md`.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import ARRAY
from tests.conftest import ROOT
from tests.numpy_calls import ARGUMENTS, DRAWS, LEFT_OUT, METHODS, SPECIAL, USUAL, USUAL_DRAWS
from tests.plainly import run_plainly, run_with_hooks

PAGE = ROOT / "docs" / "numpy_functions.md"
FOLLOWED, DECIDES, REFUSED, MARKED = "followed", "decides", "refused", "marked"
NO_NUMBER, LOST = "no number", "LOST"
INPUTS = "abquvw"
_STEP = 1e-6
_HEAD = """import numpy as np
def total(r):
    if isinstance(r, (tuple, list)):
        return sum([total(part) for part in r])
    r = np.abs(r) if np.iscomplexobj(r) else r
    return np.sum(r * np.arange(1.0, np.size(r) + 1.0).reshape(np.shape(r)))
rng = np.random.{generator}(3)
"""
_INTRODUCTION = """# What becomes of NumPy's functions

Made by `python -m tests.numpy_functions`, which calls each function on followed arrays and compares
the gradients with differences of the plain program (NumPy {version}).

- **followed**: its gradients are right; beside it the operation that it is, where that has another
  name; "view" where it is the same numbers in another order, or a tuple or list of them.
- **decides**: what it gives is decided or counts (a comparison, an index): it has no gradient.
- **refused**: the code runs, and an output that depends on it is an error with its name and line.
- **marked**: what random numbers are drawn by: they are data, and a line says what went into them.
- **no number**: it gives no number that an input goes into (a dtype, a text, new data).

A function that loses a number in silence would stand here as **LOST**; a test sees to it that none
does. Functions for files and settings are left out.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A function with its verdict; `op` is what it is where it is followed."""

    name: str
    verdict: str
    op: str = ""


def every_row() -> dict[str, list[Row]]:
    """The functions of each module."""
    return {
        "numpy": [*_of_module(np, "np")],
        "numpy.linalg": [*_of_module(np.linalg, "np.linalg")],
        "numpy.fft": [*_of_module(np.fft, "np.fft")],
        "numpy.ndarray, methods and attributes": [*_of_arrays()],
        "numpy.random.Generator": [*_of_generator(np.random.Generator, "default_rng")],
        "numpy.random.RandomState, and numpy.random itself": [
            *_of_generator(np.random.RandomState, "RandomState")
        ],
    }


def _of_module(module: Any, prefix: str) -> Iterator[Row]:
    for name in sorted(module.__all__):
        function = getattr(module, name)
        if name in LEFT_OUT or not callable(function):
            continue
        if isinstance(function, type) and name != "vectorize":
            continue
        special = SPECIAL.get(f"{prefix}.{name}"[3:], SPECIAL.get(name))
        calls = USUAL if special is None else (special,)
        yield row(name, [call.format(f=f"{prefix}.{name}") for call in calls])


def _of_arrays() -> Iterator[Row]:
    for name in dir(np.ndarray):
        if name.startswith("_") or name in LEFT_OUT:
            continue
        is_method = callable(getattr(np.ndarray, name))
        calls = [METHODS[name]] if name in METHODS else [f"a.{name}" + "()" * is_method]
        yield row(name, [*calls, f"v.{name}(1)"] if is_method else calls)


def _of_generator(kind: Any, generator: str) -> Iterator[Row]:
    for name in dir(kind):
        if not name.startswith("_") and name not in LEFT_OUT:
            calls = [DRAWS[name]] if name in DRAWS else [c.format(f=name) for c in USUAL_DRAWS]
            yield row(name, calls, generator)


def row(name: str, calls: list[str], generator: str = "default_rng") -> Row:
    """The verdict on the first of the calls that NumPy takes."""
    for call in calls:
        code = program(call, generator)
        with warnings.catch_warnings(action="ignore"):
            plain = run_plainly(code)
        if plain.error is None or not calls.index(call) < len(calls) - 1:
            with warnings.catch_warnings(action="ignore"):
                return Row(name, *verdict(code, plain.error is None))
    raise AssertionError(name)


def program(call: str, generator: str = "default_rng") -> str:
    """A program that makes `out` of what a call gives."""
    statement = call if "; r = " in call else f"r = {call}"
    return f"{_HEAD.format(generator=generator)}{ARGUMENTS}{statement}\nout = total(r)\n"


def verdict(code: str, gives_numbers: bool) -> tuple[str, str]:
    """What becomes of a program's numbers, and the operation that is followed."""
    run = run_with_hooks(code)
    if run.session and run.session.drawn:
        return MARKED, ""
    slopes = _slopes(code) if gives_numbers else {}
    moves = any(np.abs(slope).max() > 1e-6 for slope in slopes.values())
    try:
        found = run.gradients("out", ARRAY)
    except BackpropError as error:
        if "is not supported" in str(error) or "no derivative" in str(error):
            return REFUSED, ""
        if moves:
            return LOST, ""
        return _without_gradient(run.names.get("r"))
    except Exception as error:
        return LOST, f"{type(error).__name__}: {error}"
    gradients = {name: found[name] for name in INPUTS if name in found}
    if not moves and not any(np.any(one) for one in gradients.values()):
        return _without_gradient(run.names.get("r"))
    for name, slope in slopes.items():
        if not np.allclose(gradients.get(name, 0.0), slope, rtol=1e-3, atol=1e-4):
            return LOST, ""
    return FOLLOWED, _operation(run)


def _without_gradient(result: Any) -> tuple[str, str]:
    parts = result if isinstance(result, tuple | list) else (result,)
    kinds = {np.asarray(part).dtype.kind for part in parts if part is not None}
    return (DECIDES if kinds and kinds <= set("biuf") else NO_NUMBER), ""


def _operation(run: Any) -> str:
    """The op of the result, as JSON has it."""
    found = [one.record for one in run.session.bindings if one.name == "r"]
    if not found:
        return "view"
    return re.sub(r"^(?:call|numpy)[:.]", "", found[-1].op.name)


def _slopes(code: str) -> dict[str, Any]:
    """Central differences of `out` for each input; none where it is no real number."""
    names: dict[str, Any] = {}
    exec(ARGUMENTS, {"np": np}, names)
    found = {}
    call = code.partition(ARGUMENTS)[2]
    for name in filter(call.__contains__, INPUTS):
        middle = names[name]
        slope = np.zeros(middle.shape)
        for place in np.ndindex(middle.shape):
            sides = [_out(code, name, place, by) for by in (_STEP, -_STEP)]
            slope[place] = np.real(sides[0] - sides[1]) / (2 * _STEP)
        found[name] = slope if np.isfinite(slope).all() and np.abs(slope).max() < 1e4 else slope * 0
    return found


def _out(code: str, name: str, place: tuple[int, ...], by: float) -> Any:
    moved = f"{name}[{', '.join(map(str, place))}] += {by!r}\nr ="
    names: dict[str, Any] = {}
    head, _, call = code.partition(ARGUMENTS)
    exec(f"{head}{ARGUMENTS}{moved.removesuffix('r =')}{call}", names)
    return np.asarray(names["out"], dtype=complex)[()]


def page(rows: dict[str, list[Row]]) -> str:
    """The page in Markdown: a table for each module."""
    parts = [_INTRODUCTION.format(version=".".join(np.__version__.split(".")[:2]))]
    for module, functions in rows.items():
        parts.append(f"## {module}\n\n| verdict | functions |\n|---|---|")
        for kind in (FOLLOWED, DECIDES, REFUSED, MARKED, NO_NUMBER, LOST):
            texts = [_text(one) for one in functions if one.verdict == kind]
            if texts:
                parts.append(f"| **{kind}** ({len(texts)}) | {', '.join(texts)} |")
        parts.append("")
    return "\n".join(parts)


def _text(one: Row) -> str:
    is_same = one.op.removeprefix("ndarray.") in ("", one.name)
    return f"`{one.name}`" if is_same else f"`{one.name}` → {one.op}"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(every_row()), encoding="utf-8")
