"""What may be asked of a figure: the shape of its page, and how shared values are drawn."""

from __future__ import annotations

import re
from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes import Theme

NATURAL = "natural"
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
_EXACT = re.compile(r"([0-9]{1,6})x([0-9]{1,6})")
_LEAST, _MOST = 100, 20_000
# Points at most on a page that is higher than wide: what is between texts is less there, so that
# texts are larger in the hand.
_UPRIGHT = {
    "margin": 16.0,
    "name": 15.0,
    "ring": 15.0,
    "ring_line": 2.8,
    "symbol": 21.0,
    "gap": 5.5,
    "stub": 50.0,
    "number_pad": 6.5,
    "name_gap": 7.0,
    "channel_least": 34.0,
    "channel_most": 74.0,
    "straight_of_short": 15.0,
    "slanted_of_short": 22.0,
    "ground": 9.0,
    "array_page": 520.0,
    "least_width": 520.0,
}
# Points at least: the smallest texts.
_LEAST_UPRIGHT_TEXT = {"inner_name": 12.0, "code": 13.0, "word": 13.0}
_LONGEST = 10  # times the other side
_COLUMNS, _COLUMNS_OF_NARROW, _COLUMNS_UPRIGHT = 6, 3, 2
_NARROW = 1.2  # width over height
_LONGEST_NAME_UPRIGHT, _LONGEST_CODE_UPRIGHT = 14, 12


@quick_dataclass(frozen=True, slots=True)
class Room:
    """What the width of a page has room for.

    Attributes:
        columns: of a list of numbers.
        longest_name: characters; 0 where names may be as long as anywhere.
        longest_code: characters of what stands where there is no name.
    """

    columns: int = _COLUMNS
    longest_name: int = 0
    longest_code: int = 0


NATURAL_ROOM = Room()


def room_on(fit: Fit | None) -> Room:
    """What a page has room for; None for that of the figure itself."""
    if fit is None or fit.ratio > _NARROW:
        return NATURAL_ROOM
    if fit.is_upright:
        return Room(_COLUMNS_UPRIGHT, _LONGEST_NAME_UPRIGHT, _LONGEST_CODE_UPRIGHT)
    return Room(_COLUMNS_OF_NARROW)


@quick_dataclass(frozen=True, slots=True)
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

    def theme(self, usual: Theme) -> Theme:
        """A theme on this page: one that is higher than wide has little room at the sides."""
        if not self.is_upright:
            return usual
        sizes = {key: min(getattr(usual.sizes, key), most) for key, most in _UPRIGHT.items()}
        for key, least in _LEAST_UPRIGHT_TEXT.items():
            sizes[key] = max(getattr(usual.sizes, key), least)
        return replace(usual, sizes=replace(usual.sizes, **sizes))

    @property
    def is_upright(self) -> bool:
        """True if it is higher than wide; one that is trimmed seldom is."""
        return self.ratio < 1 and not self.is_trimmed

    @property
    def is_narrow(self) -> bool:
        """True if captions have many lines on it: in a hand, or in a README."""
        return self.is_upright or self.is_trimmed

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
