"""Finite differences of a program: the slope of a name over each number that it assigns."""

from __future__ import annotations

import ast
import contextlib
import io
import math
from collections.abc import Container, Iterator
from typing import Any


def slopes(
    code: str, output: str, names: Container[str] | None = None, small: float = 1e-6
) -> dict[str, float]:
    """The slope of the output over each number that the program's text gives one of the names."""
    sides = one_sided_slopes(code, output, names, small)
    return {name: (below + above) / 2 for name, (below, above) in sides.items()}


def one_sided_slopes(
    code: str, output: str, names: Container[str] | None = None, small: float = 1e-6
) -> dict[str, tuple[float, float]]:
    """The slope below and above each number: they differ where the output has a kink or a jump."""
    tree = ast.parse(code)
    numbers = [
        (name, constant)
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign)
        for name, constant in named_numbers(statement.targets[0], statement.value)
        if names is None or name in names
    ]
    middle = value_of(tree, output) if numbers else 0.0
    found: dict[str, tuple[float, float]] = {}
    for name, constant in numbers:
        below, above = _slopes(tree, constant, output, middle, small)
        before = found.get(name, (0.0, 0.0))
        found[name] = before[0] + below, before[1] + above
    return found


def _slopes(
    tree: ast.Module, constant: ast.Constant, output: str, middle: float, small: float
) -> tuple[float, float]:
    """An int that the program needs as one is changed by 1."""
    own = constant.value
    assert isinstance(own, int | float)
    for step in (small, 1) if isinstance(own, int) else (small,):
        try:
            constant.value = own - step
            below = value_of(tree, output)
            constant.value = own + step
            return (middle - below) / step, (value_of(tree, output) - middle) / step
        except Exception:
            continue
        finally:
            constant.value = own
    return math.nan, math.nan


def named_numbers(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.Constant]]:
    """Each number in a literal that is assigned, with its name: `w[0]`, `net['b']`."""
    if isinstance(target, ast.Tuple | ast.List):
        yield from _unpacked(target.elts, value)
    else:
        yield from _parts(ast.unparse(target), value)


def _unpacked(targets: list[ast.expr], value: ast.expr) -> Iterator[tuple[str, ast.Constant]]:
    if not isinstance(value, ast.Tuple | ast.List):
        return
    values = list(value.elts)
    starred = [place for place, one in enumerate(targets) if isinstance(one, ast.Starred)]
    if starred:
        first, last = starred[0], starred[0] + len(values) - len(targets) + 1
        values[first:last] = [ast.List(values[first:last])]
    for one, part in zip(targets, values, strict=True):
        yield from named_numbers(one.value if isinstance(one, ast.Starred) else one, part)


def _parts(name: str, value: ast.expr) -> Iterator[tuple[str, ast.Constant]]:
    if isinstance(value, ast.List | ast.Tuple):
        for index, part in enumerate(value.elts):
            yield from _parts(f"{name}[{index}]", part)
    elif isinstance(value, ast.Dict):
        for key, part in zip(value.keys, value.values, strict=True):
            if key is not None:
                yield from _parts(f"{name}[{ast.unparse(key)}]", part)
    elif isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.Constant):
        # The sign goes into the number, so that the slope is over what is assigned.
        value.operand.value = -value.operand.value
        value.op = ast.UAdd()
        yield name, value.operand
    elif isinstance(value, ast.Constant) and type(value.value) in (int, float):
        yield name, value


def value_of(tree: ast.Module, output: str) -> Any:
    """What the program leaves under a name."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(tree, "<plain>", "exec"), names)
    return names[output]


def leaves(gradients: dict[str, Any]) -> dict[str, float]:
    """Gradients by the name of each number: `w[0]`, `net['b']`."""
    found: dict[str, float] = {}
    waiting = list(gradients.items())
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}[{key!r}]", part) for key, part in value.items()]
        elif isinstance(value, list | tuple):
            waiting += [(f"{name}[{index}]", part) for index, part in enumerate(value)]
        else:
            found[name] = value
    return found
