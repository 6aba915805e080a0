"""The chain rule before anything is put in: in Leibniz's notation, and in Lagrange's."""

from __future__ import annotations

from collections.abc import Callable

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.value_code import function_name
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import label


@quick_dataclass(frozen=True, slots=True)
class Signs:
    """How a notation writes things.

    Attributes:
        value: a value by its name, one without a name by the code that makes it.
        bracketed: a text in parentheses.
        function: the name of a function.
        fraction: a derivative: the sign d or ∂, what is derived, and with respect to what.
        prime: a function's derivative with respect to its argument of this number, 0 for its only
            one, at arguments.
        times: between factors.
    """

    value: Callable[[Graph, Node], str]
    bracketed: Callable[[str], str]
    function: Callable[[str], str]
    fraction: Callable[[bool, str, str], str]
    prime: Callable[[str, int, str], str]
    times: str


PLAIN = Signs(
    value=label,
    bracketed="({})".format,
    function=str,
    fraction=lambda one, above, below: f"{'d' if one else '∂'}{above}/{'d' if one else '∂'}{below}",
    prime=lambda function, which, at: f"{function}'{'₁₂₃₄₅₆₇₈₉'[which - 1] if which else ''}({at})",
    times=" · ",
)


def leibniz(backprop: Backprop, node: Node, signs: Signs) -> str:
    """`dy/dz · ∂z/∂xw0 · ∂xw0/∂x[0]`; several ways add up."""
    graph = backprop.graph

    def factor(step: Step) -> str:
        consumer, producer = graph.nodes[step.edge.consumer], graph.nodes[step.edge.producer]
        names = (_named(graph, one, signs) for one in (consumer, producer))
        return signs.fraction(_has_one_input(graph, consumer), *names)

    return _chain(backprop, node, factor, signs)[0]


def lagrange(backprop: Backprop, node: Node, signs: Signs) -> str:
    """`ReLU'(z) · sum'₁(xw0, xw1, b) · mul'₁(x[0], w[0])`."""
    graph = backprop.graph

    def factor(step: Step) -> str:
        consumer = graph.nodes[step.edge.consumer]
        at = ", ".join(signs.value(graph, graph.nodes[index]) for index in consumer.inputs)
        which = 0 if _has_one_input(graph, consumer) else step.edge.argument + 1
        return signs.prime(signs.function(function_name(consumer)), which, at)

    return _chain(backprop, node, factor, signs)[0]


def whole_derivative(backprop: Backprop, node: Node, signs: Signs) -> str:
    """What is derived: `∂y/∂x[0]`, with d where the output has one input."""
    graph = backprop.graph
    leaves = sum(one.is_leaf for one in graph.nodes)
    names = (_named(graph, one, signs) for one in (graph.nodes[graph.output], node))
    return signs.fraction(leaves == 1, *names)


def _named(graph: Graph, node: Node, signs: Signs) -> str:
    """A value behind a d: one without a name in parentheses, `d(x[0] * w[0])`."""
    text = signs.value(graph, node)
    return text if graph.versions[node.index] else signs.bracketed(text)


def _has_one_input(graph: Graph, node: Node) -> bool:
    return sum(not graph.nodes[index].is_constant for index in node.inputs) == 1


def _chain(
    backprop: Backprop, node: Node, factor: Callable[[Step], str], signs: Signs
) -> tuple[str, bool]:
    """The chain rule from the output to a node, and whether that is a sum."""
    ways = []
    for step in (step for step in backprop.steps if step.edge.producer == node.index):
        consumer = backprop.graph.nodes[step.edge.consumer]
        before, is_sum = ("", False)
        if consumer.index != backprop.graph.output:
            before, is_sum = _chain(backprop, consumer, factor, signs)
        before = signs.bracketed(before) if is_sum else before
        ways.append(signs.times.join(filter(None, (before, factor(step)))))
    return " + ".join(ways), len(ways) > 1
