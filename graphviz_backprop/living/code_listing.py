"""The reader's code beside the figure: highlighted, its lines numbered as places count them."""

from __future__ import annotations

import ast
import html
from collections.abc import Iterable, Iterator

from pygments import lex
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Token

from graphviz_backprop.graph import CodeText, Graph, Place
from graphviz_backprop.paint import clean_text
from graphviz_backprop.sources.parsing import parsed
from graphviz_backprop.storyboard import FORWARD, SEED, Frame

_MOST_LINES = 120  # of a file all of which is shown
_CLASSES = {
    Keyword: "k",
    Operator.Word: "k",
    String: "s",
    Comment: "c",
    Number: "n",
    Name.Function: "f",
    Name.Class: "f",
    Name.Builtin: "b",
}


class CodeListing:
    """The lines of the reader's code that a page shows.

    Args:
        code: what may be shown.
        graph: whose places are in it.

    Attributes:
        elements: each line as HTML; between two pieces of code an empty one.
    """

    def __init__(self, code: Iterable[CodeText], graph: Graph) -> None:
        self._graph = graph
        self._places: dict[tuple[str, int | None, int], int] = {}
        self.elements: list[str] = []
        self._width = 0
        for text in code:
            self._add(text)

    def _add(self, text: CodeText) -> None:
        lines = [_element(number, line) for number, line in enumerate(_marked(text.text), start=1)]
        used = {place.line for place in self._used(text) if text.holds(place)}
        shown = _shown(text.text, used, len(lines))
        if self.elements and shown:
            self.elements.append('<div class="between"></div>')
        before = None
        for number in shown:
            if before is not None and number > before + 1:
                self.elements.append('<div class="between">…</div>')
            self._places[text.source, text.cell, number] = len(self.elements)
            self.elements.append(lines[number - 1])
            self._width = max(self._width, len(text.text.split("\n")[number - 1]))
            before = number

    def _used(self, text: CodeText) -> Iterator[Place]:
        """The places of what was computed, and of inputs that the code itself holds."""
        holds_inputs = text.cell is not None or text.source == self._graph.source
        for node in self._graph.nodes:
            if node.place and (node.is_operator or holds_inputs):
                yield node.place
        for gradient in self._graph.handwritten:
            if gradient.place:
                yield gradient.place

    @property
    def width(self) -> int:
        """The letters of the longest line."""
        return self._width

    def at(self, place: Place | None) -> int | None:
        """The position of a place's line; None where it is not shown."""
        return self._places.get((place.source, place.cell, place.line)) if place else None

    def of_frame(self, frame: Frame, steps: Iterable[int]) -> list[int]:
        """The lines that a frame is about, by their positions.

        Args:
            frame: the frame.
            steps: the operators whose derivatives it takes.
        """
        nodes = [self._graph.nodes[index] for index in steps]
        if frame.kind == FORWARD:
            new = [self._graph.nodes[index] for index in frame.appears]
            nodes = [node for node in new if node.is_operator] or new
        elif frame.kind == SEED:
            nodes = [self._graph.nodes[self._graph.output]]
        places = [node.place for node in nodes] + [frame.caption.place]
        lines = (self.at(place) for place in places)
        return list(dict.fromkeys(line for line in lines if line is not None))


def _shown(text: str, used: set[int], count: int) -> list[int]:
    """All lines of a short file, else the statements that the figure is about."""
    if not used:
        return []
    if count <= _MOST_LINES:
        return list(range(1, count + 1))
    shown: set[int] = set()
    for statement in parsed(text):
        lines = range(_first_line(statement), (statement.end_lineno or statement.lineno) + 1)
        if used & set(lines):
            shown |= set(lines)
    return sorted(shown | used)


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(one.lineno for one in decorators)])


def _marked(text: str) -> list[str]:
    """The lines of code, each piece with the class of its kind."""
    lines = [""]
    for kind, value in lex(text.rstrip(), PythonLexer(stripnl=False, ensurenl=False)):
        name = _class_of(kind)
        for place, piece in enumerate(value.split("\n")):
            if place:
                lines.append("")
            if piece:
                piece = html.escape(clean_text(piece))
                lines[-1] += f'<span class="{name}">{piece}</span>' if name else piece
    return lines


def _class_of(kind: object) -> str:
    while kind is not None and kind is not Token:
        if kind in _CLASSES:
            return _CLASSES[kind]
        kind = getattr(kind, "parent", None)
    return ""


def _element(number: int, line: str) -> str:
    return f'<div class="line" data-number="{number}"><code>{line or " "}</code></div>'
