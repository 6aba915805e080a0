"""The object whose attribute a name is: that of `out` in `out.grad`, as the frame has it."""

from __future__ import annotations

import ast
from functools import lru_cache
from types import FrameType, MemberDescriptorType
from typing import Any

from graphviz_backprop.tracing.tape.call import CALLS

_CONTAINERS = (list, tuple, dict)


def attribute_owner(name: str, frame: FrameType) -> Any:
    """The object of an attribute's name, found without running any of the reader's code.

    Args:
        name: as the code spells it, `"self.w[0].grad"`.
        frame: that of the code.

    Returns:
        The object; None where a property, a call or a container of another type is on the way.
    """
    thing, _, _ = name.rpartition(".")
    call = CALLS.get(id(frame))
    owner = call.owner if call is not None and call.code is frame.f_code else None
    if callable(owner) and thing == frame.f_code.co_varnames[0]:
        return owner()
    try:
        return _evaluate(_parsed(thing), frame)
    except (LookupError, TypeError, SyntaxError, ValueError):
        return None


@lru_cache(maxsize=10_000)
def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _evaluate(node: ast.expr, frame: FrameType) -> Any:
    if isinstance(node, ast.Name):
        local = frame.f_locals
        return local[node.id] if node.id in local else frame.f_globals[node.id]
    if isinstance(node, ast.Attribute):
        return stored_attribute(_evaluate(node.value, frame), node.attr)
    if isinstance(node, ast.Subscript):
        container = _evaluate(node.value, frame)
        if type(container) in _CONTAINERS:
            return container[ast.literal_eval(node.slice)]
    raise LookupError


def stored_attribute(thing: Any, name: str) -> Any:
    """The value that an object itself stores under a name, in its `__dict__` or in a slot.

    Raises:
        LookupError: it stores nothing of this name.
    """
    names = getattr(thing, "__dict__", None)
    if isinstance(names, dict) and name in names:
        return names[name]
    for base in type(thing).__mro__:
        slot = vars(base).get(name)
        if isinstance(slot, MemberDescriptorType):
            try:
                return slot.__get__(thing, type(thing))
            except AttributeError:
                raise LookupError(name) from None
    raise LookupError(name)


def stored_names(thing: Any) -> list[str]:
    """The names under which an object itself stores something, in their order."""
    names = getattr(thing, "__dict__", None)
    slots = [
        key
        for base in reversed(type(thing).__mro__)
        for key, member in vars(base).items()
        if isinstance(member, MemberDescriptorType)
    ]
    return [*slots, *(names if isinstance(names, dict) else ())]
