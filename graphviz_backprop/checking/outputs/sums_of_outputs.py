"""Outputs that are sums over samples: derivatives gathered in a loop are by all of its losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.outputs import SUM, Output
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze


def losses_of_others(
    rows: list[Row], chosen: list[Output], losses: set[Output], reached: dict[Output, set[int]]
) -> Iterator[Output]:
    """Yield the losses of rows for which no chosen output is one: another net's, with a slip.

    Args:
        rows: the derivatives that agree with no chosen output.
        chosen: the outputs so far.
        losses: what is one by its name, or by what comes after it.
        reached: the places of the derivatives that each may be the output of.
    """
    names = {one.name for one in chosen}
    for row in rows:
        site = row.last.site.number
        if any(site in reached.get(one, ()) for one in chosen):
            continue
        found = [
            one
            for one in losses
            if (one.seed, one.scale, one.back) == ("ones", 1.0, 0)
            and site in reached.get(one, ())
            and one.name not in names  # a second pass has the name of the first
            and not any(
                _is_of(one, r) for r in rows
            )  # `parameters["bias"]`, which a training gives
        ]
        if found:
            yield max(found, key=lambda one: one.site)


def _is_of(output: Output, row: Row) -> bool:
    """True if an output has the name of what a derivative is by."""
    return bool(row.to) and squeeze(output.name).lower().endswith(row.to.lower())


def sums_for(
    rows: Iterable[Row], chosen: list[Output], known: Iterable[Output], events: list[Event]
) -> Iterator[Output]:
    """Yield the sums of chosen outputs that derivatives are gathered over, as `w_grad += …`.

    Args:
        rows: those that agree with no chosen output.
        chosen: the outputs, none of which is a sum.
        known: all that were tried.
        events: all numbers of a run.
    """
    tried = set(known)
    for output in chosen:
        total = replace(output, back=SUM)
        places = [e.index for e in events if (e.site.number, e.name) == (output.site, output.name)]
        if total in tried and any(_is_gathered(row, places) for row in rows):
            yield total


def _is_gathered(row: Row, places: list[int]) -> bool:
    first, last = row.events[0].index, row.last.index
    is_added = row.last.site.is_update or row.name in row.last.site.reads
    return is_added and sum(first < at < last for at in places) > 1
