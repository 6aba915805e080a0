"""What the command line says: lines on stderr, and the files that are made on stdout."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from graphviz_backprop.command.parser import PROGRAM
from graphviz_backprop.errors import BackpropError, one_line, printable


def say(text: str) -> None:
    """One line on stderr."""
    if sys.stderr is not None:
        print(f"{PROGRAM}: {one_line(text)}", file=sys.stderr)


def report(made: list[list[Path]]) -> None:
    """One line for each format."""
    lines = []
    for paths in made:
        last = f" … {paths[-1].name}  ({len(paths)} figures)" if len(paths) > 1 else ""
        lines.append(f"{paths[0]}{last}")
    try:
        print_lines(lines)
    except BackpropError as error:
        raise BackpropError(f"the files are made, but {error}") from None


def print_lines(lines: list[str], is_safe: bool = False) -> None:
    """Lines on stdout; a character that it lacks is escaped, and control characters if not safe."""
    if sys.stdout is None:
        return
    try:
        for line in lines:
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(
                f"{line if is_safe else printable(line)}\n".encode(
                    encoding, "backslashreplace"
                ).decode(encoding)
            )
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python says it again as it ends
        if isinstance(error, BrokenPipeError):  # the reader has seen enough: `list FILE | head`
            return
        raise BackpropError(f"stdout is lost: {error.strerror}") from None


def print_report(lines: list[str]) -> None:
    """Lines with colours of our own on stdout; the text in them is printable already."""
    print_lines(lines, is_safe=True)
