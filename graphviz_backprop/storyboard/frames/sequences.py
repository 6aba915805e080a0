"""In which order, and how many at once, the steps of the backward pass are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.frames.folding import Folding
from graphviz_backprop.storyboard.frames.frame import CALCULATION, RESULT, STEP

_MOST_EXPLAINED = 8  # operations of one kind, or operands of one operation

# Why several steps come at once.
ZERO = "zero"  # they are behind a gate that lets nothing through
ALIKE = "alike"  # one of their kind was explained before


@quick_dataclass(frozen=True, slots=True)
class Shot:
    """The steps of one backward frame, and why they come at once if they do."""

    kind: str
    steps: tuple[Step, ...]
    together: str = ""


Sequence = Callable[[Backprop, Folding], Iterator[Shot]]


def full(backprop: Backprop, folding: Folding) -> Iterator[Shot]:
    """One frame for every edge, with the calculation and its result.

    What is zero behind a gate comes at once, and so do equal operations beyond eight of a kind
    after the first one. The terms of a sum that are drawn as one are never explained alone.
    """
    yield from _grouped(backprop, folding, _Grouping(backprop, folding))


def each(backprop: Backprop, folding: Folding) -> Iterator[Shot]:
    """As `full`, and what is zero behind a gate has its frames too.

    So the frames do not depend on the numbers.
    """
    yield from _grouped(backprop, folding, _Grouping(backprop, folding, with_zeros=False))


def _grouped(backprop: Backprop, folding: Folding, grouping: _Grouping) -> Iterator[Shot]:
    for together, group in groupby(backprop.steps, key=grouping.of_step):
        steps = tuple(group)
        is_alone = len(steps) == 1 and not folding.holds(steps[0].edge)
        if not together or is_alone:
            yield from (Shot(STEP, (step,)) for step in steps)
        else:
            yield Shot(RESULT, steps, together.partition(":")[0])


class _Grouping:
    """Which steps come at once: neighbours of one group; a step of none comes alone."""

    def __init__(self, backprop: Backprop, folding: Folding, with_zeros: bool = True) -> None:
        graph = backprop.graph
        self._folding = folding
        self._kinds = {node.index: node.op.name for node in graph.operators()}
        self._count = Counter(self._kinds.values())
        self._explained: dict[str, int] = {}
        self._operands = Counter(step.edge.consumer for step in backprop.steps)
        self._zero: set[int] = set()
        blocked = {step.edge for step in backprop.steps if step.blocks and with_zeros}
        for node in reversed(graph.nodes):
            leaving = graph.consumers[node.index]
            if leaving and all(e in blocked or e.consumer in self._zero for e in leaving):
                self._zero.add(node.index)

    def of_step(self, step: Step) -> str:
        """The group, empty for a step that is shown alone; asked in the order of the steps."""
        consumer = step.edge.consumer
        if consumer in self._zero:
            return ZERO
        kind = self._kinds[consumer]
        if len(self._folding.all_of(self._folding.home_of(consumer))) > 1:
            return f"{ALIKE}:{kind}"
        first = self._explained.setdefault(kind, consumer)
        if self._count[kind] > _MOST_EXPLAINED and consumer != first:
            return f"{ALIKE}:{kind}"
        if self._operands[consumer] > _MOST_EXPLAINED:
            key = f"{ALIKE}:{kind} {consumer}"
            is_folded = self._folding.holds(step.edge)
            first = -1 if is_folded else self._explained.setdefault(key, step.index)
            is_first = first == step.index
            return "" if is_first else key
        return ""


def book(backprop: Backprop, folding: Folding) -> Iterator[Shot]:
    """As chapter 9 has it: of a kind of operator that comes several times, only the first edge.

    Its other edges come at once with those next to them of the same kind (figure 9.19).
    """
    graph = backprop.graph
    kind = [graph.nodes[step.edge.consumer].op.name for step in backprop.steps]
    consumers = {step.edge.consumer for step in backprop.steps}
    count = Counter(graph.nodes[consumer].op.name for consumer in consumers)
    seen: set[str] = set()
    alone: list[bool] = []
    for step, name in zip(backprop.steps, kind, strict=True):
        is_first = count[name] == 1 or name not in seen
        alone.append(is_first and not folding.holds(step.edge))
        if alone[-1]:
            seen.add(name)
    for (is_alone, _), group in groupby(
        backprop.steps, key=lambda step: (alone[step.index], kind[step.index])
    ):
        steps = tuple(group)
        if is_alone:
            for step in steps:
                yield from _pair(step)
        else:
            yield Shot(RESULT, steps, ALIKE)


def _pair(step: Step) -> Iterator[Shot]:
    yield Shot(CALCULATION, (step,))
    yield Shot(RESULT, (step,))


SEQUENCES: dict[str, Sequence] = {"full": full, "book": book, "each": each}
