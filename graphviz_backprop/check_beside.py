"""The check for the figures of a run: the derivatives that the file writes by hand, for marks.

Where all of them are those of the backward pass that is drawn, they are right, which costs nothing.
Else the file is checked in a process of its own, once it has run, and leaves nothing behind. Long
code is not checked: where more than 500 are derivatives, more than 2,000 numbers get names in it,
or the check would take more than a moment, a line says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Captured, Graph, Judged
from graphviz_backprop.isolation.interpreter import OWN, Interpreter
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.limits import Limits
from graphviz_backprop.sources import Program
from graphviz_backprop.storyboard.readers_numbers.true_numbers import all_right

if TYPE_CHECKING:
    from graphviz_backprop.checking.verdict import Checked

_CHECK = "graphviz_backprop.checking.check_program:check_for_figures"
_MOST = 500  # gradients that the code computes itself; more come of a long training
_LONGEST = 10.0  # seconds on the clock; of work it may take less


def with_verdicts(
    captured: Captured, program: Program, limits: Limits, interpreter: Interpreter = OWN
) -> tuple[tuple[Graph, ...], list[str], str]:
    """Return the graphs with what is known of the code's own gradients, and what to say of it.

    The second is an alarm where something is wrong, the third says that long code is not checked.

    Args:
        captured: what the run gave.
        program: that ran.
        limits: of its code; the check has less time.
        interpreter: that runs the code.
    """
    graphs = captured.graphs
    if not any(graph.handwritten for graph in graphs) or captured.stopped:
        return graphs, [], ""
    known = [() if graph.is_backward else all_right(graph, program) for graph in graphs]
    if None not in known:
        made = zip(graphs, known, strict=True)
        return tuple(replace(graph, judged=judged or ()) for graph, judged in made), [], ""
    is_long = any(len(graph.handwritten) > _MOST for graph in graphs)
    checked = None if is_long else _checked(program, limits, interpreter)
    if checked is None:
        name = program.name
        unchecked = (
            f"{name}: long code, so its own gradients are not checked here; "
            f"'graphviz-backprop check {name}' does"
        )
        return graphs, [], unchecked
    lines = tuple(judged_lines(checked))
    return tuple(replace(graph, judged=lines) for graph in graphs), _alarm(checked), ""


def _checked(program: Program, limits: Limits, interpreter: Interpreter) -> Checked | None:
    """The findings; None where they would take too long."""
    brief = Limits(min(limits.timeout, _LONGEST), limits.memory)
    with Running(program, brief, None, None, interpreter) as running:
        running.call(_CHECK, program)
        try:
            checked: Checked | None = running.result()
        except BackpropError:
            return None
        return checked


def judged_lines(checked: Checked) -> Iterator[Judged]:
    """Yield what was judged of each line, for figures."""
    from graphviz_backprop.checking.verdict import UNJUDGED

    for one in checked.verdicts:
        if one.verdict != UNJUDGED:
            place = one.cell, one.line
            numbers = one.value, one.truth
            yield Judged(one.name, *place, *numbers, one.verdict, one.of, one.to, one.follows)


def _alarm(checked: Checked) -> list[str]:
    """What a learner should know at once, in a line."""
    from graphviz_backprop.checking.reports.check_report import sentence
    from graphviz_backprop.checking.verdict import WRONG

    if not checked.of_kind(WRONG):
        return []
    said, name = sentence(checked).removesuffix("."), checked.source
    return [f"{name}: {said}; 'graphviz-backprop check {name}' tells more"]
