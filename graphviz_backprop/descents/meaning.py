"""What a gradient says of a small change, beside what comes of it when the code is run again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviz_backprop.backward import Backprop
from graphviz_backprop.descents.descent import name_of_objective, objective
from graphviz_backprop.descents.replay import ReplayError, refuse_what_can_not_run, replayed
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import entry_text, label
from graphviz_backprop.storyboard.captions.array_captions import steepest_entry
from graphviz_backprop.values import Value, is_array, is_zero

STEP = 0.001
_DIGITS = 4
_NEARLY = 1e-3  # of the claim


@quick_dataclass(frozen=True, slots=True)
class Meaning:
    """One input raised by a little.

    Attributes:
        node: the input; of an array its steepest entry is raised.
        name: of what is raised: `w[2]`, `weights[1, 0]`.
        output: the name of what changes.
        step: by how much it is raised.
        claim: by how much the output changes, as the gradient says.
        actual: by how much it does; None where it can't be run again.
        reason: why it can't.
    """

    node: Node
    name: str
    output: str
    step: float
    claim: float
    actual: float | None
    reason: str = ""

    @property
    def said(self) -> str:
        """`raise w[2] by 0.001 and y rises by 0.003`."""
        return f"raise {self.name} by {shown(self.step)} and {self.output} {_change(self.claim)}"

    @property
    def again(self) -> str:
        """`run again: 0.003000`, with what the gradient alone does not say."""
        if self.actual is None:
            return f"run again: {self.reason}"
        text = f"{abs(self.actual):#.{_DIGITS}g}".replace("e-0", "e-") if self.actual else "0.0"
        is_turned = self.actual * self.claim < 0
        verb = "" if not is_turned else "rises by " if self.actual > 0 else "falls by "
        is_as_said = abs(self.actual - self.claim) <= _NEARLY * max(
            abs(self.claim), abs(self.actual)
        )
        tail = "" if is_as_said else f"; {self.output} is no straight line there"
        return f"run again: {verb}{text}{tail}"


def meanings(backprop: Backprop, step: float = STEP) -> tuple[Meaning, ...]:
    """What the gradient of each input says, and what comes of it.

    Args:
        backprop: the backward pass.
        step: by how much an input is raised.

    Raises:
        BackpropError: the graph can't be run again, the backward pass starts from zero, or the step
            is no number above 0.
    """
    graph = backprop.graph
    if isinstance(step, bool) or not isinstance(step, int | float) or not 0 < step < float("inf"):
        raise BackpropError(f"step: got {step!r}; expected a number above 0")
    if graph.is_backward or is_zero(backprop.seed):
        raise BackpropError(
            f"{graph.source}: there is no gradient of an output to say something of"
        )
    leaves = [node for node in graph.nodes if node.is_leaf and node.index in graph.used]
    refuse_what_can_not_run(backprop, frozenset(node.index for node in leaves))
    return tuple(_meanings(backprop, leaves, step))


def _meanings(backprop: Backprop, leaves: list[Node], step: float) -> Iterator[Meaning]:
    graph = backprop.graph
    name = name_of_objective(backprop)
    scale = 1.0 if is_array(backprop.seed) else float(backprop.seed)
    before = objective(backprop)
    for node in leaves:
        gradient: Value = backprop.gradients[node.index]
        entry = steepest_entry(gradient) if is_array(gradient) and gradient.size else ()
        slope = float(gradient[entry] if entry else gradient) / scale
        raised = label(graph, node) + entry_text(entry)
        actual, reason = _run(backprop, node, entry, step)
        change = None if actual is None else actual - before
        yield Meaning(node, raised, name, step, slope * step, change, reason)


def _run(
    backprop: Backprop, node: Node, entry: tuple[int, ...], step: float
) -> tuple[float | None, str]:
    value = node.value
    if entry:
        value = np.array(value, dtype=float)
        value[entry] += step
    else:
        value = value + step
    try:
        graph: Graph = replayed(backprop.graph, {node.index: value})
    except ReplayError as error:
        return None, str(error)
    return objective(Backprop(graph, backprop.seed, (), ())), ""


def _change(amount: float) -> str:
    if amount == 0:
        return "stays as it is"
    return f"{'rises' if amount > 0 else 'falls'} by {shown(abs(amount))}"
