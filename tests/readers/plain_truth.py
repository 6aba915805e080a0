"""Runs a copy of a reader's code in plain Python and prints its numbers at one line, pickled.

A program of its own: nothing of the package is imported, and the reader's code can't disturb the
tests. Its standard input is a pickled dict: the code, the fields of a Truth, and `check`: at which
time that the line is met, from 1, finite differences are wanted; 0 for never.
"""

from __future__ import annotations

import contextlib
import copy
import io
import pickle
import sys
import textwrap
import types
from typing import Any

import numpy as np

STEP = 1e-5
PROBE = "__probe__"


class Enough(BaseException):
    """What is wanted is known: the code need not run on."""


def line_number(lines: list[str], beginning: str, nth: int = 0) -> int:
    """Return the index of the nth line that begins with a text."""
    places = [i for i, line in enumerate(lines) if line.strip().startswith(beginning)]
    if len(places) <= nth:
        raise SystemExit(f"no line {nth} of the code begins with {beginning!r}")
    return places[nth]


def with_probe(code: str, before: str, nth: int) -> str:
    """Return the code with a call of the probe before a line, or at the end."""
    lines = code.splitlines()
    if not before:
        return "\n".join([*lines, f"{PROBE}()"])
    place = line_number(lines, before, nth)
    indent = lines[place][: len(lines[place]) - len(lines[place].lstrip())]
    return "\n".join([*lines[:place], f"{indent}{PROBE}()", *lines[place:]])


def lines_of(code: str, first: str, last: str, nth: int = 0) -> str:
    """Return a part of the code, from a line to the next one that begins with `last`."""
    lines = code.splitlines()
    start = line_number(lines, first, nth)
    end = start + line_number(lines[start:], last)
    return textwrap.dedent("\n".join(lines[start : end + 1]))


def elements(value: Any) -> list[str]:
    """Return the subscripts of a few elements of an array, or of the number itself."""
    if np.ndim(value) == 0:
        return [""]
    size = np.size(value)
    flat = sorted({size * part // 7 for part in range(7)} | {size - 1})
    places = [np.unravel_index(i, np.shape(value)) for i in flat]
    if isinstance(value, list):
        return ["".join(f"[{int(i)}]" for i in place) for place in places]
    return ["[" + ", ".join(str(int(i)) for i in place) + "]" for place in places]


def differences(names: dict[str, Any], asked: dict[str, Any]) -> list[tuple[str, str, float, Any]]:
    """Return for some elements: the input, the element, the file's gradient, both differences."""
    lines = lines_of(asked["code"], *asked["forward"], asked["forward_nth"])
    forward = compile(lines, "<forward>", "exec")
    upstream = np.copy(eval(asked["upstream"], names))
    random_state = np.random.get_state()

    def output() -> float:
        np.random.set_state(random_state)
        with contextlib.redirect_stdout(io.StringIO()):
            exec(forward, names)
        return float(np.sum(np.asarray(eval(asked["output"], names)) * upstream))

    def set_to(element: str, number: float) -> None:
        exec(f"{element} = {number!r}", names)

    if asked["backward"]:
        output()
        exec(lines_of(asked["code"], *asked["backward"]), names)
    gradients = {n: copy.deepcopy(eval(e, names)) for n, e in asked["gradients"].items()}
    here = output()
    found = []
    for name, gradient in gradients.items():
        for at in elements(gradient):
            element = f"{asked['stored'].get(name, name)}{asked['attribute']}{at}"
            before = float(eval(element, names))
            set_to(element, before + STEP)
            above = (output() - here) / STEP
            set_to(element, before - STEP)
            below = (here - output()) / STEP
            set_to(element, before)
            found.append((name, at, float(eval("g" + at, {"g": gradient})), (below, above)))
    return found


def read_truth(asked: dict[str, Any]) -> dict[str, Any]:
    """Run the code and return its numbers at the first and the last time that the line is met."""
    answer: dict[str, Any] = {"times": 0}

    def probe() -> None:
        frame = sys._getframe(1)
        inside = frame.f_code.co_name != "<module>"
        names = {**frame.f_globals, **frame.f_locals} if inside else frame.f_globals
        exec(asked["extra"], names)
        numbers = {name: copy.deepcopy(eval(e, names)) for name, e in asked["gradients"].items()}
        met = {"output": copy.deepcopy(eval(asked["output"], names)), "gradients": numbers}
        answer["times"] += 1
        answer.setdefault("first", met)
        answer["last"] = met
        if asked["check"] == answer["times"]:
            answer["differences"] = differences(names, asked)
            raise Enough

    module = types.ModuleType("__main__")
    vars(module)[PROBE] = probe
    sys.modules["__main__"] = module
    code = with_probe(asked["code"], asked["before"], asked["nth"])
    with contextlib.suppress(Enough), contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<reader>", "exec", dont_inherit=True), vars(module))
    return answer


if __name__ == "__main__":
    request = pickle.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pickle.dumps(read_truth(request)))
