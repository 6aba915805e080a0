"""What was found in a file, as a plain table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviz_backprop.capture import Found, Listing
from graphviz_backprop.numerals import shown
from graphviz_backprop.values import Value, is_array, shape_of

_FIRST, _LAST = 30, 5
_MOST_OUTPUTS = 4
_MOST_ELEMENTS = 4
_GAP = "  "


def table(listing: Listing, is_whole: bool = False) -> list[str]:
    """The lines of the table: the passes, then the gradients that the code computes itself.

    Args:
        listing: what was found.
        is_whole: every row, and the results that can be no output, each with the reason; else very
            many rows are shortened to the first and the last.
    """
    passes = [_pass_row(found) for found in listing.passes]
    gradients = [
        (one.name, _shown(one.value), str(one.place or ""), str(number))
        for one, number in listing.gradients
    ]
    lines = [*_aligned(("pass", "from", "to", "output", "inputs", ""), passes, is_whole)]
    if gradients:
        lines += ["", *_aligned(("gradient", "value", "at", "pass"), gradients, is_whole)]
    if is_whole and listing.left_aside:
        aside = [
            (one.name, str(one.place or ""), str(one.number), one.reason)
            for one in listing.left_aside
        ]
        lines += ["", *_aligned(("no output", "at", "pass", "for it"), aside, is_whole)]
    return lines


def _shown(value: Value) -> str:
    """A number, a few of them in brackets, or the shape of a larger array."""
    if not is_array(value):
        return shown(value)
    if value.size > _MOST_ELEMENTS:
        return f"array of shape {shape_of(value)}"
    return f"[{', '.join(map(_shown, value))}]"


def _pass_row(found: Found) -> tuple[str, ...]:
    outputs = [f"{name} = {_shown(value)}" for name, value in found.outputs[:_MOST_OUTPUTS]]
    outputs += ["…"] if len(found.outputs) > _MOST_OUTPUTS else []
    inputs = ", ".join(found.inputs)
    why = f"incomplete: {found.incomplete_because}" if found.incomplete_because else ""
    first, last = str(found.first or ""), str(found.last or "")
    return str(found.number), first, last, " or ".join(outputs), inputs, why


def _aligned(
    head: tuple[str, ...], rows: Sequence[tuple[str, ...]], is_whole: bool
) -> Iterator[str]:
    left_out = 0 if is_whole else len(rows) - _FIRST - _LAST
    kept = rows if left_out <= 1 else [*rows[:_FIRST], *rows[-_LAST:]]
    widths = [max(map(len, column)) for column in zip(head, *kept, strict=True)]
    for number, row in enumerate([head, *kept]):
        if left_out > 1 and number == _FIRST + 1:
            yield f"… {left_out} more, --all shows them"
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()
