"""Scores behind a softmax: its Jacobian, and with cross-entropy down to (ŷ - y) / n."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from graphviz_backprop.derivations.of_arrays.entries import (
    entry_of,
    is_whole,
    merged,
    said_of_row,
    with_numbers,
    written_out,
)
from graphviz_backprop.derivations.of_arrays.index_rules import (
    CROSS_ENTROPY,
    JACOBIAN,
    THROUGH_SOFTMAX,
    Rule,
)
from graphviz_backprop.derivations.of_arrays.line import Line, filled, left_side, make_line, named
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.derivations.spelled import latex_name
from graphviz_backprop.expressions import constant
from graphviz_backprop.graph import Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import steepest_entry
from graphviz_backprop.storyboard.captions.gradient_code_of_calls import targets_code

_BOTH = "softmax_cross_entropy"
SOFTMAX = ("softmax", _BOTH)


def softmax_lines(writing: Writing) -> Iterator[Line]:
    """The lines; none where the step is into no softmax, by itself or with its loss."""
    name = writing.node.op.name
    if name not in SOFTMAX or writing.step.edge.argument:
        return
    if name == _BOTH and not _starts(writing, writing.node):
        return
    row = steepest_entry(writing.contribution)[:-1]
    scores = np.asarray(writing.own.value, dtype=float)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities = powers / powers.sum(axis=-1, keepdims=True)
    names = {"a": writing.name(writing.own, row)}
    if name == _BOTH:
        names["s"] = writing.keep("s", probabilities, row)
    else:
        names["s"] = writing.name(writing.node, row)
    names["d"] = writing.keep(writing.target, writing.contribution, row)
    loss = writing.node if name == _BOTH else _loss_behind(writing)
    yield from _written(JACOBIAN, names, scores.shape[-1])
    s = said_of_row(names["s"])
    yield Line(
        f"d{s}/d{said_of_row(names['a'])}",
        f"np.diag({s}) - np.outer({s}, {s})",
        "the same as a matrix, the Jacobian of a row",
        r"J &= \operatorname{diag}(s) - s \, s^{\top}",
        True,
    )
    if loss is None:
        yield from _through_softmax(writing, names, row)
    else:
        yield from _with_loss(writing, loss, names, row)


def _loss_behind(writing: Writing) -> Node | None:
    """The cross-entropy that alone uses the probabilities, and that the gradient starts from."""
    graph = writing.backprop.graph
    edges = graph.consumers[writing.node.index]
    if len(edges) != 1 or edges[0].argument:
        return None
    node = graph.nodes[edges[0].consumer]
    low, high = node.options.get("low", 0.0), node.options.get("high", np.inf)
    probabilities = np.asarray(writing.node.value)
    is_clipped = bool(((probabilities < low) | (probabilities > high)).any())
    is_plain = node.op.name == "cross_entropy" and not is_clipped and _starts(writing, node)
    return node if is_plain else None


def _starts(writing: Writing, loss: Node) -> bool:
    """True if a loss of whole samples is what the backward pass starts from."""
    gradient = writing.backprop.gradients[loss.index]
    sums = _targets(writing, loss).sum(axis=-1)
    return not loss.is_array and gradient == 1 and bool(np.allclose(sums, 1.0))


def _targets(writing: Writing, loss: Node) -> Any:
    nodes = writing.backprop.graph.nodes
    given = nodes[loss.inputs[1]].value if len(loss.inputs) > 1 else loss.options["targets"]
    return np.asarray(given, dtype=float)


def _through_softmax(
    writing: Writing, names: dict[str, str], row: tuple[int, ...]
) -> Iterator[Line]:
    names = {**names, "g": writing.keep(writing.upstream, writing.step.upstream, row)}
    count = writing.own.shape[-1]
    yield from _written(THROUGH_SOFTMAX, names, count)
    yield from _one_entry(writing, THROUGH_SOFTMAX[-1], names, row)
    if writing.line_of_code():
        yield Line(
            writing.target,
            writing.line_of_code(),
            "all rows at once",
            rf"{latex_name(writing.target)} &= s \odot \left(g - \textstyle\sum g \odot s\right)",
            True,
        )


def _with_loss(
    writing: Writing, loss: Node, names: dict[str, str], row: tuple[int, ...]
) -> Iterator[Line]:
    graph = writing.backprop.graph
    written = graph.nodes[loss.inputs[1]] if len(loss.inputs) > 1 else None
    targets = _targets(writing, loss)
    y = writing.name(written, row) if written else writing.keep("y", targets, row)
    names = {**names, "y": y}
    yield from _written(CROSS_ENTROPY, names, writing.own.shape[-1])
    samples = writing.own.shape[0] if len(writing.own.shape) > 1 else 1
    is_mean = loss.options.get("reduce", "mean") == "mean" and samples > 1
    share = f" / {samples}" if is_mean else ""
    last = Rule("d[j]", f"(s[j] - y[j]){share}", "")
    if is_mean:
        reason = f"the loss is a mean of {samples} samples"
        yield from _written((Rule(last.left, last.right, reason),), names, writing.own.shape[-1])
    yield from _one_entry(writing, last, names, row)
    classes = writing.name(written) if written else targets_code(targets)
    p = writing.name(writing.node) if writing.node is not loss else ""
    made = f"({p} - {classes}){share}" if p and classes else writing.line_of_code()
    latex = rf"\left(\hat{{y}} - y\right){share}"
    yield Line(
        writing.target,
        made or f"(s - y){share}",
        "all samples at once",
        f"{latex_name(writing.target)} &= {latex}",
        bool(made),
    )


def _written(rules: tuple[Rule, ...], names: dict[str, str], count: int) -> Iterator[Line]:
    parts = named(names)
    for rule in rules:
        right = filled(rule.right.replace("{n}", str(count)), parts)
        s = names["s"].removesuffix("]") + " " if names["s"].endswith(",]") else f"{names['s']}["
        reason = rule.reason.replace("{s}[", s)
        yield make_line(left_side(rule.left, parts), right, reason, runs=True)


def _one_entry(
    writing: Writing, rule: Rule, names: dict[str, str], row: tuple[int, ...]
) -> Iterator[Line]:
    """The entry that changes most, with its numbers."""
    contribution: Any = writing.contribution[row]
    (place,) = steepest_entry(contribution)
    right = rule.right.replace("{n}", str(writing.own.shape[-1]))
    whole = written_out(filled(right, {**named(names), "j": constant(place)}))
    if is_whole(whole):
        left = merged(entry_of(names["d"], (place,)))
        numbers = with_numbers(whole, writing.arrays)
        result = shown(float(contribution[place]))
        yield make_line(left, numbers, "one entry with its numbers", result=result)
