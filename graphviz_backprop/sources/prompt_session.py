"""A session at Python's own prompt, `>>>` and `...`, with what it answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.source import SOURCES, Cell, Source

if TYPE_CHECKING:
    import doctest

_PROMPT = re.compile(r"^ *>>>(?: |$)", re.MULTILINE)


def read_session(text: str, filename: str) -> tuple[Cell, ...]:
    """A cell for each prompt, with the line numbers of the file.

    Raises:
        BackpropError: the prompts are broken.
    """
    import doctest  # it brings the debugger along

    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError as error:
        reason = str(error).replace(" of the docstring for <string>", "")
        raise BackpropError(f"not a whole >>> session: {reason}") from None
    return tuple(_cell(example, filename) for example in examples)


def _cell(example: doctest.Example, filename: str) -> Cell:
    if example.exc_msg is None:
        return Cell("\n" * example.lineno + example.source.rstrip(), filename, shows="each")
    # At the prompt one goes on after an error.
    note = f"line {example.lineno + 1}: skipped: {' '.join(example.exc_msg.split())}"
    return Cell("", filename, shows="each", notes=(note,))


def as_one_cell(cells: tuple[Cell, ...], filename: str) -> Cell:
    """The prompts of a session as one cell, each in its own line."""
    lines: list[str] = []
    for cell in cells:
        lines += cell.code.split("\n")[len(lines) :]
    notes = tuple(note for cell in cells for note in cell.notes)
    return Cell("\n".join(lines), filename, shows="each", notes=notes)


def sign_of_session(text: str) -> int | None:
    """Where the first prompt stands."""
    found = _PROMPT.search(text)
    return found.start() if found else None


SOURCES.add("session", Source((".txt", ".md"), sign_of_session, read_session))
