"""The content of a file as plain data: its passes and its hand-written gradients."""

from __future__ import annotations

from graphviz_backprop.forward_passes.lists.between import find_between
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.roles.handwritten_gradients import handwritten
from graphviz_backprop.graph import Handwritten
from graphviz_backprop.graph.gradient_names import base, is_gradient, is_of_function, root
from graphviz_backprop.graph.listed import Found, LeftAside, Listing
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session


def list_passes(session: Session, passes: Passes, source: str) -> Listing:
    """The passes and gradients of a file."""
    variables = {root(variable.name): None for variable in session.variables}
    rank = {name: number for number, name in enumerate(variables)}
    order = ancestors(end.record for one in passes.every for end in one.ends)
    parts = Scopes(session, order, order[-1], source) if order else None
    found = [_found(passes, one, source, rank, parts) for one in passes.every]
    inputs = {name for one in found for name in one.inputs}  # `data` is no gradient then
    gradients = [
        (gradient, passes.of_serial(serial).number)
        for gradient, serial in handwritten(session, source, parts.name_of if parts else None)
        if passes.every and base(gradient.name) not in inputs and _is_gradient(gradient, passes)
    ]
    gradients.sort(key=lambda one: (one[1], one[0].place.order if one[0].place else (0, 0)))
    return Listing(
        source,
        tuple(found),
        tuple(gradients),
        tuple(session.notes),
        _left_aside(passes, source),
        tuple(find_between(session, found)),
    )


def _left_aside(passes: Passes, source: str) -> tuple[LeftAside, ...]:
    """The named results that are put aside, each name once in a pass."""
    found: dict[tuple[int, str], LeftAside] = {}
    for one in passes.every:
        reasons = _reasons(passes, one)
        forward = {binding.record for binding in one.forward}
        given = {binding.name for binding in one.forward}
        for binding in one.results:
            if binding.record in forward or binding.name in given:
                continue
            reason = reasons.get(binding.record, "takes up the output of an earlier pass")
            if (one.number, binding.name) not in found:
                row = LeftAside(binding.name, place_of(binding, source), one.number, reason)
                found[one.number, binding.name] = row
    return tuple(found.values())


def _reasons(passes: Passes, one: Pass) -> dict[Record, str]:
    """Why the records of a pass are put aside; what was computed before it is left out."""
    order = ancestors((b.record for b in one.results), lambda part: part.serial < one.start)
    return passes.aside.reasons(part for part in order if part.serial >= one.start)


def _is_gradient(one: Handwritten, passes: Passes) -> bool:
    """True if it is named after something that is known: `data_loss` is no gradient."""
    known = passes.roles.known
    return is_gradient(one.name, known) or is_of_function(one.name, known)


def _is_part(record: Record) -> bool:
    """True if it is a part of an input, under a name of its own: `X_train` of `X`."""
    return record.is_leaf and bool(record.inputs)


def _found(
    passes: Passes, one: Pass, source: str, rank: dict[str, int], parts: Scopes | None
) -> Found:
    inputs = passes.inputs(one)
    new: list[SourceLocation] = [
        record
        for record in inputs
        if record.serial >= one.serials.start and record not in passes.roles.updates
    ]
    places = [place_of(placed, source) for placed in [*new, *one.forward]]
    known = sorted((place for place in places if place), key=lambda place: place.order)
    names: dict[str, int] = {}  # with their rank
    for record in inputs:
        # The many numbers of a network of objects are named together, its few arrays each.
        is_array = getattr(record.value, "shape", ()) != ()
        name = (base if is_array else root)(passes.name(record))
        own = parts.name_of(name, passes.first(record).named_in) if parts else name
        if not _is_part(record):
            names[own] = rank.get(name, len(rank))
    return Found(
        one.number,
        known[0] if known else None,
        known[-1] if known else None,
        tuple((_called(b.record, parts), b.record.value) for b in one.ends),
        tuple(sorted(names, key=lambda name: (names[name], name))),
        one.incomplete_because,
    )


def _called(output: Record, parts: Scopes | None) -> str:
    name = parts.name(output) if parts else output.name
    return name or f"the {output.op.noun} in line {output.line}"
