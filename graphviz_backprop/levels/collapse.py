"""The view of layers: each call of a function, each loop and each known formula as one box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node, Scope
from graphviz_backprop.levels.box import Box, with_boxes
from graphviz_backprop.levels.known_formulas import find_known, known_box
from graphviz_backprop.levels.level import LAYER, is_readable
from graphviz_backprop.ops import layer


@dataclass(frozen=True, slots=True)
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
    picture. A box of boxes is opened as long as the picture stays readable.

    Args:
        graph: of arrays or of numbers.
        opened: the names of boxes that stay open.
    """
    groups = list(_inside(graph, _Group(None, tuple(graph.operators()), 0), opened))
    while len(groups) == 1 and groups[0].part is not None:
        groups = list(_inside(graph, groups[0], opened))
    while True:
        result = _drawn(graph, groups, opened)
        wide = [at for at, group in enumerate(groups) if _holds_calls(graph, group)]
        if not wide:
            return result
        inside = _inside(graph, groups[wide[0]], opened)
        wider = [*groups[: wide[0]], *inside, *groups[wide[0] + 1 :]]
        if not is_readable(_drawn(graph, wider, opened), has_arrays=True):
            return result
        groups = wider


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
    """True if a group has a call of several operations in it, or several known formulas.

    Not if it is a known formula itself.
    """
    if group.part is None or known_box(graph, group.nodes) is not None:
        return False
    inside = [n.parts[group.depth] for n in group.nodes if len(n.parts) > group.depth]
    count = Counter(part.number for part in inside if part.kind == "call")
    return any(number > 1 for number in count.values()) or _has_several_known(graph, group)


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
    """A loop, a method's call (a layer), or the call of a function."""
    if part.kind == "loop":
        return "loop"
    owner = part.function.rpartition(".")[0]
    return "layer" if owner and not owner.endswith("<locals>") else "function"
