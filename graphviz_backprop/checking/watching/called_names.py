"""What a call is one of, whatever it is taken from: `dot` of `np.dot(x, w)` and of `x.dot(w)`."""

from __future__ import annotations

import ast


def called_name(call: ast.Call) -> str:
    """Return the last name of what is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
