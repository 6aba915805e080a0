"""The real call, made as if from the reader's own line: NumPy's warnings name the line they see."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache
from types import CodeType, FrameType, FunctionType
from typing import Any

from graphviz_backprop.tracing.tape.record import is_own


def _call(function: Callable[..., Any], args: Any, named: Any) -> Any:
    return function(*args, **named)


def call_at_readers_line(
    function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
) -> Any:
    """`function(*args, **named)`, with the place and the globals of the code that runs now."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and is_own(frame.f_code.co_filename):
        frame = frame.f_back
    if frame is None:
        return function(*args, **named)
    code = _placed(frame.f_code.co_filename, frame.f_lineno or 1)
    return FunctionType(code, frame.f_globals)(function, args, named)


@lru_cache(maxsize=10_000)
def _placed(filename: str, line: int) -> CodeType:
    # Its body stands one line below its head.
    return _call.__code__.replace(co_filename=filename, co_firstlineno=line - 1)
