"""The passes of a file, as a plain table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from graphviz_backprop.graph.listed import Between, Found, Listing
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
    gaps = {between.first: _gap_line(between) for between in listing.between}
    after = [found.number + 1 for found in listing.passes]
    below = {row: gaps[number] for row, number in enumerate(after) if number in gaps}
    gradients = [
        (one.name, _shown(one.value), str(one.place or ""), str(number))
        for one, number in listing.gradients
    ]
    lines = [*_aligned(("pass", "from", "to", "output", "inputs", ""), passes, is_whole, below)]
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
    between = ", " if found.kind else " or "
    inputs = ", ".join(found.inputs)
    why = f"incomplete: {found.incomplete_because}" if found.incomplete_because else found.kind
    first, last = str(found.first or ""), str(found.last or "")
    return str(found.number), first, last, between.join(outputs), inputs, why


def _gap_line(between: Between) -> str:
    """`… epochs 5 to 7 (passes 5 to 7) are not recorded: loss 1.09 → 0.98`."""
    numbers = (
        f"passes {between.first:,} to {between.last:,}"
        if between.first < between.last
        else f"pass {between.first:,}"
    )
    what = f"{between.rounds} ({numbers})" if between.rounds else numbers
    if between.change is None:
        return f"… {what} not recorded"
    name, old, new = between.change
    if is_array(old) and old.size > 1:
        name = f"mean of {name}"
    return f"… {what} not recorded: {name} {_mean(old)} → {_mean(new)}"


def _mean(value: Value) -> str:
    """A number, of an array the mean of its entries."""
    return shown(float(value.mean()) if is_array(value) else value)


def _aligned(
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    is_whole: bool,
    below: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[str]:
    """The rows below their head; `below` are lines that follow a row, by its number from 0."""
    left_out = 0 if is_whole else len(rows) - _FIRST - _LAST
    kept = rows if left_out <= 1 else [*rows[:_FIRST], *rows[-_LAST:]]
    widths = [max(map(len, column)) for column in zip(head, *kept, strict=True)]
    for number, row in enumerate([head, *kept]):
        if left_out > 1 and number == _FIRST + 1:
            yield f"… {left_out} more, --all shows them"
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip()
        at = number - 1 if number <= _FIRST or left_out <= 1 else number - 1 + left_out
        if at in below:
            yield below[at]
