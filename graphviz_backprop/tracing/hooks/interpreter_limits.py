"""Limits of the interpreter that a capture needs raised for a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ROOM = 20_000


@contextmanager
def room_for_long_expressions() -> Iterator[None]:
    """A sum of a thousand terms is a tree a thousand deep: walking it takes more stack."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _ROOM))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
