"""Inputs in lists as vectors and matrices: as large as what uses all of their numbers alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from graphviz_backprop.graph import Graph
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.levels.regroup.likeness import Likeness
from graphviz_backprop.levels.regroup.name_positions import kind_of_path, name_of_grid, positions_in
from graphviz_backprop.quick_dataclass import quick_dataclass

_MOST_AXES = 2
Positions = tuple[int, ...]
Places = Mapping[Positions, int]


@quick_dataclass(frozen=True, slots=True)
class InputGrid:
    """Inputs that are one array.

    Attributes:
        numbers: their nodes, an array.
        name: what they are called together: `W1`, `net[:]['weights'][:-1]`.
    """

    numbers: Any
    name: str


def input_grids(likeness: Likeness) -> Iterator[InputGrid]:
    """The inputs that are drawn as arrays; the others stay numbers."""
    graph = likeness.graph
    whole: set[int] = set()
    for name, structure in graph.variables.items():
        numbers = _rectangle(structure)
        if numbers is None or (
            len(numbers) == 1 and not _gives_a_list(graph, int(numbers.flat[0]))
        ):
            continue
        if _is_used_alike(likeness, numbers.flat):
            whole.update(map(int, numbers.flat))
            yield InputGrid(numbers, name)
    by_kind: dict[str, dict[Positions, int]] = defaultdict(dict)
    for node in graph.nodes:
        if node.is_leaf and node.index not in whole and positions_in(node.name):
            by_kind[kind_of_path(node.name)][positions_in(node.name)] = node.index
    for places in by_kind.values():
        for part in _parts(likeness, places):
            yield _grid(graph, part, places)


def _rectangle(structure: Any) -> Any:
    """A whole list of numbers, or of rows of one length, as an array of nodes; else None."""
    import numpy as np

    if not isinstance(structure, list | tuple) or not structure:
        return None
    rows = [row if isinstance(row, list | tuple) else [row] for row in structure]
    is_matrix = all(isinstance(row, list | tuple) for row in structure)
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        return None
    if not (is_matrix or all(isinstance(one, int) for one in structure)):
        return None
    if not all(isinstance(one, int) and one != UNUSED for row in rows for one in row):
        return None
    numbers = np.array(structure)
    return numbers if len(set(numbers.flat)) == numbers.size else None


def _gives_a_list(graph: Graph, index: int) -> bool:
    """True if the only row of a matrix gives a list of one number, `z[0]`: else it is a vector."""
    users = [graph.nodes[edge.consumer] for edge in graph.consumers[index]]
    users += [
        graph.nodes[edge.consumer]
        for node in users
        if not node.name
        for edge in graph.consumers[node.index]
    ]
    return any(node.name.endswith("[0]") for node in users)


def _is_used_alike(likeness: Likeness, numbers: Any) -> bool:
    """True if something uses all of them in one way."""
    used = [likeness.users[int(one)] for one in numbers]
    return bool(frozenset.intersection(*used))


def _parts(likeness: Likeness, places: Places) -> Iterator[Places]:
    """Those inputs of one kind that are used alike, in blocks of at most two axes."""
    if len(places) == 1:
        return
    wide = _wide(places)
    if _is_block(places) and len(wide) <= _MOST_AXES and _is_used_alike(likeness, places.values()):
        yield places
        return
    split: dict[Any, dict[Positions, int]] = defaultdict(dict)
    for at, node in places.items():
        split[likeness.users[node]][at] = node
    if len(split) == 1:  # they are used alike, but no block: row by row
        (only,) = split.values()
        split = defaultdict(dict)
        for at, node in only.items():
            split[at[wide[0]]][at] = node
    for part in split.values():
        yield from _parts(likeness, part)


def _wide(places: Places) -> list[int]:
    """The positions that are not the same for all."""
    return [at for at, column in enumerate(zip(*places, strict=True)) if len(set(column)) > 1]


def _is_block(places: Places) -> bool:
    columns = [sorted(set(column)) for column in zip(*places, strict=True)]
    is_dense = all(one[-1] - one[0] + 1 == len(one) for one in columns)
    return is_dense and len(places) == len(list(product(*columns)))


def _grid(graph: Graph, part: Places, every: Places) -> InputGrid:
    import numpy as np

    wide = _wide(part)
    order = sorted(part)
    shape = tuple(len({at[axis] for at in part}) for axis in wide)
    numbers = np.array([part[at] for at in order]).reshape(shape)
    names = [graph.nodes[part[at]].name for at in order]
    lengths = {
        axis: max(at[axis] for at in every if at[:axis] == order[0][:axis]) + 1
        for axis in range(len(order[0]))
        if axis in wide or (wide and axis > wide[0])
    }
    return InputGrid(numbers, name_of_grid(names, shape, lengths))
