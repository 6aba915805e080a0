"""The last results of a pass that no known derivative leads to: an earlier one is drawn instead."""

from __future__ import annotations

from collections.abc import Container

from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.graph.gradient_names import derivative
from graphviz_backprop.ops import sub
from graphviz_backprop.tracing.rounds.long_chains import ROUNDS
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, ancestors

# The author rounds to print: the value before is what is meant.
_ROUNDINGS = frozenset(
    "round int floor ceil trunc format str repr functools.cache math.floor math.ceil math.trunc "
    "numpy.round numpy.floor numpy.ceil numpy.trunc numpy.rint numpy.fix".split()
)


def hidden_results(passes: Passes, one: Pass, source: str) -> list[str]:
    """The lines about these results, each with the operation and its place.

    Args:
        passes: all that was found in the run.
        one: the pass that is looked at.
        source: the name of the file.
    """
    forward = {binding.record for binding in one.forward}
    asked = [b for b in one.results if b.record not in forward and not b.record.is_used]
    causes = _causes(passes, one, [binding.record for binding in asked])
    said = {}
    for binding in asked:
        cause = causes.get(binding.record)
        is_rounded = cause is not None and cause.op.noun in _ROUNDINGS
        if is_rounded and derivative(binding.name):  # gradients are rounded as they are written
            continue
        if cause is not None:
            said[binding.record] = _sentence(binding, cause, source)
    return list(said.values())


def _causes(passes: Passes, one: Pass, results: list[Record]) -> dict[Record, Record]:
    """The operation without a derivative that each result depends on, where nothing else bars it.

    Each record is looked at once, for results may stand upon each other in a long chain.
    """
    barred: set[Record] = set()
    first: dict[Record, Record] = {}
    rounded: dict[Record, Record] = {}

    def is_before(part: Record) -> bool:
        return part.serial < one.start

    for part in ancestors(results, is_before):
        inputs = () if is_before(part) else part.inputs
        roles = passes.roles
        if part in roles.backward or part in roles.gradients or not barred.isdisjoint(inputs):
            barred.add(part)
        opaque = [first[source] for source in inputs if source in first]
        if part.is_opaque and part.op.noun not in _ROUNDINGS:
            opaque.append(part)
        elif part.is_opaque:
            rounded[part] = part
        elif roundings := [rounded[source] for source in inputs if source in rounded]:
            # `floor(x) * z` goes on with more than the rounded value, `round(y) / 100` does not.
            is_more = any(_is_more(source, part, rounded) for source in inputs)
            opaque += roundings if is_more else []
            rounded[part] = roundings[0]
        if opaque:
            first[part] = min(opaque, key=lambda record: record.serial)
    # The rounds of a loop that are too many to draw have a line of their own.
    return {
        result: first[result]
        for result in results
        if result in first and result not in barred and first[result].op is not ROUNDS
    }


def _is_more(part: Record, user: Record, rounded: Container[Record]) -> bool:
    """True if what a rounded value is used with is computed on its own: `z` of `floor(x) * z`.

    What it is compared with, as the target of `round(y) - target`, is not.
    """
    if part in rounded or part.is_constant or part.is_not_input or user.is_decision:
        return False
    return not (part.is_leaf and user.op is sub)


def _sentence(binding: Binding, cause: Record, source: str) -> str:
    place = place_of(cause, source)
    where = f", {place}," if place else ""
    return f"{binding.name} depends on {cause.op.noun}{where} whose derivative is not known here"
