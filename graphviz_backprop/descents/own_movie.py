"""A training file as a movie of its passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphviz_backprop.descents.descent_movie import DescentMovie
from graphviz_backprop.descents.own_descent import own_descent
from graphviz_backprop.graph import Captured, Place
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.sources import Program, code_line


def own_movie(
    renderings: Sequence[Rendering], captured: Captured, program: Program
) -> DescentMovie:
    """The passes that a program's own updates lead to.

    Args:
        renderings: the movies of the passes.
        captured: what the run gave.
        program: the file.

    Raises:
        BackpropError: its passes are computed in different ways.
    """

    def line(place: Place) -> str:
        return code_line(program, place.cell, place.line) if place.source == program.name else ""

    passes = [one.backprop for one in renderings]
    descent = own_descent(passes, captured.numbers, dict(captured.kept), line)
    first = replace(renderings[0], backprop=descent.passes[0])
    return DescentMovie(first, descent)
