"""`a.flat` of an array whose elements don't lie in one row: read and written one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


class FlatItems:
    """The methods of `numpy.flatiter`, on a traced array."""

    def __init__(self, array: Any) -> None:
        self.base = array
        self._next = 0

    def _index(self, key: Any) -> tuple[Any, ...]:
        shape = self.base.shape
        chosen = np.arange(self.base.size)[key]
        return tuple(np.unravel_index(chosen, tuple(int(length) for length in shape)))

    def __getitem__(self, key: Any) -> Any:
        return self.base[self._index(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        self.base[self._index(key)] = value

    def __len__(self) -> int:
        return int(self.base.size)

    def __iter__(self) -> Iterator[Any]:
        return (self[position] for position in range(self._next, len(self)))

    def __next__(self) -> Any:
        if self._next >= len(self):
            raise StopIteration
        self._next += 1
        return self[self._next - 1]

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.asarray(self.copy(), dtype=dtype)

    def copy(self) -> Any:
        """All elements in a row."""
        return self.base.flatten()

    @property
    def index(self) -> int:
        """The position that the iteration has come to."""
        return self._next

    @property
    def coords(self) -> tuple[int, ...]:
        """The index of the next element, by axes."""
        shape = tuple(int(length) for length in self.base.shape)
        return tuple(int(at) for at in np.unravel_index(self._next, shape))
