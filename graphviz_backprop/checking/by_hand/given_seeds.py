"""The upstream gradients that the code declares."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.names_of_rows import is_seed
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.telling import Event


def given_seeds(events: list[Event], rows: list[Row], flow: Dataflow) -> list[Event]:
    """Return the gradients from a next layer: by their names, and arrays made of nothing."""
    in_rows = {event.index for row in rows for event in row.events}
    named = [e for e in events if is_seed(e.name) and e.site.kind == "given"]
    named = [e for e in named if e.index not in in_rows or is_given(e, events, flow)]
    alone = [row.last for row in rows if len(row.events) == 1 and not (row.is_helper or row.of)]
    return named + [
        e
        for e in alone
        if e not in named
        and e.value.size > 1
        and is_given(e, events, flow)
        and np.any(e.value)
        and not np.all(e.value == 1.0)
        # Behind one that is called so it lacks what it should be computed from: `dx2 = ones / n`.
        and not any(n.index < e.index and n.value.size == e.value.size for n in named)
    ]


def is_given(event: Event, events: list[Event], flow: Dataflow) -> bool:
    """Return whether a value is computed from nothing in the code but whole numbers: sizes."""
    return all(_counts(events[index].like) for index in flow.inputs[event.index])


def _counts(like: Any) -> bool:
    """True of a whole number, and of the sizes of layers."""
    if isinstance(like, list | tuple):
        return all(map(_counts, like))
    return isinstance(like, int)


def is_taken_away(name: str, value: ast.expr | None) -> bool:
    """Return whether an expression has a difference with this name: that of a target."""
    return value is not None and any(
        isinstance(part, ast.BinOp)
        and isinstance(part.op, ast.Sub)
        and name in (ast.unparse(part.left), ast.unparse(part.right))
        for part in ast.walk(value)
    )
