"""An attribute that is given a value by its name: `setattr(self, name, value)`."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from graphviz_backprop.tracing.tape.session import Session

Callee = Callable[[Any], Callable[..., Any]]


def set_attribute(
    session: Session, callee: Callee, function: Any, text: str, thing: Any, name: Any, value: Any
) -> None:
    """Name the value as `thing.name = value` would, then set it.

    Args:
        session: the run.
        callee: gives what is called in the place of a function.
        function: what the code calls `setattr`, which may be its own.
        text: how the code spells the object.
        thing: the object.
        name: of the attribute.
        value: what it is given.
    """
    if function is builtins.setattr and type(name) is str:
        function(thing, name, session.bind(f"{text}.{name}", value))
    else:
        callee(function)(thing, name, value)
