"""Results without a name (`print(mse(net(x), y))`), where nothing that has one is an output."""

from __future__ import annotations

from graphviz_backprop.forward_passes.finding import Passes, find_passes
from graphviz_backprop.tracing.tape.session import Session


def find_passes_at_end(session: Session, of: str | None = None) -> Passes:
    """All passes of a run that is over; see `find_passes`.

    Only where none of them can be drawn, what the code shows or puts into lists without a name is a
    result too, called by the function that returned it or by its place in the list.
    """
    passes = find_passes(session, of)
    if passes.complete() or not session.unnamed:
        return passes
    named = session.bindings
    new = [binding for binding in session.unnamed if not binding.record.name]
    for binding in new:
        binding.record.name = binding.record.name or binding.name
    session.bindings = sorted([*named, *session.unnamed], key=lambda one: one.record.serial)
    with_unnamed = find_passes(session, of)
    if with_unnamed.complete():
        return with_unnamed
    session.bindings = named
    for binding in new:
        binding.record.name = ""
    return passes
