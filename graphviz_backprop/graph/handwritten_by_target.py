"""The hand-written gradients of the output, by what each is the gradient of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphviz_backprop.graph.gradient_names import derivative, of_object, squeeze
from graphviz_backprop.graph.graph import Graph
from graphviz_backprop.graph.handwritten import Handwritten


def handwritten_by_target(graph: Graph, of: str = "") -> Mapping[str, Sequence[Handwritten]]:
    """Return the output's gradients in the reader's code by the squeezed name of their target.

    `drelu_dx0` is that of `x0`, the squeezed `x[0]`. A local derivative such as `dsum_dxw0` is
    left out: it is no gradient of the output.

    Args:
        graph: the forward pass, with the hand-written gradients.
        of: what else they may be gradients of: the `error` of `derror_dprediction`, where that
            is the gradient of the output.
    """
    output = graph.nodes[graph.output]
    whole = {"", squeeze(output.name), output.op.name, "loss", "out", "output", of}
    by_target: dict[str, list[Handwritten]] = defaultdict(list)
    # `drelu_dw0` says more than the part `dw[0]` of a list.
    for gradient in sorted(graph.handwritten, key=lambda gradient: "[" in gradient.name):
        parts = derivative(gradient.name)
        if parts and parts[0] in whole:
            by_target[parts[1]].append(gradient)
            owner, _ = of_object(gradient.name)
            if owner:  # `dense1.dweights` is that of `dense1.weights`
                by_target[squeeze(owner) + parts[1]].append(gradient)
    return by_target
