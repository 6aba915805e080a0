"""One element of an array while a NumPy function is replayed: Python's operators make records.

NumPy does its loops over arrays of these objects: shapes, axes and broadcasting are its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.ops import OPS, Op
from graphviz_backprop.tracing.arrays.numpy_functions import ELEMENTWISE
from graphviz_backprop.tracing.tape.record import Record, constant

MOST_RECORDS = 200_000


class Tape:
    """The scalar records made so far, in order; new ones stand at the place of `parent`."""

    def __init__(self, source: str = "") -> None:
        self.made: list[Record] = []
        self._start = f"{source}: " if source else ""
        self.parent: Record

    def record(self, op: Op, inputs: tuple[Record, ...], value: Any, name: str = "") -> Record:
        """A record beside its array's."""
        if len(self.made) > MOST_RECORDS:
            raise BackpropError(
                f"{self._start}line {self.parent.line}: the output is computed from more than "
                f"{MOST_RECORDS:,} numbers, too many to draw one by one; choose the view of arrays "
                "(--level array), or make them smaller"
            )
        record = self.parent.beside(op, inputs, number(value), name)
        self.made.append(record)
        return record

    def element(self, value: Any) -> Element:
        """A constant among the elements."""
        return (
            value if isinstance(value, Element) else Element(self, constant(number(value)), value)
        )

    def apply(self, op: Op, value: Any, *args: Any) -> Element:
        """An op on elements and constants."""
        elements = [self.element(arg) for arg in args]
        if all(one.record.is_constant for one in elements):
            return self.element(value)
        record = self.record(op, tuple(one.record for one in elements), value)
        return Element(self, record, value)


class Element:
    """A number with its record; a sum keeps its terms until the function has given its result."""

    __slots__ = ("_record", "tape", "terms", "value")

    def __init__(
        self, tape: Tape, record: Record | None, value: Any, terms: tuple[Element, ...] = ()
    ) -> None:
        self.tape = tape
        self._record = record
        self.value = value
        self.terms = terms

    @property
    def record(self) -> Record:
        """The record; a sum gets its own, of all its terms."""
        if self._record is None:
            terms = tuple(term.record for term in self.terms)
            self._record = self.tape.record(OPS["add"], terms, self.value)
        return self._record

    def _sum(self, left: Any, right: Any) -> Any:
        if _is_start(left) or _is_start(right):
            return self
        pair = [self.tape.element(one) for one in (left, right)]
        terms = tuple(term for one in pair for term in ((one,) if one._record else one.terms))
        return Element(self.tape, None, pair[0].value + pair[1].value, terms)

    def __add__(self, other: Any) -> Any:
        return self._sum(self, other)

    def __radd__(self, other: Any) -> Any:
        return self._sum(other, self)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __ne__(self, other: object) -> bool:
        return bool(self.value != value_of(other))  # only nan differs from itself

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < value_of(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= value_of(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > value_of(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.value >= value_of(other))

    def conjugate(self) -> Element:
        """Itself, as a real number's is."""
        return self

    @property
    def real(self) -> Element:
        """Itself."""
        return self


def _is_start(value: Any) -> bool:
    """The integer zero that sums start from."""
    return type(value) is int and value == 0


def _binary(name: str, real: Callable[..., Any]) -> None:
    def method(self: Element, other: Any) -> Any:
        return self.tape.apply(OPS[name], real(self.value, value_of(other)), self, other)

    def reflected(self: Element, other: Any) -> Any:
        return self.tape.apply(OPS[name], real(value_of(other), self.value), other, self)

    setattr(Element, f"__{real.__name__.strip('_')}__", method)
    setattr(Element, f"__r{real.__name__.strip('_')}__", reflected)


def _unary(method: str, name: str, real: Callable[..., Any]) -> None:
    setattr(Element, method, lambda self: self.tape.apply(OPS[name], real(self.value), self))


for _name in ("sub", "mul", "truediv", "pow"):
    _binary(_name.replace("true", ""), getattr(operator, _name))
_unary("__neg__", "neg", operator.neg)
_unary("__abs__", "abs", abs)
for _name, _op in ELEMENTWISE.items():  # NumPy calls the methods of elements by these names
    if _op.label and hasattr(np, _name):
        _unary(_name, _op.name, getattr(np, _name))


def value_of(value: Any) -> Any:
    """The number of an element, or the number itself."""
    return value.value if isinstance(value, Element) else value


def number(value: Any) -> Any:
    """A number of NumPy's as Python's own, equal to it."""
    value = value.item() if isinstance(value, np.generic | np.ndarray) else value
    if isinstance(value, np.longdouble):
        return float(value)
    return int(value) if type(value) is bool else value
