"""The gradient of a call as code, where it takes more than a formula: losses, choices, einsum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.backward import Step
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.texts.parentheses import fitted
from graphviz_backprop.values import is_array, shape_of

_MOST = 6  # numbers of an array that are written out
_MOST_CLASSES = 12
_LARGEST_SCORE = 700  # beyond it `np.exp` overflows

Values = Callable[[Node], str]


def code_of_call(step: Step, node: Node, inputs: list[Node], value: Values, upstream: str) -> str:
    """What an argument of a call gets, as an expression; empty without a short form.

    Args:
        step: to the argument.
        node: the call.
        inputs: its arguments.
        value: a value as code; empty where it has none.
        upstream: the name of the call's gradient.
    """
    made = _MADE.get(node.op.name)
    return made(step, node, inputs, value, upstream) if made else ""


def _of_cross_entropy(
    step: Step, node: Node, inputs: list[Node], value: Values, upstream: str
) -> str:
    """`-y / p / n` times upstream; of softmax with cross-entropy `(p - y) / n`."""
    options, predicted = node.options, np.asarray(inputs[0].value)
    is_clipped = "low" in options or "high" in options
    if step.edge.argument or is_clipped or not np.isfinite(predicted).all():
        return ""
    is_written = len(inputs) > 1
    targets = np.asarray(inputs[1].value if is_written else options.get("targets"))
    name = value(inputs[1]) if is_written else targets_code(targets)
    of = value(inputs[0])
    if not name or not of:
        return ""
    share = _share(node, predicted, upstream)
    if node.op.name == "cross_entropy":
        if not (predicted > 0).all():
            return ""
        return f"-{fitted(name, after=' / _')} / {fitted(of, before='_ / ')} * {share}"
    sums = targets.sum(axis=-1)
    if not np.allclose(sums, 1.0) or predicted.max() > _LARGEST_SCORE:
        return ""
    total = f"np.sum(np.exp({of}), axis=-1, keepdims=True)"
    return f"(np.exp({of}) / {total} - {fitted(name, before='_ - ')}) * {share}"


def _of_binary_cross_entropy(
    step: Step, node: Node, inputs: list[Node], value: Values, upstream: str
) -> str:
    """`(p - y) / (p * (1 - p))` times upstream, over what the sum is divided by."""
    p, y = map(value, inputs)
    over = node.options.get("over") or 1.0
    share = f"{upstream} / {over:g}" if over != 1.0 else upstream
    if not p or not y:
        return ""
    rest = f"1 - {fitted(p, before='_ - ')}"
    if step.edge.argument:
        return f"(np.log({rest}) - np.log({p})) * {share}"
    slope = f"({p} - {fitted(y, before='_ - ')}) / ({fitted(p, before='_ * ')} * ({rest}))"
    return f"{slope} * {share}"


def _share(node: Node, predicted: Any, upstream: str) -> str:
    """The gradient of each sample's loss: of a mean of n samples 1/n of upstream."""
    reduce = node.options.get("reduce", "mean")
    if reduce == "none" and predicted.ndim > 1:
        return f"np.expand_dims({upstream}, -1)"
    count = predicted.shape[0] if predicted.ndim > 1 and reduce == "mean" else 1
    return f"{upstream} / {count}" if count > 1 else upstream


def targets_code(targets: Any) -> str:
    """Targets as code: one-hot rows as `np.eye(3)[[0, 2, 1]]`, a few numbers as they are."""
    is_one_hot = np.isin(targets, (0, 1)).all() and (targets.sum(axis=-1) == 1).all()
    if is_one_hot and targets.ndim < 3 and np.size(targets[..., 0]) <= _MOST_CLASSES:
        return f"np.eye({targets.shape[-1]})[{np.argmax(targets, axis=-1).tolist()}]"
    return f"np.array({targets.tolist()})" if targets.size <= _MOST else ""


def _of_where(step: Step, node: Node, inputs: list[Node], value: Values, upstream: str) -> str:
    mask = np.asarray(node.options["mask"])
    if mask.size > _MOST or step.edge.argument > 1 or mask.shape != shape_of(step.upstream):
        return ""
    parts = (upstream, "0.0") if step.edge.argument == 0 else ("0.0", upstream)
    return f"np.where({mask.tolist()}, {', '.join(parts)})"


def _of_clip(step: Step, node: Node, inputs: list[Node], value: Values, upstream: str) -> str:
    """What lies beyond the limits gets nothing: `dc * ((s >= 0.1) & (s <= 0.9))`."""
    of, limits = value(inputs[0]), (node.options.get("low"), node.options.get("high"))
    if not of or any(is_array(one) for one in limits) or np.isnan(inputs[0].value).any():
        return ""
    of = fitted(of, after=" >= _")
    tests = [
        f"({of} {sign} {float(one)!r})"
        for sign, one in zip((">=", "<="), limits, strict=True)
        if one is not None
    ]
    within = " & ".join(tests)
    return f"{upstream} * {within if len(tests) == 1 else f'({within})'}"


def _of_einsum(step: Step, node: Node, inputs: list[Node], value: Values, upstream: str) -> str:
    """The sum of products with upstream in the place of the argument."""
    from graphviz_backprop.ops.arrays.contraction import read_subscripts  # with all array ops

    arrays = tuple(np.asarray(one.value) for one in inputs)
    terms, out = read_subscripts(node.options["subscripts"], arrays)
    own = terms[step.edge.argument]
    others = [at for at in range(len(terms)) if at != step.edge.argument]
    known = set(out).union(*(terms[at] for at in others))
    texts = [value(inputs[at]) for at in others]
    sizes = {
        letter: size
        for term, x in zip(terms, arrays, strict=True)
        for letter, size in zip(term, x.shape, strict=True)
        if size != 1
    }
    is_broadcast = any(
        sizes.get(letter, 1) != size
        for letter, size in zip(own, inputs[step.edge.argument].shape, strict=True)
    )
    if len(set(own)) < len(own) or not set(own) <= known or is_broadcast or not all(texts):
        return ""  # it took a diagonal, or an index is summed over by itself
    subscripts = ",".join([out, *(terms[at] for at in others)]) + "->" + own
    return f'np.einsum("{subscripts}", {", ".join([upstream, *texts])})'


_MADE: dict[str, Callable[[Step, Node, list[Node], Values, str], str]] = {
    "cross_entropy": _of_cross_entropy,
    "softmax_cross_entropy": _of_cross_entropy,
    "binary_cross_entropy": _of_binary_cross_entropy,
    "where": _of_where,
    "clip": _of_clip,
    "einsum": _of_einsum,
}
