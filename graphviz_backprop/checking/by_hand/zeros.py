"""Expressions for zeros, in which gradients are gathered later."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.watching.called_names import called_name

_ZEROS = frozenset(("zeros", "zeros_like"))


def makes_zeros(value: ast.expr | None) -> bool:
    """Return whether an expression is one for zeros, whatever the variables are."""
    if isinstance(value, ast.Constant):  # the 2 of `2 * l2 * W` makes none of a W of zeros
        return not isinstance(value.value, (int, float)) or value.value == 0
    if isinstance(value, (ast.List, ast.Tuple)):
        return all(makes_zeros(part) for part in value.elts)
    if isinstance(value, (ast.ListComp, ast.GeneratorExp)):
        return makes_zeros(value.elt)
    if isinstance(value, ast.Dict):  # `{"dW": np.zeros((2, 3)), "db": 0}`
        return all(makes_zeros(part) for part in value.values)
    if isinstance(value, ast.DictComp):
        return makes_zeros(value.value)
    if isinstance(value, ast.BinOp):  # `[0.0] * n`, `0 * w`
        sides = (value.left, value.right)
        return isinstance(value.op, ast.Mult) and any(makes_zeros(one) for one in sides)
    if isinstance(value, ast.Call):
        function, name = value.func, called_name(value)
        is_of_zeros = name in ("array", "asarray", "float", "Tensor", "list", "copy")
        of = value.args[:1] or ([function.value] if isinstance(function, ast.Attribute) else [])
        return name in _ZEROS or (is_of_zeros and any(makes_zeros(one) for one in of))
    return False
