"""From the reader's code to a `Graph`: values that carry a record, and hooks in the syntax tree."""

from graphviz_backprop.capture.manual import Value, function, graph_of, value
from graphviz_backprop.capture.run import capture_program, list_program, run_program
from graphviz_backprop.capture.trace_function import trace_function
from graphviz_backprop.forward_passes.between import Between, Found
from graphviz_backprop.forward_passes.choose_passes import Choice
from graphviz_backprop.forward_passes.listing import Listing

__all__ = [
    "Between",
    "Choice",
    "Found",
    "Listing",
    "Value",
    "capture_program",
    "function",
    "graph_of",
    "list_program",
    "run_program",
    "trace_function",
    "value",
]
