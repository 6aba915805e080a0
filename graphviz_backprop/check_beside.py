"""The check beside the figures: it judges the derivatives that a file writes by hand, for marks.

It runs in a process of its own while the code is captured in another, and leaves nothing behind.
Code without such derivatives is not run a second time, and long code is not checked: where more
than 2,000 numbers get names in it, or the check would take longer than a moment, a line says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Judged
from graphviz_backprop.graph.gradient_names import is_gradient, squeeze
from graphviz_backprop.isolation.interpreter import OWN, Interpreter
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.limits import Limits
from graphviz_backprop.sources import Program

if TYPE_CHECKING:
    from graphviz_backprop.checking.verdict import Checked

_CHECK = "graphviz_backprop.checking.check_program"
_LONGEST = 10.0  # seconds on the clock; of work it may take less
_ASSIGNED = re.compile(r"([^\W\d][\w.]*)[ \t]*(?:\[[^\]\n]*\])?[ \t]*[-+*/@]?=(?!=)")
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass
class Beside:
    """A check under way; without a process there is nothing to check."""

    program: Program
    running: Running | None = None

    def marked(self, graphs: Sequence[Graph]) -> tuple[tuple[Graph, ...], list[str]]:
        """Return the graphs with what was found, and what there is to say of it, a line each."""
        if self.running is None or not any(graph.handwritten for graph in graphs):
            return tuple(graphs), []
        name = self.program.name
        try:
            checked: Checked | None = self.running.result()
        except BackpropError:
            checked = None
        if checked is None:
            return tuple(graphs), [
                f"{name}: long code, so its own gradients are not checked here; "
                f"'graphviz-backprop check {name}' does"
            ]
        judged = tuple(judged_lines(checked))
        return tuple(replace(graph, judged=judged) for graph in graphs), _alarm(checked)


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
    from graphviz_backprop.checking.check_report import sentence
    from graphviz_backprop.checking.verdict import WRONG

    if not checked.of_kind(WRONG):
        return []
    said, name = sentence(checked).removesuffix("."), checked.source
    return [f"{name}: {said}; 'graphviz-backprop check {name}' tells more"]


@contextmanager
def check_beside(
    program: Program, limits: Limits, interpreter: Interpreter = OWN, is_wanted: bool = True
) -> Iterator[Beside]:
    """A check of the program beside what is done in the block.

    Args:
        program: the reader's.
        limits: of its code; the check has less time.
        interpreter: that runs the code.
        is_wanted: else there is nothing to check.
    """
    if not (is_wanted and may_have_gradients(program)):
        yield Beside(program)
        return
    brief = Limits(min(limits.timeout, _LONGEST), limits.memory)
    with Running(program, brief, None, None, interpreter) as running:
        running.call(f"{_CHECK}:check_for_figures", program)
        yield Beside(program, running)


def may_have_gradients(program: Program) -> bool:
    """True if some name in the code may be that of a gradient that it computes itself."""
    words = {word for cell in program.cells for word in _WORD.findall(cell.code)}
    known = {form for word in words for form in (squeeze(word), squeeze(word).lower())}
    return any(
        is_gradient(name, known) for cell in program.cells for name in _ASSIGNED.findall(cell.code)
    )
