"""The heights of a tree's rows: each operand's block under the one before, as close as ink allows.

A block is a subtree with its outline: for each column how far its ink reaches up and down. The
smaller outline is merged into the larger, so that a tree takes n log n. Blocks never overlap in a
column that both occupy; so wires never cross, and the first operand stands above the second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from graphviz_backprop.figure.extent import Extent
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.quick_dataclass import quick_dataclass

_LANE = 2.0  # half of what a wire needs that passes a column
CLOSEST = 16.0  # the least distance of two operands' rows where they end at one ring
_APART = 20.0  # of two blocks that have no column in common


@quick_dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in points: between two rows of a column, and between any two things."""

    pitch: float
    clearance: float


@quick_dataclass(slots=True)
class _Outline:
    """The highest and lowest ink of a block in each column, all moved by `offset`."""

    reach: dict[int, tuple[float, float]] = field(default_factory=dict)
    offset: float = 0.0

    def include(self, column: int, top: float, bottom: float) -> None:
        """More ink in a column."""
        top, bottom = top - self.offset, bottom - self.offset
        before = self.reach.get(column)
        if before is not None:
            top, bottom = min(top, before[0]), max(bottom, before[1])
        self.reach[column] = top, bottom

    def room_below(self, other: _Outline) -> float | None:
        """How far the other has to move down to stand below; None without a common column."""
        few, many = sorted((self.reach, other.reach), key=len)
        moves = [
            self.reach[column][1] + self.offset - other.reach[column][0] - other.offset
            for column in few
            if column in many
        ]
        return max(moves) if moves else None

    def joined(self, other: _Outline) -> _Outline:
        """One outline around both."""
        small, large = sorted((self, other), key=lambda outline: len(outline.reach))
        for column, (top, bottom) in small.reach.items():
            large.include(column, top + small.offset, bottom + small.offset)
        return large


def find_heights(
    trees: Sequence[list[Use]], extent_of: Callable[[Use], Extent], spacing: Spacing
) -> float:
    """Set the heights of all rows of some trees, one below the other; return the whole height.

    Args:
        trees: each from its root on, as `grow_tree` gives it.
        extent_of: how far a row's ink reaches.
        spacing: the distances to keep.
    """
    extents = {use: extent_of(use) for tree in trees for use in tree}
    relative: dict[Use, float] = {}
    outlines: dict[Use, _Outline] = {}
    for tree in trees:
        for use in reversed(tree):
            outlines[use] = _block(use, outlines, relative, extents, spacing)
    roots = [tree[0] for tree in trees]
    for root, height in zip(roots, _stacked(roots, outlines, spacing)[0], strict=True):
        root.height = height
    every = [use for tree in trees for use in tree]
    for use in every:
        for operand in use.operands:
            operand.height = use.height + relative[operand]
    top = min(use.height - extents[use].up for use in every)
    for use in every:
        use.height -= top
    return max(use.height + extents[use].down for use in every)


def _block(
    use: Use,
    outlines: dict[Use, _Outline],
    relative: dict[Use, float],
    extents: dict[Use, Extent],
    spacing: Spacing,
) -> _Outline:
    """The outline of a row and what stands before it, with the row's wire at height 0."""
    extent = extents[use]
    if not use.operands:
        return _Outline({use.column: (-extent.up, extent.down)})
    for operand in use.operands:
        for column in range(operand.column + 1, use.column):  # its wire passes there
            outlines[operand].include(column, -_LANE, _LANE)
    heights, outline = _stacked(use.operands, outlines, spacing)
    own = _own_height(use.operands, heights, spacing.pitch)
    for operand, height in zip(use.operands, heights, strict=True):
        relative[operand] = height - own
        del outlines[operand]
    outline.offset -= own
    # The column of an operator is its own over the whole height of its fan of wires.
    top, bottom = min(-extent.up, heights[0] - own), max(extent.down, heights[-1] - own)
    outline.include(use.column, top, bottom)
    return outline


def _stacked(
    rows: Sequence[Use], outlines: dict[Use, _Outline], spacing: Spacing
) -> tuple[list[float], _Outline]:
    """The heights of rows whose blocks stand one below the other, and the outline of all."""
    heights = [0.0]
    whole = outlines[rows[0]]
    for row in rows[1:]:
        block = outlines[row]
        room = whole.room_below(block)
        height = heights[-1] + _APART if room is None else room + spacing.clearance
        height = max(height, heights[-1] + CLOSEST)
        block.offset += height
        whole = whole.joined(block)
        heights.append(height)
    return heights, whole


def _own_height(operands: Sequence[Use], heights: Sequence[float], pitch: float) -> float:
    """The height of an operator: of its only operator operand, else the middle of the operators."""
    operators = [h for use, h in zip(operands, heights, strict=True) if use.operands]
    rows = operators or list(heights)
    if len(rows) <= 2:
        return (rows[0] + rows[-1]) / 2
    mean = sum(rows) / len(rows)
    nearest = min(rows, key=lambda height: abs(height - mean))
    # A wire that is all but straight is drawn straight.
    return nearest if abs(nearest - mean) < pitch / 2 else mean
