"""Files are written beside their places and put there all at once, or not at all."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.signals import ENDING

try:
    import fcntl
except ImportError:  # Windows, where folders can't be locked
    fcntl = None  # type: ignore[assignment]  # no module there

_BESIDE = ".graphviz_backprop-"


class Stage:
    """New files for a folder, in a folder inside it.

    Args:
        folder: where they will be put.
        beside: where they are until then.
    """

    def __init__(self, folder: Path, beside: Path) -> None:
        self._folder = folder
        self._beside = beside
        self._names: dict[str, None] = {}  # two formats may have a file in common

    def write(self, name: str, data: bytes) -> Path:
        """Write a file; the path is the one that it will have."""
        (self._beside / name).write_bytes(data)
        self._names[name] = None
        return self._folder / name

    def put_in_place(self, check: Callable[[Path], None], clean: Callable[[], None]) -> None:
        """Put all files in their places: no signal and no other run comes between.

        Args:
            check: raises where a file must not be replaced; then none is.
            clean: removes what the new files make stale.
        """
        with _locked(self._folder), _undisturbed():
            for name in self._names:
                check(self._folder / name)
            for name in self._names:
                os.replace(self._beside / name, self._folder / name)
            clean()


@contextmanager
def staging(folder: Path) -> Iterator[Stage]:
    """A stage for a folder, which is made if it is missing and removed again if it stays empty.

    Raises:
        BackpropError: the folder can't be written to.
    """
    try:
        with _made(folder), ExitStack() as stack:
            with _locked(folder):
                _remove_left_over(folder)
                path = stack.enter_context(_temporary(folder))
                stack.enter_context(_locked(path))
            yield Stage(folder, path)
    except FileExistsError:
        raise BackpropError(f"{folder}: is a file; name a folder for the figures") from None
    except OSError as error:
        where = folder if _BESIDE in str(error.filename or _BESIDE) else error.filename
        raise BackpropError(f"{where}: can't be written: {error.strerror or error}") from None


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """A new folder in it, as `tempfile` makes one, which loads random numbers and archives."""
    path = folder / f"{_BESIDE}{os.urandom(8).hex()}"
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        try:
            path.rmdir()  # all files are in their places
        except OSError:
            _remove(path)


def _remove(path: Path) -> None:
    """Remove a folder with all in it, as far as that goes."""
    import shutil  # for what has gone wrong alone

    shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """The folder and those above it; what is new and still empty in the end goes again."""
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        with suppress(OSError):  # it is not empty
            for one in new:
                one.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Wait until no other run works on the folder; a run that dies gives it free."""
    with _opened(folder) as descriptor:
        if descriptor is not None:
            with suppress(OSError):  # some network's disks have no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int | None]:
    if fcntl is None:
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _remove_left_over(folder: Path) -> None:
    """Remove what a run that was killed has left: nobody holds its lock."""
    for path in folder.glob(f"{_BESIDE}*"):
        with suppress(OSError), _opened(path) as descriptor:
            if descriptor is not None:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(path)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals that would end the process wait until the end of this."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals go to the main thread
        return
    waiting: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        waiting.append(number)

    before: dict[int, Any] = {number: signal.signal(number, note) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in waiting:
            signal.raise_signal(number)
