"""From the reader's code to a `Graph`: values that carry a record, and hooks in the syntax tree."""

from graphviz_backprop.capture.manual import Value, function, graph_of, value
from graphviz_backprop.capture.run import capture_program, list_program, run_program
from graphviz_backprop.capture.trace_function import trace_function
from graphviz_backprop.forward_passes.passes.choose_passes import Choice

__all__ = [
    "Choice",
    "Value",
    "capture_program",
    "function",
    "graph_of",
    "list_program",
    "run_program",
    "trace_function",
    "value",
]
