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


def shown(session: Session, value: Any, conversion: int, spec: str) -> Any:
    """What `f"{value!r:spec}"` gives."""
    text = format(_CONVERSIONS[conversion](value), spec)
    return session.admit("format", text, (value,))


def text_function(session: Session, real: Callable[..., Any]) -> Callable[..., Any]:
    """`str`, `repr` or `format`."""
    return lambda *args, **named: session.admit(real.__name__, real(*args, **named), args)
