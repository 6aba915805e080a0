"""The formats that a movie is saved in: one file for each."""

from graphviz_backprop.formats.format import (
    FORMATS,
    USUAL,
    File,
    FileSetFormat,
    Format,
    FrameFormat,
    MovieFormat,
    Tick,
    format_of_name,
    unwatched,
)

__all__ = [
    "FORMATS",
    "USUAL",
    "File",
    "FileSetFormat",
    "Format",
    "FrameFormat",
    "MovieFormat",
    "Tick",
    "format_of_name",
    "unwatched",
]
