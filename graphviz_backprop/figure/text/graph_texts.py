"""All texts of a graph: of its values, of their second uses, and of what stands for several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from graphviz_backprop.figure.text.list_text import label_of_several, written_list
from graphviz_backprop.figure.text.node_text import NodeText, node_text, stub_text
from graphviz_backprop.figure.text.value_text import Written
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Folding, label, shortened_among, shortened_apart
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.typesetting import drawable
from graphviz_backprop.values import Value

Writer = Callable[[Value], Written]
# The gradients of each node, and by its first edge what each use contributes.
Gradients = tuple[Mapping[int, Sequence[Value]], Mapping[Edge, Sequence[Value]]]


@quick_dataclass(frozen=True)
class GraphTexts:
    """The texts of each node, and of each use of a value, by the first of its edges."""

    nodes: tuple[NodeText, ...]
    stubs: dict[Edge, NodeText]


def write_texts(
    graph: Graph,
    folding: Folding,
    gradients: Gradients,
    again: set[int],
    sizes: Sizes,
    style: str = "",
    blocked: Mapping[int, Value] | None = None,
    columns: int = 0,
) -> GraphTexts:
    """The texts with all numbers that ever stand below a wire.

    Args:
        graph: what is drawn.
        folding: which like terms are drawn as one.
        gradients: of what is drawn for several these are lists of numbers.
        again: the values that have a name in any case, for a stub may have it.
        sizes: of rings and of what stands in them.
        style: of arrays, in a figure of arrays.
        blocked: entries of arrays that a gate lets nothing through to.
        columns: of lists of numbers, where there are any.
    """
    below, contributions = gradients
    blocked = blocked or {}
    write = partial(written_list, columns=columns)

    def of_node(index: int) -> NodeText:
        is_told, some = index in again, below[index]
        if index in folding.nodes and not graph.nodes[index].is_constant:
            return _of_several(graph, folding, index, some, is_told, write, sizes)
        hidden = blocked.get(index)
        return node_text(graph, graph.nodes[index], some, is_told, sizes, style, hidden)

    def of_use(edge: Edge, some: Sequence[Value]) -> NodeText:
        if edge in folding.edges and not graph.nodes[edge.producer].is_constant:
            return _use_of_several(graph, folding, edge, some, write)
        return stub_text(graph, graph.nodes[edge.producer], some, style)

    return GraphTexts(
        tuple(map(of_node, range(len(graph)))),
        {edge: of_use(edge, some) for edge, some in contributions.items()},
    )


def with_short_names(
    texts: GraphTexts, graph: Graph, longest: int, longest_code: int
) -> GraphTexts:
    """The same with less of long names, for a page that has little width.

    Args:
        texts: with names that are short for any page.
        graph: that has the whole ones.
        longest: characters of a name.
        longest_code: characters of code in its place.
    """
    named = [node for node in graph.nodes if graph.versions[node.index]]
    whole = {drawable(label(graph, one)): drawable(graph.versions[one.index]) for one in named}
    names = {text.name for text in (*texts.nodes, *texts.stubs.values())}

    @cache
    def shorter(name: str) -> str:
        if " " in name:  # it is code
            return shortened_among(name, names, longest_code)
        return shortened_apart(whole.get(name, name), whole.values(), longest)

    def short(text: NodeText) -> NodeText:
        return replace(text, name=shorter(text.name))

    return GraphTexts(
        tuple(map(short, texts.nodes)), {edge: short(text) for edge, text in texts.stubs.items()}
    )


def _of_several(
    graph: Graph,
    folding: Folding,
    index: int,
    gradients: Sequence[Value],
    is_told: bool,
    write: Writer,
    sizes: Sizes,
) -> NodeText:
    """The texts of a value that is drawn for others too: lists of their numbers."""
    members = folding.nodes[index]
    text = node_text(graph, graph.nodes[index], (), is_told, sizes)
    more = f"{folding.counts[index]} more" if index in folding.counts else ""
    is_ring = graph.nodes[index].is_operator
    return replace(
        text,
        name=drawable(label_of_several(graph, members)) if text.name else "",
        value=write(tuple(graph.nodes[i].value for i in members)),
        gradients=tuple(map(write, gradients)),
        label=f"{more} {text.label}".strip() if is_ring else "",
        note=more if not is_ring else "",
    )


def _use_of_several(
    graph: Graph, folding: Folding, edge: Edge, contributions: Sequence[Value], write: Writer
) -> NodeText:
    """The texts of a second use for others: where they use one value, that has one number."""
    members = [one.producer for one in folding.edges[edge]]
    text = stub_text(graph, graph.nodes[edge.producer], ())
    numbers = tuple(graph.nodes[index].value for index in members)
    return replace(
        text,
        name=drawable(label_of_several(graph, members)),
        value=text.value if len(set(members)) == 1 else write(numbers),
        gradients=tuple(map(write, contributions)),
    )
