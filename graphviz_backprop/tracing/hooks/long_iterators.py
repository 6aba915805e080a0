"""Very many plain numbers, which are gone through once and never kept as a list."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any

from graphviz_backprop.tracing.tape.traced import is_traced

_MANY = 10_000


def until_traced(
    numbers: Any, most: Callable[[], int] | None = None
) -> tuple[list[Any], Iterator[Any] | range | None]:
    """All the numbers as a list; or, of very many plain ones, also all of them to go through anew.

    A range is a few bytes; as a list it would be a gigabyte. Of traced ones no more than `most` are
    taken from an iterator.
    """
    if type(numbers) is range:
        return list(numbers[:_MANY]), numbers if len(numbers) > _MANY else None
    if isinstance(numbers, list | tuple):
        return list(numbers), None
    iterator = iter(numbers)
    values = list(islice(iterator, _MANY))
    if len(values) < _MANY:
        return values, None
    if any(map(is_traced, values)):
        count = sys.maxsize if most is None else most()
        values += islice(iterator, count - _MANY)
        return values, chain(values, iterator) if len(values) == count else None
    return values, chain(values, iterator)
