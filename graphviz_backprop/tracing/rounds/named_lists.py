"""The lists that loops go over, where they are too long to be drawn number by number."""

from __future__ import annotations

from types import FrameType
from typing import Any

from graphviz_backprop.tracing.tape.list_inputs import LONG


def name_of_long_list(iterable: Any, frame: FrameType) -> str:
    """The name of a long list of plain floats, such as one that `append` has filled; else nothing.

    Its numbers by themselves, each an input of the loop variable's name, would be too many to draw.

    Args:
        iterable: what the loop goes over.
        frame: in which the loop runs.
    """
    if type(iterable) is not list or len(iterable) < LONG or type(iterable[-1]) is not float:
        return ""
    if any(type(number) is not float for number in iterable):
        return ""
    names = [name for name, value in frame.f_locals.items() if value is iterable]
    names += [name for name, value in frame.f_globals.items() if value is iterable]
    return next((name for name in names if not name.startswith("__")), "")
