"""The backward pass, one derivative at a time."""

from graphviz_backprop.backward.backprop import Backprop, backpropagate, backward_order
from graphviz_backprop.backward.step import Step

__all__ = ["Backprop", "Step", "backpropagate", "backward_order"]
