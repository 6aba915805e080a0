"""A reader's file as code cells, whatever its format."""

from __future__ import annotations

import tokenize
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.registry import Registry


@dataclass(frozen=True, slots=True)
class Cell:
    """Code that runs as one piece.

    Attributes:
        code: Python source.
        filename: the file's path, or `<cell n>` with n from 1.
        shows_last: the value of a last expression is printed, as a notebook does.
    """

    code: str
    filename: str
    shows_last: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """A file as its cells, which share one namespace."""

    path: Path
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The file's name, for titles and errors."""
        return self.path.name


def where(filename: str, line: int) -> str:
    """A place in words: `cell 3, line 2`, or `line 2` of a file that is one piece."""
    cell = filename.removeprefix("<").removesuffix(">") + ", " if filename.startswith("<") else ""
    return f"{cell}line {line}"


Reader = Callable[[Path, str], tuple[Cell, ...]]
SOURCES: Registry[Reader] = Registry("kind of file", "graphviz_backprop.sources")


def read_program(path: str | Path) -> Program:
    """Read a file by its suffix.

    Raises:
        BackpropError: there is no such file, or it is none that a source can read.
    """
    path = Path(path)
    try:
        with tokenize.open(path) as file:  # in the encoding that the file itself names, or UTF-8
            text = file.read()
    except IsADirectoryError:
        raise BackpropError(f"{path}: is a folder; name a file ({_suffixes()})") from None
    except FileNotFoundError:
        raise BackpropError(f"{path}: no such file") from None
    except (UnicodeDecodeError, SyntaxError):
        raise BackpropError(f"{path}: not a text file (UTF-8); expected {_suffixes()}") from None
    except OSError as error:
        raise BackpropError(f"{path}: can't be read: {error.strerror}") from None
    if path.suffix not in SOURCES:
        raise BackpropError(f"{path}: unknown kind of file; expected {_suffixes()}")
    return Program(path, SOURCES[path.suffix](path, text))


def _suffixes() -> str:
    return " or ".join(SOURCES.names())
