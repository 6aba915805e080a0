"""The new graph around the collected nodes: its inputs, comparisons and names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph import Element, Graph, Node, map_structure, moved
from graphviz_backprop.graph.graph import UNUSED, ends_of
from graphviz_backprop.levels.level import ARRAY
from graphviz_backprop.levels.regroup.collected import Collected
from graphviz_backprop.levels.regroup.gradients_in_lists import gradients_in_lists
from graphviz_backprop.levels.regroup.input_grids import InputGrid


def rejoined(old: Graph, collected: Collected, grids: Sequence[InputGrid]) -> Graph:
    """The graph of the collected nodes, without those that the output does not need.

    Args:
        old: the graph of numbers.
        collected: the new nodes.
        grids: the inputs that are arrays.
    """
    output = collected.take_number(old.output)
    kept = _kept(collected.nodes, output)
    new = {node.index: index for index, node in enumerate(kept)}
    nodes = tuple(
        replace(node, index=new[node.index], inputs=tuple(new[one] for one in node.inputs))
        for node in kept
    )
    places = {
        number: (new[index], position)
        for number, (index, position) in collected.places.items()
        if index in new
    }
    alone = {number: index for number, (index, position) in places.items() if position is None}
    variables = dict(_variables(old, grids, places, alone))
    updated = {
        grid.name
        for grid in grids
        for name, structure in old.variables.items()
        if name in old.updated and not set(ends_of(structure)).isdisjoint(grid.numbers.flat)
    }
    arrays = ((nodes[new[at]], one) for at, one in collected.arrays.items() if at in new)
    return replace(
        old,
        nodes=nodes,
        handwritten=(*old.handwritten, *gradients_in_lists(old, arrays)),
        output=new[output],
        variables=variables,
        numbers={
            name: map_structure(structure, lambda end: _end(places, end))
            for name, structure in old.variables.items()
        },
        updated=old.updated | updated,
        guards=moved(old.guards, alone, _behind(old, places)),
        level=ARRAY,
    )


def _kept(nodes: Sequence[Node], output: int) -> list[Node]:
    """What the output depends on, and all inputs."""
    used = {output}
    for node in reversed(nodes):
        if node.index in used:
            used.update(node.inputs)
    return [node for node in nodes if node.index in used or node.is_leaf]


def _variables(
    old: Graph,
    grids: Sequence[InputGrid],
    places: dict[int, tuple[int, int | None]],
    alone: dict[int, int],
) -> Iterator[tuple[str, Any]]:
    """The arrays by their names, in the place of their first numbers, and the other numbers."""
    by_number = {int(number): grid for grid in grids for number in grid.numbers.flat}
    told: set[str] = set()
    for name, structure in old.variables.items():
        ends = list(ends_of(structure))
        for end in ends:
            grid = by_number.get(end)
            if grid is not None and grid.name not in told:
                told.add(grid.name)
                yield grid.name, places[end][0]
        if any(end in alone for end in ends):
            yield (
                name,
                map_structure(structure, lambda end: UNUSED if end == UNUSED else alone.get(end)),
            )


def _end(places: dict[int, tuple[int, int | None]], end: int) -> Any:
    if end == UNUSED:
        return UNUSED
    if end not in places:
        return None
    index, position = places[end]
    return index if position is None else Element(index, position)


def _behind(old: Graph, places: dict[int, tuple[int, int | None]]) -> dict[int, tuple[int, ...]]:
    """For the numbers that stand in arrays, or inside a sum, the new nodes that they hang on."""
    behind: dict[int, tuple[int, ...]] = {}
    for node in old.nodes if old.guards else ():
        if node.index in places:
            behind[node.index] = (places[node.index][0],)
        else:
            found = {one for index in node.inputs for one in behind.get(index, ())}
            behind[node.index] = tuple(sorted(found))
    return behind
