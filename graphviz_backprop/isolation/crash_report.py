"""The end of a process that gave no answer, told in one line."""

from __future__ import annotations

import re
import signal

from graphviz_backprop.sources import Program, where

_FRAME = re.compile(rb'^  File "(.*)", line (\d+) in ', re.MULTILINE)
_SIGNALS = {
    "SIGSEGV": "a segmentation fault",
    "SIGABRT": "an abort",
    "SIGBUS": "a bus error",
    "SIGFPE": "an arithmetic error of the processor",
    "SIGILL": "an illegal instruction",
    "SIGKILL": "SIGKILL: the system ends processes so when memory runs out",
}


def place_in(program: Program, report: bytes) -> str:
    """Where in the reader's code Python's report has it: `" at cell 3, line 2"`, or nothing."""
    # The report spells a name in ASCII.
    known = {_ascii(cell.filename): cell.filename for cell in program.cells}
    for name, line in _FRAME.findall(report):
        if name in known:
            return f" at {where(known[name], int(line))}"
    return ""


def _ascii(name: str) -> bytes:
    return name.encode("ascii", "backslashreplace")


def ending(status: int) -> str:
    """The end of a process that should have answered, from its exit status."""
    if status >= 0:
        return f"the code ended Python itself, with status {status}, before its last line"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"the code crashed Python: {_SIGNALS.get(name, name)}"
