"""One sentence on what a step over arrays does, beyond its formula."""

from __future__ import annotations

from graphviz_backprop.storyboard.gradients import GradientNames
from graphviz_backprop.storyboard.labels import label
from graphviz_backprop.storyboard.layer_captions import inside
from graphviz_backprop.storyboard.operand_texts import ELEMENTS, MOVE, PRODUCT, Derivation
from graphviz_backprop.values import shape_of

_OF_FIRST = {
    "transpose": "the same numbers, rows and columns swapped",
    "reshape": "the same numbers in the shape of the input",
    "index": "back to where each value was taken from; nothing to the others",
    "put": "nothing to what was written over; the others as they are",
    "concatenate": "each input gets its part",
    "stack": "each input gets its part",
    "array": "each number gets its entry",
    "numpy.sum": "each entry that was summed gets the gradient of its sum",
    "numpy.mean": "each of the n entries gets 1/n of the gradient of their mean",
    "numpy.max": "all of it to the largest entry, the first of equal ones",
    "numpy.min": "all of it to the smallest entry, the first of equal ones",
    "where": "to the chosen entries; nothing to the others",
    "clip": "through within the limits; nothing beyond them",
}
_OF_OTHERS = {"put": "to what was written its part"}


def explanation(working: Derivation, names: GradientNames) -> str:
    """The sentence, empty where the formula says it all."""
    edge = working.step.edge
    if working.sign == ELEMENTS and working.axes:
        if not shape_of(working.result.value):
            return "summed over all entries: one number was used for each of them"
        axes = " and ".join(map(str, working.axes))
        return f"summed over ax{'e' if len(working.axes) > 1 else 'i'}s {axes}"
    node = names.graph.nodes[edge.consumer]
    name = node.op.name
    if working.sign == PRODUCT and name == "softmax":
        return _of_jacobian(working, names)
    if node.is_plain_box:
        return inside(node)
    if working.sign != MOVE:
        return ""
    return (edge.argument and _OF_OTHERS.get(name)) or _OF_FIRST.get(name, "")


def _of_jacobian(working: Derivation, names: GradientNames) -> str:
    node = names.graph.nodes[working.step.edge.consumer]
    if working.row is None:
        return f"J = diag(s) − s·sᵀ, where s is {label(names.graph, node)}"
    s = f"{label(names.graph, node)}[{working.row}]"
    return f"J = diag(s) − s·sᵀ, where s is {s}; each sample has a J of its own"
