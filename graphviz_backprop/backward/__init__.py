"""The backward pass, one derivative at a time."""

from graphviz_backprop.backward.backprop import Backprop, backpropagate, backward_order
from graphviz_backprop.backward.choose_upstream import Upstream, UpstreamKind, choose_upstream
from graphviz_backprop.backward.recompute import computed_again
from graphviz_backprop.backward.roundings import without_rounding
from graphviz_backprop.backward.step import Step

__all__ = [
    "Backprop",
    "Step",
    "Upstream",
    "UpstreamKind",
    "backpropagate",
    "backward_order",
    "choose_upstream",
    "computed_again",
    "without_rounding",
]
