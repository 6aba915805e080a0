"""Constructors that Python writes, of a dataclass or a named tuple: they name what they get."""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.tape.session import Session

_GENERATED = "<string>"


def names_of_fields(cls: type) -> tuple[str, ...] | None:
    """The parameters by position of a generated constructor; None for any other class."""
    if "__dataclass_fields__" in vars(cls):
        made = vars(cls).get("__init__")
    else:
        made = cls.__new__ if issubclass(cls, tuple) and hasattr(cls, "_fields") else None
    if not isinstance(made, FunctionType) or made.__code__.co_filename != _GENERATED:
        return None
    return made.__code__.co_varnames[1 : made.__code__.co_argcount]


def naming(session: Session, cls: type, names: tuple[str, ...]) -> Callable[..., Any]:
    """The class, which names its numbers as `self.w = w` does in a constructor of one's own."""

    def construct(*args: Any, **named: Any) -> Any:
        # What had a name before keeps it: only what is named here is a field's own.
        known = {session.record(part) for part in (*args, *named.values())}
        bound = [session.bind(*pair, is_parameter=True) for pair in zip(names, args, strict=False)]
        by_name = {key: session.bind(key, part, is_parameter=True) for key, part in named.items()}
        thing = cls(*bound, *args[len(bound) :], **by_name)
        session.carriers.hold(thing, session.record)
        for key, part in (*zip(names, bound, strict=False), *by_name.items()):
            leaf = session.record(part)
            if leaf is not None and leaf.op is LEAF and leaf not in known:
                session.carriers.objects.note_field(leaf, thing, key)
        return thing

    return construct
