"""A Python file: one cell."""

from __future__ import annotations

from pathlib import Path

from graphviz_backprop.sources.source import SOURCES, Cell


def read_script(path: Path, text: str) -> tuple[Cell, ...]:
    """The whole file, under its own path."""
    return (Cell(text, str(path)),)


SOURCES.add(".py", read_script)
