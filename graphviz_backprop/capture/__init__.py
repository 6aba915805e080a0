"""From the reader's code to a `Graph`: values that carry a record, and hooks in the syntax tree."""

from graphviz_backprop.capture.hand import Value, function, graph_of, value
from graphviz_backprop.capture.passes.choice import Choice
from graphviz_backprop.capture.passes.listing import Found, Listing
from graphviz_backprop.capture.run import list_program, run_program
from graphviz_backprop.capture.trace import trace_function

__all__ = [
    "Choice",
    "Found",
    "Listing",
    "Value",
    "function",
    "graph_of",
    "list_program",
    "run_program",
    "trace_function",
    "value",
]
