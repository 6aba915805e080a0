"""The chain rule along one edge: for numbers, for arrays element by element, and for whole arrays.

An op's vjp needs not care for broadcasting: what it gives is summed back to its argument's shape.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

from graphviz_backprop.graph import Node
from graphviz_backprop.ops import Op
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value, as_floats, as_number, is_array, without_residue

_FLOAT = frozenset((float,))


@quick_dataclass(frozen=True, slots=True)
class Change:
    """One edge and the gradient that it hands on.

    Attributes:
        local: the local derivative, for each element of the result where that is an array; None
            for an op on whole arrays, which has no such thing.
        contribution: to the gradient of the argument, in its shape.
        blocks: nothing comes through.
    """

    local: Value
    contribution: Value
    blocks: bool


def change(node: Node, argument: int, args: tuple[Value, ...], upstream: Value) -> Change:
    """How the gradient of a node's value changes that of one of its arguments."""
    return changing(node, args, upstream)(argument)


def changing(node: Node, args: tuple[Value, ...], upstream: Value) -> Callable[[int], Change]:
    """The same for each argument: a sum may have very many, which are looked at once."""
    if not node.op.is_elementwise:
        return partial(_of_whole, node, args, upstream, tuple(map(as_floats, args)))
    if _FLOAT.issuperset(map(type, args)) and type(node.value) is float:  # most are
        return partial(_of_number, node, args, upstream)
    if is_array(node.value) or any(map(is_array, args)):
        return partial(_of_elements, node, args, upstream)
    return partial(_of_number, node, tuple(map(as_number, args)), upstream)


def _of_number(node: Node, args: tuple[float, ...], upstream: Value, argument: int) -> Change:
    local = node.op.local(argument, as_number(node.value), args) + 0.0
    blocks = node.op.gate and local == 0
    return Change(local, local * upstream + 0.0, blocks)  # + 0.0 makes -0.0 a plain zero


def _of_whole(
    node: Node, args: tuple[Value, ...], upstream: Value, arrays: tuple[Any, ...], argument: int
) -> Change:
    import numpy as np

    g, ans = as_floats(upstream), as_floats(node.value)
    with np.errstate(all="ignore"):
        contribution = node.op.vjp(argument, g, ans, arrays, node.options)
    return Change(None, _fitted(contribution, args[argument]), False)


def _of_elements(node: Node, args: tuple[Value, ...], upstream: Value, argument: int) -> Change:
    import numpy as np

    with np.errstate(all="ignore"):
        local = _local_of_elements(node.op, argument, node.value, args)
        blocks = node.op.gate and not local.any()
        return Change(local, _fitted(local * upstream, args[argument]), blocks)


def _local_of_elements(op: Op, argument: int, ans: Value, args: tuple[Value, ...]) -> Any:
    """The scalar rule at each element: an array's numbers are those of its elements.

    An op's rule for whole arrays gives the same, but at poles and what comes of them.
    """
    import numpy as np

    arrays = as_floats(ans), tuple(map(as_floats, args))
    whole = op.local_of_arrays(argument, *arrays)
    if whole is not None:
        whole = np.broadcast_to(np.asarray(whole, dtype=float), arrays[0].shape)
        if all(np.isfinite(one).all() for one in (whole, arrays[0], *arrays[1])):
            return whole

    def local(one: float, *numbers: float) -> float:
        try:
            return float(op.local(argument, one, numbers))
        except TypeError:  # a power that is complex
            return math.nan

    made = np.frompyfunc(local, 1 + len(args), 1)(arrays[0], *arrays[1])
    return np.asarray(made, dtype=float)


def _fitted(contribution: Any, argument: Value) -> Value:
    """Summed over the axes along which the argument was broadcast."""
    import numpy as np

    shape = np.shape(argument)
    result = np.asarray(contribution, dtype=float)
    if result.ndim < len(shape):  # what is written may have axes of length 1 in front
        result = result.reshape((1,) * (len(shape) - result.ndim) + result.shape)
    extra = result.ndim - len(shape)
    axes = tuple(range(extra)) + tuple(
        extra + axis
        for axis, length in enumerate(shape)
        if length == 1 and result.shape[extra + axis] != 1
    )
    if axes:
        size = np.abs(result).sum(axis=axes, keepdims=True)
        result = without_residue(result.sum(axis=axes, keepdims=True), size)
    result = result.reshape(shape) + 0.0
    if not shape:
        return float(result)
    result.setflags(write=False)
    return result
