"""What a run of a reader's program gives; the process that draws loads this, and no hooks."""

from __future__ import annotations

from graphviz_backprop.graph.graph import Graph
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Captured:
    """The graphs and notes of a run of a program.

    Attributes:
        graphs: those of its passes.
        notes: what could not be followed in it, a line each.
        choice: which pass the rule has chosen, where that is not the first; a line or empty.
        failed: what went wrong after something was computed; empty where all went well.
        stopped: why the code was stopped before its end; empty where it was not.
        numbers: of a training run the numbers of the passes whose graphs these are.
        kept: of a training run the output of each pass that was recorded, with its number.
    """

    graphs: tuple[Graph, ...]
    notes: tuple[str, ...] = ()
    choice: str = ""
    failed: str = ""
    stopped: str = ""
    numbers: tuple[int, ...] = ()
    kept: tuple[tuple[int, float], ...] = ()
