"""The view of layers: each call of a function, each loop and each known formula as one box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node, Scope
from graphviz_backprop.graph.scope import says_loss
from graphviz_backprop.levels.box import Box, with_boxes
from graphviz_backprop.levels.known_formulas import find_known, known_box
from graphviz_backprop.levels.level import LAYER, MOST_IN_A_ROW, MOST_OF_A_NETWORK, is_readable
from graphviz_backprop.ops import layer
from graphviz_backprop.quick_dataclass import quick_dataclass

_PRODUCTS = ("dot", "matmul")


@quick_dataclass(frozen=True, slots=True)
class _Group:
    """The operations of one call or loop, or a single one (without a part).

    `depth` is how many parts enclose what is inside it; `is_open` says that it comes from a known
    formula that was asked to be opened.
    """

    part: Scope | None
    nodes: tuple[Node, ...]
    depth: int
    is_open: bool = False


def collapse(graph: Graph, opened: Collection[str] = ()) -> Graph:
    """The graph with its calls, loops and known formulas as boxes.

    A box has one result: a call that gives several stays open, as does one that would be the whole
    picture. Boxes of boxes are opened as long as the picture stays readable, all calls of a
    function or none. Closed, a whole network says nothing: its layers may take a second page.

    Args:
        graph: of arrays or of numbers.
        opened: the names of boxes that stay open.
    """
    groups = list(_inside(graph, _Group(None, tuple(graph.operators()), 0), opened))
    while len(groups) == 1 and groups[0].part is not None:
        groups = list(_inside(graph, groups[0], opened))
    result = _drawn(graph, groups, opened)
    while (wide := next((g for g in groups if _holds_calls(graph, g)), None)) is not None:
        alike = [group for group in groups if _is_call_like(group, wide)]
        is_network = _is_network(node for group in alike for node in group.nodes)
        wider = [
            one
            for group in groups
            for one in (_inside(graph, group, opened) if group in alike else (group,))
        ]
        drawn = _drawn(graph, wider, opened)
        if not is_readable(drawn, True, MOST_OF_A_NETWORK if is_network else MOST_IN_A_ROW):
            break
        groups, result = wider, drawn
    return result


def refuse_unknown(graph: Graph, opened: Collection[str]) -> None:
    """Raise an error for a name that no box has.

    Raises:
        BackpropError: with the names that there are.
    """
    boxes = [node.title for node in collapse(graph).nodes if node.title]
    known = dict.fromkeys([*boxes, *(part.name for node in graph.nodes for part in node.parts)])
    for name in opened:
        if name not in known:
            raise BackpropError(
                f"{graph.source}: no box is named {name!r}; expected one of {', '.join(known)}"
                if known
                else f"{graph.source}: no box is named {name!r}: there are none to open"
            )


def _inside(graph: Graph, group: _Group, opened: Collection[str]) -> Iterator[_Group]:
    """The calls and loops in a group, and the operations between them."""
    parts: dict[int, list[Node]] = {}
    for node in group.nodes:
        number = node.parts[group.depth].number if len(node.parts) > group.depth else -node.index
        parts.setdefault(number, []).append(node)
    for nodes in parts.values():
        if len(nodes[0].parts) <= group.depth:
            yield _Group(None, tuple(nodes), group.depth)
            continue
        part = nodes[0].parts[group.depth]
        inner = _Group(part, tuple(nodes), group.depth + 1)
        if part.name not in opened and _is_closed(graph, nodes):
            yield inner
            continue
        is_open = part.name in opened and known_box(graph, nodes) is not None
        for one in _inside(graph, inner, opened):
            yield replace(one, is_open=one.is_open or is_open)


def _is_closed(graph: Graph, nodes: Sequence[Node]) -> bool:
    """True if only one result is used outside, and nothing outside lies between the nodes."""
    own = {node.index for node in nodes}
    results = {
        index
        for index in own
        if index == graph.output or any(e.consumer not in own for e in graph.consumers[index])
    }
    if len(results) != 1:
        return False
    behind: set[int] = set()
    for node in graph.nodes[min(own) : max(own)]:
        if node.index in own:
            if not behind.isdisjoint(node.inputs):
                return False
        elif not behind.isdisjoint(node.inputs) or not own.isdisjoint(node.inputs):
            behind.add(node.index)
    return behind.isdisjoint(graph.nodes[max(own)].inputs)


def _holds_calls(graph: Graph, group: _Group) -> bool:
    """True if a group has a call of several operations in it, several known formulas or layers.

    Not if it is a known formula itself.
    """
    if group.part is None or known_box(graph, group.nodes) is not None:
        return False
    inside = [n.parts[group.depth] for n in group.nodes if len(n.parts) > group.depth]
    count = Counter(part.number for part in inside if part.kind == "call")
    return (
        any(number > 1 for number in count.values())
        or _has_several_known(graph, group)
        or _is_network(group.nodes)
    )


def _is_call_like(group: _Group, other: _Group) -> bool:
    """True for a group itself, and for another call of the same function."""
    if group.part is None or other.part is None or other.part.kind == "loop":
        return group is other
    return (group.part.kind, group.part.function) == (other.part.kind, other.part.function)


def _is_network(nodes: Iterable[Node]) -> bool:
    """True if a product of matrices stands behind another: one layer after the other."""
    behind: set[int] = set()
    for node in nodes:
        is_behind = not behind.isdisjoint(node.inputs)
        is_product = node.op.name in _PRODUCTS
        if is_product and is_behind:
            return True
        if is_product or is_behind:
            behind.add(node.index)
    return False


def _has_several_known(graph: Graph, group: _Group) -> bool:
    """True if it is a network of its own: each of its layers says more than the name of all."""
    return len(find_known(graph, group.nodes)) > 1


def _drawn(graph: Graph, groups: Sequence[_Group], opened: Collection[str]) -> Graph:
    """The graph with a box for each group of several operations."""
    boxes: list[Box] = []
    loose: list[Node] = []
    for group in groups:
        if group.part is None or len(group.nodes) == 1:
            loose += () if group.is_open else group.nodes
            continue
        part = group.part
        known = known_box(graph, group.nodes)
        if known is not None:
            boxes.append(known.named(part.name, part.place))
        else:
            op = layer(part.name, _kind(part))
            boxes.append(Box.around(graph, group.nodes, op, part.name, part.place))
    boxes += [box for box in find_known(graph, loose) if box.title not in opened]
    return with_boxes(graph, boxes, LAYER)


def _kind(part: Scope) -> str:
    """A loop, a method's call (a layer), or the call of a function or of what gives a loss."""
    if part.kind == "loop":
        return "loop"
    owner, _, name = part.function.rpartition(".")
    is_layer = owner and not owner.endswith("<locals>") and not says_loss(name)
    return "layer" if is_layer else "function"
