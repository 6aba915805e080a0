"""What was found in a file, as plain data: its passes and its hand-written gradients."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_backprop.forward_passes.finding import Pass, Passes
from graphviz_backprop.forward_passes.handwritten_gradients import handwritten
from graphviz_backprop.graph import Handwritten, Place
from graphviz_backprop.graph.gradient_names import base, is_gradient, is_of_function, root
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import Value


@dataclass(frozen=True, slots=True)
class Found:
    """One pass of a file.

    Attributes:
        number: its place in the code, from 1.
        first: where its first result stands.
        last: where its last one stands.
        outputs: the name and value of its output, or of all that could be it.
        inputs: the names of the variables that it is computed from.
        incomplete_because: why it can't be drawn; empty if it can.
    """

    number: int
    first: Place | None
    last: Place | None
    outputs: tuple[tuple[str, Value], ...]
    inputs: tuple[str, ...]
    incomplete_because: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The passes of a file, and its gradients, each with the number of the pass it belongs to."""

    source: str
    passes: tuple[Found, ...]
    gradients: tuple[tuple[Handwritten, int], ...]
    notes: tuple[str, ...] = ()


def list_passes(session: Session, passes: Passes, source: str) -> Listing:
    """What is in the file."""
    variables = {root(variable.name): None for variable in session.variables}
    rank = {name: number for number, name in enumerate(variables)}
    order = ancestors(end.record for one in passes.every for end in one.ends)
    parts = Scopes(session, order, order[-1], source) if order else None
    found = [_found(passes, one, source, rank, parts) for one in passes.every]
    inputs = {name for one in found for name in one.inputs}  # `data` is no gradient then
    gradients = [
        (gradient, passes.of_serial(serial).number)
        for gradient, serial in handwritten(session, source, True, parts.name_of if parts else None)
        if passes.every and base(gradient.name) not in inputs and _is_gradient(gradient, passes)
    ]
    gradients.sort(key=lambda one: (one[1], _order(one[0].place)))
    return Listing(source, tuple(found), tuple(gradients), tuple(session.notes))


def _is_gradient(one: Handwritten, passes: Passes) -> bool:
    """Whether it is named after something that is known: `data_loss` is no gradient."""
    return is_gradient(one.name, passes.roles.known) or is_of_function(one.name)


def _order(place: Place | None) -> tuple[int, int]:
    return (place.cell or 0, place.line) if place else (0, 0)


def _is_part(record: Record) -> bool:
    """Whether it is a part of an input, under a name of its own: `X_train` of `X`."""
    return record.is_leaf and bool(record.inputs)


def _found(
    passes: Passes, one: Pass, source: str, rank: dict[str, int], parts: Scopes | None
) -> Found:
    inputs = passes.inputs(one)
    new: list[SourceLocation] = [record for record in inputs if record.serial >= one.serials.start]
    places = [place_of(placed, source) for placed in [*new, *one.forward]]
    known = sorted((place for place in places if place), key=_order)
    names: dict[str, int] = {}  # with their rank
    for record in inputs:
        name = root(passes.name(record))
        own = parts.name_of(name, passes.first(record).named_in) if parts else name
        if not _is_part(record):
            names[own] = rank.get(name, len(rank))
    return Found(
        one.number,
        known[0] if known else None,
        known[-1] if known else None,
        tuple((end.record.name, end.record.value) for end in one.ends),
        tuple(sorted(names, key=lambda name: (names[name], name))),
        one.incomplete_because,
    )
