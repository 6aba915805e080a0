"""All texts of a figure: those of its nodes, and those of second uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.fit import NATURAL_ROOM, Room
from graphviz_backprop.figure.layout import ArrayStyle, uses_by
from graphviz_backprop.figure.text.box_text import BoxText
from graphviz_backprop.figure.text.graph_texts import (
    Gradients,
    GraphTexts,
    with_short_names,
    write_texts,
)
from graphviz_backprop.figure.text.list_text import written_list
from graphviz_backprop.figure.text.value_text import PLAIN, Written, written
from graphviz_backprop.figure.timeline import (
    blocked_entries,
    contributions_of_steps,
    gradients_of_steps,
    listed_values,
)
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.numerals import typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Folding
from graphviz_backprop.storyboard.frames.by_hand import ByHand, number_text
from graphviz_backprop.storyboard.readers_numbers.numbers_by_hand import NumbersByHand
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.values import is_array


@quick_dataclass(frozen=True)
class Later:
    """What else stands at the wires in a movie that shows several passes of one graph.

    Attributes:
        passes: with other numbers.
        changes: for a value texts that stand above its wire, `-3.0 → -3.001`.
    """

    passes: tuple[Backprop, ...] = ()
    changes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def with_later(
    texts: GraphTexts, later: Later, folding: Folding, style: str, columns: int
) -> GraphTexts:
    """The same with room for what comes later; lists of numbers have so many columns."""
    nodes = []
    for index, text in enumerate(texts.nodes):
        above = [_above(one, index, folding, style, columns) for one in later.passes]
        above += [changed_text(change) for change in later.changes.get(index, ())]
        nodes.append(replace(text, later=tuple(above)) if text.value.data else text)
    return GraphTexts(tuple(nodes), texts.stubs)


def changed_text(change: str) -> Written:
    """A change of a number as it is drawn."""
    return Written(change, typeset(change), None)


def _above(backprop: Backprop, index: int, folding: Folding, style: str, columns: int) -> Written:
    nodes = backprop.graph.nodes
    if index in folding.nodes and not nodes[index].is_constant:
        members = folding.nodes[index]
        return written_list(tuple(nodes[member].value for member in members), columns)
    return written(nodes[index].value, nodes[index].is_constant, style or PLAIN)


def all_texts(
    backprop: Backprop,
    arrays: ArrayStyle | None,
    folding: Folding,
    later: Later,
    sizes: Sizes,
    room: Room = NATURAL_ROOM,
) -> GraphTexts:
    """All texts that are ever seen, however the steps are shown."""
    below = dict(enumerate(gradients_of_steps(backprop)))
    contributions = contributions_of_steps(backprop, uses_of(backprop.graph))
    for one in later.passes:
        for node, more in enumerate(gradients_of_steps(one)):
            below[node] += more
        for use, more in contributions_of_steps(one, uses_of(one.graph)).items():
            contributions[use] += more
    below |= listed_values(below, folding.nodes)
    contributions |= listed_values(contributions, folding.edges)
    texts = make_texts(backprop, folding, (below, contributions), arrays, sizes, room)
    return with_later(texts, later, folding, arrays.style if arrays else "", room.columns)


def make_texts(
    backprop: Backprop,
    folding: Folding,
    gradients: Gradients,
    arrays: ArrayStyle | None,
    sizes: Sizes,
    room: Room = NATURAL_ROOM,
) -> GraphTexts:
    """Make all texts.

    Args:
        backprop: the graph with its gradients.
        folding: which like terms of a sum are drawn as one.
        gradients: what ever stands below the wire of each node, and of each use.
        arrays: how arrays are written; None in a figure without lines of arrays.
        sizes: of rings, which have room for short words.
        room: what the page has for names and lists of numbers.
    """
    graph = backprop.graph
    style = arrays.style if arrays else ""
    again: set[int] = set() if arrays else _used_again(graph)
    blocked = blocked_entries(backprop)
    texts = write_texts(graph, folding, gradients, again, sizes, style, blocked, room.columns)
    if room.longest_name and not arrays:
        texts = with_short_names(texts, graph, room.longest_name, room.longest_code)
    if graph.judged:
        texts = _with_struck(texts, NumbersByHand(backprop).wrong_gradients)
    return with_ties(texts, arrays) if arrays else texts


def _with_struck(texts: GraphTexts, wrong: Mapping[int, ByHand]) -> GraphTexts:
    """The same with room for the reader's own numbers, where they are wrong."""
    nodes = tuple(
        replace(text, struck=typeset(number_text(wrong[index].value)))
        if index in wrong and text.gradients and not is_array(wrong[index].truth)
        else text
        for index, text in enumerate(texts.nodes)
    )
    return GraphTexts(nodes, texts.stubs)


def with_ties(texts: GraphTexts, arrays: ArrayStyle) -> GraphTexts:
    """The same with ties of stubs to their homes, values with which a page goes on, wide boxes."""
    nodes = tuple(
        replace(text, tie=arrays.ties.get(index, ""), box=_widened(text.box, index, arrays))
        for index, text in enumerate(texts.nodes)
    )
    stubs = {
        edge: replace(
            text,
            tie=arrays.stub_ties.get(edge, ""),
            value=nodes[edge.producer].value if edge in arrays.continued else text.value,
        )
        for edge, text in texts.stubs.items()
    }
    return GraphTexts(nodes, stubs)


def _widened(box: BoxText | None, node: int, arrays: ArrayStyle) -> BoxText | None:
    width = arrays.box_widths.get(node, 0.0)
    return replace(box, least_width=width) if box else None


def uses_of(graph: Graph) -> list[tuple[Edge, ...]]:
    """The uses of all values."""
    return [use for node in graph.operators() for use in uses_by(graph, node.index)]


def _used_again(graph: Graph) -> set[int]:
    """The results that several operators use, which may have stubs."""
    return {
        node.index
        for node in graph.operators()
        if len({edge.consumer for edge in graph.consumers[node.index]}) > 1
    }
