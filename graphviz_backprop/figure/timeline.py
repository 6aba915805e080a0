"""When things are seen: the lifetimes of gradients, and from when on a wire is dimmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.values import Value, is_array

Key = TypeVar("Key", int, Edge)


@quick_dataclass(frozen=True, slots=True)
class Shown:
    """A gradient below a wire, on the frames from `born` up to and without `dies`."""

    value: Value
    born: int
    dies: int


def gradients_of_steps(backprop: Backprop) -> list[list[Value]]:
    """For each node every number that may stand below its wire, however the steps are shown."""
    return [[value for _, value in arrivals] for arrivals in _arrivals(backprop)]


def contributions_of_steps(
    backprop: Backprop, uses: Sequence[tuple[Edge, ...]]
) -> dict[Edge, list[Value]]:
    """The same for each use of a value, by the first of its edges."""
    totals = _totals_of_uses(backprop, uses)
    return {edge: [total for _, total in made] for edge, made in totals.items()}


def gradients_shown(storyboard: Storyboard) -> list[list[Shown]]:
    """For each node the numbers that stand below its wire, one after the other.

    An input that the output does not depend on gets its zero on the last frame.
    """
    graph = storyboard.backprop.graph

    def born(node: int, step: Step | None) -> int:
        if step is not None:
            return storyboard.arrival[step.index]
        if graph.is_backward:
            return storyboard.appearance[node]
        return storyboard.seed_frame if node == graph.output else storyboard.complete

    return [
        _over_time({born(node, step): value for step, value in arrivals}, storyboard)
        for node, arrivals in enumerate(_arrivals(storyboard.backprop))
    ]


def contributions_shown(
    storyboard: Storyboard, uses: Sequence[tuple[Edge, ...]]
) -> dict[Edge, tuple[Shown, ...]]:
    """What each use of a value contributes to its gradient, by the first of its edges.

    Where a value goes in twice, the second contribution is added to the first.
    """
    arrival = storyboard.arrival
    return {
        edge: tuple(_over_time({arrival[step.index]: total for step, total in made}, storyboard))
        for edge, made in _totals_of_uses(storyboard.backprop, uses).items()
    }


def _arrivals(backprop: Backprop) -> list[list[tuple[Step | None, Value]]]:
    """For each node its gradients one after the other, each with the step that brings it."""
    graph = backprop.graph
    found: list[list[tuple[Step | None, Value]]] = [[] for _ in graph.nodes]
    if graph.is_backward:
        for index in graph.gradient_nodes:
            found[index].append((None, graph.nodes[index].value))
        return found
    found[graph.output].append((None, backprop.seed))
    for step in backprop.steps:
        found[step.edge.producer].append((step, step.after))
    for node in graph.nodes:
        if node.is_leaf and not found[node.index]:
            found[node.index].append((None, backprop.gradients[node.index]))
    return found


def _totals_of_uses(
    backprop: Backprop, uses: Sequence[tuple[Edge, ...]]
) -> dict[Edge, list[tuple[Step, Value]]]:
    """For each use of a value, by the first of its edges, its steps with what it has until then."""
    steps = {step.edge: step for step in backprop.steps}
    found: dict[Edge, list[tuple[Step, Value]]] = {}
    for use in uses:
        mine = sorted((steps[edge] for edge in use if edge in steps), key=lambda step: step.index)
        totals = accumulate(step.contribution for step in mine)
        found[use[0]] = list(zip(mine, totals, strict=True))
    return found


def _over_time(events: Mapping[int, Value], storyboard: Storyboard) -> list[Shown]:
    """Each number from its frame on to that of the next."""
    pairs = pairwise([*sorted(events), len(storyboard)])
    return [Shown(events[born], born, dies) for born, dies in pairs]


def listed_values(
    found: Mapping[Key, Sequence[Value]], several: Mapping[Key, tuple[Key, ...]]
) -> dict[Key, list[Value]]:
    """For what is drawn for several the lists of their numbers, as they may stand there.

    Args:
        found: the numbers of each.
        several: what is drawn for what, by nodes or by edges.
    """
    lists: dict[Key, list[Value]] = {}
    for drawn, members in several.items():
        if drawn not in found:  # where values go in twice, the second edge has no numbers
            continue
        rows = [found[member] for member in members if found.get(member)]
        most = max(map(len, rows), default=0)
        lists[drawn] = [tuple(row[min(at, len(row) - 1)] for row in rows) for at in range(most)]
    return lists


def listed_shown(
    found: Mapping[Key, Sequence[Shown]], several: Mapping[Key, tuple[Key, ...]]
) -> dict[Key, tuple[Shown, ...]]:
    """The same over time: a list of numbers, with None for each that isn't there yet."""
    lists: dict[Key, tuple[Shown, ...]] = {}
    for drawn, members in several.items():
        if drawn not in found:
            continue
        rows = [found[member] for member in members if found.get(member)]
        frames: list[int] = sorted({one.born for row in rows for one in row})
        end = max((one.dies for row in rows for one in row), default=0)
        lists[drawn] = tuple(
            Shown(tuple(_value_at(row, born) for row in rows), born, dies)
            for born, dies in pairwise([*frames, end])
        )
    return lists


def _value_at(row: Sequence[Shown], frame: int) -> Value:
    return next((one.value for one in row if one.born <= frame < one.dies), None)


def blocked_entries(backprop: Backprop) -> dict[int, Value]:
    """For arrays before a gate which of their entries it lets nothing through to."""
    graph = backprop.graph
    found: dict[int, Value] = {}
    for step in backprop.steps:
        is_gate = graph.nodes[step.edge.consumer].op.gate and is_array(step.local)
        is_only = len(graph.consumers[step.edge.producer]) == 1
        if is_gate and is_only and not step.local.all():
            found[step.edge.producer] = step.local == 0
    return found


@quick_dataclass(frozen=True, slots=True)
class Dimming:
    """The frame from which on a node's wire, or an edge, is dimmed; missing where it never is."""

    nodes: dict[int, int]
    edges: dict[Edge, int]


def dimming(storyboard: Storyboard) -> Dimming:
    """Values behind a dead ReLU are dimmed from the frame on that shows it dead.

    An unused input is dimmed from the start; what also has a live path is not dimmed, and what
    stands for several values only where all of them are.
    """
    graph = storyboard.backprop.graph
    if graph.is_backward:
        return Dimming({}, {})
    steps = {step.edge: step for step in storyboard.backprop.steps}
    nodes: dict[int, int] = {}
    edges: dict[Edge, int] = {}
    for node in reversed(graph.nodes):
        leaving = graph.consumers[node.index]
        for edge in leaving:
            step = steps.get(edge)
            if edge.consumer in nodes:
                edges[edge] = nodes[edge.consumer]
            elif step is not None and step.blocks:
                edges[edge] = storyboard.arrival[step.index]
        if node.index == graph.output:
            continue
        if all(edge in edges for edge in leaving):
            nodes[node.index] = max((edges[edge] for edge in leaving), default=0)
    folding = storyboard.folding
    return Dimming(_of_all(nodes, folding.nodes), _of_all(edges, folding.edges))


def _of_all(frames: dict[Key, int], several: Mapping[Key, tuple[Key, ...]]) -> dict[Key, int]:
    """With the last frame of what is drawn for several, if all have one."""
    found = {one: frame for one, frame in frames.items() if one not in several}
    for drawn, members in several.items():
        if all(member in frames for member in members):
            found[drawn] = max(frames[member] for member in members)
    return found
