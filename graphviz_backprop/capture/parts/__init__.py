"""In which calls and loops of the reader's code each value was computed."""

from graphviz_backprop.capture.parts.parts import Parts

__all__ = ["Parts"]
