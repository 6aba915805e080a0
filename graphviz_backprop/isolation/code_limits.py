"""The limits of the reader's code, seen from within the process that runs it."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TypeGuard

from graphviz_backprop.isolation.processes import memory_held
from graphviz_backprop.limits import Limits
from graphviz_backprop.quick_dataclass import quick_dataclass

# Systems without it leave the limits to the process that watches.
IS_NOTICED = hasattr(signal, "setitimer")
_LOOK = 0.25  # seconds between two looks
_ROOM = 0.85  # of the memory, so that there is some left to draw with
_OWN = __name__.partition(".")[0]
_PATIENCE = 0.5  # seconds in which a hook may end what it has begun


@quick_dataclass(slots=True)
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
    noticed: float | None = None
    is_over = False

    def look(number: int, frame: FrameType | None) -> None:
        nonlocal noticed
        if is_over:
            return
        now = time.monotonic()
        if now >= deadline:
            text = f"the code did not end in {limits.timeout:g} s"
            option = "--timeout gives it longer"
        elif _memory() > limits.memory * 1e9 * _ROOM:
            text = f"the code took more than {_ROOM:.0%} of {limits.memory:g} GB of memory"
            option = "--memory allows more"
        else:
            return
        noticed = noticed or now
        code = frame
        while _is_own(code):
            code = code.f_back
        stopped = StoppedCode(text, option, frame)
        # A hook of ours that is stopped halfway leaves a record that is half written.
        if code is None or code is frame or now >= noticed + _PATIENCE:
            raise stopped
        _raise_in(code, stopped)

    traced_by = sys.gettrace()
    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, min(_LOOK, limits.timeout), _LOOK)
    try:
        yield
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(traced_by)


def _raise_in(frame: FrameType, error: BaseException) -> None:
    """Raise an error at the next instruction of a frame that waits for a call to return."""

    def instruction(frame: FrameType, event: str, argument: object) -> None:
        raise error

    frame.f_trace_opcodes = True
    frame.f_trace = instruction
    sys.settrace(lambda frame, event, argument: None)  # switches the frame's own on


def _is_own(frame: FrameType | None) -> TypeGuard[FrameType]:
    """True if what runs is this package, not the reader's code or a library."""
    return frame is not None and str(frame.f_globals.get("__name__")).split(".")[0] == _OWN


def _memory() -> int:
    """The bytes that this process holds; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return memory_held()
    return 0
