"""The options of the command `check`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphviz_backprop.command.arguments import positive
from graphviz_backprop.limits import MEMORY, TIMEOUT

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Any]


def whole(text: str) -> int:
    """A whole number from 1."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"got {text!r}; expected a whole number from 1")
    return number


def add_check(commands: Commands) -> None:
    """Add the command."""
    commands.add_parser(
        "check",
        help="is each gradient right that the file writes by hand?",
        description="Run each FILE and judge every derivative that it writes by hand: right, wrong "
        "here, or only following from a wrong one. The code is executed many times, in a process "
        "of its own. That is no sandbox: check only what you trust.",
        epilog="Status 0 if all is right, 3 if something is wrong, 1 if a file could not be "
        "checked; of several files, 1 goes before 3. Formulas in the text are not judged.",
        add_options=_options,
    )


def _options(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="Python, a notebook (.ipynb), a pasted transcript (.txt, .md) or Markdown; "
        "- for standard input",
    )
    check.add_argument("--cells", metavar="CELLS", help="which cells run: 3-7,9 (all)")
    check.add_argument("--json", action="store_true", help="the verdicts as JSON")
    check.add_argument(
        "--hints",
        action="store_true",
        help="where to look and for what kind of slip, without the true values",
    )
    check.add_argument(
        "--jobs",
        metavar="N",
        type=whole,
        default=1,
        help="so many files side by side (1); they are told of as they are done",
    )
    check.add_argument("--csv", metavar="PATH", type=Path, help="a table with a row for each file")
    check.add_argument(
        "--html",
        metavar="PATH",
        type=Path,
        help="one page with all verdicts, for a browser; needs the extra 'report'",
    )
    check.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=positive,
        default=TIMEOUT,
        help=f"for each file, all its runs together ({TIMEOUT:g})",
    )
    check.add_argument(
        "--memory",
        metavar="GB",
        type=positive,
        default=MEMORY,
        help=f"gigabytes that a file's code may take ({MEMORY:g})",
    )
    check.add_argument(
        "--python",
        metavar="PROGRAM",
        type=Path,
        help="another Python that runs the code, or the folder of its environment",
    )
