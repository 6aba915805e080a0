"""Python's garbage collector, which looks through all that is made again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OFTEN = 200_000


@contextmanager
def paused_gc() -> Iterator[None]:
    """While much is made that stays until the end: looking for garbage took half of the time."""
    threshold = gc.get_threshold()
    gc.set_threshold(max(threshold[0], _OFTEN), *threshold[1:])
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
