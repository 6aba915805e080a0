"""Rounds in which nothing happens to followed numbers, or always the same, and later ones.

`if i > 500: total += x[i]` leaves the first five hundred rounds idle. Recording may sleep through
idle rounds only where the loop names nothing that holds a followed number.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterable, Iterator
from types import CodeType, FrameType, FunctionType
from typing import Any

from graphviz_backprop.sources.parsing import parsed
from graphviz_backprop.tracing.hooks.classes import is_readers
from graphviz_backprop.tracing.hooks.interpreter_limits import room_for_long_expressions
from graphviz_backprop.tracing.rounds.containers import is_container, places
from graphviz_backprop.tracing.rounds.held_values import without_record
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_same_value

_LOOPS = (ast.For, ast.While)
# Beyond so many values a followed number may be among the rest.
_MOST_VALUES = 20_000


def may_use_followed(session: Session, frame: FrameType, line: int) -> bool:
    """True if the loop at a line of a frame's code names something that holds a followed number.

    Args:
        session: the run, with the texts of the code.
        frame: in which the loop runs.
        line: that of its `for` or `while`.
    """
    names = _names_in_loop(session.sources.get(frame.f_code.co_filename, []), line)
    if names is None:
        return True
    variables = {**frame.f_globals, **frame.f_locals}
    return _holds_followed([variables[name] for name in names if name in variables])


def note_changes(session: Session, woken: Iterable[Record], line: int) -> None:
    """Say which numbers changed in rounds that were taken for repetitions of the first ones.

    Args:
        session: the run, which keeps the line.
        woken: the inputs that stand in the place of changed values.
        line: that of the loop.
    """
    changed = {
        record.name
        for record in woken
        if record.name and not is_same_value(record.value, session.woken[record].value)
    }
    if changed:
        session.notes.append(
            f"the first rounds of the loop at line {line} were equal, so later ones were not "
            f"recorded; {', '.join(sorted(changed)[:4])} changed in them: an input now"
        )


def _names_in_loop(texts: list[str], line: int) -> set[str] | None:
    """The names in a loop's code; none in `while True: pass`, and None without its text."""
    with room_for_long_expressions():
        loops = [
            node
            for text in texts
            for statement in parsed(text)
            for node in ast.walk(statement)
            if isinstance(node, _LOOPS) and node.lineno == line
        ]
    names = {part.id for loop in loops for part in ast.walk(loop) if isinstance(part, ast.Name)}
    return names if loops else None


def _holds_followed(values: list[Any]) -> bool:
    """True if one of these values is a followed number, or such a number is within its reach."""
    waiting, seen = deque(values), set[int]()
    while waiting:
        value = waiting.popleft()
        arrays = numpy_support(value)
        if without_record(value) is not value or (arrays and arrays.record_of_known(value)):
            return True
        if id(value) in seen:
            continue
        seen.add(id(value))
        if len(seen) > _MOST_VALUES:
            return True
        if is_container(value):
            waiting += [part for _, part in places(value)]
        if isinstance(value, FunctionType) and is_readers(value):
            waiting += _globals_of(value)
    return False


def _globals_of(function: FunctionType) -> Iterator[Any]:
    """The values of the global names in a function's code, and in that of the functions inside."""
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        codes += [part for part in code.co_consts if isinstance(part, CodeType)]
        known = function.__globals__
        yield from (known[name] for name in code.co_names if name in known)
