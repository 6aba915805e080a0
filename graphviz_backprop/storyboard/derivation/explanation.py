"""One sentence on what a step over arrays does, beyond its formula."""

from __future__ import annotations

from graphviz_backprop.storyboard.captions.layer_captions import inside
from graphviz_backprop.storyboard.derivation.operand_texts import (
    ELEMENTS,
    MOVE,
    PRODUCT,
    Derivation,
)
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.labels import label
from graphviz_backprop.values import shape_of


def explanation(working: Derivation, names: GradientNames) -> str:
    """The sentence, empty where the formula says it all."""
    edge = working.step.edge
    if working.sign == ELEMENTS and working.axes:
        if not shape_of(working.result.value):
            return "summed over all entries: one number was used for each of them"
        axes = " and ".join(map(str, working.axes))
        return f"summed over ax{'e' if len(working.axes) > 1 else 'i'}s {axes}"
    node = names.graph.nodes[edge.consumer]
    if working.sign == PRODUCT and node.op.name == "softmax":
        return _of_jacobian(working, names)
    if node.is_plain_box:
        return inside(node)
    if working.sign != MOVE:
        return ""
    sentences = node.op.explanations
    return sentences[min(edge.argument, len(sentences) - 1)] if sentences else ""


def _of_jacobian(working: Derivation, names: GradientNames) -> str:
    node = names.graph.nodes[working.step.edge.consumer]
    if working.row is None:
        return f"J = diag(s) − s·sᵀ, where s is {label(names.graph, node)}"
    s = f"{label(names.graph, node)}[{working.row}]"
    return f"J = diag(s) − s·sᵀ, where s is {s}; each sample has a J of its own"
