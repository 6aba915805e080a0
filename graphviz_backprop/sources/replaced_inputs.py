"""Other numbers for inputs, by their names: `x[0]=2.5` where the code has `x = [1.0, -2.0]`.

The text is changed where the number stands, so that all lines stay where they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.parsing import parsed
from graphviz_backprop.sources.source import Cell, Program

_MOST_NAMED = 8
_EXPECTED = "expected a number, or a list of numbers"
_Key = int | str


def with_inputs(program: Program, inputs: Mapping[str, str]) -> Program:
    """The program with other literals in the place of those that it assigns.

    Args:
        program: whose code assigns them, outside of functions.
        inputs: by name, `x[0]`, the new one as Python writes it: `"2.5"`, `"[1.0, 2.0]"`.

    Raises:
        BackpropError: a name or a number is none, or the code assigns no literal to the name.
    """
    cells = list(program.cells)
    for name, text in inputs.items():
        _check_literal(name, text)
        _refuse_transcripts(program)
        wanted = _prefixes(name)
        changed = [_changed(cell, wanted, name, text) for cell in cells]
        if changed == cells:
            raise BackpropError(f"{program.name}: {_not_found(cells, name)}")
        cells = changed
    return replace(program, cells=tuple(cells))


def _check_literal(name: str, text: str) -> None:
    try:
        value = ast.literal_eval(text.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        value = None
    if not _holds_numbers(value):
        raise BackpropError(f"{name}: got {text.strip()!r:.40}; {_EXPECTED}")


def _holds_numbers(value: object) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_holds_numbers, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _refuse_transcripts(program: Program) -> None:
    if any(cell.holds_output for cell in program.cells):
        raise BackpropError(
            f"{program.name}: a transcript shows what its own numbers gave, so its inputs can't be "
            "set; expected a script, a notebook or Markdown"
        )


def _prefixes(name: str) -> dict[str, list[_Key]]:
    """What may be assigned to, each with the way from there to the input: `x` with `[0]`."""
    try:
        tree = ast.parse(name.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        tree = ast.Constant(None)
    found: dict[str, list[_Key]] = {}
    way: list[_Key] = []
    part: ast.expr = tree
    while True:
        found[ast.unparse(part)] = list(way)
        key = _key(part.slice) if isinstance(part, ast.Subscript) else None
        if isinstance(part, ast.Subscript) and key is not None:
            way.insert(0, key)
            part = part.value
            continue
        if isinstance(part, ast.Name | ast.Attribute):
            return found
        raise BackpropError(f"{name!r:.40} is not the name of an input; expected x, w[0], …")


def _key(index: ast.expr) -> _Key | None:
    try:
        key = ast.literal_eval(index)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, int | str) else None


def _changed(cell: Cell, wanted: Mapping[str, list[_Key]], name: str, text: str) -> Cell:
    """A cell with the new literal wherever it assigns one to the name."""
    places: list[ast.expr] = []
    for target, value in _assignments(parsed(cell.code)):
        way = wanted.get(ast.unparse(target))
        if way is not None:
            place = _at(value, way)
            if place is not None and _is_literal(place):
                places.append(place)
    code = cell.code
    for place in sorted(places, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        code = _put(code, place, text.strip())
    return replace(cell, code=code) if places else cell


def _assignments(statements: list[ast.stmt]) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The targets outside of functions and classes with what is assigned to each."""
    for statement in statements:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                yield from _pairs(target, statement.value)
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            yield statement.target, statement.value
        elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for field in ("body", "orelse", "finalbody"):
                yield from _assignments(getattr(statement, field, []))


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """`a, b = 1.0, 2.0` as two assignments."""
    if (
        isinstance(target, ast.Tuple | ast.List)
        and isinstance(value, ast.Tuple)
        and len(target.elts) == len(value.elts)
    ):
        for one, part in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, part)
    else:
        yield target, value


def _at(value: ast.expr, way: list[_Key]) -> ast.expr | None:
    """The part of an expression at the end of a way: through lists, dicts and a call's argument."""
    if isinstance(value, ast.Call):
        return _at(value.args[0], way) if value.args else None
    if not way:
        return value
    key, *rest = way
    if isinstance(value, ast.List | ast.Tuple) and isinstance(key, int):
        inside = -len(value.elts) <= key < len(value.elts)
        return _at(value.elts[key], rest) if inside else None
    if isinstance(value, ast.Dict):
        for name, part in zip(value.keys, value.values, strict=True):
            if isinstance(name, ast.Constant) and name.value == key:
                return _at(part, rest)
    return None


def _is_literal(place: ast.expr) -> bool:
    try:
        return _holds_numbers(ast.literal_eval(place))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return False


def _put(code: str, place: ast.expr, text: str) -> str:
    """The code with a text in the place of an expression, on as many lines."""
    lines = code.split("\n")
    first, last = place.lineno - 1, (place.end_lineno or place.lineno) - 1
    before = lines[first].encode()[: place.col_offset].decode()
    after = lines[last].encode()[place.end_col_offset :].decode()
    if last > first and text[-1] in ")]":
        text = text[:-1] + "\n" * (last - first) + text[-1]
    return "\n".join([*lines[:first], before + text + after, *lines[last + 1 :]])


def _not_found(cells: list[Cell], name: str) -> str:
    names = dict.fromkeys(
        ast.unparse(target)
        for cell in cells
        for target, value in _assignments(parsed(cell.code))
        if (place := _at(value, [])) is not None and _is_literal(place)
    )
    known = ", ".join(list(names)[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    which = f"those that are: {known}" if names else "no name is"
    return f"{name} is not assigned a number outside of functions; {which}"
