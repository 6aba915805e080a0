"""The frames of a backward pass alone: what it starts from, then an operation at a time."""

from __future__ import annotations

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.storyboard.captions.array_captions import assigned, code_with_shapes
from graphviz_backprop.storyboard.captions.chain_rules import chain_rule_of
from graphviz_backprop.storyboard.captions.summary import gradient_text
from graphviz_backprop.storyboard.frames.frame import (
    COMPLETE,
    RESULT,
    SEED,
    Caption,
    Frame,
    Storyboard,
    Vectors,
)
from graphviz_backprop.storyboard.frames.pages import Pages
from graphviz_backprop.storyboard.texts.labels import code_with_numbers, label, listed
from graphviz_backprop.storyboard.texts.words import joined

_MOST_FRAMES = 40
_COMPLETE = "The complete backward pass"


def make_backward_storyboard(backprop: Backprop, pages: Pages) -> Storyboard:
    """Return a frame for what is given, one for each operation, and the complete graph.

    Where there are several pages each frame shows one, and the complete graph comes page by page.
    """
    graph = backprop.graph
    groups = _groups(graph, pages)
    ends = pages.count if pages.count > 1 else 0
    total = len(groups) + 1 + ends
    first = _first(graph, groups)
    seen = {node.index for node in first}
    shown = [pages.of_node(group[0].index) for group in groups]
    numbers = [*(shown[:1] or [0]), *shown, *range(ends)]
    counts = [
        pages.named(f"Backward {number} of {total}", page)
        for number, page in enumerate(numbers, start=1)
    ]
    captions = [_given_caption(counts[0], graph, first)]
    appears = [tuple(sorted(seen))]
    for count, group in zip(counts[1:], groups, strict=False):
        new = {index for node in group for index in (*node.inputs, node.index)} - seen
        seen |= new
        captions.append(_operation_caption(count, graph, group))
        appears.append(tuple(sorted(new)))
    unused = tuple(node.index for node in graph.nodes if node.index not in seen)
    appears[0] = (*appears[0], *unused)
    if not ends:
        captions[-1] = _last_caption(backprop, captions[-1])
    for count in counts[len(captions) :]:
        captions.append(_last_caption(backprop, Caption(count, _COMPLETE)))
        appears.append(())
    kinds = [SEED, *[RESULT] * len(groups), *[COMPLETE] * ends]
    rows = zip(kinds, appears, captions, numbers, strict=True)
    frames = [
        Frame(index, kind, nodes, (), caption, _alt(caption), page=page)
        for index, (kind, nodes, caption, page) in enumerate(rows)
    ]
    return Storyboard(backprop, tuple(frames))


def _first(graph: Graph, groups: list[list[Node]]) -> list[Node]:
    """Return what the first frame shows: what the first operation takes, and the upstream."""
    given = [node.index for node in graph.nodes if not node.is_operator]
    start = [index for index in given if index in graph.gradient_nodes]
    if groups:
        start += groups[0][0].inputs
    return [graph.nodes[index] for index in dict.fromkeys(start or given)]


def _groups(graph: Graph, pages: Pages) -> list[list[Node]]:
    """Return the operations in the order of the code, very many of them a few at a time.

    Those of a frame stand on one page.
    """
    operators = list(graph.operators())
    size = -(-len(operators) // _MOST_FRAMES)
    starts = range(0, len(operators), size or 1)
    return [part for start in starts for part in pages.parts(operators[start : start + size])]


def _given_caption(count: str, graph: Graph, nodes: list[Node]) -> Caption:
    upstream = [node for node in nodes if node.index in graph.gradient_nodes]
    others = [
        label(graph, node)
        for node in nodes
        if node.name and node.index not in graph.gradient_nodes and not node.is_constant
    ]
    named = [node for node in nodes if node.name and not node.is_constant]
    code = joined("; ", [assigned(graph, node) for node in named])
    kept = f"the forward pass has left {listed(others)}" if others else ""
    if not upstream:
        return Caption(count, f"A backward pass alone: {kept}", code)
    names = listed([label(graph, node) for node in upstream])
    sentence = f"A backward pass alone, from the gradient of the next layer, {names}"
    return Caption(count, f"{sentence}; {kept}" if kept else sentence, code)


def _operation_caption(count: str, graph: Graph, nodes: list[Node]) -> Caption:
    if len(nodes) > 1:
        names = [label(graph, node) for node in nodes if node.name]
        what = listed(names[:4]) if names else f"{len(nodes)} operations"
        return Caption(count, f"The next operations: {what}")
    (node,) = nodes
    has_arrays = node.is_array or any(graph.nodes[index].is_array for index in node.inputs)
    code = code_with_shapes(graph, node) if has_arrays else code_with_numbers(graph, node)
    return Caption(count, chain_rule_of(graph, node), code, node.place)


def _last_caption(backprop: Backprop, caption: Caption) -> Caption:
    """Return the caption of the complete graph, with the gradients that the code ends with."""
    ends = backprop.graph.handwritten
    parts = tuple((end.name, gradient_text(end.value)) for end in ends)
    return Caption(
        caption.count,
        caption.sentence,
        caption.code,
        caption.place,
        vectors=(Vectors(parts, ""),),
    )


def _alt(caption: Caption) -> str:
    parts = [f"{caption.count}: {caption.sentence}.", caption.code]
    return " ".join([*parts, *(f"{line}." for line in caption.vectors)]).strip()
