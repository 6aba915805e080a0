"""The last results of a pass that no known derivative leads to: an earlier one is drawn instead."""

from __future__ import annotations

from graphviz_backprop.forward_passes.finding import Pass, Passes
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
    said = {}
    for binding in one.results:
        cause = _cause(passes, one, binding)
        if cause is not None and binding.record not in forward and not binding.record.is_used:
            said[binding.record] = _sentence(binding, cause, source)
    return list(said.values())


def _cause(passes: Passes, one: Pass, binding: Binding) -> Record | None:
    """The operation without a derivative that a result depends on, where nothing else bars it."""
    order = ancestors([binding.record], lambda part: part.serial < one.start)
    if not passes.roles.backward.isdisjoint(order) or not passes.roles.gradients.isdisjoint(order):
        return None
    opaque = [part for part in order if part.is_opaque and part.op.noun not in _ROUNDINGS]
    # The rounds of a loop that are too many to draw have a line of their own.
    return opaque[0] if opaque and opaque[0].op is not ROUNDS else None


def _sentence(binding: Binding, cause: Record, source: str) -> str:
    place = place_of(cause, source)
    where = f", {place}," if place else ""
    return f"{binding.name} depends on {cause.op.noun}{where} whose derivative is not known here"
