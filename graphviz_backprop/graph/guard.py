"""The comparisons that steered the reader's code, as data of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph.place import Place
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison.

    Attributes:
        value: what it was: a number, an array, or a list of numbers that was searched.
        node: the index of its node; None where it is no node of the graph.
        behind: for such a one, the indices of the nodes that it was computed from; empty for a
            number of the code.
    """

    value: Any
    node: int | None = None
    behind: tuple[int, ...] = ()

    @property
    def nodes(self) -> tuple[int, ...]:
        """The nodes on which the operand depends: its own, or those behind it."""
        return self.behind if self.node is None else (self.node,)


@quick_dataclass(frozen=True, slots=True)
class Guard:
    """A comparison, a truth test or a choice by comparison, of a number that the graph has.

    With other inputs it may go the other way, and the code would compute something else.

    Attributes:
        operator: `<`, `<=`, `>`, `>=`, `==`, `!=`, `in` or `not in`; `bool` where one value was
            tested for being true; else the function that chose: `sorted`, `max`, `any`, …, and
            `int`, whose result the code may use as a place or a count.
        operands: what was compared, in the order of the code.
        outcome: True or False; of `sorted` the old position of each item, of `max` and `min` the
            position of the one that was taken, of `int` the number.
        text: the comparison in the code, `z > 0`; of `0 < z < 1` the pair that this guard is.
        place: where it stands.
        is_before_output: it was made before the output was computed; a later one, as of a gradient
            by hand, did not steer the forward pass.
    """

    operator: str
    operands: tuple[Operand, ...]
    outcome: bool | int | tuple[int, ...]
    text: str
    place: Place | None = None
    is_before_output: bool = True


def moved(
    guards: Iterable[Guard],
    places: dict[int, int],
    behind: dict[int, tuple[int, ...]] | None = None,
) -> tuple[Guard, ...]:
    """Return guards for the nodes of another graph; those of which no node is left are left out.

    Args:
        guards: those of a graph.
        places: the new index of each of its nodes that is left.
        behind: for nodes that are left no more, the new indices of what they were computed from.
    """
    instead = behind or {}

    def move(operand: Operand) -> Operand:
        if operand.node in places:
            return replace(operand, node=places[operand.node])
        found = [
            new
            for old in operand.nodes
            for new in ([places[old]] if old in places else instead.get(old, ()))
        ]
        return Operand(operand.value, None, tuple(sorted(set(found))))

    new = [replace(guard, operands=tuple(map(move, guard.operands))) for guard in guards]
    return tuple(guard for guard in new if any(operand.nodes for operand in guard.operands))
