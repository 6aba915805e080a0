"""Commands of this program side by side, each in a process of its own: none can stop another."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import IO

from graphviz_backprop.isolation.interpreter import OWN
from graphviz_backprop.quick_dataclass import quick_dataclass

_MOST = 1_000_000  # bytes of what a command says that are kept
_PATIENCE = 5.0  # seconds for a command to clear up
# This very package is taken, by its place, as the process of the reader's code takes it.
_BOOT = f"""
import pickle, sys
from importlib import util
sys.path[:] = sys.argv[2:]
spec = util.spec_from_file_location({__package__.partition(".")[0]!r}, sys.argv[1])
package = sys.modules[spec.name] = util.module_from_spec(spec)
spec.loader.exec_module(package)
from {__package__}.cli import main
sys.exit(main(pickle.load(sys.stdin.buffer)))
"""
_PLACE = Path(__file__).parents[1] / "__init__.py"


@quick_dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended.

    Attributes:
        status: its exit status; below 0 the number of the signal that ended it.
        printed: what it wrote to stdout.
        said: what it wrote to stderr; of very much the start and the end.
    """

    status: int
    printed: str
    said: str


def usable_processors() -> int:
    """How many commands can really run at once."""
    with suppress(AttributeError):  # only some systems tell
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def side_by_side(commands: Sequence[Namespace], jobs: int) -> Iterator[Ended]:
    """Run commands, several at once, and give how they ended, in their order.

    Who leaves the loop early, or is interrupted, ends all that are under way.

    Args:
        commands: their options, as the parser gives them.
        jobs: how many run at once.
    """
    running: set[subprocess.Popen[bytes]] = set()
    pool = ThreadPoolExecutor(jobs)
    try:
        yield from pool.map(lambda options: _run(options, running), commands)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        _end(running)
        pool.shutdown()


def _run(options: Namespace, running: set[subprocess.Popen[bytes]]) -> Ended:
    path = [folder for folder in sys.path if folder]
    command = [OWN.path, "-c", _BOOT, str(_PLACE), *path]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=err) as process:
            running.add(process)
            with suppress(BrokenPipeError):
                process.communicate(pickle.dumps(options))
        running.discard(process)
        return Ended(process.returncode, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size <= _MOST:
        data = file.read()
    else:
        start = file.read(_MOST // 2)
        file.seek(size - _MOST // 2)
        data = start + f"\n… {size - _MOST:,} bytes …\n".encode() + file.read()
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _end(running: set[subprocess.Popen[bytes]]) -> None:
    """Ask what is still running to end, and then see that it does."""
    processes = list(running)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
