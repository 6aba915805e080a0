"""Outputs that the code computes behind its derivatives: a cost at the end of a `backprop`."""

from __future__ import annotations

import ast
from bisect import bisect_right

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.watching.telling import Event

_MOST = 60


class LateOutputs:
    """Finds what belongs to a pass although it is computed after a derivative of it.

    Args:
        events: those of the run.
        written: the indices of all that gives derivatives.
        flow: the links.
    """

    def __init__(self, events: list[Event], written: set[int], flow: Dataflow) -> None:
        self._events, self._written, self._flow = events, written, flow
        self._known: dict[tuple[int, int], Event | None] = {}

    def of_pass(self, place: list[Event], row: int) -> Event | None:
        """Return the next value at a place, if its pass is that of a derivative; else None.

        It is where it is computed from what the forward pass has given since the last value there,
        and from no derivative or update since.
        """
        at = bisect_right(place, row, key=lambda event: event.index)
        if at == len(place):
            return None
        event = place[at]
        statement = event.site.statement
        if isinstance(statement, ast.AugAssign) and isinstance(statement.op, (ast.Div, ast.Mult)):
            return None  # `error /= n`, of all samples' errors: told of, after the last pass
        if (event.index, row) not in self._known:
            since = place[at - 1].index if at else -1
            self._known[event.index, row] = event if self._is_of_pass(event, since, row) else None
        return self._known[event.index, row]

    def _is_of_pass(self, event: Event, since: int, row: int) -> bool:
        waiting, seen, is_shared = [event.index], set[int](), False
        while waiting:
            index = waiting.pop()
            if index in seen:
                continue
            seen.add(index)
            if index in self._written or len(seen) > _MOST:
                return False
            for before in self._flow.inputs[index]:
                if before in self._written:
                    return False
                if before > row:
                    waiting.append(before)
                else:
                    is_shared = is_shared or before > since
        sites = {self._events[index].site.number for index in seen if index != event.index}
        return is_shared and not any(
            self._events[index].site.number in sites for index in range(max(since, 0), row)
        )
