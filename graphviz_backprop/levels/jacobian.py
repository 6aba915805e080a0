"""The derivatives of one call w.r.t. its arguments, by replaying the function on elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.element import Draft, Element, Tape
from graphviz_backprop.levels.element_rules import replay
from graphviz_backprop.ops import LEAF

_MOST_NUMBERS = 20_000_000


def jacobians(graph: Graph, node: Node) -> tuple[Any, ...] | None:
    """For each input of a node the derivatives of its value: of the shape (*result, *input).

    None where the function can't be replayed with these arguments.

    Raises:
        BackpropError: there are too many numbers.
    """
    tape = Tape(graph.source)
    tape.origin = node
    inputs = [_leaves(tape, value) for value in graph.args(node)]
    count = sum(one.size for one in inputs)
    with np.errstate(all="ignore"):
        result = replay(tape, node, [one if one.ndim else one.item() for one in inputs])
    if result is None:
        return None
    ends = [tape.draft_of(one) for one in result.reshape(-1)]
    if len(tape.made) * count > _MOST_NUMBERS:
        raise BackpropError(
            f"{graph.source}: {node.place}: {node.op.noun} of {count:,} numbers is too large to "
            "differentiate; make its arrays smaller"
        )
    with np.errstate(all="ignore"):
        rows = _rows(tape.made, count)
    zero = np.zeros(count)
    whole = np.array([rows.get(id(one), zero) for one in ends]).reshape(len(ends), count)
    found, start = [], 0
    for one in inputs:
        part = whole[:, start : start + one.size].reshape((*node.shape, *one.shape))
        part.setflags(write=False)
        found.append(part)
        start += one.size
    return tuple(found)


def _leaves(tape: Tape, value: Any) -> Any:
    values = np.asarray(value, order="C")  # the leaves are counted in this order
    made = np.frompyfunc(lambda one: Element(tape, tape.draft(LEAF, (), one), one), 1, 1)
    return np.asarray(made(values), dtype=object)


def _rows(made: list[Draft], count: int) -> dict[int, Any]:
    """For each draft its derivatives w.r.t. the leaves, from the leaves on."""
    rows: dict[int, Any] = {}
    reached: dict[int, Any] = {}
    leaves = 0
    for draft in made:
        row, touched = np.zeros(count), np.zeros(count, dtype=bool)
        if draft.op is LEAF:
            row[leaves], touched[leaves] = 1.0, True
            leaves += 1
        args = tuple(one.value for one in draft.inputs)
        for argument, part in enumerate(draft.inputs):
            if id(part) in rows:
                local, behind = draft.op.local(argument, draft.value, args), reached[id(part)]
                # A pole does not count for what is not behind it.
                row[behind] += local * rows[id(part)][behind]
                touched |= behind
        rows[id(draft)], reached[id(draft)] = row, touched
    return rows
