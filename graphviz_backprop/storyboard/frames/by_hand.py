"""Numbers of the reader's own beside the true ones, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphviz_backprop.graph import Place
from graphviz_backprop.graph.judged import FOLLOWS, RIGHT
from graphviz_backprop.numerals import shown, shown_constant
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.texts.labels import entry_text
from graphviz_backprop.values import Value, is_array

# Two numbers are the same up to these, relative and absolute.
NOISE, SAME = 1e-6, 1e-9
_MOST_NAMES = MOST_LINES = 3
LOCAL, TOTAL = "local", "total"


# Compared by identity, as arrays have no one answer.
@quick_dataclass(frozen=True, slots=True, eq=False)
class ByHand:
    """A number of the reader's own that belongs to a step, or to the seed.

    Attributes:
        name: what the code calls it.
        place: where the code has it.
        value: what it is there: a number or an array.
        truth: what it is in truth.
        verdict: "right", "wrong" or "follows".
        kind: "local", the local derivative of a step; or "total", the gradient that it gives.
        node: whose gradient that is, or which value it is a local derivative by.
        follows: the names of the wrong ones that it follows from.
        entry: of an array the entry that the figure spells out; None where that is none.
    """

    name: str
    place: Place
    value: Value
    truth: Value
    verdict: str
    kind: str
    node: int
    follows: tuple[str, ...] = ()
    entry: tuple[int, ...] | None = None

    @property
    def is_right(self) -> bool:
        """True if it is the true number."""
        return self.verdict == RIGHT

    @property
    def wrong_entries(self) -> tuple[tuple[int, ...], ...]:
        """Of an array the places of the entries that differ; empty of a number."""
        if not is_array(self.truth) or self.is_right:
            return ()
        import numpy as np

        differs = ~np.isclose(self.value, self.truth, rtol=NOISE, atol=SAME)
        return tuple(tuple(map(int, entry)) for entry in np.argwhere(differs))

    def __str__(self) -> str:
        if self.is_right:
            return f"✓ {self._written()}, {self.place}"
        text = f"✗ {self.place} has {self._written()}; it is {self._true()}"
        entries = self.wrong_entries
        if len(entries) > 1:
            text += f" ({len(entries)} of {self.truth.size} entries differ)"
        if self.verdict == FOLLOWS and self.follows:
            names = ", ".join(self.follows[:_MOST_NAMES])
            text += f"; follows from {names}"
        return text

    def _written(self) -> str:
        if not is_array(self.value):
            return f"{self.name} = {number_text(self.value)}"
        if self.is_right:
            return self.name
        entry = self._told_entry
        return f"{self.name}{entry_text(entry)} = {number_text(float(self.value[entry]))}"

    def _true(self) -> str:
        if not is_array(self.truth):
            is_whole = type(self.value) is int and float(self.truth).is_integer()
            return number_text(int(self.truth) if is_whole else self.truth)
        return number_text(float(self.truth[self._told_entry]))

    @property
    def _told_entry(self) -> tuple[int, ...]:
        """The wrong entry that is told: the one that the figure spells out, else the first."""
        wrong = self.wrong_entries
        return self.entry if self.entry in wrong and self.entry is not None else wrong[0]


def number_text(number: Any) -> str:
    """A number as the captions have it, a whole one without a point."""
    return shown_constant(number) if type(number) is int else shown(float(number))


def told_of(numbers: Sequence[ByHand]) -> tuple[str, ...]:
    """What is said of numbers, a line each: what is wrong, then the ticks in one line."""
    wrong = [one for one in numbers if not one.is_right]
    lines = [str(one) for one in wrong[:MOST_LINES]]
    if len(wrong) > MOST_LINES:
        lines.append(f"✗ and {len(wrong) - MOST_LINES} more")
    right = [one for one in numbers if one.is_right]
    if right:
        cell = right[0].place.cell
        parts = [str(right[0])]
        for one in right[1:MOST_LINES]:
            text = str(one).removeprefix("✓ ")
            same = f"cell {cell}, " if one.place.cell == cell else ""
            parts.append(text.replace(f", {same}line ", ", line ") if same else text)
        more = len(right) - MOST_LINES
        lines.append("; ".join([*parts, *([f"{more} more"] if more > 0 else [])]))
    return tuple(lines)
