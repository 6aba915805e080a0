"""A further run for a figure: what the code left behind in its first run is not left again."""

from __future__ import annotations

from graphviz_backprop.capture import capture_program
from graphviz_backprop.checking.watching.no_traces import without_traces
from graphviz_backprop.forward_passes.passes.choose_passes import Choice
from graphviz_backprop.graph import Captured
from graphviz_backprop.levels import View
from graphviz_backprop.sources import Program


def capture_without_traces(
    program: Program, of: str | None, choice: Choice, view: View
) -> Captured:
    """Return what `capture_program` does; files are written to nowhere."""
    with without_traces():
        return capture_program(program, of, choice, view)
