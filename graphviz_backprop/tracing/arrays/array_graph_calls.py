"""From a recorded call of a NumPy function to an op on whole arrays with its options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from inspect import signature
from typing import Any

import numpy as np

from graphviz_backprop.function_table import FUNCTIONS, Kind, functions_of
from graphviz_backprop.ops import OPS, Op, arrays, op_named
from graphviz_backprop.tracing.arrays.applied_call import Applied, as_constant, as_option
from graphviz_backprop.tracing.arrays.arranged_call import arranged, partitioned_array, sorted_array
from graphviz_backprop.tracing.tape.record import Record, constant

Lowering = Callable[[Applied], Record | None]


def lower_call(applied: Applied) -> Record | None:
    """The record of an op on arrays; None for a call that no op is known for."""
    rule = _rule_of(applied.name)
    fits = rule is arranged or bool(applied.given)
    return rule(applied) if rule and fits else None


def _rule_of(name: str) -> Lowering | None:
    """How a call of a function becomes an op: by its own rule, or by its row in the table."""
    row = FUNCTIONS.get(name)
    if name in _RULES or row is None:
        return _RULES.get(name)
    if row.kind is Kind.ARRANGEMENT:
        return arranged
    return partial(_whole, op_named(row.op)) if row.op else None


def _whole(op: Op, applied: Applied) -> Record | None:
    """The op of the arrays that it takes, with the other arguments as its options.

    None where it takes no such option, or one was computed.
    """
    given = _given(applied)
    takes, known = _parameters_of(op.forward)
    names = list(given)
    options = {name: as_option(given[name]) for name in names[len(takes) :]}
    options = {name: value for name, value in options.items() if known.get(name, _NO) != value}
    is_known = options.keys() <= known.keys() and not any(map(_is_computed, options.values()))
    if len(names) < len(takes) or not is_known:
        return None
    inputs = [applied.operand(name) for name in names[: len(takes)]]
    if op.name in _SAME_OF_ONE and not np.ndim(inputs[0].value):
        return inputs[0]
    return applied.becomes(op, *inputs, **options)


def _given(applied: Applied) -> dict[str, Any]:
    assert applied.given is not None
    return applied.given


@cache
def _parameters_of(forward: Callable[..., Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The names of the arrays that an op takes, and its options with their usual values."""
    parameters = signature(forward).parameters.values()
    options = {one.name: one.default for one in parameters if one.default is not one.empty}
    return tuple(one.name for one in parameters if one.default is one.empty), options


def _is_computed(option: Any) -> bool:
    if isinstance(option, tuple):
        return any(map(_is_computed, option))
    return isinstance(option, Record)


def _product(op: Op, applied: Applied) -> Record | None:
    a, b = (applied.operand(name) for name in list(_given(applied))[:2])
    ranks = np.ndim(a.value), np.ndim(b.value)
    if 0 in ranks:
        return applied.becomes(OPS["mul"], a, b)
    return applied.becomes(op, a, b) if max(ranks) <= 2 else None


def _along_first(op: Op, applied: Applied) -> Record | None:
    """`np.add.reduce` goes along the first axis where `np.sum` takes them all."""
    _given(applied).setdefault("axis", 0)
    return _whole(op, applied)


def _norm(applied: Applied) -> Record | None:
    """The norms that have a rule; those by singular values have none."""
    axis = as_option(applied.plain("axis"))
    is_known = arrays.has_norm_rule(applied.operand("x").value, applied.plain("ord"), axis)
    return _whole(arrays.norm, applied) if is_known else None


def _named_norm(usual: Any, applied: Applied) -> Record | None:
    """`np.linalg.vector_norm` and `matrix_norm`: of all entries, or of vectors along an axis."""
    x, order = applied.operand("x"), applied.plain("ord", usual)
    rank, axis = np.ndim(x.value), as_option(applied.plain("axis"))
    is_flat = axis is None and (usual != "fro" or rank == 2)
    if order != usual and not (usual != "fro" and (isinstance(axis, int) or rank == 1)):
        return None
    if not is_flat and not isinstance(axis, int):
        return None
    options = {"axis": axis, "keepdims": applied.plain("keepdims", False)}
    if order != usual:
        options["ord"] = as_option(order)
    kept = {name: option for name, option in options.items() if option not in (None, False)}
    is_known = not any(map(_is_computed, kept.values()))
    return applied.becomes(arrays.norm, x, **kept) if is_known else None


def _einsum(applied: Applied) -> Record | None:
    """`np.einsum("ij,jk->ik", a, b)`."""
    subscripts, *parts = applied.plain("arrays", (None,))
    if not isinstance(subscripts, str):
        return None
    records = (part if isinstance(part, Record) else constant(as_constant(part)) for part in parts)
    return applied.becomes(arrays.einsum, *records, subscripts=subscripts, text=repr(subscripts))


