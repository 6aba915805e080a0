"""The command `check`: files, their reports, the exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphviz_backprop.checking.check_files import check_files
from graphviz_backprop.checking.check_report import as_json, report_lines, wants_colour
from graphviz_backprop.command.terminal import print_lines, print_report

if TYPE_CHECKING:
    from argparse import Namespace


def check_command(options: Namespace) -> int:
    """Check the files and print what was found.

    Returns:
        0 if all is right, 1 if a file could not be checked, else 3 if something is wrong.
    """
    found = check_files(
        options.files,
        cells=options.cells,
        timeout=options.timeout,
        memory=options.memory,
        python=options.python,
    )
    statuses: list[int] = []
    if options.json:
        every = [checked for _, checked in found]
        print_lines(as_json(every, options.hints).split("\n"))
        statuses = [checked.status for checked in every]
    else:
        for _, checked in found:
            print_report(report_lines(checked, options.hints, wants_colour()))
            statuses.append(checked.status)
    return 1 if 1 in statuses else max(statuses, default=0)
