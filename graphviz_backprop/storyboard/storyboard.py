"""From the backward pass to frames: the forward pass by depth, the seed, then each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from graphviz_backprop.backward import Backprop
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.captions.array_captions import is_over_arrays
from graphviz_backprop.storyboard.captions.frame_captions import (
    inputs_caption,
    operators_caption,
    seed_caption,
    step_caption,
)
from graphviz_backprop.storyboard.captions.gradients_alone import make_backward_storyboard
from graphviz_backprop.storyboard.captions.summary import remark, vector_lines
from graphviz_backprop.storyboard.frames.book_figures import figure_numbers
from graphviz_backprop.storyboard.frames.folding import Folding
from graphviz_backprop.storyboard.frames.frame import (
    COMPLETE,
    FORWARD,
    RESULT,
    SEED,
    STEP,
    Caption,
    Frame,
    Storyboard,
)
from graphviz_backprop.storyboard.frames.pages import Pages
from graphviz_backprop.storyboard.frames.sequences import SEQUENCES, Shot
from graphviz_backprop.storyboard.readers_numbers.numbers_by_hand import NumbersByHand
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.grid import short_text
from graphviz_backprop.storyboard.texts.labels import label
from graphviz_backprop.storyboard.texts.words import with_one_sign, words
from graphviz_backprop.values import Value

_MOST_IN_ALT = 40
_AFTER_FIRST = 3  # the number of the figure behind that of the first operation
_COMPLETE = "Complete backpropagation graph"


@quick_dataclass(frozen=True, slots=True)
class _Draft:
    """A frame before its number is known."""

    kind: str
    caption: Caption
    appears: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    page: int = 0


def make_storyboard(
    backprop: Backprop,
    sequence: str = "full",
    page_numbers: Sequence[int] = (),
    folding: Folding | None = None,
) -> Storyboard:
    """Cut the backward pass into frames.

    Args:
        backprop: the graph with its steps.
        sequence: "full", a frame for each edge; "book", as chapter 9 has it; or "each", a frame
            also for each edge behind a closed gate.
        page_numbers: of each node's page, where there are several. Frames show one page each, the
            complete graph comes page by page.
        folding: which like terms of a sum are drawn as one; None for none.

    Raises:
        BackpropError: there is no such sequence.
    """
    cut = _cutter(sequence)
    if backprop.graph.is_backward:
        return make_backward_storyboard(backprop, Pages(page_numbers))
    pages, folding = Pages(page_numbers), folding or Folding()
    shots = cut(backprop, folding)
    drafts = [*_forward(backprop.graph, pages, folding), *_backward(backprop, shots, pages)]
    return Storyboard(backprop, tuple(_frames(backprop, drafts)), folding)


def count_shots(backprop: Backprop, sequence: str, folding: Folding) -> int:
    """How many figures the steps have, at least: several pages may have more. It costs no text.

    Raises:
        BackpropError: there is no such sequence.
    """
    cut = _cutter(sequence)
    if backprop.graph.is_backward:
        return 0
    return sum(1 for _ in cut(backprop, folding))


def _cutter(sequence: str) -> Callable[[Backprop, Folding], Iterator[Shot]]:
    if sequence not in SEQUENCES:
        known = ", ".join(SEQUENCES)
        raise BackpropError(f"unknown sequence: {sequence!r} (must be one of {known})")
    return SEQUENCES[sequence]


def _backward(backprop: Backprop, made: Iterator[Shot], pages: Pages) -> Iterator[_Draft]:
    """The seed, the steps, and the complete graph, where the last step has no room for it."""
    names, by_hand = GradientNames(backprop), NumbersByHand(backprop)
    shots = tuple(pages.split(made))
    ends = pages.count if pages.count > 1 else int(_fills_the_panel(backprop, shots))
    total = 1 + len(shots) + ends
    page = pages.of_node(backprop.graph.output)
    seed = seed_caption(pages.named(f"Backward 1 of {total}", page), backprop, names)
    drafts = [_Draft(SEED, replace(seed, by_hand=by_hand.of_seed), page=page)]
    for number, shot in enumerate(shots, start=2):
        page = pages.of_shot(shot)
        count = pages.named(f"Backward {number} of {total}", page)
        caption = step_caption(count, backprop, shot, names)
        if told := by_hand.of_shot(shot.kind, shot.steps):
            caption = replace(caption, by_hand=told)
        steps = tuple(step.index for step in shot.steps)
        drafts.append(_Draft(shot.kind, caption, steps=steps, page=page))
    vectors, said = vector_lines(backprop, names), remark(backprop, names)
    whole = by_hand.told_of_all()
    complete = Caption("", _COMPLETE, vectors=vectors, remark=said, on_whole=whole)
    if not ends:
        last = drafts.pop()
        sentence = _complete(last)
        caption = replace(last.caption, sentence=sentence, vectors=complete.vectors)
        caption = replace(caption, remark=said, on_whole=whole)
        drafts.append(replace(last, caption=caption))
    yield from drafts
    for page in range(ends):
        count = pages.named(f"Backward {2 + len(shots) + page} of {total}", page)
        yield _Draft(COMPLETE, replace(complete, count=count), page=page)


def _fills_the_panel(backprop: Backprop, shots: tuple[Shot, ...]) -> bool:
    """True if the last step is over arrays: its calculation takes the place of the vectors."""
    if not shots or shots[-1].kind != STEP:
        return False
    return is_over_arrays(backprop.graph, shots[-1].steps[0])


def _complete(last: _Draft) -> str:
    """The sentence of the last frame, with the last step where that has no frame of its own."""
    if last.kind != STEP:
        return _COMPLETE
    return words(last.caption.sentence, "; the graph is complete")


def _forward(graph: Graph, pages: Pages, folding: Folding) -> Iterator[_Draft]:
    """The first operation's inputs, its result, then all of one depth at a time."""
    groups = _by_depth(graph)
    if groups:  # an operation with a place of its own comes first
        groups[0].sort(key=lambda node: len(folding.all_of(folding.home_of(node.index))) > 1)
    unused = [n.index for n in graph.nodes if not n.is_operator and not graph.consumers[n.index]]
    first = groups[0][0] if groups else graph.nodes[graph.output]
    inputs = [graph.nodes[index] for index in dict.fromkeys(first.inputs)] or [first]
    rest = groups[0][1:] if groups else []
    by_depth = ([first], rest, *groups[1:]) if groups else ()
    shown_groups = pages.in_turn([part for group in by_depth for part in pages.parts(group)])
    alike = {node.index for node in rest if node.op.noun == first.op.noun}
    total = 1 + len(shown_groups)
    seen = {node.index for node in inputs}
    page = pages.of_node(first.index)
    first_caption = inputs_caption(pages.named(f"Forward 1 of {total}", page), graph, inputs)
    yield _Draft(FORWARD, first_caption, (*sorted(seen | set(unused)),), page=page)
    for number, group in enumerate(shown_groups, start=2):
        new = {index for node in group for index in (*node.inputs, node.index)} - seen
        seen |= new
        page = pages.of_node(group[0].index)
        count = pages.named(f"Forward {number} of {total}", page)
        is_rest = number == _AFTER_FIRST and group[0].index in alike
        caption = operators_caption(count, graph, group, is_rest)
        yield _Draft(FORWARD, caption, tuple(sorted(new)), page=page)


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
        caption = draft.caption
        sentence, code = with_one_sign(caption.sentence), with_one_sign(caption.code)
        if sentence is not caption.sentence or code is not caption.code:
            caption = replace(caption, sentence=sentence, code=code)
        rest = caption, _alt(backprop.graph, caption, known), figure, draft.page
        yield Frame(index, draft.kind, draft.appears, draft.steps, *rest)


def _alt(graph: Graph, caption: Caption, known: dict[int, Value]) -> str:
    """The caption, and the gradients that are seen."""
    parts = [f"{caption.count}: {caption.sentence}."]
    parts += [f"{caption.code}."] if caption.code else []
    parts += [f"{line}." for line in caption.judged]
    parts += [f"{line}." for line in (*caption.vectors, caption.remark) if str(line)]
    if known and len(graph) <= _MOST_IN_ALT:
        numbers = [f"{label(graph, graph.nodes[i])} {short_text(known[i])}" for i in known]
        parts.append(f"Gradients so far: {', '.join(numbers)}.")
    elif known:
        parts.append(f"Gradients so far: {len(known)}.")
    return " ".join(part for part in parts if part)
