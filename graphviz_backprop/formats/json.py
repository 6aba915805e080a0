"""JSON: nodes, steps, frames and gradients as data, in full precision."""

from __future__ import annotations

import json
import math
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.graph import Guard, Node, Place
from graphviz_backprop.numerals import is_huge, shown
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Frame, label


def movie_json(rendering: Rendering, tick: Tick) -> bytes:
    """The movie as data. A number that JSON lacks is a string: "nan", "inf", "-inf"."""
    backprop = rendering.storyboard.backprop
    data = {
        "made_by": "graphviz_backprop",
        "source": rendering.graph.source,
        "level": rendering.graph.level,
        **({"kind": "backward"} if rendering.graph.is_backward else {}),
        "output": rendering.graph.output,
        "seed": backprop.seed,
        "gradients": backprop.by_variable(),
        "nodes": [_node(backprop, node) for node in rendering.graph.nodes],
        "guards": [_guard(guard) for guard in rendering.graph.guards],
        "steps": [_step(backprop, step) for step in backprop.steps],
        "frames": [_frame(rendering, frame) for frame in rendering.storyboard.frames],
    }
    text = json.dumps(_strict(data), indent=1, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _node(backprop: Backprop, node: Node) -> dict[str, Any]:
    return {
        "index": node.index,
        "name": backprop.graph.versions[node.index] or None,
        "label": label(backprop.graph, node),
        "op": node.op.name,
        **({"box": node.title} if node.is_box else {}),
        "value": node.value,
        **({"shape": list(node.shape)} if node.is_array else {}),
        "inputs": list(node.inputs),
        **_place(node.place),
        "scope": node.scope,
        "gradient": backprop.gradients[node.index],
    }


def _guard(guard: Guard) -> dict[str, Any]:
    return {
        "operator": guard.operator,
        "text": guard.text,
        "operands": [
            {"node": operand.node, "value": operand.value}
            | ({"behind": list(operand.behind)} if operand.behind else {})
            for operand in guard.operands
        ],
        "outcome": guard.outcome,
        **_place(guard.place),
    }


def _step(backprop: Backprop, step: Step) -> dict[str, Any]:
    edge = step.edge
    return {
        "index": step.index,
        "edge": {
            "producer": edge.producer,
            "consumer": edge.consumer,
            "argument": edge.argument,
        },
        "op": backprop.graph.nodes[edge.consumer].op.name,
        "upstream": step.upstream,
        "local": step.local,
        "contribution": step.contribution,
        "gradient": step.after,
    }


def _frame(rendering: Rendering, frame: Frame) -> dict[str, Any]:
    return {
        "index": frame.index,
        "kind": frame.kind,
        "caption": {
            "count": frame.caption.count,
            "sentence": frame.caption.sentence,
            "code": frame.caption.code or None,
            "vectors": [str(line) for line in frame.caption.vectors],
            "remark": frame.caption.remark or None,
            **_place(frame.caption.place),
        },
        "alt": frame.alt,
        "figure": frame.figure,
        "seconds": rendering.seconds(frame),
        "appears": list(frame.appears),
        "steps": list(frame.steps),
        **({"page": frame.page + 1} if rendering.storyboard.has_pages else {}),
    }


def _place(place: Place | None) -> dict[str, int | None]:
    return {"cell": place.cell if place else None, "line": place.line if place else None}


def _strict(data: Any) -> Any:
    """The data without arrays and numbers that are none, and with strings for keys."""
    if hasattr(data, "tolist"):
        return _strict(data.tolist())
    if isinstance(data, dict):
        return {str(key): _strict(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_strict(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return str(data)
    if is_huge(data):
        return shown(data)
    return data


FORMATS.add("json", MovieFormat(movie_json, b'"made_by": "graphviz_backprop"', is_drawn=False))
