"""A graph run again with other inputs: the same operations, in the same order."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graphviz_backprop.backward import Backprop, computed_again
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Guard, Node, Operand
from graphviz_backprop.storyboard import label
from graphviz_backprop.values import Value, as_floats, ignored_overflow, is_array, is_finite

_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
# Of these the code keeps what the data decided at that time, and not how it decided.
_DECIDED = {"where": 2, "put": 2, "index": 1, "sort": 0}
_NEARLY = 1e-9


class ReplayError(Exception):
    """A graph can't be run with these inputs; the text says why."""


def replayed(graph: Graph, inputs: Mapping[int, Value]) -> Graph:
    """The graph with the values that these inputs give.

    Args:
        graph: what was captured.
        inputs: new values of leaves, by their index.

    Raises:
        ReplayError: an operation has no value there, or the code would go another way: one of its
            comparisons is not what it was, or can't be told.
    """
    nodes: list[Node] = []
    with ignored_overflow():
        for node in graph.nodes:
            nodes.append(_run(graph, node, nodes, inputs))
    new = replace(graph, nodes=tuple(nodes))
    for guard in graph.guards:
        _check(graph, new, guard)
    return new


def refuse_what_can_not_run(backprop: Backprop, changing: frozenset[int]) -> None:
    """See that running the graph again gives what the code gave.

    Raises:
        BackpropError: it does not, or the data decides in it what is computed.
    """
    graph, reached = backprop.graph, set(changing)
    for node in graph.nodes:
        if not reached.isdisjoint(node.inputs):
            reached.add(node.index)
        count = _DECIDED.get(node.op.name)
        if count is not None and not reached.isdisjoint(node.inputs[count:]):
            raise BackpropError(
                f"{graph.source}: {_at(graph, node)}: the data decides here what is computed, "
                "which the figure can't do again; gb.descend(function, …) runs the code itself"
            )
    try:
        again = replayed(graph, {})
    except ReplayError as error:
        raise BackpropError(f"{graph.source}: can't be run again: {error}") from None
    for node, new in zip(graph.nodes, again.nodes, strict=True):
        if is_finite(node.value) and not _is_same(node.value, new.value):
            raise BackpropError(
                f"{graph.source}: {_at(graph, node)}: the {node.op.noun} gives another number when "
                "it is run again; gb.descend(function, …) runs the code itself"
            )


def _is_same(old: Value, new: Value) -> bool:
    import numpy as np

    return bool(np.allclose(as_floats(old), as_floats(new), rtol=_NEARLY, atol=_NEARLY))


def _at(graph: Graph, node: Node) -> str:
    return f"{node.place}" if node.place else label(graph, node)


def _run(graph: Graph, node: Node, before: list[Node], inputs: Mapping[int, Value]) -> Node:
    if node.is_constant:
        return node
    if node.is_leaf:
        return replace(node, value=inputs[node.index]) if node.index in inputs else node
    args = [before[index].value for index in node.inputs]
    if node.inner is not None:
        inner = replayed(node.inner, dict(enumerate(args)))
        return replace(node, inner=inner, value=inner.nodes[inner.output].value)
    try:
        return replace(node, value=computed_again(node, args))
    except OverflowError:
        raise ReplayError("numbers grow beyond all bounds") from None
    except (ArithmeticError, ValueError) as error:
        where = _at(graph, node)
        raise ReplayError(f"the {node.op.noun} at {where} has no value there ({error})") from None


def _check(old: Graph, new: Graph, guard: Guard) -> None:
    """See that a comparison of the code goes as it went.

    Raises:
        ReplayError: it does not, or it can't be told.
    """
    if not any(_has_changed(old, new, index) for one in guard.operands for index in one.nodes):
        return
    where = f" at {guard.place}" if guard.place else ""
    if any(one.node is None and one.behind for one in guard.operands):
        raise ReplayError(f"the code decides by {guard.text}{where}, which is not in the figure")
    values = [_operand(new, one) for one in guard.operands]
    outcome = _outcome(guard, values)
    if outcome is None:
        raise ReplayError(f"the code decides by {guard.text}{where}")
    if outcome != guard.outcome:
        raise ReplayError(f"the code would go another way: {guard.text}{where} is {outcome} there")


def _has_changed(old: Graph, new: Graph, index: int) -> bool:
    one, other = old.nodes[index].value, new.nodes[index].value
    return bool((one != other).any()) if is_array(one) else bool(one != other)


def _operand(graph: Graph, operand: Operand) -> Value:
    return operand.value if operand.node is None else graph.nodes[operand.node].value


def _outcome(guard: Guard, values: list[Any]) -> object:
    """What comes of a comparison; None where it is not known how it was made."""
    if guard.operator in _COMPARED and len(values) == 2:
        result = _COMPARED[guard.operator](*values)
    elif guard.operator == "bool" and len(values) == 1:
        result = values[0]
    elif guard.operator in ("max", "min") and not any(map(is_array, values)):
        return values.index(max(values) if guard.operator == "max" else min(values))
    elif guard.operator == "sorted" and not any(map(is_array, values)):
        return tuple(sorted(range(len(values)), key=values.__getitem__))
    else:
        return None
    if is_array(result):
        return bool(result.all()) if result.size == 1 else None
    return bool(result)


def shape_of_graph(graph: Graph) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """What two graphs must have alike for one picture to show both."""
    for node in graph.nodes:
        yield node.op.name, node.inputs, graph.versions[node.index]
