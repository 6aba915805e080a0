"""The contract of an output format: a file for each frame, one for the movie, or several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.registry import Registry

if TYPE_CHECKING:
    from graphviz_backprop.rendering import Rendering

Tick = Callable[[], None]
NUMBERED = r"_\d{2,}\."  # a frame's name from the end of the stem to its suffix
NONE = "(?!)"  # a pattern of no name


def unwatched() -> None:
    """Tell nobody that a frame is done."""


class File(NamedTuple):
    """A file that a format makes: its name in the folder, its content.

    `marker` are bytes by which it is known as made by this package, near its start or its end.
    """

    name: str
    data: bytes
    marker: bytes


@quick_dataclass(frozen=True, slots=True)
class FrameFormat:
    """A picture for each frame: `neuron_00.svg`, ….

    Attributes:
        one: the bytes of one frame.
        every: the bytes of all frames in order.
        marker: bytes by which a file is known as made by this package, near its start or its end.
        chosen: which figures get a file; None for all.
    """

    one: Callable[[Rendering, int], bytes]
    every: Callable[[Rendering], Iterator[bytes]]
    marker: bytes
    chosen: Callable[[Rendering], Sequence[int]] | None = None

    @property
    def is_drawn(self) -> bool:
        """It is made frame by frame."""
        return True

    def pictures(self, name: str) -> str:
        """A pattern of how the names of its pictures end, of whatever number there are."""
        return NUMBERED + re.escape(name)

    def files(self, rendering: Rendering, stem: str, name: str, tick: Tick) -> Iterator[File]:
        """The files of a movie in this format, whose name is `name`."""
        digits = max(2, len(str(rendering.storyboard.last)))
        if self.chosen:
            numbers = set(self.chosen(rendering))
            pictures: Iterator[bytes | None] = (
                self.one(rendering, index) if index in numbers else None
                for index in range(len(rendering.storyboard))
            )
        else:
            pictures = iter(self.every(rendering))
        for index, data in enumerate(pictures):
            if data is not None:
                yield File(f"{stem}_{index:0{digits}}.{name}", data, self.marker)
            tick()


def _nothing_beside(rendering: Rendering, stem: str) -> Iterator[File]:
    return iter(())


def _takes_all(rendering: Rendering) -> None:
    """It has no limit of its own."""


@quick_dataclass(frozen=True, slots=True)
class MovieFormat:
    """One file for the whole movie.

    Attributes:
        make: its bytes; of what is drawn it calls the second argument for each frame.
        marker: bytes by which a file is known as made by this package.
        is_drawn: it is made frame by frame.
        suffix: of the file, where it is not the format's name: `animated.svg`.
        beside: what belongs to it in files of their own, given the start of their names.
        refuse: raises, before anything is drawn, where it would come to nothing: a library is not
            installed, the pictures are too many or too large.
    """

    make: Callable[[Rendering, Tick], bytes]
    marker: bytes
    is_drawn: bool
    suffix: str = ""
    beside: Callable[[Rendering, str], Iterator[File]] = _nothing_beside
    refuse: Callable[[Rendering], None] = _takes_all

    def pictures(self, name: str) -> str:
        """None: there is one file, which is replaced."""
        return NONE

    def files(self, rendering: Rendering, stem: str, name: str, tick: Tick) -> Iterator[File]:
        """The file of a movie in this format, whose name is `name`, and what is beside it."""
        yield File(f"{stem}.{self.suffix or name}", self.make(rendering, tick), self.marker)
        yield from self.beside(rendering, stem)


@quick_dataclass(frozen=True, slots=True)
class FileSetFormat:
    """A file and what it shows or needs beside it: a text and its pictures.

    Attributes:
        make: the files of a movie, the one that the format is about first. It is given the start
            of their names, and calls the third argument for each frame.
        suffix: of the first file, where it is not the format's name.
        one: the bytes of one frame, where that is a file of this format too.
        refuse: as that of `MovieFormat`.
        ends: a pattern of how the names of its pictures end, where their number is not always the
            same.
    """

    make: Callable[[Rendering, str, Tick], Iterator[File]]
    suffix: str = ""
    one: Callable[[Rendering, int], bytes] | None = None
    refuse: Callable[[Rendering], None] = _takes_all
    ends: str = NONE

    @property
    def is_drawn(self) -> bool:
        """It is made frame by frame."""
        return True

    def pictures(self, name: str) -> str:
        """A pattern of how the names of its pictures end, of whatever number there are."""
        return self.ends

    def files(self, rendering: Rendering, stem: str, name: str, tick: Tick) -> Iterator[File]:
        """The files of a movie in this format."""
        return self.make(rendering, stem, tick)


Format = FrameFormat | MovieFormat | FileSetFormat
FORMATS: Registry[Format] = Registry("format", "graphviz_backprop.formats")
USUAL = ("gif", "gv", "json", "png", "svg")  # what is made where no format is named


def format_of_name(file_name: str) -> str:
    """The format that a file's name asks for: the one with the longest suffix that fits.

    Empty where the name has no suffix; the last suffix where no format has it.
    """
    lower = file_name.lower()
    if "." not in lower:
        return ""
    if lower.count(".") == 1 and lower.endswith(tuple(f".{name}" for name in USUAL)):
        return lower.rpartition(".")[2]  # no other format is loaded for it
    fitting = {
        suffix: name
        for name in FORMATS.names()
        for suffix in [getattr(FORMATS[name], "suffix", "") or name]
        if lower.endswith("." + suffix)
    }
    return fitting[max(fitting, key=len)] if fitting else lower.rpartition(".")[2]
