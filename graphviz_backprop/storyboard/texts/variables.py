"""Which inputs are parameters and which are data."""

from __future__ import annotations

import re

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.graph.gradient_names import base, of_object

_PARAMETERS = re.compile(r"(?:w|b|weights?|bias(?:es)?|theta|params?)\d*(?:#\d+)?", re.IGNORECASE)
_INPUTS = re.compile(r"(?:x|inputs?)\d*(?:#\d+)?", re.IGNORECASE)


def is_parameter(graph: Graph, node: Node) -> bool:
    """True if an input is what the code updates, or else has a parameter's name."""
    if graph.updated:
        return node.name in graph.updated or base(node.name) in graph.updated
    return bool(_PARAMETERS.fullmatch(of_object(base(node.name))[1]))


def sorted_variables(backprop: Backprop) -> tuple[list[str], list[str], list[str]]:
    """Parameters (what the code updates, else by name) and data, where there are both; others."""
    graph = backprop.graph
    parameters: list[str] = []
    inputs: list[str] = []
    others: list[str] = []
    for name in graph.variables:
        _, own = of_object(name)
        if name in graph.updated or (not graph.updated and _PARAMETERS.fullmatch(own)):
            parameters.append(name)
        elif _INPUTS.fullmatch(own):
            inputs.append(name)
        else:
            others.append(name)
    if not graph.updated and not (parameters and inputs):  # no layer: these are just letters
        return [], [], list(graph.variables)
    return parameters, inputs, others
