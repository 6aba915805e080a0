"""In which order, and how many at once, the steps of the backward pass are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.storyboard.frame import CALCULATION, RESULT


@dataclass(frozen=True, slots=True)
class Shot:
    """The steps of one backward frame."""

    kind: str
    steps: tuple[Step, ...]


Sequence = Callable[[Backprop], Iterator[Shot]]


def full(backprop: Backprop) -> Iterator[Shot]:
    """A calculation and a result for every edge."""
    for step in backprop.steps:
        yield from _pair(step)


def book(backprop: Backprop) -> Iterator[Shot]:
    """As chapter 9 has it: of a kind of operator that comes several times, only the first edge.

    Its other edges come at once with those next to them of the same kind (figure 9.19).
    """
    graph = backprop.graph
    kind = [graph.nodes[step.edge.consumer].op.name for step in backprop.steps]
    consumers = {step.edge.consumer for step in backprop.steps}
    count = Counter(graph.nodes[consumer].op.name for consumer in consumers)
    seen: set[str] = set()
    alone: list[bool] = []
    for name in kind:
        alone.append(count[name] == 1 or name not in seen)
        seen.add(name)
    for (is_alone, _), group in groupby(
        backprop.steps, key=lambda step: (alone[step.index], kind[step.index])
    ):
        steps = tuple(group)
        if is_alone:
            for step in steps:
                yield from _pair(step)
        else:
            yield Shot(RESULT, steps)


def _pair(step: Step) -> Iterator[Shot]:
    yield Shot(CALCULATION, (step,))
    yield Shot(RESULT, (step,))


SEQUENCES: dict[str, Sequence] = {"full": full, "book": book}
