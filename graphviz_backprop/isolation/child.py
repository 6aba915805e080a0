"""The process in which the reader's code runs: one call, its answer, and Python's usual end."""

from __future__ import annotations

import atexit
import errno
import faulthandler
import gc
import os
import pickle
import pkgutil
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any

from graphviz_backprop.errors import BackpropError, fault
from graphviz_backprop.isolation.answers import frame_answer
from graphviz_backprop.isolation.code_limits import CODE_LIMITS
from graphviz_backprop.isolation.processes import WHERE, limit_work, opened

BEGUN = b"begun\n"


def main(answers: int, places: int) -> None:
    """Take a call from stdin and answer it; what it will need may be named before.

    Args:
        answers: descriptor for the answer, see `answers`.
        places: descriptor for Python's report of a crash, or of the place where the code is.
    """
    answers, places = opened(answers), opened(places)
    gc.disable()  # what is imported stays
    try:
        while isinstance(asked := pickle.load(sys.stdin.buffer), str):
            with suppress(ImportError):  # the call will say so
                import_module(asked)
    except EOFError:  # there is nobody who asks
        return
    function, args, is_piped, limits, token = asked
    limit_work(limits.timeout)
    CODE_LIMITS.limits = limits
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # the code has no keyboard
    faulthandler.enable(places)
    if WHERE is not None:
        faulthandler.register(WHERE, places, all_threads=False)
    for stream, piped in zip((sys.stdout, sys.stderr), is_piped, strict=True):
        if piped and isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    call = pkgutil.resolve_name(function)
    _spare_the_parent()
    gc.freeze()
    gc.enable()
    me = os.getpid()
    os.write(answers, BEGUN)  # from now on the time is the code's
    loaded = dict(sys.modules)
    answer = _answer(call, args)
    sys.modules.update({name: loaded[name] for name in loaded.keys() - sys.modules.keys()})
    if os.getpid() == me:  # not a copy that the code forked
        # At its end Python waits for threads, then calls what atexit was given, the last one first.
        atexit.register(_send, answers, token)
        _send(answers, frame_answer(answer, token))


def _spare_the_parent() -> None:
    """Refuse the code a signal to the process that waits for it, which would end a whole class.

    It gets the error that the system gives for a process of somebody else, also where it means that
    one's group, or every process there is. A file that is bent on it has other ways; none is ended
    by accident, as by `os.kill(os.getppid(), 9)`.
    """
    if sys.platform == "win32":
        return
    parent = os.getppid()
    group = os.getpgid(parent)
    spared = {"kill": (parent, -group, -1), "killpg": (group, 1)}  # 1 is -1 for the system

    def sparing(
        send: Callable[[int, int], None], numbers: tuple[int, ...]
    ) -> Callable[[int, int], None]:
        def sent(number: int, kind: int, /) -> None:
            if number in numbers:
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
            send(number, kind)

        return sent

    for name, numbers in spared.items():
        setattr(os, name, sparing(getattr(os, name), numbers))


def _answer(function: Any, args: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*args)
    except BackpropError as error:
        return False, str(error)
    except Exception as error:  # the code's own errors are lines by now
        return False, fault(error)


def _send(descriptor: int, answer: bytes) -> None:
    """Send bytes, unless the code has closed the pipe: that no answer came is said then."""
    with suppress(OSError), os.fdopen(descriptor, "wb", closefd=False) as pipe:
        pipe.write(answer)
