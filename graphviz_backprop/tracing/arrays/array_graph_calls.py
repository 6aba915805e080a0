"""From a recorded call of a NumPy function to an op on whole arrays with its options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from graphviz_backprop.ops import OPS, Op, arrays, opaque
from graphviz_backprop.tracing.arrays.array_graph_record import lowered
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord, NumpyCall, Slot
from graphviz_backprop.tracing.arrays.index_text import describe_part
from graphviz_backprop.tracing.arrays.jacobian import jacobians
from graphviz_backprop.tracing.arrays.rules import STORAGE, is_in_order
from graphviz_backprop.tracing.tape.record import Record, constant


@dataclass(frozen=True, slots=True)
class Applied:
    """A call whose arguments are records, lists of records, or plain values.

    Attributes:
        parent: the record of the call.
        name: of the function.
        given: its arguments by name; None where they don't fit its signature.
        tests: the records that only decided.
        inputs: all its records.
    """

    parent: ArrayRecord
    name: str
    given: dict[str, Any] | None
    tests: tuple[Record, ...]
    inputs: tuple[Record, ...]

    def operand(self, key: str) -> Record:
        """An argument as a record; a plain value is a constant."""
        assert self.given is not None
        value = self.given[key]
        return value if isinstance(value, Record) else constant(_frozen(value))

    def plain(self, key: str, otherwise: Any = None) -> Any:
        """An argument that is an option."""
        assert self.given is not None
        return self.given.get(key, otherwise)

    def becomes(self, op: Op, *inputs: Record, **options: Any) -> Record:
        """The record of the op on arrays."""
        parent = self.parent
        return lowered(parent, op, inputs, parent.value, parent.name, **options)


Lowering = Callable[[Applied], Record | None]


def lower_call(applied: Applied) -> Record:
    """The record of an op on arrays; of a function without one, with its own derivatives."""
    rule = _RULES.get(applied.name)
    found = rule(applied) if rule and (applied.given is not None or rule is _moved) else None
    if found is None:
        name = applied.name
        parts = jacobians(applied.parent, name)
        if parts is None:
            return applied.becomes(opaque(f"numpy.{name}"), *applied.inputs)
        return applied.becomes(arrays.other(name), *applied.inputs, jacobians=parts)
    return found


def signature_of(name: str, call: NumpyCall) -> dict[str, Any] | None:
    """The arguments of a call by name; None for a function that isn't in the list."""
    names = _SIGNATURES.get(name, "").split()
    if not names or len(call.args) > len(names):
        return None
    given = dict(zip(names, call.args, strict=False))
    given |= {_OTHER_NAMES.get(key, key): arg for key, arg in call.named.items()}
    given = {key: arg for key, arg in given.items() if key not in STORAGE}
    return given if given.keys() <= set(names) else None


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple | np.ndarray) and np.ndim(value):
        array = np.array(value)
        array.setflags(write=False)
        return array
    return value.item() if isinstance(value, np.ndarray) else value


def _product(op: Op, applied: Applied) -> Record | None:
    a, b = applied.operand("a"), applied.operand("b")
    ranks = np.ndim(a.value), np.ndim(b.value)
    if 0 in ranks:
        return applied.becomes(OPS["mul"], a, b)
    return applied.becomes(op, a, b) if max(ranks) <= 2 else None


def _reduction(op: Op, axis: int | None, applied: Applied) -> Record | None:
    a = applied.operand("a")
    axis = _axis(applied.plain("axis", axis))
    keepdims = bool(applied.plain("keepdims", False))
    if not np.ndim(a.value):
        return a
    options: dict[str, Any] = {} if axis is None else {"axis": axis}
    return applied.becomes(op, a, **options, **({"keepdims": True} if keepdims else {}))


def _axis(axis: Any) -> Any:
    if isinstance(axis, tuple | list):
        return tuple(map(int, axis))
    return None if axis is None else int(axis)


def _where(applied: Applied) -> Record | None:
    mask = _frozen(applied.plain("condition"))
    if isinstance(mask, Record) or applied.plain("x") is None:
        return None
    a, b = applied.operand("x"), applied.operand("y")
    mask = np.asarray(mask, dtype=bool)
    return applied.becomes(arrays.where, a, b, *applied.tests, mask=mask)


