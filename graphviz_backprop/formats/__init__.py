"""The formats that a movie is saved in: one file for each."""

from graphviz_backprop.formats.format import (
    FORMATS,
    Format,
    FrameFormat,
    MovieFormat,
    Tick,
    unwatched,
)

__all__ = ["FORMATS", "Format", "FrameFormat", "MovieFormat", "Tick", "unwatched"]
