"""Whether gradients have a minus, decided once for all, and what nobody lowers."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.differences import is_difference
from graphviz_backprop.checking.by_hand.names_of_losses import is_error_name, is_lowered
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.outputs import Output
from graphviz_backprop.checking.watching.telling import Event


def leave_turned(
    agreeing: Mapping[Output, Mapping[int, float]],
    late: dict[Output, int],
    rows: list[Row],
    flow: Dataflow,
) -> None:
    """Drop an output with a minus where others agree without one: the first one's sign is meant.

    What is computed from a wrong sign has it too, so that only the first of a chain tells.

    Args:
        agreeing: for each output the places of the derivatives that agree with it.
        late: the outputs that may be chosen.
        rows: the derivatives, in their order.
        flow: the links between values.
    """
    for output in [one for one in late if one.scale < 0]:
        plain = replace(output, scale=-output.scale)
        own, other = agreeing.get(output, {}), agreeing.get(plain, {})
        if plain not in late or not own or not other or not own.keys().isdisjoint(other):
            continue
        first, *rest = [row for row in rows if row.last.site.number in {*own, *other}]
        if first.last.index in flow.ancestors([row.last.index for row in rest]):
            late.pop(output if first.last.site.number in other else plain)


def leave_no_losses(late: dict[Output, int], named: Container[str], events: list[Event]) -> None:
    """Leave out what nobody lowers where there is a loss: the errors' sum, all layers' outputs.

    By chance a delta that lacks the error itself, `prime(out)`, is right by their sum.

    Args:
        late: the outputs that were tried, with the last event of each.
        named: the small letters of what the derivatives are said to be of.
        events: all numbers of a run.
    """
    if not any(_is_loss(output, events[at]) for output, at in late.items()):
        return
    for output, at in list(late.items()):
        event = events[at]
        is_errors = is_error_name(output.name) and is_difference(event.site.value)
        is_list = isinstance(event.like, list) and any(np.ndim(one) > 1 for one in event.like)
        if output.seed == "ones" and output.name.lower() not in named and (is_errors or is_list):
            del late[output]


def turned_losses(late: dict[Output, int], events: list[Event]) -> list[tuple[Output, Output]]:
    """Return each loss with a minus and without.

    Where the code adds all that it computes to its parameters, it is minus the derivative also
    where a slip comes before all of it.
    """
    losses = [o for o, at in late.items() if o.seed == "ones" and _is_loss(o, events[at])]
    return [(replace(one, scale=-1.0), one) for one in losses if one.scale == 1.0]


def _is_loss(output: Output, event: Event) -> bool:
    """True of one number with the name of a loss or an error, if it is no difference itself."""
    is_number = event.value.size == 1 and not is_difference(event.site.value)
    return is_number and is_lowered(output.name)
