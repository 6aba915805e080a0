"""A progress bar on a terminal, for work that takes more than a second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_PATIENCE = 1.0  # seconds


@contextmanager
def progress(total: int) -> Iterator[Callable[[], Any]]:
    """Give a function to call for each figure; a terminal on stderr gets a bar."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=total, delay=_PATIENCE, unit=" figures", leave=False) as bar:
        # The layout comes before the first figure and may itself take longer.
        first = threading.Timer(_PATIENCE, bar.refresh)
        first.daemon = True
        first.start()
        try:
            yield bar.update
        finally:
            first.cancel()
            first.join()  # it may be drawing: not below a bar that is gone
