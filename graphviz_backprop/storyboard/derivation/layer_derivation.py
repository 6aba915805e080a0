"""How a known layer hands its gradient on: a softmax by its Jacobian, a loss by its formula."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.backward.chain import change
from graphviz_backprop.graph import Node
from graphviz_backprop.ops import op_named
from graphviz_backprop.storyboard.captions.layer_captions import BINARY
from graphviz_backprop.storyboard.derivation.operand_texts import (
    ELEMENTS,
    FORMULA,
    GRADIENT,
    LOCAL,
    PRODUCT,
    VALUE,
    Derivation,
    Operand,
    result_of,
    steepest,
)
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.storyboard.texts.labels import label
from graphviz_backprop.storyboard.texts.parentheses import fitted

_COMBINED = "softmax_cross_entropy"


def layer_working(backprop: Backprop, node: Node, step: Step) -> Derivation | None:
    """The calculation of a step into a known layer; None for any other op."""
    entry = steepest(step.contribution)
    if entry is None:
        return None
    if node.op.name == "softmax":
        return _jacobian(node, step, entry)
    if node.op.name == BINARY:
        return _binary(backprop, node, step, entry)
    if node.op.is_loss:
        return _formula(backprop, node, step, entry) or _by_sample(backprop, node, step, entry)
    return None


def _jacobian(node: Node, step: Step, entry: Entry) -> Derivation:
    """One sample's Jacobian times its gradients."""
    from graphviz_backprop.ops.arrays.layers import jacobian

    *row, place = entry
    sample = tuple(row)
    where = f"[{row[0]}]" if row else ""
    matrix = jacobian(np.asarray(node.value, dtype=float)[sample])
    upstream = np.asarray(step.upstream, dtype=float)[sample]
    parts = range(len(upstream))
    terms = tuple(zip(matrix[place].tolist(), upstream.tolist(), strict=True))
    its_row = tuple((place, k) for k in parts)
    operands = (
        Operand(matrix, LOCAL, None, False, its_row, f"J{where}"),
        Operand(
            upstream[:, None],
            GRADIENT,
            node.index,
            False,
            tuple((k, 0) for k in parts),
            part=where,
        ),
    )
    whole = np.asarray(step.contribution, dtype=float)[sample][:, None]
    result = Operand(whole, GRADIENT, step.edge.producer, False, ((place, 0),), part=where)
    number = int(row[0]) if row else None
    return Derivation(step, PRODUCT, operands, result, entry, terms, row=number)


def _formula(backprop: Backprop, node: Node, step: Step, entry: Entry) -> Derivation | None:
    """`(ŷ - y) / n · g` of both in one, `-y / p / n · g` of the loss; None where that isn't so."""
    if step.edge.argument:
        return None
    graph, options = backprop.graph, node.options
    source = graph.nodes[node.inputs[0]]
    labels = graph.nodes[node.inputs[1]] if len(node.inputs) > 1 else None
    y = np.asarray(options["targets"] if labels is None else labels.value, dtype=float)
    called = "y one-hot" if labels is None else label(graph, labels)
    values = np.asarray(source.value, dtype=float)
    samples = len(values) if values.ndim > 1 and options.get("reduce", "mean") == "mean" else 1
    picked = (entry,)
    operands: list[Operand]
    if node.op.name == _COMBINED:
        name = f"ŷ = softmax({label(graph, source)})"
        guess = op_named("softmax").forward(values)
        bracket = "(" if samples > 1 else ""
        operands = [
            Operand(guess, VALUE, None, False, picked, name, bracket),
            Operand(y, VALUE, None, False, picked, called, "−"),
        ]
        slopes, close = guess - y, ")" if bracket else ""
    else:
        operands = [
            Operand(-y + 0.0, VALUE, None, False, picked, f"−{fitted(called, '-')}"),
            Operand(values, VALUE, source.index, False, picked, sign="/"),
        ]
        with np.errstate(all="ignore"):
            slopes, close = -y / values, ""
    if samples > 1:
        operands.append(
            Operand(float(samples), VALUE, None, False, ((),), "n", f"{close} /".strip())
        )
    upstream, place = _column(step, entry)
    operands.append(Operand(upstream, GRADIENT, node.index, False, (place,), sign="·"))
    if not np.allclose(slopes / samples * upstream, step.contribution, rtol=1e-9, atol=1e-12):
        return None
    return Derivation(step, FORMULA, tuple(operands), result_of(step, entry), entry, ())


def _binary(backprop: Backprop, node: Node, step: Step, entry: Entry) -> Derivation:
    """`(p - y) / (p (1 - p)) / n · g`; of the targets `(ln(1 - p) - ln p) / n · g`."""
    p, y = (np.asarray(one, dtype=float) for one in backprop.graph.args(node))
    source, targets = node.inputs
    called = label(backprop.graph, backprop.graph.nodes[source])
    inside, whole = fitted(called, "_ * "), fitted(called, "_ - ")
    picked = (entry,)
    if step.edge.argument:
        operands = [
            Operand(np.log(1 - p), VALUE, None, False, picked, f"ln(1 - {whole})", "("),
            Operand(np.log(p), VALUE, None, False, picked, f"ln({called})", "−"),
        ]
        close = ")"
    else:
        operands = [
            Operand(p, VALUE, source, False, picked, sign="("),
            Operand(y, VALUE, targets, False, picked, sign="−"),
            Operand(p * (1 - p), VALUE, None, False, picked, f"{inside} * (1 - {whole})", ") /"),
        ]
        close = ""
    over = node.options.get("over") or 1.0
    if over != 1.0:
        operands.append(Operand(over, VALUE, None, False, ((),), "", f"{close} /".strip()))
        close = ""
    upstream = np.asarray(step.upstream, dtype=float)
    place = entry if upstream.ndim else ()
    sign = f"{close} ·".strip()
    operands.append(Operand(step.upstream, GRADIENT, node.index, False, (place,), sign=sign))
    return Derivation(step, FORMULA, tuple(operands), result_of(step, entry), entry, ())


def _by_sample(backprop: Backprop, node: Node, step: Step, entry: Entry) -> Derivation:
    """The local derivatives of each sample's loss times its gradient."""
    args = backprop.graph.args(node)
    ones = np.ones_like(np.asarray(step.upstream, dtype=float))
    probe = ones if ones.ndim else 1.0
    local = np.asarray(change(node, step.edge.argument, args, probe).contribution)
    upstream, place = _column(step, entry)
    number = float(np.asarray(upstream)[place])
    operands = (
        Operand(local, LOCAL, None, False, (entry,)),
        Operand(upstream, GRADIENT, node.index, False, (place,)),
    )
    terms = ((float(local[entry]), number),)
    return Derivation(step, ELEMENTS, operands, result_of(step, entry), entry, terms)


def _column(step: Step, entry: Entry) -> tuple[Any, Entry]:
    """The upstream gradient, of each sample in a column, and which one counts for an entry."""
    upstream = np.asarray(step.upstream, dtype=float)
    return (upstream[:, None], (entry[0], 0)) if upstream.ndim else (float(upstream), ())
