"""Numbers of an input that nothing uses: a few are drawn beside the others, whole rows are not.

Of `x = [1.0, -2.0, 3.0]` all three are drawn where only `x[0]` is used; of a table of six rows
only the row that is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graphviz_backprop.graph import Graph
from graphviz_backprop.graph.graph import UNUSED

_MOST = 4  # numbers of one list


def drawn_though_unused(leaves: Any, is_used: Callable[[Any], bool]) -> Iterator[Any]:
    """The leaves of an input that are drawn though nothing uses them.

    Args:
        leaves: those of the input, in its shape.
        is_used: tells whether a leaf is drawn because something uses it.
    """
    parts = _parts(leaves)
    numbers = [part for part in parts if part is not None and not _is_container(part)]
    unused = [leaf for leaf in numbers if not is_used(leaf)]
    if len(unused) <= _MOST:
        yield from unused
    for part in parts:
        if _is_container(part) and any(map(is_used, _leaves(part))):
            yield from drawn_though_unused(part, is_used)


def tell_what_is_not_drawn(graph: Graph) -> Iterator[str]:
    """A sentence for each input with numbers that nothing uses and that are not drawn."""
    for name, structure in graph.variables.items():
        left_out = sum(leaf == UNUSED for leaf in _leaves(structure))
        if left_out > _MOST or any(_is_left_out(part) for part in _parts(structure)):
            yield f"{left_out} numbers of {name} that nothing uses are not drawn"


def _is_left_out(part: Any) -> bool:
    return (
        _is_container(part) and bool(_parts(part)) and all(one == UNUSED for one in _leaves(part))
    )


def _parts(structure: Any) -> list[Any]:
    if isinstance(structure, dict):
        return list(structure.values())
    return list(structure) if _is_container(structure) else [structure]


def _is_container(part: Any) -> bool:
    return isinstance(part, dict | list | tuple)


def _leaves(structure: Any) -> Iterator[Any]:
    """The leaves in an input, or None in the place of what is none."""
    waiting = [structure]
    while waiting:
        part = waiting.pop()
        if _is_container(part):
            waiting += _parts(part)
        else:
            yield part
