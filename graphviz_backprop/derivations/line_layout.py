"""Where the factors of a derivation stand: each above what takes its place, so nothing moves.

A factor has the room of all that it becomes. So the lines of a derivation are a table: what is
replaced and what replaces it begin at the same place, and all other factors stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.derivations.parts import Part, alive
from graphviz_backprop.quick_dataclass import quick_dataclass

TIMES, PLUS = " * ", " + "


@quick_dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a line.

    Attributes:
        text: of a factor, or a sign between factors.
        column: where it starts, in characters from the start of the line.
        part: the factor; None for a sign.
    """

    text: str
    column: int
    part: Part | None = None


class LineLayout:
    """The columns of all factors on all lines.

    Args:
        products: of the first line.
        rows: how many lines there are; after them comes one with numbers.
    """

    def __init__(self, products: list[list[Part]], rows: int, numbers: dict[Part, str]) -> None:
        self._products = products
        self._rows = rows
        self._numbers = numbers
        self._columns: dict[Part, int] = {}
        self.width = self._place_sum(products, 0)

    def line(self, row: int, as_numbers: bool = False) -> list[Placed]:
        """What stands on a line, from left to right."""
        return list(self._pieces(self._products, row, as_numbers, is_factor=False))

    def _place_sum(self, products: list[list[Part]], start: int) -> int:
        """Give each factor its column; where the sum ends."""
        end = start
        for number, product in enumerate(products):
            end = self._place_product(product, end + (len(PLUS) if number else 0))
        return end

    def _place_product(self, product: list[Part], start: int) -> int:
        end = start
        for number, part in enumerate(product):
            begin = end + (len(TIMES) if number else 0)
            self._columns[part] = begin
            text = max(len(part.spelled().factor), len(self._numbers.get(part, "")))
            inner = begin
            if part.becomes:
                bracket = int(len(part.becomes) > 1 and len(product) > 1)
                inner = self._place_sum(part.becomes, begin + bracket) + bracket
            end = max(begin + text, inner)
        return end

    def _pieces(
        self, products: list[list[Part]], row: int, as_numbers: bool, is_factor: bool
    ) -> Iterator[Placed]:
        shown = [product for product in products if any(alive([product], row))]
        is_bracketed = is_factor and len(shown) > 1
        for number, product in enumerate(shown):
            is_one = is_factor and len(shown) == 1
            pieces = list(self._of_product(product, row, as_numbers, is_one))
            first = pieces[0].column
            if is_bracketed and not number:
                yield Placed("(", first - 1)
            if number:
                yield Placed(PLUS.strip(), first - len(PLUS) + 1)
            yield from pieces
            if is_bracketed and number == len(shown) - 1:
                yield Placed(")", pieces[-1].column + len(pieces[-1].text))

    def _of_product(
        self, product: list[Part], row: int, as_numbers: bool, is_factor: bool
    ) -> Iterator[Placed]:
        parts = [part for part in product if any(alive([[part]], row))]
        for number, part in enumerate(parts):
            if part.is_alive(row):
                spelled = part.spelled()
                text = spelled.factor if len(parts) > 1 or is_factor else spelled.alone
                text = self._numbers[part] if as_numbers else text
                pieces = [Placed(text, self._columns[part], part)]
            else:
                is_inner = is_factor or len(parts) > 1
                pieces = list(self._pieces(part.becomes, row, as_numbers, is_inner))
            if number:
                yield Placed(TIMES.strip(), pieces[0].column - len(TIMES) + 1)
            yield from pieces
