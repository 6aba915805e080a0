"""Limits of the interpreter that a capture needs raised for a while."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ROOM = 20_000
_OFTEN = 200_000


@contextmanager
def room_for_long_expressions() -> Iterator[None]:
    """A sum of a thousand terms is a tree a thousand deep: walking it takes more stack."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _ROOM))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@contextmanager
def paused_gc() -> Iterator[None]:
    """Records stay alive until the end: looking for garbage among them was half of the time."""
    threshold = gc.get_threshold()
    gc.set_threshold(max(threshold[0], _OFTEN), *threshold[1:])
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
