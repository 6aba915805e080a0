"""In which calls and loops of the reader's code each value was computed."""

from graphviz_backprop.tracing.scopes.outlines import Outlines
from graphviz_backprop.tracing.scopes.scopes import Scopes

__all__ = ["Outlines", "Scopes"]
