"""How NumPy functions are replayed on elements: mostly by themselves, on arrays of objects."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.function_table import Kind, functions_of
from graphviz_backprop.ops import OPS
from graphviz_backprop.tracing.arrays.array_record import NumpyCall
from graphviz_backprop.tracing.arrays.element import Element, Tape, value_of

Rule = Callable[[Tape, NumpyCall, Any], Any]
_ROUNDINGS = 1e5  # so many may add up in a sum of large numbers
_NORMS = (0, 1, 2, math.inf, -math.inf)
# These only say where and as what the result is kept.
STORAGE = frozenset("out dtype casting order subok copy like device".split())


def _again(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """The function itself, on elements."""
    named = {key: arg for key, arg in call.named.items() if key not in STORAGE - {"order"}}
    if not is_in_order(call):
        raise ValueError("the order depends on memory that elements have not")
    return call.function(*call.args, **named)


def is_in_order(call: NumpyCall) -> bool:
    """Whether the result does not depend on how the array lies in memory."""
    texts = {arg for arg in (*call.args, call.named.get("order")) if isinstance(arg, str)}
    return not texts & {"A", "K"}


def _itself(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """The last argument, in the shape of the result."""
    return np.broadcast_to(np.asarray(call.args[-1], dtype=object), np.shape(value))


def _in_place(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """A function that writes to its first argument."""
    first = np.array(call.args[0], dtype=object)
    call.function(first, *call.args[1:], **call.named)
    return first


def _made(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """`np.array` and its like, whatever type and order they are asked for."""
    given = call.args[0] if call.args else next(iter(call.named.values()))
    return np.array(given, dtype=object).reshape(np.shape(value))


def _item(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """`a.item(2)`: one element."""
    return np.asarray(call.args[0], dtype=object).item(*call.args[1:])


def _full(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """`np.full` and `np.full_like`: what fills the shape."""
    fill = call.named["fill_value"] if "fill_value" in call.named else call.args[1]
    return np.full(np.shape(value), fill, dtype=object)


def _where(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """The elements chosen; a constant stays tied to what decided for it and what it replaces."""
    chosen = np.asarray(call.function(*call.args), dtype=object)
    tests: Any = [*call.tests, *call.args[1:]]
    return tied(tape, chosen, [np.broadcast_to(test, chosen.shape) for test in tests])


def _finite(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """`np.nan_to_num`: an element that is no finite number is a constant in its place."""
    first = call.args[0] if call.args else call.named["x"]
    elements = np.asarray(first, dtype=object)
    numbers = np.array([value_of(one) for one in elements.reshape(-1)], dtype=float)
    is_kept = np.isfinite(numbers).reshape(elements.shape)
    return tied(tape, np.where(is_kept, elements, np.asarray(value, dtype=object)), [elements])


def tied(tape: Tape, chosen: Any, tests: list[Any]) -> Any:
    """Constants that tests on elements chose: each a `select` of the constant."""
    flat = chosen.reshape(-1).copy()
    for at, element in enumerate(flat):
        if tests and not isinstance(element, Element):
            tested = [test.reshape(-1)[at] for test in tests]
            live = dict.fromkeys(one for one in tested if isinstance(one, Element))
            flat[at] = tape.apply(OPS["select"], element, element, *live)
    return flat.reshape(chosen.shape)


def _extreme(name: str, axis: int | None = None) -> Rule:
    """The largest or smallest along an axis: one op of all the elements that are compared."""

    def rule(tape: Tape, call: NumpyCall, value: Any) -> Any:
        def extreme(*elements: Any) -> Any:
            if len(elements) == 1:
                return elements[0]
            values = [value_of(one) for one in elements]
            return tape.apply(OPS[name], max(values) if name == "max" else min(values), *elements)

        return _reduced(call, value, extreme, axis)

    return rule


def _reduced(call: NumpyCall, value: Any, function: Callable[..., Any], axis: int | None) -> Any:
    """A function of all the elements along the axes of a reduction, and of what it starts from."""
    array = np.asarray(call.args[0], dtype=object)
    axis = call.named.get("axis", call.args[1] if len(call.args) > 1 else axis)
    start = [call.named["initial"]] if "initial" in call.named else []
    axes = range(array.ndim) if axis is None else np.atleast_1d(axis) % max(array.ndim, 1)
    kept = [one for one in range(array.ndim) if one not in axes]
    groups = np.transpose(array, [*kept, *axes]).reshape(np.size(value), -1)
    result = np.empty(np.size(value), dtype=object)
    for at, group in enumerate(groups):
        result[at] = function(*group, *start)
    return result.reshape(np.shape(value))


def _clip(tape: Tape, call: NumpyCall, value: Any) -> Any:
    array, *bounds = call.args
    low, high = [*bounds, None, None][:2]
    low = _given(low, call.named.get("min"), call.named.get("a_min"))
    high = _given(high, call.named.get("max"), call.named.get("a_max"))
    result = array
    if low is not None:
        result = np.frompyfunc(lambda a, b: _extreme_of(tape, "max", a, b), 2, 1)(result, low)
    if high is not None:
        result = np.frompyfunc(lambda a, b: _extreme_of(tape, "min", a, b), 2, 1)(result, high)
    return result


def _given(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _extreme_of(tape: Tape, name: str, *elements: Any) -> Any:
    real = max if name == "max" else min
    return tape.apply(OPS[name], real(value_of(one) for one in elements), *elements)


def _norm(tape: Tape, call: NumpyCall, value: Any) -> Any:
    """The p-norm by its definition, where NumPy's own can't take objects: a root of p-th powers."""
    order = call.named.get("ord", call.args[1] if len(call.args) > 1 else None)
    axis = call.named.get("axis", call.args[2] if len(call.args) > 2 else None)
    is_of_vectors = isinstance(axis, int) or (axis is None and np.ndim(value) == 0)
    if not is_of_vectors or order in _NORMS or not isinstance(order, int | float):
        return _again(tape, call, value)
    powers = np.abs(np.asarray(call.args[0], dtype=object)) ** order
    sums = np.asarray(powers.sum(axis=axis), dtype=object).reshape(np.shape(value))
    return sums ** (1 / order)


def _names(*kinds: Kind) -> list[str]:
    return [row.name for row in functions_of(*kinds)]


# By the name of the function: as its kind in the table says, and where it is not as the others are.
RULES: dict[str, Rule] = {
    **dict.fromkeys(_names(Kind.REDUCTION, Kind.PRODUCT, Kind.ARRANGEMENT, Kind.JOIN), _again),
    **dict.fromkeys(_names(Kind.CONVERSION), _made),
    **dict.fromkeys(_names(Kind.WRITER), _in_place),
    **dict.fromkeys(("choose", "select", "conjugate", "real"), _again),
    **dict.fromkeys(("full", "full_like"), _full),
    "linalg.norm": _norm,
    "item": _item,
    "where": _where,
    "nan_to_num": _finite,
    "positive": _itself,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "maximum.reduce": _extreme("max", axis=0),
    "minimum.reduce": _extreme("min", axis=0),
    "clip": _clip,
}


def replay(name: str, tape: Tape, call: NumpyCall, value: Any) -> Any:
    """The elements that a function gives, in the shape of its value.

    None where it can't compute with elements (`svd`), or gives other numbers with them.
    """
    try:
        result = np.asarray(RULES[name](tape, call, value), dtype=object).reshape(np.shape(value))
    except BackpropError:
        raise
    except Exception:  # NumPy's own, of any kind
        return None
    return result if _is_same(result, value) else None


def _is_same(elements: Any, value: Any) -> bool:
    """Whether the elements have the numbers of the value, but for rounding."""
    real = np.asarray(value)
    eps = float(np.finfo(real.dtype if real.dtype.kind == "f" else float).eps)
    near = min(max(_ROUNDINGS * eps, 1e-4), 0.1)  # what goes in may be less exact than the result
    numbers = np.array([value_of(one) for one in elements.reshape(-1)], dtype=float)
    finite = np.abs(real[np.isfinite(real)].astype(float))
    scale = max(1.0, float(finite.max(initial=0.0)))
    return np.allclose(numbers, real.reshape(-1).astype(float), near, near * scale, equal_nan=True)
