"""What was found in a file, as plain data: its passes and its hand-written gradients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphviz_backprop.forward_passes.finding import Pass, Passes
from graphviz_backprop.forward_passes.handwritten_gradients import handwritten
from graphviz_backprop.graph import Handwritten, Place
from graphviz_backprop.graph.gradient_names import base, is_gradient, is_of_function
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.gap import Gap
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import Value

# Variables of loops that say what the rounds are.
_COUNTED = ("epoch", "step", "iteration")


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
        kind: what it is where it is no forward pass.
    """

    number: int
    first: Place | None
    last: Place | None
    outputs: tuple[tuple[str, Value], ...]
    inputs: tuple[str, ...]
    incomplete_because: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A result that is no part of the forward pass.

    Attributes:
        name: what the code calls it.
        place: where it is computed.
        number: the pass that it stands in.
        reason: why, as a sentence without its subject.
    """

    name: str
    place: Place | None
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Between:
    """Passes that were not recorded, in the rounds of a loop.

    Attributes:
        first: the number of the first of these passes.
        last: that of the last one.
        rounds: what they are: `epochs 5 to 7`.
        change: what the output was before and after: name, and both values; None where it has no
            one name.
    """

    first: int
    last: int
    rounds: str
    change: tuple[str, Value, Value] | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The passes of a file, and its gradients, each with the number of the pass it belongs to.

    Attributes:
        source: the file.
        passes: those that were recorded.
        gradients: each with the number of its pass.
        notes: what could not be followed, a line each.
        between: the passes that were not recorded.
    """

    source: str
    passes: tuple[Found, ...]
    gradients: tuple[tuple[Handwritten, int], ...]
    notes: tuple[str, ...] = ()
    left_aside: tuple[LeftAside, ...] = ()
    between: tuple[Between, ...] = ()


def list_passes(session: Session, passes: Passes, source: str) -> Listing:
    """What is in the file."""
    variables = {base(variable.name): None for variable in session.variables}
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
    between = tuple(_between(session, found))
    left_aside = _left_aside(passes, source)
    notes = tuple(session.notes)
    return Listing(source, tuple(found), tuple(gradients), notes, left_aside, between)


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


def _between(session: Session, found: list[Found]) -> Iterator[Between]:
    """The gaps in the numbers of the passes, with what their rounds are called."""
    last = 0
    gaps = [gap for gap in session.gaps if gap.passes]
    numbered = {0: None, **{one.number: one for one in found}}
    for number in [*sorted(numbered)[1:], _count_passes(session, found) + 1]:
        if number > last + 1:
            before, after = numbered[last], numbered.get(number)
            rounds = _rounds(gaps, number - last - 1)
            yield Between(last + 1, number - 1, rounds, _change(before, after))
        last = number


def _count_passes(session: Session, found: list[Found]) -> int:
    """How many passes there are with those that were not recorded."""
    return len(found) + sum(gap.passes for gap in session.gaps)


def _rounds(gaps: list[Gap], passes: int) -> str:
    """The rounds that hold so many of the passes that were not recorded; they are used up."""
    taken: list[Gap] = []
    while gaps and passes > 0:
        passes -= gaps[0].passes
        taken.append(gaps.pop(0))
    if not taken or any(gap.line != taken[0].line for gap in taken):
        return ""
    word = taken[0].target if taken[0].target in _COUNTED else "round"
    return f"{word}s {taken[0].first:,} to {taken[-1].last:,}"


def _change(before: Found | None, after: Found | None) -> tuple[str, Value, Value] | None:
    if before is None or after is None or len(before.outputs) != 1 or len(after.outputs) != 1:
        return None
    (name, old), (other, new) = before.outputs[0], after.outputs[0]
    return (name, old, new) if name == other else None


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
    new: list[SourceLocation] = [
        record
        for record in inputs
        if record.serial >= one.serials.start and record not in passes.roles.updates
    ]
    places = [place_of(placed, source) for placed in [*new, *one.forward]]
    known = sorted((place for place in places if place), key=_order)
    names: dict[str, int] = {}  # with their rank
    for record in inputs:
        name = base(passes.name(record))
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
