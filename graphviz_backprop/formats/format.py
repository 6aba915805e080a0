"""The contract of an output format: a file for each frame, or one for the whole movie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphviz_backprop.registry import Registry
from graphviz_backprop.rendering import Rendering

Tick = Callable[[], None]


def unwatched() -> None:
    """Tell nobody that a frame is done."""


@dataclass(frozen=True, slots=True)
class FrameFormat:
    """A picture for each frame.

    Attributes:
        one: the bytes of one frame.
        every: the bytes of all frames in order.
        marker: bytes by which a file is known as made by this package, among its first thousand.
    """

    one: Callable[[Rendering, int], bytes]
    every: Callable[[Rendering], Iterator[bytes]]
    marker: bytes

    @property
    def is_drawn(self) -> bool:
        """It is made frame by frame."""
        return True


@dataclass(frozen=True, slots=True)
class MovieFormat:
    """One file for the whole movie.

    Attributes:
        make: its bytes; of an animation it calls the second argument for each frame.
        marker: bytes by which a file is known as made by this package.
        is_drawn: it is made frame by frame.
    """

    make: Callable[[Rendering, Tick], bytes]
    marker: bytes
    is_drawn: bool


Format = FrameFormat | MovieFormat
FORMATS: Registry[Format] = Registry("format", "graphviz_backprop.formats")
