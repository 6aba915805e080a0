"""JSON: nodes, steps, frames and gradients as data, in full precision.

Its form has a version and a JSON Schema, `movie.schema.json` beside this file; `docs/json.md` says
what is in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.formats.format import FORMATS, File, MovieFormat, Tick
from graphviz_backprop.formats.json_values import Arrays
from graphviz_backprop.graph import Guard, Node, Place
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Frame, label

VERSION = 1
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)
_MARKER = b'"made_by": "graphviz_backprop"'


def movie_json(rendering: Rendering, tick: Tick) -> bytes:
    """The movie as data, a line for each node, step and frame.

    A number that JSON lacks is a string: "nan", "inf", "-inf".
    """
    return b"".join(_pieces(rendering, Arrays(rendering.full_arrays)))


def movie_schema() -> dict[str, Any]:
    """The JSON Schema of the form that `movie_json` writes."""
    text = Path(__file__).with_name("movie.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _arrays_beside(rendering: Rendering, stem: str) -> Iterator[File]:
    """The arrays that the JSON only sums up, where they are asked for."""
    if rendering.full_arrays:
        arrays = Arrays(is_full=True)
        for _ in _pieces(rendering, arrays):
            pass
        yield arrays.file(stem)


def _pieces(rendering: Rendering, arrays: Arrays) -> Iterator[bytes]:
    """The text, a line at a time: a file of many values is never there as one structure."""
    backprop, graph = rendering.backprop, rendering.graph
    head = {
        "made_by": "graphviz_backprop",
        "version": VERSION,
        "full_arrays": rendering.full_arrays,
        "source": graph.source,
        "level": graph.level,
        **({"kind": "backward"} if graph.is_backward else {}),
        "output": graph.output,
        "seed": arrays.plain(backprop.seed, "seed"),
        "gradients": arrays.structure(backprop.by_variable(), "gradients"),
    }
    parts: dict[str, Iterable[dict[str, Any]]] = {
        "nodes": (_node(backprop, node, arrays) for node in graph.nodes),
        "guards": (_guard(guard, number, arrays) for number, guard in enumerate(graph.guards)),
        "steps": (_step(backprop, step, arrays) for step in backprop.steps),
        "frames": (_frame(rendering, frame, arrays) for frame in rendering.storyboard.frames),
    }
    yield b"{\n"
    for key, value in head.items():
        yield _encoded(f'"{key}": {_ENCODER.encode(value)},\n')
    for key, items in parts.items():
        yield f'"{key}": ['.encode()
        between = "\n"
        for item in items:
            yield _encoded(between + _ENCODER.encode(item))
            between = ",\n"
        yield b"\n]" + (b"\n}\n" if key == "frames" else b",\n")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # a name may hold half of a surrogate pair


def _node(backprop: Backprop, node: Node, arrays: Arrays) -> dict[str, Any]:
    return {
        "index": node.index,
        "name": backprop.graph.versions[node.index] or None,
        "label": label(backprop.graph, node),
        "op": node.op.name,
        **({"box": node.title} if node.is_box else {}),
        "value": arrays.plain(node.value, "nodes", node.index, "value"),
        **({"shape": list(node.shape)} if node.is_array else {}),
        "inputs": list(node.inputs),
        **_place(node.place),
        "scope": node.scope,
        "gradient": arrays.plain(backprop.gradients[node.index], "nodes", node.index, "gradient"),
    }


def _guard(guard: Guard, number: int, arrays: Arrays) -> dict[str, Any]:
    return {
        "operator": guard.operator,
        "text": guard.text,
        "operands": [
            {
                "node": operand.node,
                "value": arrays.structure(operand.value, "guards", number, position),
            }
            | ({"behind": list(operand.behind)} if operand.behind else {})
            for position, operand in enumerate(guard.operands)
        ],
        "outcome": arrays.structure(guard.outcome, "guards", number, "outcome"),
        **_place(guard.place),
    }


def _step(backprop: Backprop, step: Step, arrays: Arrays) -> dict[str, Any]:
    edge, number = step.edge, step.index
    return {
        "index": step.index,
        "edge": {
            "producer": edge.producer,
            "consumer": edge.consumer,
            "argument": edge.argument,
        },
        "op": backprop.graph.nodes[edge.consumer].op.name,
        "upstream": arrays.plain(step.upstream, "steps", number, "upstream"),
        "local": arrays.plain(step.local, "steps", number, "local"),
        "contribution": arrays.plain(step.contribution, "steps", number, "contribution"),
        "gradient": arrays.plain(step.after, "steps", number, "gradient"),
    }


def _frame(rendering: Rendering, frame: Frame, arrays: Arrays) -> dict[str, Any]:
    caption = frame.caption
    judged = caption.judged
    return {
        "index": frame.index,
        "kind": frame.kind,
        "caption": {
            "count": caption.count,
            "sentence": caption.sentence,
            "code": caption.code or None,
            "vectors": [str(line) for line in caption.vectors],
            "remark": caption.remark or None,
            **({"judged": list(judged)} if judged else {}),
            **_place(caption.place),
        },
        "alt": frame.alt,
        "figure": frame.figure,
        "seconds": rendering.seconds(frame),
        "appears": list(frame.appears),
        "steps": list(frame.steps),
        **_by_hand(frame, arrays),
        **({"page": frame.page + 1} if rendering.storyboard.has_pages else {}),
    }


def _by_hand(frame: Frame, arrays: Arrays) -> dict[str, Any]:
    """The reader's own numbers of a frame, beside the true ones."""
    if not frame.caption.by_hand:
        return {}
    key = "frames", frame.index, "by_hand"
    numbers = [
        {
            "name": one.name,
            **_place(one.place),
            "node": one.node,
            "kind": one.kind,
            "value": arrays.plain(one.value, *key, number, "value"),
            "truth": arrays.plain(one.truth, *key, number, "truth"),
            "verdict": one.verdict,
            "follows": list(one.follows),
        }
        for number, one in enumerate(frame.caption.by_hand)
    ]
    return {"by_hand": numbers}


def _place(place: Place | None) -> dict[str, int | None]:
    return {"cell": place.cell if place else None, "line": place.line if place else None}


FORMATS.add("json", MovieFormat(movie_json, _MARKER, is_drawn=False, beside=_arrays_beside))
