"""Whether gradients have a minus, decided once for all: by the first of a chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.left_out import is_lowered_number
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


def turned_losses(late: dict[Output, int], events: list[Event]) -> list[tuple[Output, Output]]:
    """Return each loss with a minus and without.

    Where the code adds all that it computes to its parameters, it is minus the derivative also
    where a slip comes before all of it.
    """
    losses = [o for o, at in late.items() if o.seed == "ones" and is_lowered_number(o, events[at])]
    return [(replace(one, scale=-1.0), one) for one in losses if one.scale == 1.0]
