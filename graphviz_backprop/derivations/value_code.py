"""A value of the forward pass as an expression of the values that have names."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import reduce

from graphviz_backprop.derivations.spelled import PI
from graphviz_backprop.expressions import constant, parsed, put_in
from graphviz_backprop.graph import ARGUMENTS, Graph, Node
from graphviz_backprop.storyboard import label

_FUNCTIONS = {"max": "max", "min": "min"}  # of ops that take any number of arguments


def value_expression(graph: Graph, node: Node) -> ast.expr:
    """A name of the reader's, a number of the code, else the operation on such.

    >>> import graphviz_backprop as gb
    >>> graph = gb.trace(lambda a, b: (a + b) * a, a=2.0, b=3.0).graph
    >>> from graphviz_backprop.expressions import code
    >>> code(value_expression(graph, graph.nodes[graph.output]), {})
    '(a + b) * a'
    """
    if node.is_constant:
        return constant(node.value)
    inputs = [graph.nodes[index] for index in node.inputs]
    if node.name or not inputs or node.inner is not None:
        return ast.Name(label(graph, node))
    parts = [value_expression(graph, one) for one in inputs]
    if node.op.rule:
        return of_values(parsed(node.op.rule), parts)
    if node.op.name == "add":
        return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), parts)
    if node.op.name in _FUNCTIONS:
        return ast.Call(ast.Name(_FUNCTIONS[node.op.name]), parts, [])
    return ast.Name(label(graph, node))


def of_values(rule: ast.expr, values: Iterable[ast.expr]) -> ast.expr:
    """A rule with these in the place of its arguments.

    Its π is `math.pi` from then on, for the reader may call a number `pi`.
    """
    parts: dict[str, ast.expr] = dict(zip(ARGUMENTS, values, strict=False))
    return put_in(rule, {"pi": ast.Name(PI), **parts})


def nested(graph: Graph, node: Node) -> str:
    """The value as functions in functions, down to the inputs: `ReLU(sum(mul(x[0], w[0]), b))`."""
    if not node.is_operator:
        return label(graph, node)
    inputs = ", ".join(nested(graph, graph.nodes[index]) for index in node.inputs)
    return f"{function_name(node)}({inputs})"


def function_name(node: Node) -> str:
    """What the chain rule calls an operation: `ReLU`, `mul`, `sum`."""
    if node.inner is not None and node.title:
        return node.title
    return node.op.label or {"add": "sum"}.get(node.op.name, node.op.name)
