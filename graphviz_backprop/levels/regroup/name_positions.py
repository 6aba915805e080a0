"""Names as paths with positions: `W1[2][0]` is the place (2, 0) of `W1[][]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

_POSITION = re.compile(r"\[(\d+)\]")


def kind_of_path(name: str) -> str:
    """A name without its positions.

    >>> kind_of_path("net[0]['weights'][3]")
    "net[]['weights'][]"
    """
    return _POSITION.sub("[]", name)


def positions_in(name: str) -> tuple[int, ...]:
    """The positions in a name, from left to right.

    >>> positions_in("net[0]['weights'][3]")
    (0, 3)
    """
    return tuple(map(int, _POSITION.findall(name)))


def with_positions(kind: str, positions: Iterable[int]) -> str:
    """The name of a kind with these positions.

    >>> with_positions("net[]['weights'][]", (0, 3))
    "net[0]['weights'][3]"
    """
    for position in positions:
        kind = kind.replace("[]", f"[{position}]", 1)
    return kind


def name_of_grid(names: Sequence[str], shape: tuple[int, ...], lengths: Mapping[int, int]) -> str:
    """One name for the numbers of an array, empty where theirs do not stand in its order.

    Args:
        names: of the numbers, in the order of the array.
        shape: of the array.
        lengths: how long the list at a position is, where that is known.

    >>> name_of_grid(["w[0]", "w[1]"], (2,), {0: 3})
    'w[:-1]'
    """
    kinds = {kind_of_path(name) for name in names}
    if len(kinds) != 1 or not names[0]:
        return ""
    if len(set(names)) == 1:
        return names[0].removesuffix("[0]") if shape == (1,) else names[0]
    columns = list(zip(*map(positions_in, names), strict=True))
    ranges = [_range(column, shape) for column in columns]
    axes = [axis for axis, _ in ranges if axis is not None]
    if -1 in axes or any(later <= axis for axis, later in pairwise(axes)):
        return ""
    if not axes or axes[-1] != len(shape) - 1:
        return ""
    return _written(names[0], [start for _, start in ranges], ranges, shape, lengths)


def _range(column: Iterable[int], shape: tuple[int, ...]) -> tuple[int | None, int]:
    """The axis along which a position counts up by one, None where it stays, -1 for neither."""
    import numpy as np

    places: Any = np.array(list(column)).reshape(shape)
    start = int(places.flat[0])
    if (places == start).all():
        return None, start
    for axis, length in enumerate(shape):
        counting = np.arange(start, start + length).reshape(
            [-1 if at == axis else 1 for at in range(len(shape))]
        )
        if (places == counting).all():
            return axis, start
    return -1, start


def _written(
    name: str,
    starts: Sequence[int],
    ranges: Sequence[tuple[int | None, int]],
    shape: tuple[int, ...],
    lengths: Mapping[int, int],
) -> str:
    pieces = _POSITION.split(name)  # every second one is a position
    texts = []
    for at, (axis, start) in enumerate(ranges):
        count = 1 if axis is None else shape[axis]
        texts.append(_index(start, count, lengths.get(at), axis is None and at in lengths))
    text = pieces[0]
    for at, one in enumerate(texts):
        text += f"[{one}]" + pieces[2 * at + 2]
    while text.endswith("[:]"):
        text = text.removesuffix("[:]")
    return text


def _index(start: int, count: int, length: int | None, is_fixed: bool) -> str:
    """`:`, `:-1`, `2:`, `3`, or `-1` for the last of a list of which the others stand apart."""
    if count == 1:
        return "-1" if is_fixed and length is not None and start == length - 1 > 0 else str(start)
    end = start + count
    last = "" if length is None or end == length else str(end)
    if length is not None and end == length - 1:
        last = "-1"
    return f"{start or ''}:{last}"
