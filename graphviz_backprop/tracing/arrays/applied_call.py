"""A recorded call with its arguments by their names, to become an op on whole arrays."""

from __future__ import annotations

from functools import cache
from inspect import Parameter, Signature, signature
from operator import attrgetter
from typing import Any

import numpy as np

from graphviz_backprop.function_table import FUNCTIONS
from graphviz_backprop.ops import Op
from graphviz_backprop.ops.arrays import STORAGE, NumpyCall
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.arrays.array_graph_record import lowered
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord
from graphviz_backprop.tracing.tape.record import Record, constant

# Arguments that are the same under another name.
_OTHER_NAMES = {"a_min": "min", "a_max": "max", "tup": "arrays"}


@quick_dataclass(frozen=True, slots=True)
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
        return value if isinstance(value, Record) else constant(as_constant(value))

    def plain(self, key: str, otherwise: Any = None) -> Any:
        """An argument that is an option."""
        assert self.given is not None
        return self.given.get(key, otherwise)

    def becomes(self, op: Op, *inputs: Record, **options: Any) -> Record:
        """The record of the op on arrays."""
        parent = self.parent
        return lowered(parent, op, inputs, parent.value, parent.name, **options)


def signature_of(name: str, call: NumpyCall) -> dict[str, Any] | None:
    """The arguments of a call by name, in the order of its signature; any number of them: "arrays".

    None for a function whose signature is not known, and for arguments that don't fit it.
    """
    known = _signature(name)
    if known is None:
        return None
    named = {key: argument for key, argument in call.named.items() if key not in STORAGE}
    try:
        bound = known.bind(*call.args, **named).arguments
    except TypeError:
        return None
    given: dict[str, Any] = {}
    for key, argument in bound.items():
        kind = known.parameters[key].kind
        if kind is Parameter.VAR_KEYWORD:
            given |= argument
        else:
            is_any = kind is Parameter.VAR_POSITIONAL
            given["arrays" if is_any else _OTHER_NAMES.get(key, key)] = argument
    return {key: argument for key, argument in given.items() if key not in STORAGE}


@cache
def _signature(name: str) -> Signature | None:
    """The signature of a NumPy function: from the table, where older versions do not tell it."""
    row = FUNCTIONS.get(name)
    if row is not None and row.parameters:
        any_way = Parameter.POSITIONAL_OR_KEYWORD
        return Signature([Parameter(one, any_way, default=None) for one in row.parameters.split()])
    try:
        return signature(attrgetter(name)(np))
    except (AttributeError, TypeError, ValueError):
        return None


def as_constant(value: Any) -> Any:
    """An argument that was not computed, as the value of a constant."""
    if isinstance(value, list | tuple | np.ndarray) and np.ndim(value):
        array = np.array(value)
        array.setflags(write=False)
        return array
    return value.item() if isinstance(value, np.ndarray) else value


def as_option(value: Any) -> Any:
    """An argument without NumPy's types: a number, a text, a tuple of such."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    return tuple(map(as_option, value)) if isinstance(value, list | tuple) else value
