"""The parts of a derivative while it is written out: each is replaced by others, or stays."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphviz_backprop.graph import Edge
from graphviz_backprop.numerals import shown

GRADIENT, LOCAL, VALUE, ONE, ZERO = "gradient local value one zero".split()
STAYS = 1 << 30
_HAS_SIGN = re.compile(r" |^-")
_INNERMOST = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(eq=False)
class Part:
    """A factor on the rows from `born` up to and without `dies`.

    Attributes:
        kind: GRADIENT, of a later value; LOCAL, a derivative by its name; VALUE, of the forward
            pass; ONE, which is dropped next; ZERO, which makes its product vanish.
        text: as code.
        expression: of a value, the same as a tree.
        number: what it is here.
        edge: the wire of the graph that it belongs to; None for the gradient of the output.
        node: of a gradient, whose it is.
        becomes: the products, of which the sum takes its place; none for a part that stays, or
            that is dropped.
    """

    kind: str
    text: str
    number: float
    born: int
    edge: Edge | None = None
    node: int | None = None
    expression: ast.expr | None = None
    dies: int = STAYS
    becomes: list[list[Part]] = field(default_factory=list)

    def is_alive(self, row: int) -> bool:
        """True if the row has it."""
        return self.born <= row < self.dies

    @property
    def factor(self) -> str:
        """The text as one of several factors: in parentheses where it has a sign of its own."""
        is_whole = self.text.startswith("(1. if") or not _HAS_SIGN.search(_squeezed(self.text))
        return self.text if is_whole else f"({self.text})"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the derivation.

    Attributes:
        reason: what was done to get it from the line before, in a sentence.
        replaced: the parts of the line before that are gone.
        new: the parts that took their place.
    """

    reason: str
    replaced: tuple[Part, ...]
    new: tuple[Part, ...]


def alive(products: list[list[Part]], row: int) -> Iterator[Part]:
    """The parts of a line, from left to right."""
    for product in products:
        for part in product:
            if part.is_alive(row):
                yield part
            elif part.born <= row:
                yield from alive(part.becomes, row)


def needless_ones(products: list[list[Part]], row: int, may_vanish: bool = False) -> Iterator[Part]:
    """The factors of 1 that can be left out: all, but where a term would have nothing left.

    Args:
        products: that are added.
        row: of the line.
        may_vanish: the sum is a factor beside others, which stay.
    """
    terms = [product for product in products if any(alive([product], row))]
    for product in terms:
        parts = [part for part in product if any(alive([[part]], row))]
        solid = [part for part in parts if any(p.kind != ONE for p in alive([[part]], row))]
        is_free = may_vanish and len(terms) == 1
        ones = [part for part in parts if part.is_alive(row) and part.kind == ONE]
        yield from ones if solid or is_free or len(parts) > len(ones) else ones[:-1]
        for part in parts:
            if not part.is_alive(row):
                stays = any(other is not part for other in solid)
                yield from needless_ones(part.becomes, row, may_vanish=stays or is_free)


def written(products: list[list[Part]], row: int, as_number: bool = False) -> str:
    """The line as code; its numbers in the place of names, if these are wanted.

    A product that has vanished is left out; nothing at all is 0.
    """
    return _sum(products, row, as_number)[0] or "0.0"


_Text = tuple[str, str]  # alone, and as one of several factors; empty where all has vanished


def _sum(products: list[list[Part]], row: int, as_number: bool) -> _Text:
    texts = [_product(product, row, as_number) for product in products]
    texts = [text for text in texts if text[0]]
    if len(texts) < 2:
        return texts[0] if texts else ("", "")
    text = " + ".join(alone for alone, _ in texts)
    return text, f"({text})"


def _product(product: list[Part], row: int, as_number: bool) -> _Text:
    texts: list[_Text] = []
    for part in product:
        if part.is_alive(row):
            texts.append(_as_number(part) if as_number else (part.text, part.factor))
        elif part.born <= row and part.becomes:
            texts.append(_sum(part.becomes, row, as_number))
    texts = [text for text in texts if text[0]]
    if len(texts) < 2:
        return texts[0] if texts else ("", "")
    text = " * ".join(factor for _, factor in texts)
    return text, text


def _as_number(part: Part) -> _Text:
    text = shown(part.number)
    return text, f"({text})" if text.startswith("-") else text


def _squeezed(text: str) -> str:
    """Without what stands in brackets, where a sign does not matter to what stands around."""
    while (bare := _INNERMOST.sub("", text)) != text:
        text = bare
    return text
