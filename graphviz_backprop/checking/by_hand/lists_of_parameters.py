"""What stands at the same place in a layer's two lists: `self.params[0]` of `self.grads[0]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.listed_items import GRADIENTS, PARAMETERS
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze

_ITEM = re.compile(r"(?P<list>\w+)\[(?P<at>\d+)\]")


def of_the_same_place(row: Row, forward: Iterable[Event], before: int) -> list[Event]:
    """Return the parameters, the last first, that a gradient in a list of its object is by.

    The row then has the name of that parameter as what it is the derivative by.
    """
    own = _ITEM.fullmatch(row.name.rpartition(".")[2])
    if not row.last.owner or own is None or own["list"] not in GRADIENTS:
        return []
    names = {f"{name}[{own['at']}]" for name in PARAMETERS}
    given = [e for e in forward if e.owner == row.last.owner and e.index < before]
    found = [e for e in given if e.name.rpartition(".")[2] in names][-1:]
    if not found or any(e.index > found[0].index and _is_whole_list(e) for e in given):
        return []  # `layer.params = [p - rate * g for …]`
    row.to = squeeze(found[0].name.rpartition(".")[2])
    return found


def _is_whole_list(event: Event) -> bool:
    return event.name.rpartition(".")[2] in PARAMETERS
