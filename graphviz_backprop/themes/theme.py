"""Themes: colours, sizes in points, and how long each frame is shown."""

from __future__ import annotations

from dataclasses import field

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.registry import Registry


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """Colours as `#rrggbb`: on the page text has a contrast of 4.5 : 1 and lines of 3 : 1.

    So have texts and lines on a panel's ground, and lines on the halo; no text stands on that.
    """

    page: str
    name: str
    index: str
    faint: str
    ring: str
    symbol: str
    curve: str
    wire: str
    dimmed: str
    value: str
    gradient: str
    local: str
    halo: str
    panel: str
    frame: str


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Lengths in points; text sizes are font sizes.

    Attributes:
        name, number, calculation, entry, inner_name, label, symbol, formula, sentence, code: text;
            an entry is a number in a grid.
        ring: the radius of an operator's ring; ring_line its thickness.
        wire, active_wire, hairline: line thicknesses.
        gap: from a wire to the number above or below it.
        clearance: the least distance between things that must not touch.
        pitch: from one row to the next.
        stub: the least length of the flat piece of wire that bears the numbers.
        channel_slanted, channel_straight: the least room between columns, where wires slant and
            where they all run straight on.
        channel_least, channel_most: the room between columns in a tree of uses.
        compact: by what the room between columns shrinks in graphs of many columns.
        slope: the steepest slant, as height over width.
        margin: around the picture.
        array_page: the greatest width of a picture of arrays.
        least_width: of the picture, so that the caption has room.
        number_pad: on both sides of a number; name_gap from a name to its wire.
        straight_of_short, slanted_of_short: the least room between columns where a page has little,
            where all wires run straight on and where they slant.
        ground: from a panel's ink to the edge of its ground.
        room: letters for which a number of the picture has room at least, if it has fewer.
        word: of a word in a ring at least, as far as the ring has room for it.
    """

    name: float
    number: float
    calculation: float
    entry: float
    inner_name: float
    label: float
    symbol: float
    formula: float
    sentence: float
    code: float
    ring: float
    ring_line: float
    wire: float
    active_wire: float
    hairline: float
    gap: float
    clearance: float
    pitch: float
    stub: float
    channel_slanted: float
    channel_straight: float
    channel_least: float
    channel_most: float
    compact: float
    slope: float
    margin: float
    array_page: float
    least_width: float
    number_pad: float = 9.0
    name_gap: float = 10.0
    straight_of_short: float = 24.0
    slanted_of_short: float = 32.0
    ground: float = 13.0
    room: float = 0.0
    word: float = 0.0

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text."""
        numbers = min(self.number, self.entry)
        return min(self.name, numbers, self.inner_name, self.label, self.sentence, self.code)


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How pictures look.

    Attributes:
        name: as `--theme` takes it.
        colors: by what they are used for.
        sizes: in points.
        pixels_per_point: the natural scale of PNG and GIF.
        most_pixels: the length of a picture's side from which on the scale shrinks.
        least_text: the size in pixels below which text is not shrunk.
        seconds: how long an animation shows a frame of each kind; "last" for the complete graph,
            "poster" for the same at the start, "calculation_of_step" before a step's result comes.
    """

    name: str
    colors: Colors
    sizes: Sizes
    pixels_per_point: float
    most_pixels: int
    least_text: float
    seconds: dict[str, float] = field(default_factory=dict)


THEMES: Registry[Theme] = Registry("theme", "graphviz_backprop.themes")
