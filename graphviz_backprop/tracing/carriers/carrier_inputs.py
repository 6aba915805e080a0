"""Objects that carry a number, handed over as inputs: copies whose numbers are followed."""

from __future__ import annotations

import copy
from typing import Any

from graphviz_backprop.tracing.carriers.payload_attributes import likely_payloads
from graphviz_backprop.tracing.tape.attribute_owner import stored_attribute, stored_names
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import can_wrap


def holds_carriers(session: Session, value: Any) -> bool:
    """True for such an object, and for a list or a dict with one."""
    if type(value) in (list, tuple, dict):
        parts = value.values() if isinstance(value, dict) else value
        return any(holds_carriers(session, part) for part in parts)
    return session.carriers.classes.has(type(value))


def bind_carriers(session: Session, name: str, value: Any) -> Any:
    """The input with copies of its objects, whose numbers are inputs under the objects' names.

    Args:
        session: the run.
        name: of the input, `"xs"`; a part of it is `xs[0]`.
        value: the object, a number, or a list, tuple or dict of them.
    """
    if type(value) in (list, tuple):
        parts = [bind_carriers(session, f"{name}[{at}]", part) for at, part in enumerate(value)]
        return type(value)(parts)
    if type(value) is dict:
        items = value.items()
        return {key: bind_carriers(session, f"{name}[{key!r}]", part) for key, part in items}
    if not session.carriers.classes.has(type(value)):
        return session.bind(name, copy.copy(value), is_given=True)
    thing = copy.copy(value)
    stored = {key: stored_attribute(thing, key) for key in stored_names(thing)}
    numbers = [key for key, part in stored.items() if can_wrap(part) or numpy_support(part)]
    for key in likely_payloads(numbers)[:1]:
        number = session.bind(name, copy.copy(stored[key]), is_given=True)
        object.__setattr__(thing, key, number)  # past what the class itself does there
        session.carriers.hold(thing, session.record)
    return thing