def _every_pair(applied: Applied) -> Record | None:
    """`np.multiply.outer(a, b)`, a product of each entry with each."""
    pair = [applied.operand(name) for name in list(_given(applied))[:2]]
    return applied.becomes(arrays.tensordot, *pair, axes=0) if len(pair) == 2 else None


def _where(applied: Applied) -> Record | None:
    mask = as_constant(applied.plain("condition"))
    if isinstance(mask, Record) or applied.plain("x") is None:
        return None
    a, b = applied.operand("x"), applied.operand("y")
    mask = np.asarray(mask, dtype=bool)
    return applied.becomes(arrays.where, a, b, *applied.tests, mask=mask)


def _clip(applied: Applied) -> Record | None:
    bounds = {"low": applied.plain("min"), "high": applied.plain("max")}
    if any(isinstance(bound, Record) for bound in bounds.values()):
        return None
    kept = {key: as_constant(bound) for key, bound in bounds.items() if bound is not None}
    return applied.becomes(arrays.clip, applied.operand("a"), **kept)


def _join(op: Op, applied: Applied) -> Record | None:
    parts = _listed(applied)
    records = [part if isinstance(part, Record) else constant(as_constant(part)) for part in parts]
    if not records or not all(np.ndim(record.value) for record in records):
        return None
    return applied.becomes(op, *records, axis=as_option(applied.plain("axis", 0)))


def _listed(applied: Applied) -> Sequence[Any]:
    """The arrays that are joined; nothing where they are the rows of one."""
    parts = applied.plain("arrays")
    return parts if isinstance(parts, list | tuple) else ()


def _ranks(applied: Applied) -> set[int]:
    """The ranks of a list of arrays; none of a single array, whose rows they are."""
    return {np.ndim(getattr(part, "value", part)) for part in _listed(applied)}


def _side_by_side(axis: int, applied: Applied) -> Record | None:
    """`np.vstack` and `np.hstack`: vectors are rows of the one and parts of the other."""
    ranks = _ranks(applied)
    op = arrays.stack if ranks == {1} and axis == 0 else arrays.concatenate
    if len(ranks) != 1:
        return None
    _given(applied)["axis"] = 0 if ranks == {1} else axis
    return _join(op, applied)


def _columns(applied: Applied) -> Record | None:
    """`np.column_stack`: vectors are columns."""
    ranks = _ranks(applied)
    if ranks not in ({1}, {2}):
        return None
    _given(applied)["axis"] = 1
    return _join(arrays.stack if ranks == {1} else arrays.concatenate, applied)


def _append(applied: Applied) -> Record | None:
    """`np.append(a, b)`: both as vectors, where no axis is given."""
    given = _given(applied)
    given.update(arrays=list(given.values())[:2], axis=applied.plain("axis"))
    return _join(arrays.concatenate, applied)


def _same(applied: Applied) -> Record | None:
    """A copy, or the same in another dtype or shape: the value is what it was."""
    source, value = applied.operand(next(iter(_given(applied)))), np.asarray(applied.parent.value)
    shape = np.shape(source.value)
    has_nan = np.asarray(source.value).dtype.kind == "f"
    if value.size != np.size(source.value):
        return None
    is_whole = np.array_equal(np.ravel(source.value), value.ravel(), equal_nan=has_nan)
    if not is_whole and value.dtype.kind in "iu":
        return None
    if value.shape != shape:
        positions = np.arange(value.size).reshape(value.shape)
        op, text = arrays.describe_part(shape, positions)
        return applied.becomes(op, source, positions=positions, text=text)
    return source


_NO = object()
# Of a single number they give it back.
_SAME_OF_ONE = frozenset("numpy.sum numpy.mean numpy.max numpy.min prod".split())
_RULES: dict[str, Lowering] = {
    "dot": partial(_product, arrays.dot),
    "matmul": partial(_product, arrays.matmul),
    "add.reduce": partial(_along_first, arrays.total),
    "multiply.reduce": partial(_along_first, arrays.prod),
    "add.accumulate": partial(_along_first, arrays.cumsum),
    "maximum.reduce": partial(_along_first, arrays.array_max),
    "minimum.reduce": partial(_along_first, arrays.array_min),
    "linalg.norm": _norm,
    "linalg.vector_norm": partial(_named_norm, 2),
    "linalg.matrix_norm": partial(_named_norm, "fro"),
    "einsum": _einsum,
    "multiply.outer": _every_pair,
    "partition": partitioned_array,
    "sort": sorted_array,
    "ndarray.sort": sorted_array,
    "where": _where,
    "clip": _clip,
    "concatenate": partial(_join, arrays.concatenate),
    "stack": partial(_join, arrays.stack),
    "vstack": partial(_side_by_side, 0),
    "hstack": partial(_side_by_side, 1),
    "column_stack": _columns,
    "append": _append,
    **{row.name: _same for row in functions_of(Kind.CONVERSION)},
    "positive": _same,
}
