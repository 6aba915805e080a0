"""Whole processes, run in turn: their time, that of the processor, and their peak memory.

For a small process: a child's peak memory counts from that of its parent.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from dataclasses import dataclass

# As after an installation, which compiles all modules.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
HEAD = (
    "| what | ours | other | times faster | times less CPU | our peak | other's peak |\n"
    "|---|---:|---:|---:|---:|---:|---:|"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took, with those that it waited for.

    Attributes:
        wall, cpu: milliseconds.
        peak: megabytes of the largest process among them.
    """

    wall: float
    cpu: float
    peak: float


class FailedError(Exception):
    """A command did not end with status 0."""


def run(command: list[str], **environment: str) -> Run:
    """Run a command to its end; what it says on stdout is not shown.

    Raises:
        FailedError: it failed; the text is its last line on stderr.
    """
    start = time.perf_counter()
    child = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT | environment,
    )
    assert child.stderr is not None
    with child.stderr:
        words = child.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(child.pid, 0)
    wall = 1000 * (time.perf_counter() - start)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise FailedError((words.strip() or f"status {child.returncode}").splitlines()[-1])
    return Run(wall, 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1000)


def row(what: str, ours: list[str], other: list[str], rounds: int) -> str:
    """Run the two in turn: medians, and medians of the ratios of the pairs."""
    try:
        run(ours), run(other)  # caches of the system are filled
        pairs = [(run(ours), run(other)) for _ in range(rounds)]
    except FailedError as error:
        return skipped(what, str(error))

    def median(name: str, index: int) -> float:
        return statistics.median(getattr(pair[index], name) for pair in pairs)

    def ratio(name: str) -> float:
        return statistics.median(getattr(b, name) / getattr(a, name) for a, b in pairs)

    return (
        f"| {what} | {median('wall', 0):,.0f} ms | {median('wall', 1):,.0f} ms "
        f"| {ratio('wall'):.2f} | {ratio('cpu'):.2f} "
        f"| {median('peak', 0):.0f} MB | {median('peak', 1):.0f} MB |"
    )


def skipped(what: str, why: str) -> str:
    """The row of a comparison that can't be made."""
    return f"| {what} | skipped: {why.replace('|', '/')} | | | | | |"
