"""The names that the code gave to values."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import CONSTANT, LEAF, add, sub
from graphviz_backprop.tracing.tape.call import Call, call_of
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record, SourceLocation
from graphviz_backprop.tracing.tape.traced import plain


class Binding(SourceLocation):
    """A name that the code gave to a value, where, and in which call.

    `before` is what an update replaced.
    """

    __slots__ = ("before", "call", "name", "record")

    def __init__(self, name: str, record: Record, before: Record | None = None) -> None:
        self.name = name
        self.record = record
        self.before = before
        self.call, _ = call_of(self.place())

    @classmethod
    def where_made(cls, record: Record) -> Binding:
        """The name of a record, in the place where it was computed."""
        made = cls.__new__(cls)
        made.name, made.record, made.before = record.name, record, None
        made.code, made.instruction, made.call = record.code, record.instruction, record.within
        return made

    @property
    def is_constructed(self) -> bool:
        """True if a constructor gave it: a new object's attribute, though others have its name."""
        return self.code is not None and self.code.co_name == "__init__" and self.before is None

    @property
    def is_of_new_object(self) -> bool:
        """True if it is an attribute of the object that is being constructed."""
        if self.code is None or not self.is_constructed:
            return False
        return self.name.startswith(f"{self.code.co_varnames[0]}.")

    @property
    def variable(self) -> Hashable:
        """The key by which the same variable is known when it is given a value again.

        `self.output` is one variable for each object.
        """
        if self.is_constructed:
            return self.record
        call = self.call
        if call is None or call.key is None:
            return self.name
        is_own = self.name.startswith(f"{call.code.co_varnames[0]}.")
        return (call.key, self.name) if is_own else self.name


class Term(Binding):
    """The name of what is added to a running sum, `total`: it is given anew as that is."""

    __slots__ = ("total",)

    def __init__(self, record: Record, total: Binding) -> None:
        self.name, self.record, self.before = record.name, record, None
        self.code, self.instruction, self.call = total.code, total.instruction, total.call
        self.total = total

    @property
    def variable(self) -> Hashable:
        """The sum's key."""
        return self.total.variable


def is_update(name: str, record: Record, is_augmented: bool) -> bool:
    """True if an input is given a changed value of its own: `w[0] += …`, `b = b - …`."""
    first = record.inputs[0] if record.inputs else None
    if record.op not in (add, sub) or first is None or not first.is_leaf:
        return False
    known, name = (first.name, name) if first.is_single else (base(first.name), base(name))
    return is_same_variable(known, name) if is_augmented else known == name


def own_variable(binding: Binding) -> Hashable:
    """The key of a variable within the call that has it: of a local one, or of a global one."""
    name = binding.name
    return name, _home(name, binding.call) if name.isidentifier() else None


def is_named_alike(record: Record, binding: Binding) -> bool:
    """True if a value has the name of a binding, and as the same variable.

    The `loss` that a function computes and returns is not its caller's own `loss`.
    """
    name = binding.name
    return record.name == name and is_same_scope(name, record.named_in, binding.call)


def is_same_scope(name: str, one: Call | None, other: Call | None) -> bool:
    """True if a name that was given in two calls may be that of one variable."""
    return not name.isidentifier() or _home(name, one) is _home(name, other)


def _home(name: str, call: Call | None) -> Call | None:
    """The call whose local variable a name is; None for a global one."""
    code = call.code if call is not None else None
    is_local = code is not None and name in (*code.co_varnames, *code.co_cellvars)
    return call if is_local else None


def is_same_variable(known: str, name: str) -> bool:
    """True if an input may be known by another name: `self.w`, or `w`, is `layer.w` elsewhere."""
    _, dot, attribute = name.rpartition(".")
    return known == name or (bool(dot) and known.rpartition(".")[2] == attribute)


def counts(name: str, record: Record, is_augmented: bool = False) -> bool:
    """True if an int goes on to count: `steps += 1`. No result of a pass is made so."""
    if record.op not in (add, sub) or type(record.value) is not int:
        return False
    first, *others = record.inputs
    # After rounds that were not recorded it goes on from a number without a name.
    same = (is_augmented and first.op is CONSTANT) or _goes_on_from(first.name, name)
    return same and all(one.op in (CONSTANT, LEAF) for one in others)


def _goes_on_from(old: str, new: str) -> bool:
    """True if an attribute stays one: `Neuron.made` was `made`; no `value = a.value + b.value`."""
    is_taken_out = "." in old and "." not in new
    return old.rpartition(".")[2] == new.rpartition(".")[2] and not is_taken_out


def shown_index(text: str, value: Any) -> str:
    """An index in a name: the number or key that it is, else as the code has it."""
    arrays = numpy_support(value)
    if arrays and arrays.is_plain_integer(plain(value)):
        return str(value)
    return repr(value) if isinstance(value, str | int | float) else text
