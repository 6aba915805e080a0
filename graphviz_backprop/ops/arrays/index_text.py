"""How a part of an array is written: `.T`, `[0]`, `[:, 1:3]`, `[range(n), y]`."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays.arrange import index, reshape, transpose
from graphviz_backprop.ops.op import Op
from graphviz_backprop.values import index_text

_MOST_WRITTEN = 6
_ROW = re.compile(r"\[\d+(?:, \d+)*\]")


def describe_part(shape: tuple[int, ...], positions: Any) -> tuple[Op, str]:
    """The op that takes elements of an array of a shape, and how it is written.

    Args:
        shape: of the array.
        positions: flat indices into it, in the shape of what is taken.
    """
    taken = np.asarray(positions)
    if not taken.ndim and math.prod(shape) > 1:  # there may be thousands of these
        return index, index_text(shape, int(taken))
    places = np.arange(math.prod(shape)).reshape(shape)
    if taken.size == places.size:
        if taken.shape == shape[::-1] and np.array_equal(taken, places.T):
            return transpose, ".T"
        if np.array_equal(taken.ravel(), places.ravel()):
            return reshape, f".reshape({', '.join(map(str, taken.shape))})"
    return index, f"[{index_of(shape, taken)}]"


def index_of(shape: tuple[int, ...], positions: Any) -> str:
    """The index that takes these elements: by slices where they are a block, else by lists."""
    taken = np.asarray(positions)
    if not taken.size or not shape:
        return "…"
    axes = np.unravel_index(taken.ravel(), shape)
    if taken.size == 1:
        return ", ".join(str(int(one[0])) for one in axes)
    steps = [np.unique(one) for one in axes]
    blocks = [_slice(one, length) for one, length in zip(steps, shape, strict=True)]
    is_block = np.prod([one.size for one in steps]) == taken.size
    if is_block and all(blocks) and np.array_equal(np.sort(taken.ravel()), taken.ravel()):
        while len(blocks) > 1 and blocks[-1] == ":":
            blocks.pop()
        return ", ".join(blocks)
    if rows := _rows(shape, taken):
        return _listed(rows)
    return ", ".join(map(_listed, axes))


def is_row(text: str) -> bool:
    """True for a single row or entry, `[0]` or `[2, 1]`, as `describe_part` writes it."""
    return _ROW.fullmatch(text) is not None


def _rows(shape: tuple[int, ...], taken: Any) -> list[int]:
    """The rows that are taken whole, in any order; empty where parts of rows are."""
    if taken.ndim < 2 or taken.shape[1:] != shape[1:]:
        return []
    row = np.arange(math.prod(shape[1:])).reshape(shape[1:])
    rows = taken.reshape(len(taken), -1)[:, 0] // row.size
    starts = rows.reshape(-1, *[1] * row.ndim) * row.size
    return rows.tolist() if np.array_equal(taken, starts + row) else []


def _slice(steps: Any, length: int) -> str:
    """`:`, `1:3`, `0`, or nothing where the steps are uneven."""
    if steps.size == 1:
        return str(int(steps[0]))
    by = int(steps[1] - steps[0])
    if (np.diff(steps) != by).any():
        return ""
    first, last = int(steps[0]), int(steps[-1])
    start = str(first) if first else ""
    end = str(last + 1) if last + by < length else ""
    return f"{start}:{end}" + (f":{by}" if by != 1 else "")


def _listed(steps: Any) -> str:
    numbers = [int(one) for one in steps]
    if numbers == list(range(len(numbers))):
        return f"range({len(numbers)})"
    if len(numbers) > _MOST_WRITTEN:
        numbers_text = ", ".join(map(str, numbers[: _MOST_WRITTEN - 1]))
        return f"[{numbers_text}, …]"
    return str(numbers)
