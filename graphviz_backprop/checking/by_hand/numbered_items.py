"""Which item of a list or an array a number in a derivative's name means: `w[0]` of `dw0`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from graphviz_backprop.checking.watching.flat_numbers import bare
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze

NUMBERED = re.compile(r"([A-Za-z_]+?)(\d{1,2})")
_KEY = re.compile(r".*\['([A-Za-z_]+?)\d{1,2}'\]")


def stem_of_key(name: str) -> str:
    """Return `Z` of `cache['Z1']`, empty where a name has no such key: `dZ` may be by any."""
    parts = _KEY.fullmatch(name)
    return squeeze(parts[1]) if parts else ""


class NumberedItems:
    """Finds items by their numbers.

    Args:
        names: of all variables that derivatives are by; their numbers tell from what the code
            counts.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[str, set[int]] = {}
        for name in names:
            parts = NUMBERED.fullmatch(name)
            if parts:
                self._numbers.setdefault(parts[1], set()).add(int(parts[2]))

    def items(self, event: Event, stem: str, digits: str) -> Iterator[Variable]:
        """Yield `w[0]` for `w0`, `W[1, 0]` for `w10`, an array in a list for `W1`."""
        size, shape = event.value.size, event.shape
        length = len(event.like) if isinstance(event.like, list) else size
        numbers = self._places(stem, int(digits), length)
        for number in numbers:
            yield from _array(event, number)
        places: list[int] = []
        if shape is not None and len(shape) == 2 and len(digits) == 2:
            i, j = int(digits[0]), int(digits[1])
            places = [
                (i - first) * shape[1] + j - first
                for first in (0, 1)
                if 0 <= i - first < shape[0] and 0 <= j - first < shape[1]
            ]
        elif size > 1 and (shape is None or len(bare(shape, size)) == 1):
            places = self._places(stem, int(digits), size)
        for at in places:
            yield Variable(event, at, at + 1)

    def _places(self, stem: str, number: int, length: int) -> list[int]:
        """Return where an item stands: in two places where it isn't told from what it counts.

        `dw0` beside `dw1` and `dw2` counts from 0; `dw3` of three weights counts from 1.
        """
        numbers = self._numbers.get(stem, {number})
        if 0 in numbers:
            found = [number]
        else:
            found = [number - 1] if length in numbers else [number, number - 1]
        return [at for at in found if 0 <= at < length]


def _array(event: Event, number: int) -> Iterator[Variable]:
    """Yield one array in a list of arrays."""
    like = event.like
    if isinstance(like, list) and any(np.ndim(part) for part in like):
        sizes = [np.size(part) for part in like]
        yield Variable(event, sum(sizes[:number]), sum(sizes[: number + 1]))
