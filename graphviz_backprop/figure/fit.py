"""What may be asked of a figure: the shape of its page, and how shared values are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.themes import Theme

NATURAL = "natural"
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
_EXACT = re.compile(r"([0-9]{1,6})x([0-9]{1,6})")
_LEAST, _MOST = 100, 20_000
_LEAST_UPRIGHT = 520.0
_MARGIN_UPRIGHT = 24.0  # points at most
_LONGEST = 10  # times the other side
_COLUMNS, _COLUMNS_OF_NARROW, _COLUMNS_UPRIGHT = 6, 3, 2
_NARROW = 1.2  # width over height
_LONGEST_NAME_UPRIGHT = 14


@dataclass(frozen=True, slots=True)
class Room:
    """What the width of a page has room for.

    Attributes:
        columns: of a list of numbers.
        longest_name: characters; 0 where names may be as long as anywhere.
    """

    columns: int = _COLUMNS
    longest_name: int = 0


NATURAL_ROOM = Room()


def room_on(fit: Fit | None) -> Room:
    """What a page has room for; None for that of the figure itself."""
    if fit is None or fit.ratio > _NARROW:
        return NATURAL_ROOM
    if fit.is_upright:
        return Room(_COLUMNS_UPRIGHT, _LONGEST_NAME_UPRIGHT)
    return Room(_COLUMNS_OF_NARROW)


@dataclass(frozen=True, slots=True)
class Fit:
    """The page that a figure has to fill.

    Attributes:
        width, height: of PNG and GIF in pixels.
        is_exact: in just these pixels, not only in this shape.
        number: pixels that a number should have on it; 0 for what its shape asks for.
        is_trimmed: the page is as high as the figure needs, at most so high.
    """

    width: int
    height: int
    is_exact: bool = False
    number: float = 0.0
    is_trimmed: bool = False

    def least_width(self, usual: float) -> float:
        """The least width of a page in points; less on one that is higher than wide."""
        return min(usual, _LEAST_UPRIGHT) if self.is_upright else usual

    def theme(self, usual: Theme) -> Theme:
        """A theme on this page: one that is higher than wide has little room at the sides."""
        if not self.is_upright:
            return usual
        margin = min(usual.sizes.margin, _MARGIN_UPRIGHT)
        return replace(usual, sizes=replace(usual.sizes, margin=margin))

    @property
    def is_upright(self) -> bool:
        """True if it is higher than wide; one that is trimmed seldom is."""
        return self.ratio < 1 and not self.is_trimmed

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


_SHAPES = {
    "16:9": Fit(1920, 1080),
    "4:3": Fit(1440, 1080),
    "1:1": Fit(1080, 1080),
    "phone": Fit(1080, 1920),
    # As wide as a README shows a picture, twice as fine: a number has 10 pixels there.
    "readme": Fit(1600, 1800, number=20.0, is_trimmed=True),
}
_KNOWN = f"{', '.join([NATURAL, *_SHAPES])} or WIDTHxHEIGHT in pixels"


def find_fit(text: str) -> Fit | None:
    """The page of this name; None for that of the figure itself.

    Args:
        text: natural, 16:9, 4:3, 1:1, phone (9:16), readme (as wide as a README), or a size in
            pixels, as 800x600.

    Raises:
        BackpropError: there is no such shape, or a side is too short, too long, or much longer
            than the other.
    """
    if text == NATURAL:
        return None
    if isinstance(text, str) and text in _SHAPES:
        return _SHAPES[text]
    found = _EXACT.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise BackpropError(f"fit: got {text!r}; expected {_KNOWN}")
    width, height = int(found[1]), int(found[2])
    if not all(_LEAST <= side <= _MOST for side in (width, height)):
        raise BackpropError(f"fit: got {text!r}; expected sides from {_LEAST} to {_MOST} pixels")
    if max(width, height) > _LONGEST * min(width, height):
        raise BackpropError(
            f"fit: got {text!r}; expected a side of at most {_LONGEST} times the other"
        )
    return Fit(width, height, is_exact=True)
