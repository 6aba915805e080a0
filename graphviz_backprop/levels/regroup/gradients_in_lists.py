"""The code's own gradients of numbers that now stand in arrays, as arrays too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from graphviz_backprop.graph import Graph, Handwritten, Node, handwritten_by_target
from graphviz_backprop.graph.gradient_names import squeeze
from graphviz_backprop.levels.regroup.collected import Numbers, frozen
from graphviz_backprop.levels.regroup.name_positions import kind_of_path, name_of_grid
from graphviz_backprop.values import is_array, plain_number


def gradients_in_lists(old: Graph, arrays: Iterable[tuple[Node, Numbers]]) -> Iterator[Handwritten]:
    """A gradient for each array of whose numbers the code has the gradients in one list.

    Args:
        old: the graph of numbers, with its gradients.
        arrays: new nodes with the numbers that they hold.
    """
    if not old.handwritten:
        return
    by_target = handwritten_by_target(old)
    for node, numbers in arrays:
        names = [old.nodes[int(one)].name for one in numbers.flat]
        if node.name and all(names):
            found = [by_target.get(squeeze(name), ()) for name in names]
            yield from _together(node, names, found, numbers.shape)


def _together(
    node: Node, names: Sequence[str], found: Sequence[Sequence[Handwritten]], shape: tuple[int, ...]
) -> Iterator[Handwritten]:
    """Those of one kind, which has one gradient for each number."""
    kinds: dict[str, None] = dict.fromkeys(kind_of_path(one.name) for one in found[0])
    for kind in kinds:
        own = [
            next((one for one in every if kind_of_path(one.name) == kind), None) for every in found
        ]
        every = [one for one in own if one is not None and not is_array(one.value)]
        if len(every) < len(own):
            continue
        ends = {one.name.removeprefix(name) for one, name in zip(every, names, strict=True)}
        (end, *others) = ends
        is_attribute = not others and end.startswith(".")  # `w[0].grad`, `w[1].grad`, …
        grid_name = name_of_grid([one.name for one in every], shape, {})
        name = node.name + end if is_attribute else grid_name
        if name:
            values = frozen(np.array([plain_number(one.value) for one in every]).reshape(shape))
            yield Handwritten(name, values, every[0].place)
