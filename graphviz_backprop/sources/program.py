"""From a file, a string or standard input to its cells."""

from __future__ import annotations

import io
import sys
import tokenize
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.source import SOURCES, Program, Source, with_plain_ends

STDIN = "-"


def read_program(path: str | Path) -> Program:
    """Read a file by its suffix and by what is in it; `-` is standard input.

    Raises:
        BackpropError: there is no such file, or no source can read it.
    """
    if str(path) == STDIN:
        return _read_stdin()
    try:
        path = Path(path)
    except TypeError:
        raise BackpropError(f"path: got {path!r:.40}; expected the name of a file") from None
    known = sorted({suffix for source in _sources() for suffix in source.suffixes})
    expected = f"{', '.join(known[:-1])} or {known[-1]}"
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise BackpropError(f"{path}: is a folder; name a file ({expected})") from None
    except FileNotFoundError:
        raise BackpropError(f"{path}: no such file") from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        reason = getattr(error, "strerror", None) or error
        raise BackpropError(f"{path}: can't be read: {reason}") from None
    kinds = [source for source in _sources() if path.suffix.lower() in source.suffixes]
    if not kinds:
        raise BackpropError(f"{path}: unknown kind of file; expected {expected}")
    try:
        return _program(_decoded(data), kinds, path.name, str(path), path)
    except BackpropError as error:
        raise BackpropError(f"{path}: {error}") from None


def read_code(code: object) -> Program:
    """Read a string: Python, or the text of a notebook, a transcript or Markdown.

    Raises:
        BackpropError: it is none of these.
    """
    if not isinstance(code, str):
        raise BackpropError(f"code: got {code!r:.40}; expected a string")
    return _of_no_file("code", "<string>", lambda: with_plain_ends(code))


def _read_stdin() -> Program:
    if sys.stdin is None:
        raise BackpropError("stdin: it is closed; name a file")
    return _of_no_file("stdin", "<stdin>", _stdin_text)


def _stdin_text() -> str:
    if hasattr(sys.stdin, "buffer"):
        return _decoded(sys.stdin.buffer.read())
    return with_plain_ends(sys.stdin.read())  # a notebook's, a test's


def _of_no_file(name: str, filename: str, text: Callable[[], str]) -> Program:
    try:
        return _program(text(), _sources(), name, filename, None)
    except BackpropError as error:
        raise BackpropError(f"{name}: {error}") from None


def _program(
    text: str, kinds: list[Source], name: str, filename: str, path: Path | None
) -> Program:
    cells = _kind(text, kinds).read(text, filename)
    numbered = (
        replace(cell, number=number, filename=cell.filename or f"<cell {number}>")
        for number, cell in enumerate(cells, start=1)
    )
    return Program(name, path, tuple(numbered))


def _kind(text: str, kinds: list[Source]) -> Source:
    """The one kind that there is to choose from, or the one whose sign comes first."""
    if len(kinds) == 1:
        return kinds[0]
    signs = [(sign, kind) for kind in kinds if (sign := kind.sign(text)) is not None]
    if not signs:
        raise BackpropError(
            "no code found; expected Python, a notebook, In [1]: or >>> prompts, or ```python"
        )
    return min(signs, key=lambda found: found[0])[1]


def _sources() -> list[Source]:
    return [SOURCES[name] for name in SOURCES]


def _decoded(data: bytes) -> str:
    """Text in the encoding that it names itself, as Python reads it, or UTF-8."""
    # A comment that names the encoding ends with its line, whatever ends that.
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (UnicodeDecodeError, SyntaxError, LookupError):
        raise BackpropError("not a text file in UTF-8, or in the encoding that it names") from None
