"""The sign or word in a ring; a word that would be too small there stands above it."""

from __future__ import annotations

import math
from functools import cache

from graphviz_backprop.ops import Op
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.typesetting import ink_box, mono_width

_LONGEST = 5  # letters
_FILL = 0.66  # of the ring's inner width
_FILL_OF_WORD = 0.8
_FILL_OF_INK = 0.94  # the same from corner to corner of the ink
_WORD = 4  # letters
_LEAST = 0.82  # of the size that a page asks of words: 8 pixels of a phone
_OF_ANY_FUNCTION = "f"


def ring_texts(op: Op, sizes: Sizes) -> tuple[str, str]:
    """What stands in an op's ring, if it has no curve, and what above it: a name or nothing."""
    is_short = 0 < len(op.symbol) <= _LONGEST
    if not is_short:
        return _OF_ANY_FUNCTION, op.label or op.name.rpartition(":")[2]
    if len(op.symbol) >= _WORD and size_in_ring(op.symbol, sizes) < _LEAST * sizes.word:
        return _OF_ANY_FUNCTION, op.label or op.symbol
    return op.symbol, op.label


def size_in_ring(symbol: str, sizes: Sizes) -> float:
    """The size of a sign or word in a ring, in points."""
    inner = 2 * sizes.ring - sizes.ring_line
    fill = _FILL if len(symbol) < _WORD else _FILL_OF_WORD
    size = fill * inner / mono_width(symbol, 1.0)
    return min(sizes.symbol, max(size, min(sizes.word, _largest(symbol, inner))))


@cache
def _largest(symbol: str, inner: float) -> float:
    """The size at which a symbol's ink just stays off the ring."""
    left, top, right, bottom = ink_box(symbol)
    return _FILL_OF_INK * inner / math.hypot(right - left, top - bottom)
