"""The rule of a partial derivative at a node of a graph."""

from __future__ import annotations

import ast

from graphviz_backprop.expressions import constant, parsed, put_in, simplified
from graphviz_backprop.graph.graph import Graph, Node

ARGUMENTS = "abcdefghijklmnopqrstuvwxyz"  # as rules call them


def slope_at(graph: Graph, node: Node, slope: str) -> ast.expr:
    """A slope of a node's op with the numbers of the code put in: `2 * a` for `x ** 2`.

    Args:
        graph: of the node.
        node: whose op has the slope.
        slope: an expression of its arguments a, b, ….
    """
    inputs = [graph.nodes[index] for index in node.inputs]
    numbers: dict[str, ast.expr] = {
        name: constant(one.value)
        for name, one in zip(ARGUMENTS, inputs, strict=False)
        if one.is_constant and not one.is_array
    }
    return simplified(put_in(parsed(slope), numbers)) if numbers else parsed(slope)
