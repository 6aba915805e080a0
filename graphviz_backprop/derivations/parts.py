"""The parts of a derivative while it is written out: each is replaced by others, or stays."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphviz_backprop.derivations.spelled import CODE, NOTHING, Spelled, Spelling
from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass

GRADIENT, LOCAL, VALUE, ONE, ZERO = "gradient local value one zero".split()
STAYS = 1 << 30


@dataclass(eq=False)
class Part:
    """A factor on the rows from `born` up to and without `dies`.

    Attributes:
        kind: GRADIENT, of a later value; LOCAL, a derivative by its name; VALUE, of the forward
            pass; ONE, which is dropped next; ZERO, which makes its product vanish.
        expression: what is written for it; of a gradient or a derivative its name.
        number: what it is here.
        edge: the wire of the graph that it belongs to; None for the gradient of the output.
        node: of a gradient, whose it is.
        becomes: the products, of which the sum takes its place; none for a part that stays, or
            that is dropped.
    """

    kind: str
    expression: ast.expr
    number: float
    born: int
    edge: Edge | None = None
    node: int | None = None
    dies: int = STAYS
    becomes: list[list[Part]] = field(default_factory=list)

    def is_alive(self, row: int) -> bool:
        """True if the row has it."""
        return self.born <= row < self.dies

    def spelled(self, spelling: Spelling = CODE) -> Spelled:
        """The part by itself, and as one of several factors."""
        return spelling.part(self.expression, self.number)


@quick_dataclass(frozen=True, slots=True)
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


def written(products: list[list[Part]], row: int, spelling: Spelling = CODE) -> str:
    """The line in this spelling.

    A product that has vanished is left out; nothing at all is 0.
    """
    return _sum(products, row, spelling).alone or "0.0"


def _sum(products: list[list[Part]], row: int, spelling: Spelling) -> Spelled:
    return spelling.sum(_product(product, row, spelling) for product in products)


def _product(product: list[Part], row: int, spelling: Spelling) -> Spelled:
    return spelling.product(_part(part, row, spelling) for part in product)


def _part(part: Part, row: int, spelling: Spelling) -> Spelled:
    if part.is_alive(row):
        return part.spelled(spelling)
    return _sum(part.becomes, row, spelling) if part.born <= row else NOTHING
