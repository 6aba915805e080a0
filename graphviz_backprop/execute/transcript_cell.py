"""A pasted cell: its code runs once, statement by statement, up to where its output begins."""

from __future__ import annotations

import ast
import sys
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from graphviz_backprop.execute.displayed_values import hooked, is_silenced
from graphviz_backprop.execute.transcript_output import (
    begins_roughly_with,
    begins_with,
    is_of_jupyter,
)
from graphviz_backprop.execute.transcript_prose import acts, is_prose, is_value, looks_like_code
from graphviz_backprop.sources.parsing import python_lines, syntax_error


class EndOfCode(BaseException):
    """The end of a cell's code: output follows.

    No `except` of the reader stands around a whole statement of a cell, so none catches it.
    """


class Listener:
    """A stream that hands on what is printed, and keeps the beginning of it."""

    def __init__(self, stream: TextIO, most: int) -> None:
        self._stream = stream
        self._most = most
        self.heard = ""

    def write(self, text: str) -> int:
        """Print, and keep it as long as it may still equal the text that follows."""
        if len(self.heard) <= self._most:
            self.heard += text
        return self._stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Print each, and keep it."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class PastedCell:
    """The code of a pasted cell, which the output and text may follow.

    The code ends where the text that follows equals what was printed so far, with the value of a
    last expression; or before a blank line below which stands no code.

    Attributes:
        tree: as much of the text as is Python, with the hook `after` behind each statement.
        value: of the last statement, where it is an expression that a notebook shows.
    """

    def __init__(self, text: str, names: Container[str]) -> None:
        self._lines = text.split("\n")
        self._names = names
        self._python = python_lines(self._lines)
        code = "\n".join(self._lines[: self._python])
        self._statements = ast.parse(code).body  # as the reader wrote them; the tree gets hooks
        self.tree = ast.parse(code)
        self.tree.body = [new for old in enumerate(self.tree.body) for new in _hooked(*old)]
        self._has_ended = False
        self.value: Any = None
        self._code_lines = self._with_comments(0)

    @property
    def code(self) -> str:
        """The lines that were code, once it has run."""
        return "\n".join(self._lines[: self._code_lines]).rstrip()

    def has_code(self) -> bool:
        """True if the cell is more than text below a blank line."""
        return not (self._statements and self._is_prose(0, self._statements))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to what the code prints; `EndOfCode` ends the block in good order."""
        real = sys.stdout
        self._listener = Listener(real, sum(len(line) + 1 for line in self._lines))
        sys.stdout = self._listener
        try:
            yield
        except EndOfCode:
            self._has_ended = True
        finally:
            if sys.stdout is self._listener:
                sys.stdout = real

    def after(self, number: int, value: Any = None) -> Any:
        """A statement has run, with this value if it is an expression."""
        statement, later = self._statements[number], self._statements[number + 1 :]
        self.value = None
        if isinstance(statement, ast.Expr) and not is_silenced(statement, self._lines):
            self.value = value
        end = statement.end_lineno or 0
        if later and later[0].lineno <= end:  # on the same line, behind a semicolon
            return value
        before, self._code_lines = self._code_lines, self._with_comments(end)
        if self._is_answered(end, later) or (later and self._is_prose(end, later)):
            raise EndOfCode
        if is_value(statement) and self._is_blank_between(before, statement):
            self.value = None  # what was printed on another day, more likely than code
            self._code_lines = before
        return value

    def _is_answered(self, end: int, later: list[ast.stmt]) -> bool:
        """True if what has been printed follows below a line, perhaps below comments."""
        below = self._past_comments(end)
        if below == len(self._lines):
            return False
        heard = self._listener.heard
        shown = [heard] if self.value is None else [f"{heard}\n{self.value!r}", heard]
        for printed in shown:
            for start in (end, below):
                if begins_with(self._lines[start:], printed) is not None:
                    self._code_lines = start
                    return True
        is_apart = not later or self._is_blank_between(end, later[0]) or not acts(later[0])
        for printed in shown if is_apart else ():
            count = begins_roughly_with(self._lines[below:], printed)
            if count is not None:
                self._code_lines = below
                # Else it may as well be code that looks like what was printed.
                return not any(acts(part) for part in later if part.lineno > below + count)
        return False

    def _is_prose(self, end: int, later: list[ast.stmt]) -> bool:
        is_below_blank = self._is_blank_between(end, later[0])
        return is_below_blank and is_prose(later[0], later[1:], self._names)

    def _is_blank_between(self, end: int, later: ast.stmt) -> bool:
        return any(not line.strip() for line in self._lines[end : later.lineno - 1])

    def error_below(self) -> SyntaxError | None:
        """The fault of text below the code: it is not apart from it, or it looks like code.

        Other text is the reader's, or what the code printed on another day.
        """
        at = self._python
        rest = self._lines[at:]
        if self._has_ended or not any(map(str.strip, rest)) or is_of_jupyter(rest[0]):
            return None
        above = at
        while above and self._lines[above - 1].lstrip().startswith("#"):
            above -= 1
        if above and not self._lines[above - 1].strip() and not looks_like_code(rest[0]):
            return None
        block = rest[: next((n for n, line in enumerate(rest) if not line.strip()), len(rest))]
        error = syntax_error("\n".join(block)) or SyntaxError("invalid syntax")
        return SyntaxError(error.msg, ("", at + (error.lineno or 1), 0, ""))

    def _past_comments(self, end: int) -> int:
        while end < len(self._lines) and self._lines[end].strip()[:1] in ("", "#"):
            end += 1
        return end

    def _with_comments(self, end: int) -> int:
        """The end with the comments directly below; of a cell without statements, all of them."""
        marks = ("#",) if end else ("#", "")
        while end < len(self._lines) and self._lines[end].strip()[:1] in marks:
            end += 1
        return end


def _hooked(number: int, statement: ast.stmt) -> list[ast.stmt]:
    """A statement that reports that it has run: `after(3, y)`, or `y = …` and `after(3)`."""
    if isinstance(statement, ast.Expr):
        told = ast.Expr(hooked("after", ast.Constant(number), statement.value))
        return [ast.copy_location(told, statement)]
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        return [statement]  # another may follow, with nothing between
    told = ast.Expr(hooked("after", ast.Constant(number)))
    return [statement, ast.copy_location(told, statement)]
