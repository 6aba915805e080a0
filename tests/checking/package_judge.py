"""The check of this package as a judge: its verdicts by the lines of the file."""

from pathlib import Path

from graphviz_backprop.checking.check_program import check_program
from graphviz_backprop.isolation.code_limits import CODE_LIMITS
from graphviz_backprop.limits import Limits
from graphviz_backprop.sources import read_program

from .described_program import code_of
from .examine import Verdict

_SECONDS = 900.0


def judge(path: Path) -> list[Verdict]:
    """Returns what `check` says of a file, in this process: it is quicker so."""
    program = read_program(path)
    before, CODE_LIMITS.limits = CODE_LIMITS.limits, Limits(_SECONDS, 4.0)
    try:
        checked = check_program(program)
    finally:
        CODE_LIMITS.limits = before
    starts = _starts(path, program) if program.cells[0].filename.startswith("<cell") else {}
    return [
        (one.name, line + starts.get(cell, 0), one.verdict)
        for one in checked.verdicts
        for cell, line in (one.lines if one.verdict == "right" else ((one.cell, one.line),))
    ]


def _starts(path: Path, program) -> dict[int, int]:
    """The line of the file above each cell."""
    lines = code_of(path, path.read_text()).split("\n")
    found, at = {}, 0
    for cell in program.cells:
        first = next(line for line in cell.code.split("\n") if line.strip())
        above = cell.code.split("\n").index(first)
        while lines[at] != first:
            at += 1
        found[cell.number] = at - above
        at += 1
    return found
