"""What gives a value, for the functions in derivatives' names: `max` for `drelu_dz`."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.telling import Event

# What a function in a derivative's name may be.
_CALLS = {
    "relu": ("relu", "max", "maximum", "where"),
    "sum": ("sum", "+", "dot"),
    "add": ("+", "sum"),
    "mul": ("*", "multiply", "dot"),
    "sigmoid": ("sigmoid", "sig", "logistic", "/"),
    "tanh": ("tanh",),
    "exp": ("exp",),
    "log": ("log",),
    "dot": ("dot", "@", "sum", "+", "matmul"),
    "softmax": ("softmax", "/"),
    "max": ("max", "maximum"),
}
_OPERATORS = {ast.Add: "+", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Sub: "-"}


def is_made_by(event: Event, name: str) -> bool:
    """Return whether a value is what the function of a name gives: `+` for `sum`."""
    signs = _CALLS.get(name, ())
    value = event.site.value
    if event.site.kind == "inner":
        return False
    if event.site.kind == "return":
        return event.site.target.split("[")[0].lower() in signs
    if isinstance(value, ast.BinOp):
        return _OPERATORS.get(type(value.op), "") in signs
    if isinstance(value, ast.IfExp):
        return "max" in signs
    if isinstance(value, ast.Call):
        return called_name(value).lower() in signs
    return False
