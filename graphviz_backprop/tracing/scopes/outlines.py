"""The outlines of the reader's sources, and where in them an instruction stands."""

from __future__ import annotations

import ast
import linecache
from functools import lru_cache
from types import CodeType

from graphviz_backprop.sources.parsing import parsed, python_lines
from graphviz_backprop.tracing.hooks.interpreter_limits import room_for_long_expressions
from graphviz_backprop.tracing.syntax.outline import CodeSite, Outline, Span
from graphviz_backprop.tracing.tape.readers_files import is_readers_file


class Outlines:
    """One outline for each file; `sources` are the texts that were run, others are files."""

    def __init__(self, sources: dict[str, list[str]]) -> None:
        self._sources = sources
        self._made: dict[str, Outline] = {}
        # By the id of a code, which the calls keep: its hash is that of all it holds.
        self._spans: dict[int, list[Span]] = {}

    def of(self, filename: str) -> Outline:
        """The outline of a file; empty where its source is not the reader's or not at hand."""
        if filename not in self._made:
            self._made[filename] = _outline(self.texts(filename))
        return self._made[filename]

    def texts(self, filename: str) -> tuple[str, ...]:
        """The texts that were run under this name; of a file of the reader's its own."""
        if filename in self._sources:
            return tuple(self._sources[filename])
        return ("".join(linecache.getlines(filename)),) if is_readers_file(filename) else ()

    def source(self, code: CodeType, instruction: int) -> str:
        """The text that an instruction was made from, in one line; empty where it isn't known."""
        first, last, start, end = self._span(code, instruction)
        for text in self.texts(code.co_filename):
            lines = text.encode("utf-8", "replace").split(b"\n")[(first or 1) - 1 : last]
            if first and lines:
                lines[-1] = lines[-1][:end]
                lines[0] = lines[0][start:]
                return " ".join(line.decode("utf-8", "replace").strip() for line in lines)
        return ""

    def spot(self, code: CodeType, instruction: int) -> CodeSite | None:
        """The piece of source that an instruction was made from."""
        return self.of(code.co_filename).at(self._span(code, instruction))

    def target(self, code: CodeType, instruction: int) -> str:
        """The target that an instruction's value is assigned to; empty where that has no name."""
        return self.of(code.co_filename).targets.get(self._span(code, instruction), "")

    def line(self, code: CodeType, instruction: int) -> int:
        """Its first line; 0 where it isn't known."""
        return self._span(code, instruction)[0] or 0

    def _span(self, code: CodeType, instruction: int) -> Span:
        if id(code) not in self._spans:
            self._spans[id(code)] = list(code.co_positions())
        return self._spans[id(code)][instruction // 2]


@lru_cache(maxsize=100)
def _outline(texts: tuple[str, ...]) -> Outline:
    outline = Outline()
    with room_for_long_expressions():
        for text in texts:
            outline.add(ast.Module(_statements(text), []))
    return outline


def _statements(text: str) -> list[ast.stmt]:
    """Those of the part that is Python: the output may follow a pasted cell's code."""
    lines = text.split("\n")
    return parsed(text) or parsed("\n".join(lines[: python_lines(lines)]))
