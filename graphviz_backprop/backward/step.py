"""One step of the backward pass: the chain rule along one edge."""

from __future__ import annotations

from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value


@quick_dataclass(frozen=True, slots=True)
class Step:
    """`contribution = local * upstream`, added to what the producer had before.

    Each is one number or an array: `upstream` in the shape of the consumer's value, `local` too
    (None for an op on whole arrays), the others in the shape of the producer's value.

    Attributes:
        index: the position in the backward pass, from 0.
        edge: the wire along which the gradient flows, from consumer to producer.
        upstream: the gradient of the output w.r.t. the consumer's value.
        local: the partial derivative of the consumer w.r.t. this argument.
        contribution: what the chain rule gives for this edge.
        before: the producer's gradient before this step, None where this is the first.
        after: the producer's gradient after it.
        blocks: the op lets nothing through here (a dead ReLU).
    """

    index: int
    edge: Edge
    upstream: Value
    local: Value
    contribution: Value
    before: Value
    after: Value
    blocks: bool

    @property
    def accumulates(self) -> bool:
        """True if the contribution is added to one that came before it."""
        return self.before is not None
