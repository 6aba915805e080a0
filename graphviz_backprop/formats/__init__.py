"""What a movie is saved as: one file for each format."""

from graphviz_backprop.formats.format import (
    FORMATS,
    Format,
    FrameFormat,
    MovieFormat,
    Tick,
    unwatched,
)

__all__ = ["FORMATS", "Format", "FrameFormat", "MovieFormat", "Tick", "unwatched"]
