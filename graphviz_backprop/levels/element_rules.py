"""How operations on whole arrays are replayed on elements: mostly by themselves, on objects.

A rule takes the tape, the value that the operation gave, and the arguments of the op's `forward`,
or of the NumPy function: elements, plain numbers, and arrays of both.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.function_table import FUNCTIONS, Kind, kind_of
from graphviz_backprop.graph import Node
from graphviz_backprop.levels.element import Element, Tape, value_of
from graphviz_backprop.ops import OPS
from graphviz_backprop.ops.arrays import STORAGE

Rule = Callable[..., Any]
_ROUNDINGS = 1e5  # so many may add up in a sum of large numbers
_NORMS = (0, 1, 2, math.inf, -math.inf)


def _last(tape: Tape, value: Any, *args: Any) -> Any:
    """The last argument, in the shape of the result: a sum that starts from zero."""
    return np.broadcast_to(np.asarray(args[-1], dtype=object), np.shape(value))


def _filled(tape: Tape, value: Any, shape: Any, fill_value: Any, **named: Any) -> Any:
    """`np.full` and `np.full_like`: what fills the shape."""
    return np.full(np.shape(value), fill_value, dtype=object)


def _where(tape: Tape, value: Any, a: Any, b: Any, *tests: Any, mask: Any) -> Any:
    """The elements chosen; a constant stays tied to what decided for it and what it replaces."""
    chosen = np.asarray(np.where(mask, a, b), dtype=object)
    return _tied(tape, chosen, [np.broadcast_to(one, chosen.shape) for one in (*tests, a, b)])


def _put(
    tape: Tape, value: Any, before: Any, new: Any, *tests: Any, positions: Any, text: str
) -> Any:
    """An array with what is written into it; a constant stays tied to what decided for it."""
    shape, places, new = np.shape(before), np.shape(positions), np.asarray(new, dtype=object)
    new = new.reshape(new.shape[max(new.ndim - len(places), 0) :])  # axes of length 1 in front
    chosen, new = np.ravel(positions), np.broadcast_to(new, places).reshape(-1)
    at = [np.ravel(test)[chosen] for test in tests if np.shape(test) == shape]
    result = np.array(before, dtype=object).reshape(-1)
    result[chosen] = _tied(tape, new, at)
    return result


def _finite(tape: Tape, value: Any, x: Any, *rest: Any, **named: Any) -> Any:
    """`np.nan_to_num`: what stands in the place of an element that is no finite number."""
    elements = np.asarray(x, dtype=object)
    numbers = np.array([value_of(one) for one in elements.reshape(-1)], dtype=float)
    is_kept = np.isfinite(numbers).reshape(elements.shape)
    return _tied(tape, np.where(is_kept, elements, np.asarray(value, dtype=object)), [elements])


def _tied(tape: Tape, chosen: Any, tests: list[Any]) -> Any:
    """Constants that tests on elements chose: each a `select` of the constant."""
    flat = chosen.reshape(-1).copy()
    for at, element in enumerate(flat):
        if tests and not isinstance(element, Element):
            tested = [test.reshape(-1)[at] for test in tests]
            live = dict.fromkeys(one for one in tested if isinstance(one, Element))
            flat[at] = tape.apply(OPS["select"], element, element, *live)
    return flat.reshape(chosen.shape)


def _extreme(name: str, tape: Tape, value: Any, x: Any, *rest: Any, **named: Any) -> Any:
    """The largest or smallest along axes: one op of all the elements that are compared."""
    array = np.asarray(x, dtype=object)
    axis = rest[0] if rest else named.get("axis")
    axes = range(array.ndim) if axis is None else np.atleast_1d(axis) % max(array.ndim, 1)
    kept = [one for one in range(array.ndim) if one not in axes]
    groups = np.transpose(array, [*kept, *axes]).reshape(np.size(value), -1)
    start = (named["initial"],) if "initial" in named else ()
    result = np.empty(np.size(value), dtype=object)
    for at, group in enumerate(groups):
        result[at] = _extreme_of(name, tape, *group, *start)
    return result


def _extreme_of(name: str, tape: Tape, *elements: Any) -> Any:
    if len(elements) == 1:
        return elements[0]
    values = map(value_of, elements)
    return tape.apply(OPS[name], max(values) if name == "max" else min(values), *elements)


def _clip(tape: Tape, value: Any, a: Any, low: Any = None, high: Any = None, **named: Any) -> Any:
    """`np.clip`, whose bounds may be computed too and have several names."""
    lows, highs = (low, named.get("min"), named.get("a_min")), (high, named.get("max"))
    result = a
    for name, bounds in (("max", lows), ("min", (*highs, named.get("a_max")))):
        bound = next((one for one in bounds if one is not None), None)
        if bound is not None:
            result = np.frompyfunc(partial(_extreme_of, name, tape), 2, 1)(result, bound)
    return result


def _norm(tape: Tape, value: Any, x: Any, ord: Any = None, axis: Any = None, **named: Any) -> Any:
    """The p-norm by its definition, where NumPy's own can't take objects: a root of p-th powers."""
    is_of_vectors = isinstance(axis, int) or (axis is None and np.ndim(value) == 0)
    if not is_of_vectors or ord in _NORMS or not isinstance(ord, int | float):
        named.pop("keepdims", None)  # NumPy's own takes it for objects along an axis alone
        lengths = np.linalg.norm(x, ord, axis, **named)
        shape = np.shape(value)
        return np.asarray(lengths, dtype=object).reshape(shape) if shape else lengths
    powers = np.abs(np.asarray(x, dtype=object)) ** ord
    sums = np.asarray(powers.sum(axis=axis), dtype=object).reshape(np.shape(value))
    return sums ** (1 / ord)


# Where they are not as the others are: by the op, also that of a function's row in the table, or
# by the function.
_BY_OP: dict[str, Rule] = {
    "where": _where,
    "put": _put,
    "clip": _clip,
    "norm": _norm,
    "numpy.max": partial(_extreme, "max"),
    "numpy.min": partial(_extreme, "min"),
}
_BY_FUNCTION: dict[str, Rule] = {
    "full": _filled,
    "full_like": _filled,
    "positive": _last,
    "nan_to_num": _finite,
}
_NOT_REPLAYED = {Kind.DECISION, Kind.MAKER, Kind.ELEMENTWISE, Kind.OTHER, None}


def is_replayed(function: str) -> bool:
    """True if a NumPy function can be replayed on elements, as far as its name tells."""
    return function in _BY_FUNCTION or kind_of(function) not in _NOT_REPLAYED


def replay(tape: Tape, node: Node, args: list[Any]) -> Any:
    """The elements that an operation gives, in the shape of its value.

    None where it can't compute with elements (`svd`), or gives other numbers with them.

    Args:
        tape: takes the drafts.
        node: of an op that is not element-wise.
        args: its arguments: an element, a plain number, or an array of both.
    """
    shape = np.shape(node.value)
    try:
        result = np.asarray(_replayed(tape, node, args), dtype=object).reshape(shape)
    except BackpropError:
        raise
    except Exception:  # NumPy's own, of any kind
        return None
    # Moved numbers stay what they are; those written into integers are cut, which has a name.
    is_moved = "positions" in node.options
    return result if is_moved or _is_same(result, node.value) else None


def _replayed(tape: Tape, node: Node, args: list[Any]) -> Any:
    call = node.options.get("call")
    if call is None:
        rule = _BY_OP.get(node.op.name)
        replayed = partial(rule, tape, node.value) if rule else node.op.forward
        return replayed(*args, **node.options)
    name, function = node.op.function, call.function
    given, named = call.filled(args)
    named = {key: one for key, one in named.items() if key not in STORAGE - {"order"}}
    rule = _BY_FUNCTION.get(name) or _BY_OP.get(FUNCTIONS[name].op)
    if rule is not None:
        along = {"axis": 0} if name.endswith(".reduce") else {}
        return rule(tape, node.value, *given, **along | named)
    if kind_of(name) is Kind.WRITER:
        written = np.array(given[0], dtype=object)
        function(written, *given[1:], **named)
        return written
    if not call.is_in_order:
        raise ValueError("the order depends on memory that elements have not")
    return function(*given, **named)


def _is_same(elements: Any, value: Any) -> bool:
    """True if the elements have the numbers of the value, but for rounding."""
    real = np.asarray(value)
    eps = float(np.finfo(real.dtype if real.dtype.kind == "f" else float).eps)
    near = min(max(_ROUNDINGS * eps, 1e-4), 0.1)  # what goes in may be less exact than the result
    numbers = np.array([value_of(one) for one in elements.reshape(-1)], dtype=float)
    finite = np.abs(real[np.isfinite(real)].astype(float))
    scale = max(1.0, float(finite.max(initial=0.0)))
    return np.allclose(numbers, real.reshape(-1).astype(float), near, near * scale, equal_nan=True)
