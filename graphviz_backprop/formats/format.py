"""What an output format is: a file for each frame, or one for the whole movie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphviz_backprop.film import Film
from graphviz_backprop.registry import Registry


@dataclass(frozen=True, slots=True)
class FrameFormat:
    """A picture for each frame.

    Attributes:
        one: the bytes of one frame.
        every: the bytes of all frames in order.
        marker: bytes by which a file is known as made by this package.
    """

    one: Callable[[Film, int], bytes]
    every: Callable[[Film], Iterator[bytes]]
    marker: bytes


@dataclass(frozen=True, slots=True)
class MovieFormat:
    """One file for the whole movie."""

    make: Callable[[Film], bytes]


Format = FrameFormat | MovieFormat
FORMATS: Registry[Format] = Registry("format", "graphviz_backprop.formats")
