"""Outputs that are left out before the choice: what a loss is computed from, and errors."""

from __future__ import annotations

from collections.abc import Container, Mapping

import numpy as np

from graphviz_backprop.checking.by_hand.differences import is_difference
from graphviz_backprop.checking.by_hand.names_of_losses import is_error_name, is_loss, is_lowered
from graphviz_backprop.checking.outputs.outputs import Output
from graphviz_backprop.checking.watching.telling import Event

# For each output the places of the derivatives that agree with it, and how much each counts.
Agreeing = Mapping[Output, Mapping[int, float]]


def leave_inner(
    late: dict[Output, int],
    agreeing: Agreeing,
    reached: Mapping[Output, set[int]],
    named: Container[str],
) -> None:
    """Leave out what reaches no more derivatives than a loss does, unless more agree with it.

    Args:
        late: the outputs that were tried, with the last event of each.
        agreeing: the derivatives that agree with each.
        reached: the places of the derivatives by values that move each.
        named: what the derivatives are said to be of, in small letters.
    """
    losses = [one for one in late if is_loss(one.name)]
    for output in list(late):
        found = agreeing.get(output, {})
        for loss in losses if output not in losses else ():
            is_inner = reached[output] <= reached[loss]
            more = sum(found.values()) - sum(agreeing.get(loss, {}).values())
            is_started = output.seed not in ("ones", "declared")
            if is_inner and (is_started or more < 2.0) and output.name.lower() not in named:
                del late[output]
                break


def leave_no_losses(late: dict[Output, int], named: Container[str], events: list[Event]) -> None:
    """Leave out what nobody lowers where there is a loss: the errors' sum, all layers' outputs.

    By chance a delta that lacks the error itself, `prime(out)`, is right by their sum.

    Args:
        late: the outputs that were tried, with the last event of each.
        named: what the derivatives are said to be of, in small letters.
        events: all numbers of a run.
    """
    if not any(is_lowered_number(output, events[at]) for output, at in late.items()):
        return
    for output, at in list(late.items()):
        event = events[at]
        is_errors = is_error_name(output.name) and is_difference(event.site.value)
        is_list = isinstance(event.like, list) and any(np.ndim(one) > 1 for one in event.like)
        if _is_open(output, named) and (is_errors or is_list):
            del late[output]


def leave_read_errors(
    late: dict[Output, int],
    agreeing: Agreeing,
    named: Container[str],
    behind: Container[int],
    read: Container[str],
) -> None:
    """Leave out the errors that derivatives start from, as `err` of `y - t`, if none agrees.

    Args:
        late: the outputs that were tried, with the last event of each.
        agreeing: the derivatives that agree with each.
        named: what the derivatives are said to be of, in small letters.
        behind: the events that derivatives are computed from.
        read: the names that their statements read.
    """
    for output in list(late):
        is_read = late[output] in behind or output.name in read
        is_start = is_read and is_error_name(output.name) and _is_open(output, named)
        if is_start and not agreeing.get(output):
            del late[output]


def is_lowered_number(output: Output, event: Event) -> bool:
    """Return whether it is one number called a loss or an error, and no difference itself."""
    is_number = event.value.size == 1 and not is_difference(event.site.value)
    return is_number and is_lowered(output.name)


def _is_open(output: Output, named: Container[str]) -> bool:
    """True if neither a given start nor the name of a derivative says that it is the output."""
    return output.seed == "ones" and output.name.lower() not in named
