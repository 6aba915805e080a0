"""The captions as data: texts, references to numbers, and rules."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.storyboard.frames.frame import Caption
from graphviz_backprop.storyboard.texts.words import (
    Computed,
    Either,
    First,
    Listing,
    Number,
    Part,
    parts_of,
)

Reference = tuple[str, Any]


class Quantities:
    """The numbers that texts and figures refer to, each once."""

    def __init__(self) -> None:
        self.all: list[Reference] = []
        self._places: dict[str, int] = {}

    def place(self, kind: str, index: Any) -> int:
        """The position of a number in the list, where it is put if it is new."""
        key = f"{kind} {index}"
        if key not in self._places:
            self._places[key] = len(self.all)
            self.all.append((kind, index))
        return self._places[key]


class Teller:
    """Writes texts as data.

    Args:
        quantities: what their numbers are found in.
        is_live: numbers are references; else a text is one piece.
    """

    def __init__(self, quantities: Quantities, is_live: bool) -> None:
        self._quantities = quantities
        self._is_live = is_live

    def caption(self, caption: Caption, is_quiz: bool = False) -> dict[str, Any]:
        """A caption without what only its frame knows; a quiz keeps the true numbers to itself."""
        judged = () if is_quiz else caption.judged
        return {
            "count": caption.count,
            "sentence": self.text(caption.sentence),
            "code": self.text(caption.code),
            "place": str(caption.place) if caption.place else "",
            "vectors": [
                [[[name, self.text(numbers)] for name, numbers in line.parts], line.meaning]
                for line in caption.vectors
            ],
            "remark": self.text(caption.remark),
            **({"judged": judged} if judged else {}),
        }

    def text(self, text: str) -> list[Any]:
        """A text as a list of its parts."""
        if not self._is_live:
            return [str(text)]
        return [self._part(part) for part in parts_of(text)]

    def _part(self, part: Part) -> Any:
        if isinstance(part, Number):
            place = self._quantities.place(part.quantity.kind, part.quantity.index)
            if part.is_operand:
                return ["operand", place]
            return -place - 1 if part.is_bracketed else place
        if isinstance(part, Either):
            about = [
                self.text(one) if isinstance(one, str) else one for one in part.condition.about
            ]
            condition = [part.condition.rule, *about]
            return ["either", condition, self.text(part.then), self.text(part.otherwise)]
        if isinstance(part, First):
            return ["first", [self.text(text) for text in part.texts]]
        if isinstance(part, Listing):
            return ["listing", [self.text(text) for text in part.texts], part.most, part.line]
        if isinstance(part, Computed):
            return [part.rule, part.about]
        return str(part)
