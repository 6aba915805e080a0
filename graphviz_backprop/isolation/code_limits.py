"""The limits of the reader's code, seen from within the process that runs it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

from graphviz_backprop.isolation.processes import memory_held
from graphviz_backprop.limits import Limits

# Systems without it leave the limits to the process that watches.
IS_NOTICED = hasattr(signal, "setitimer")
_LOOK = 0.25  # seconds between two looks
_ROOM = 0.85  # of the memory, so that there is some left to draw with


@dataclass(slots=True)
class CodeLimits:
    """The limits of the code in this process; None where nothing is watched."""

    limits: Limits | None = None


CODE_LIMITS = CodeLimits()


class StoppedCode(BaseException):
    """The code has gone beyond a limit.

    Attributes:
        limit: what it went beyond: `the code did not end in 3 s`.
        option: the option that allows more.
        frame: where it was.
    """

    def __init__(self, limit: str, option: str, frame: FrameType | None) -> None:
        super().__init__(limit)
        self.limit = limit
        self.option = option
        self.frame = frame


@contextmanager
def stopping() -> Iterator[None]:
    """Raise `StoppedCode` in the code once it goes beyond a limit, until it gives in."""
    limits = CODE_LIMITS.limits
    if (
        limits is None
        or not IS_NOTICED
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    deadline = time.monotonic() + limits.timeout
    is_over = False

    def look(number: int, frame: FrameType | None) -> None:
        if is_over:
            return
        if time.monotonic() >= deadline:
            text = f"the code did not end in {limits.timeout:g} s"
            raise StoppedCode(text, "--timeout gives it longer", frame)
        if _memory() > limits.memory * 1e9 * _ROOM:
            text = f"the code took more than {_ROOM:.0%} of {limits.memory:g} GB of memory"
            raise StoppedCode(text, "--memory allows more", frame)

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, min(_LOOK, limits.timeout), _LOOK)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _memory() -> int:
    """The bytes that this process holds; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return memory_held()
    return 0
