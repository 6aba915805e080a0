"""What NumPy's functions are called, and which of them are operations of the graph."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops import OPS, Op
from graphviz_backprop.tracing.tape.numpy_support import module_of

# Operators of Python's by the ufunc that they are on arrays.
UFUNC_OF_OPERATOR = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "divide",
    "floordiv": "floor_divide",
    "mod": "remainder",
    "pow": "power",
    "matmul": "matmul",
}
# Functions that work on each element by itself, and their op.
ELEMENTWISE: dict[str, Op] = {
    "add": OPS["add"],
    "subtract": OPS["sub"],
    "multiply": OPS["mul"],
    "divide": OPS["div"],
    "power": OPS["pow"],
    "float_power": OPS["pow"],
    "negative": OPS["neg"],
    "absolute": OPS["abs"],
    "fabs": OPS["abs"],
    "maximum": OPS["max"],
    "minimum": OPS["min"],
    "fmax": OPS["max"],
    "fmin": OPS["min"],
    "arcsin": OPS["asin"],
    "arccos": OPS["acos"],
    "arctan": OPS["atan"],
    "arctan2": OPS["atan2"],
    "arcsinh": OPS["asinh"],
    "arccosh": OPS["acosh"],
    "arctanh": OPS["atanh"],
    "rad2deg": OPS["degrees"],
    "deg2rad": OPS["radians"],
    **{
        name: OPS[name]
        for name in (
            "exp expm1 exp2 log log1p log2 log10 sqrt cbrt sin cos tan hypot degrees radians "
            "tanh sinh cosh"
        ).split()
    },
}
# What these give is decided, not computed: it has no derivative and is a constant.
DECIDED = frozenset(
    (
        "greater greater_equal less less_equal equal not_equal logical_and logical_or "
        "logical_not logical_xor bitwise_and bitwise_or bitwise_xor invert isnan isinf "
        "isfinite signbit isclose allclose array_equal array_equiv any all argmax argmin "
        "nanargmax nanargmin argsort argpartition argwhere nonzero flatnonzero count_nonzero "
        "searchsorted digitize isin in1d shape size ndim zeros_like ones_like empty_like "
        "iscomplexobj isrealobj isscalar result_type can_cast shares_memory may_share_memory "
        "iterable logical_and.reduce logical_or.reduce isneginf isposinf isreal iscomplex "
        "testing.assert_allclose"
    ).split()
)
# They write to their first argument.
IN_PLACE = frozenset(
    (
        "copyto put place putmask put_along_axis fill_diagonal fill ndarray.partition "
        "ndarray.sort itemset"
    ).split()
)

# Their integers are shapes, lengths and axes: all of them, or those after the array.
_MAKERS = frozenset(
    "zeros ones empty eye identity arange linspace logspace geomspace tri indices".split()
)
_ARRANGERS = frozenset(
    (
        "reshape resize sum mean max min prod std var cumsum cumprod repeat roll tile take split "
        "array_split expand_dims squeeze swapaxes moveaxis transpose delete diff diag diagonal "
        "trace triu tril flip rot90 sort ndarray.sort argsort argmax argmin concatenate stack "
        "broadcast_to astype item round full median average ptp"
    ).split()
)


def is_making(name: str) -> bool:
    """Whether a function makes an array up: its arguments say how large and of what kind."""
    return name in _MAKERS or name == "full" or is_drawing(name)


def is_drawing(name: str) -> bool:
    """Whether a function draws random numbers: they are data, not computed from its arguments."""
    return name.startswith("random.")


def first_count(name: str) -> int | None:
    """From which argument on a function's integers only count; None where they are data."""
    if name in _MAKERS or is_drawing(name):
        return 0
    return 1 if name in _ARRANGERS else None


def name_of(function: Any) -> str:
    """The name under `np.`: "dot", "linalg.norm"; that of its module for what isn't there."""
    name = getattr(function, "__name__", type(function).__name__)
    if getattr(np, name, None) is function:
        return _CANONICAL.get(name, name)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return f"{name_of(owner)}.{name}"
    module = str(module_of(function))
    return f"{module.removeprefix('numpy').lstrip('.')}.{name}".lstrip(".")


# Other names of the same function.
_CANONICAL = {
    "true_divide": "divide",
    "abs": "absolute",
    "pow": "power",
    "mod": "remainder",
    "amax": "max",
    "amin": "min",
    "round_": "round",
    "around": "round",
    "conj": "conjugate",
    "row_stack": "vstack",
    "permute_dims": "transpose",
    "concat": "concatenate",
    "astype": "astype",
    "matrix_transpose": "matrix_transpose",
}
