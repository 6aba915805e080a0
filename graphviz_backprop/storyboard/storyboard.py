"""From the backward pass to frames: the forward pass by depth, the seed, then each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphviz_backprop.backward import Backprop
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.storyboard.array_captions import is_over_arrays
from graphviz_backprop.storyboard.book_figures import figure_numbers
from graphviz_backprop.storyboard.captions import (
    inputs_caption,
    operators_caption,
    seed_caption,
    step_caption,
)
from graphviz_backprop.storyboard.frame import (
    COMPLETE,
    FORWARD,
    RESULT,
    SEED,
    STEP,
    Caption,
    Frame,
    Storyboard,
)
from graphviz_backprop.storyboard.gradients import GradientNames
from graphviz_backprop.storyboard.gradients_alone import make_backward_storyboard
from graphviz_backprop.storyboard.grid import short_text
from graphviz_backprop.storyboard.labels import label
from graphviz_backprop.storyboard.sequences import SEQUENCES, Shot
from graphviz_backprop.storyboard.summary import remark, vector_lines
from graphviz_backprop.values import Value

_MOST_IN_ALT = 40


@dataclass(frozen=True, slots=True)
class _Draft:
    """A frame before its number is known."""

    kind: str
    caption: Caption
    appears: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()


def make_storyboard(backprop: Backprop, sequence: str = "full") -> Storyboard:
    """Cut the backward pass into frames.

    Args:
        backprop: the graph with its steps.
        sequence: "full", a pair of frames for each edge, or "book", as chapter 9 has it.

    Raises:
        BackpropError: there is no such sequence.
    """
    if sequence not in SEQUENCES:
        known = ", ".join(SEQUENCES)
        raise BackpropError(f"unknown sequence: {sequence!r} (must be one of {known})")
    if backprop.graph.is_backward:
        return make_backward_storyboard(backprop)
    names = GradientNames(backprop)
    shots = tuple(SEQUENCES[sequence](backprop))
    drafts = [*_forward(backprop.graph)]
    total = 1 + len(shots) + _fills_the_panel(backprop, shots)
    seed = seed_caption(f"Backward 1 of {total}", backprop, names)
    drafts.append(_Draft(SEED, seed))
    for number, shot in enumerate(shots, start=2):
        caption = step_caption(f"Backward {number} of {total}", backprop, shot, names)
        drafts.append(_Draft(shot.kind, caption, steps=tuple(step.index for step in shot.steps)))
    if _fills_the_panel(backprop, shots):
        drafts.append(_Draft(COMPLETE, Caption(f"Backward {total} of {total}", "")))
    last = drafts[-1]
    complete = replace(
        last.caption,
        sentence=_complete(last),
        vectors=vector_lines(backprop, names),
        remark=remark(backprop, names),
    )
    drafts[-1] = replace(last, caption=complete)
    return Storyboard(backprop, tuple(_frames(backprop, drafts)))


def _fills_the_panel(backprop: Backprop, shots: tuple[Shot, ...]) -> bool:
    """True if the last step is over arrays: its calculation takes the place of the vectors."""
    if not shots or shots[-1].kind != STEP:
        return False
    return is_over_arrays(backprop.graph, shots[-1].steps[0])


def _complete(last: _Draft) -> str:
    """The sentence of the last frame, with the last step where that has no frame of its own."""
    if last.kind != STEP:
        return "Complete backpropagation graph"
    return f"{last.caption.sentence}; the graph is complete"


def _forward(graph: Graph) -> Iterator[_Draft]:
    """The first operation's inputs, its result, then all of one depth at a time."""
    groups = _by_depth(graph)
    unused = [n.index for n in graph.nodes if not n.is_operator and not graph.consumers[n.index]]
    first = groups[0][0] if groups else graph.nodes[graph.output]
    inputs = [graph.nodes[index] for index in dict.fromkeys(first.inputs)] or [first]
    rest = groups[0][1:] if groups else []
    shown_groups = [group for group in ([first], rest, *groups[1:]) if group] if groups else []
    total = 1 + len(shown_groups)
    seen = {node.index for node in inputs}
    first_caption = inputs_caption(f"Forward 1 of {total}", graph, inputs)
    yield _Draft(FORWARD, first_caption, (*sorted(seen | set(unused)),))
    for number, group in enumerate(shown_groups, start=2):
        new = {index for node in group for index in (*node.inputs, node.index)} - seen
        seen |= new
        is_rest = group is rest
        caption = operators_caption(f"Forward {number} of {total}", graph, group, is_rest)
        yield _Draft(FORWARD, caption, tuple(sorted(new)))


def _by_depth(graph: Graph) -> list[list[Node]]:
    """The operators by the length of the longest path to them, in the order of the code."""
    depth: dict[int, int] = {}
    groups: list[list[Node]] = []
    for node in graph.operators():
        depth[node.index] = max((depth.get(index, -1) for index in node.inputs), default=-1) + 1
        if depth[node.index] == len(groups):
            groups.append([])
        groups[depth[node.index]].append(node)
    return groups


def _frames(backprop: Backprop, drafts: list[_Draft]) -> Iterator[Frame]:
    figures = figure_numbers(backprop, [draft.kind for draft in drafts])
    known: dict[int, Value] = {}
    for index, (draft, figure) in enumerate(zip(drafts, figures, strict=True)):
        if draft.kind == SEED:
            known[backprop.graph.output] = backprop.seed
        if draft.kind in (RESULT, STEP):
            for number in draft.steps:
                step = backprop.steps[number]
                known[step.edge.producer] = step.after
        alt = _alt(backprop.graph, draft.caption, known)
        yield Frame(index, draft.kind, draft.appears, draft.steps, draft.caption, alt, figure)


def _alt(graph: Graph, caption: Caption, known: dict[int, Value]) -> str:
    """The caption, and the gradients that are seen."""
    parts = [f"{caption.count}: {caption.sentence}.", caption.code]
    parts += [f"{line}." for line in (*caption.vectors, caption.remark) if str(line)]
    if known and len(graph) <= _MOST_IN_ALT:
        numbers = [f"{label(graph, graph.nodes[i])} {short_text(known[i])}" for i in known]
        parts.append(f"Gradients so far: {', '.join(numbers)}.")
    elif known:
        parts.append(f"Gradients so far: {len(known)}.")
    return " ".join(part for part in parts if part)
