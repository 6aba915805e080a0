"""Texts of numbers: a number that is made of one again depends on the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphviz_backprop.tracing.tape.session import Session

_CONVERSIONS: dict[int, Callable[[Any], Any]] = {
    -1: lambda value: value,
    ord("s"): str,
    ord("r"): repr,
    ord("a"): ascii,
}


def shown(value: Any, conversion: int, spec: str) -> tuple[str, Any]:
    """The text of `{value!r:spec}` in an f-string, and the value."""
    return format(_CONVERSIONS[conversion](value), spec), value


def joined(session: Session, *pieces: str | tuple[str, Any]) -> Any:
    """The text of an f-string from its pieces; it depends on the values in it."""
    texts = [piece if isinstance(piece, str) else piece[0] for piece in pieces]
    values = tuple(piece[1] for piece in pieces if not isinstance(piece, str))
    return session.admit("format", "".join(texts), values)


def text_function(session: Session, real: Callable[..., Any]) -> Callable[..., Any]:
    """`str`, `repr` or `format`."""
    return lambda *args, **named: session.admit(real.__name__, real(*args, **named), args)
