"""The command `check`: files, their reports, the exit status."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from graphviz_backprop.checking.reports.check_files import check_files
from graphviz_backprop.checking.reports.check_page import MARKER, page, summary, table_of_files
from graphviz_backprop.checking.reports.check_report import (
    as_json,
    report_lines,
    sentence_of_row,
    wants_colour,
)
from graphviz_backprop.checking.verdict import Checked
from graphviz_backprop.command.terminal import print_lines, print_report
from graphviz_backprop.errors import BackpropError, printable
from graphviz_backprop.formats import File
from graphviz_backprop.limits import Limits
from graphviz_backprop.saving import refuse_foreign, save_files

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

_CSV = b"file,status,right,wrong,follows,not judged,sentence"


def check_command(options: Namespace) -> int:
    """Check the files and print what was found.

    Returns:
        0 if all is right, 1 if a file could not be checked, else 3 if something is wrong.

    Raises:
        BackpropError: a report can't be written.
    """
    if len(options.files) > 1 and "-" in options.files:
        raise BackpropError("-: standard input can't be one of several files; check it alone")
    made = [(options.html, MARKER.encode()), (options.csv, _CSV)]
    for path, marker in made:
        if path is not None:
            refuse_foreign(path, marker)  # before anything runs
    paths = list(dict.fromkeys(options.files))
    found: dict[str, Checked] = {}
    for name, checked in _every(options, paths):
        found[name] = checked
        if not options.json:
            print_report(_lines(options, name, checked, len(paths)))
    found = {name: found[name] for name in paths}
    if options.json:
        print_lines(as_json(list(found.values()), options.hints).split("\n"))
    elif len(found) > 1:
        print_lines([summary(found)])
    if options.html is not None:
        text = _page(options, found)
        save_files(options.html.parent, [File(options.html.name, text.encode(), MARKER.encode())])
    if options.csv is not None:
        text = table_of_files(found, options.hints)
        save_files(options.csv.parent, [File(options.csv.name, text.encode(), _CSV)])
    statuses = [checked.status for checked in found.values()]
    return 1 if 1 in statuses else max(statuses, default=0)


def _page(options: Namespace, found: dict[str, Checked]) -> str:
    """The report, with a figure of each file's first wrong step; hints show no true number."""
    if options.hints:
        return page(found, has_hints=True)
    from graphviz_backprop.command.wrong_steps import colors_by_night, pictures_of_wrong_steps

    limits = Limits(options.timeout, options.memory)
    python = None if options.python is None else str(options.python)
    pictures = pictures_of_wrong_steps(found, options.cells, limits, python, options.jobs or 1)
    return page(found, pictures=pictures, night=colors_by_night())


def _every(options: Namespace, paths: list[str]) -> Iterator[tuple[str, Checked]]:
    """Each file's findings; several files side by side, each in a process of its own anyway."""
    with ThreadPoolExecutor(options.jobs or 1) as pool:
        yield from check_files(
            paths,
            executor=pool if (options.jobs or 1) > 1 else None,
            cells=options.cells,
            timeout=options.timeout,
            memory=options.memory,
            python=options.python,
        )


def _lines(options: Namespace, name: str, checked: Checked, count: int) -> list[str]:
    """Of one file the whole report, of many a row each."""
    if count == 1:
        return report_lines(checked, options.hints, wants_colour())
    return [printable(f"{name}: {sentence_of_row(checked, options.hints)}")]
