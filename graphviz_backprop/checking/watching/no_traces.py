"""Runs that leave nothing behind: what a first run wrote is not written again by each nudge."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

_ENDING = frozenset(
    (
        "os.remove os.rename os.mkdir os.rmdir os.link os.symlink os.truncate os.chmod os.chown "
        "os.system os.exec os.posix_spawn os.fork os.kill shutil.copyfile shutil.copymode "
        "shutil.copytree shutil.move shutil.rmtree subprocess.Popen socket.connect "
        "sqlite3.connect ftplib.connect smtplib.connect urllib.Request"
    ).split()
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


@dataclass
class _Guard:
    is_on: bool = False
    is_added: bool = False
    unwritten: set[str] = field(default_factory=set)


_GUARD = _Guard()


def _watch(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what would leave a trace: the code is at its end then, in this run."""
    if not _GUARD.is_on:
        return
    if event in _ENDING:
        raise PermissionError(f"{event} is not done again by the check")
    if event == "open" and len(args) == 3 and isinstance(args[2], int):
        is_nothing = args[0] == os.devnull or isinstance(args[0], int)
        if args[2] & _WRITING and not is_nothing:
            raise PermissionError("no file is written again by the check")


@contextmanager
def without_traces() -> Iterator[None]:
    """Write files to nowhere, and end the code before anything else that others would see.

    What was written to nowhere can't be read either: what stands there is another run's.
    """
    if _GUARD.is_on:  # a block within another one
        yield
        return
    if not _GUARD.is_added:
        sys.addaudithook(_watch)
        _GUARD.is_added = True
    real, writes_code = builtins.open, sys.dont_write_bytecode

    def opened(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
        is_writing = isinstance(mode, str) and not set(mode).isdisjoint("wax+")
        if is_writing and not isinstance(file, int):
            _GUARD.unwritten.add(_path(file))
            return real(os.devnull, mode.replace("x", "w"), *args, **named)
        if _path(file) in _GUARD.unwritten:
            raise PermissionError("the check has not written this file")
        return real(file, mode, *args, **named)

    sys.dont_write_bytecode = True
    builtins.open = opened
    _GUARD.is_on = True
    _GUARD.unwritten.clear()
    try:
        yield
    finally:
        _GUARD.is_on = False
        builtins.open, sys.dont_write_bytecode = real, writes_code


def _path(file: Any) -> str:
    """A file's whole path; empty of a descriptor."""
    try:
        return os.path.abspath(os.fsdecode(file))
    except (TypeError, ValueError):
        return ""