def _clip(applied: Applied) -> Record | None:
    bounds = {"low": applied.plain("min"), "high": applied.plain("max")}
    if any(isinstance(bound, Record) for bound in bounds.values()):
        return None
    kept = {key: _frozen(bound) for key, bound in bounds.items() if bound is not None}
    return applied.becomes(arrays.clip, applied.operand("a"), **kept)


def _join(op: Op, applied: Applied) -> Record | None:
    parts = applied.plain("arrays")
    if not isinstance(parts, list | tuple):
        return None
    records = [one if isinstance(one, Record) else constant(_frozen(one)) for one in parts]
    if not all(np.ndim(one.value) for one in records):
        return None
    return applied.becomes(op, *records, axis=_axis(applied.plain("axis", 0)))


def _side_by_side(axis: int, applied: Applied) -> Record | None:
    """`np.vstack` and `np.hstack`: vectors are rows of the one and parts of the other."""
    parts = applied.plain("arrays")
    ranks = {np.ndim(getattr(one, "value", one)) for one in parts}
    op = arrays.stack if ranks == {1} and axis == 0 else arrays.concatenate
    if len(ranks) > 1:
        return None
    assert applied.given is not None
    applied.given["axis"] = 0 if ranks == {1} else axis
    return _join(op, applied)


def _moved(applied: Applied) -> Record | None:
    """A function that only moves elements: it moves their positions in the same way."""
    call = applied.parent.call
    if call is None or len(applied.inputs) != 1 or not isinstance(call.args[0], Slot):
        return None
    (source,) = applied.inputs
    shape = np.shape(source.value)
    if not shape:
        return source if not np.ndim(applied.parent.value) else None
    named = {key: arg for key, arg in call.named.items() if key not in STORAGE - {"order"}}
    if not is_in_order(call):
        return None
    places = np.arange(np.size(source.value)).reshape(shape)
    positions = np.asarray(call.function(places, *call.args[1:], **named))
    op, text = describe_part(shape, positions)
    text = text if op is not arrays.index else f".{applied.name}(…)"
    return applied.becomes(op, source, positions=positions, text=text)


def _same(applied: Applied) -> Record | None:
    """A copy, or the same in another dtype: the value is what it was."""
    source = applied.operand("a")
    is_whole = np.array_equal(source.value, applied.parent.value, equal_nan=True)
    if not is_whole and np.asarray(applied.parent.value).dtype.kind in "iu":
        return None
    if np.shape(source.value) != np.shape(applied.parent.value):
        return None
    if not source.name:
        source.name, source.named_in = applied.parent.name, applied.parent.named_in
    return source


_MOVERS = "reshape ravel flatten take repeat tile roll delete resize item"
_SAME = "array asarray asanyarray ascontiguousarray copy astype float16 float32 float64"
_SIGNATURES: dict[str, str] = {
    **dict.fromkeys(("dot", "matmul"), "a b"),
    **dict.fromkeys(("sum", "mean"), "a axis dtype out keepdims"),
    **dict.fromkeys(("max", "min"), "a axis out keepdims"),
    **dict.fromkeys(
        ("add.reduce", "maximum.reduce", "minimum.reduce"), "a axis dtype out keepdims"
    ),
    "where": "condition x y",
    "clip": "a min max",
    **dict.fromkeys(("concatenate", "stack", "vstack", "hstack"), "arrays axis"),
    **dict.fromkeys(_SAME.split(), "a dtype order"),
    "positive": "a",
}
_OTHER_NAMES = {"a_min": "min", "a_max": "max", "object": "a"}
_RULES: dict[str, Lowering] = {
    "dot": partial(_product, arrays.dot),
    "matmul": partial(_product, arrays.matmul),
    "sum": partial(_reduction, arrays.total, None),
    "add.reduce": partial(_reduction, arrays.total, 0),
    "mean": partial(_reduction, arrays.mean, None),
    "max": partial(_reduction, arrays.array_max, None),
    "maximum.reduce": partial(_reduction, arrays.array_max, 0),
    "min": partial(_reduction, arrays.array_min, None),
    "minimum.reduce": partial(_reduction, arrays.array_min, 0),
    "where": _where,
    "clip": _clip,
    "concatenate": partial(_join, arrays.concatenate),
    "stack": partial(_join, arrays.stack),
    "vstack": partial(_side_by_side, 0),
    "hstack": partial(_side_by_side, 1),
    **dict.fromkeys(_MOVERS.split(), _moved),
    **dict.fromkeys((*_SAME.split(), "positive"), _same),
}
