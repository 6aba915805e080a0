"""`timeit`: of a call that is repeated to time it, the first is recorded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType, SimpleNamespace
from typing import Any, Protocol


class Sleeper(Protocol):
    """An object that puts recording to sleep for a while."""

    def nap(self, frame: FrameType | None) -> bool:
        """Let recording sleep, unless it does already; true if it has been awake."""

    def end_nap(self) -> None:
        """Let recording go on."""


def timing(sleeper: Sleeper, function: Callable[..., Any]) -> Callable[..., Any]:
    """`timeit.timeit` and its like, where recording sleeps after the first call.

    Their loop goes through `itertools.repeat(None, number)`, which is the module's own variable.
    """

    def call(*args: Any, **named: Any) -> Any:
        import timeit

        real = timeit.itertools  # type: ignore[attr-defined]  # its own import, not in stubs
        is_first = [True]
        repeat = SimpleNamespace(repeat=lambda _, number: _each(sleeper, number, is_first))
        timeit.itertools = repeat  # type: ignore[attr-defined]  # as above
        try:
            return function(*args, **named)
        finally:
            timeit.itertools = real  # type: ignore[attr-defined]  # as above

    return call


def _each(sleeper: Sleeper, number: int, is_first: list[bool]) -> Iterator[None]:
    was_awake = False
    try:
        for _ in range(number):
            if not is_first and not was_awake:
                was_awake = sleeper.nap(sys._getframe(1))
            is_first.clear()
            yield None
    finally:
        if was_awake:
            sleeper.end_nap()
