"""The graph and its backward pass as data that a page computes with."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import ArrayEntries, Graph, Guard, ends_of
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.storyboard import label
from graphviz_backprop.storyboard.texts.variables import sorted_variables
from graphviz_backprop.values import is_array

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


_FILE = re.compile(r"\.(py|ipynb|md)$")  # whose inputs can be set on the command line

# Of a page whose numbers stay as they are.
STILL: dict[str, Any] = {
    "nodes": [],
    "names": [],
    "file": "",
    "output": 0,
    "seed": 1,
    "steps": [],
    "guards": [],
    "ints": [],
    "updates": [],
    "variables": [],
}


def computed(backprop: Backprop) -> dict[str, Any]:
    """The nodes with their inputs, the steps, the guards and the reader's variables."""
    graph = backprop.graph
    return {
        "nodes": [
            [
                node.op.name,
                list(node.inputs),
                0 if node.is_operator else float(node.value),
                label(graph, node),
                str(node.place) if node.place else "",
                int(type(node.value).__module__ == "numpy"),
            ]
            for node in graph.nodes
        ],
        "names": list(graph.versions),
        "file": graph.source if _FILE.search(graph.source) else "",
        "output": graph.output,
        "seed": float(backprop.seed),
        "steps": [
            [step.edge.consumer, step.edge.argument, step.edge.producer] for step in backprop.steps
        ],
        "guards": [_guard(guard) for guard in graph.guards if guard.is_before_output],
        "ints": [
            node.index
            for node in graph.nodes
            if node.is_leaf and isinstance(node.value, int) and not isinstance(node.value, bool)
        ],
        "updates": _updates(backprop),
        "variables": [
            [name, int(name.isidentifier()), _structure(graph, structure)]
            for name, structure in graph.variables.items()
        ],
    }


def _updates(backprop: Backprop) -> list[int]:
    """The inputs that a step of the code moves: its parameters, or all where it has none."""
    parameters, inputs, others = sorted_variables(backprop)
    names = parameters or others or inputs
    variables = backprop.graph.variables
    return [index for name in names for index in ends_of(variables[name])]


def _guard(guard: Guard) -> dict[str, Any]:
    return {
        "operator": guard.operator,
        "operands": [
            [
                one.node,
                None if one.node is not None or one.behind else _plain(one.value),
                one.behind,
            ]
            for one in guard.operands
        ],
        "outcome": _plain(guard.outcome),
        "text": guard.text,
        "place": str(guard.place) if guard.place else "",
    }


def _plain(value: Any) -> Any:
    """A value as JavaScript has it; None for what it has not."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if is_array(value):
        return _plain(value.tolist())
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _structure(graph: Graph, structure: Any) -> Any:
    """A variable with the nodes of its numbers."""
    if isinstance(structure, dict):
        pairs = [[repr(key), _structure(graph, part)] for key, part in structure.items()]
        return {"dict": pairs}
    if isinstance(structure, ArrayEntries):
        return {"array": _structure(graph, list(structure))}
    if isinstance(structure, list | tuple):
        kind = "tuple" if isinstance(structure, tuple) else "list"
        return {kind: [_structure(graph, part) for part in structure]}
    return None if structure == UNUSED else structure


def script_data(data: Any) -> str:
    """Data as a literal in a script: nothing in it ends the script, and no number is lost."""
    text = _ENCODER.encode(_spelled(data))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _spelled(data: Any) -> Any:
    """Numbers that a literal has as they are: nan and the infinities, and no `-0.0`, `1.0`."""
    if isinstance(data, dict):
        return {key: _spelled(part) for key, part in data.items()}
    if isinstance(data, list | tuple):
        return [_spelled(part) for part in data]
    if isinstance(data, float) and math.isfinite(data) and data == int(data):
        return int(data) if abs(data) < 1e15 else data
    return data
