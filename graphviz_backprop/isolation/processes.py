"""Calls that differ between systems: start a process that gets our pipes, end it, weigh it."""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess

    import psutil

    from graphviz_backprop.isolation.interpreter import Interpreter

# Asks the code where it is; nothing that a reader writes is likely to use it.
WHERE = getattr(signal, "SIGUSR2", None)
_PR_SET_PDEATHSIG = 1
_LONGER = 10  # seconds of the processor
_FOREVER = 1e9  # seconds; systems take no number of any size
# This very package is taken, by its place: another copy of it may come first on the path. In our
# own Python the path is this process': what it can import, the code can, and no file of the folder
# that we happen to be in comes before a library. In the reader's own Python the path is theirs:
# the libraries beside us may be of another version, or built for another Python.
_BOOT = f"""
import sys
from importlib import util
ends, place, path = map(int, sys.argv[1:3]), sys.argv[3], sys.argv[4:]
sys.path[:] = path or [folder for folder in sys.path if folder]
spec = util.spec_from_file_location({__package__.partition(".")[0]!r}, place)
package = sys.modules[spec.name] = util.module_from_spec(spec)
spec.loader.exec_module(package)
from {__package__}.child import main
main(*ends)
"""
_PLACE = Path(__file__).parents[1] / "__init__.py"


def start_process(
    ends: tuple[int, int], stdout: int, stderr: int, interpreter: Interpreter
) -> subprocess.Popen[bytes]:
    """Start `child.main` with two pipes' ends, as the leader of a group of its own."""
    import subprocess  # not for the process that is started

    names: Sequence[int]
    options: dict[str, Any]
    if sys.platform == "win32":
        import msvcrt

        for end in ends:
            os.set_inheritable(end, True)
        names = [msvcrt.get_osfhandle(end) for end in ends]
        options = {"close_fds": False}
    else:
        names = ends
        options = {"pass_fds": ends, "start_new_session": True}
    return subprocess.Popen(
        [*_command(interpreter, [str(name) for name in names])],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=stderr,
        **options,
    )


def _command(interpreter: Interpreter, names: Sequence[str]) -> list[str]:
    path = sys.path if interpreter.is_own else ()
    return [interpreter.path, "-c", _BOOT, *names, str(_PLACE), *path]


def opened(end: int) -> int:
    """The descriptor of a pipe's end in the process that was started."""
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.open_osfhandle(end, os.O_WRONLY)
    return end


def limit_work(timeout: float) -> None:
    """Let this process end should nobody be left to end it: with its parent, or some time later."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if sys.platform != "win32":
        import resource

        seconds = math.ceil(min(timeout, _FOREVER) * (os.cpu_count() or 1)) + _LONGER
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or seconds < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def end_process(process: subprocess.Popen[bytes]) -> None:
    """End a process at once, with all that it started, and wait until it is gone."""
    # What a process has started is known as its own only while it lives.
    family = list(_family(process.pid)) if process.poll() is None else []
    if sys.platform != "win32":
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    for one in family:
        with suppress(Exception):  # it has ended by itself
            one.kill()
    process.wait()


def ask_where(process: subprocess.Popen[bytes]) -> bool:
    """Ask a process to report where its code is; false where systems have no way to ask."""
    if WHERE is None:
        return False
    process.send_signal(WHERE)
    return True


def takes_more(process: subprocess.Popen[bytes], most: float) -> bool:
    """True if a process, with all that it started, takes more than so many bytes of memory.

    What copies of a process share is found out, which takes time, only where it matters.
    """
    if _is_small_and_alone(process.pid, most):
        return False
    return _taken(process.pid, "rss") > most and _taken(process.pid, "uss") > most


def _is_small_and_alone(pid: int, most: float) -> bool:
    """True where Linux says so at once, as it mostly does: psutil takes long to import."""
    try:
        if memory_held(pid) > most:
            return False
        threads = [task / "children" for task in Path(f"/proc/{pid}/task").iterdir()]
        return bool(threads) and not any(children.read_bytes() for children in threads)
    except OSError:  # another system, or it has just ended
        return False


def memory_held(pid: int | str = "self") -> int:
    """The bytes of memory that a process holds.

    Raises:
        OSError: the system does not say, as all but Linux.
    """
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _taken(leader: int, kind: str) -> int:
    import psutil

    taken = 0
    for one in _family(leader):
        with suppress(psutil.Error):
            info = one.memory_info() if kind == "rss" else one.memory_full_info()
            taken += getattr(info, kind)
    return taken


def _family(leader: int) -> Iterator[psutil.Process]:
    import psutil  # not for the process that is started

    with suppress(psutil.Error):
        first = psutil.Process(leader)
        yield first
        yield from first.children(recursive=True)
