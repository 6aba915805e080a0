"""One element of an array while a NumPy function is replayed: Python's operators make drafts.

NumPy does its loops over arrays of these objects: shapes, axes and broadcasting are its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.function_table import Kind, functions_of
from graphviz_backprop.graph import Node
from graphviz_backprop.ops import CONSTANT, OPS, Op
from graphviz_backprop.values import plain_number

MOST_DRAFTS = 200_000


class Draft:
    """One number on its way to a node: its name and its value may still be settled.

    `origin` is the node of the array that it is an element of, or that it was computed for;
    `is_settled` says that it has the value that the real function gave.
    """

    __slots__ = ("inputs", "is_settled", "name", "op", "origin", "value")

    def __init__(
        self, op: Op, inputs: tuple[Draft, ...], value: Any, name: str = "", *, origin: Node
    ) -> None:
        self.op = op
        self.inputs = inputs
        self.value = value
        self.name = name
        self.origin = origin
        self.is_settled = False


class Tape:
    """The drafts made so far, in order; new ones belong to the node `origin`."""

    def __init__(self, source: str) -> None:
        self.made: list[Draft] = []
        self._source = source
        self.origin: Node

    def draft(self, op: Op, inputs: tuple[Draft, ...], value: Any, name: str = "") -> Draft:
        """A new draft, of a number of Python's."""
        if len(self.made) > MOST_DRAFTS:
            raise BackpropError(
                f"{self._source}: {self.origin.place}: the output is computed from more than "
                f"{MOST_DRAFTS:,} numbers, too many to draw one by one; choose the view of arrays "
                "(--level array), or make them smaller"
            )
        draft = Draft(op, inputs, plain_number(value), name, origin=self.origin)
        self.made.append(draft)
        return draft

    def draft_of(self, value: Any) -> Draft:
        """The draft of an element; a constant for a plain number."""
        if isinstance(value, Element):
            return value.draft
        return Draft(CONSTANT, (), plain_number(value), origin=self.origin)

    def apply(self, op: Op, value: Any, *args: Any) -> Any:
        """An op on elements and constants; the plain value where there is no element."""
        if not any(isinstance(arg, Element) for arg in args):
            return value
        return Element(self, self.draft(op, tuple(map(self.draft_of, args)), value), value)


class Element:
    """A number with its draft; a sum keeps its terms until the function has given its result."""

    __slots__ = ("_draft", "tape", "terms", "value")

    def __init__(
        self, tape: Tape, draft: Draft | None, value: Any, terms: tuple[Draft, ...] = ()
    ) -> None:
        self.tape = tape
        self._draft = draft
        self.value = value
        self.terms = terms

    @property
    def draft(self) -> Draft:
        """The draft; a sum gets its own, of all its terms."""
        if self._draft is None:
            self._draft = self.tape.draft(OPS["add"], self.terms, self.value)
        return self._draft

    def _sum(self, left: Any, right: Any) -> Any:
        if _is_start(left) or _is_start(right):
            return self
        value = value_of(left) + value_of(right)
        return Element(self.tape, None, value, (*self._terms(left), *self._terms(right)))

    def _terms(self, part: Any) -> tuple[Draft, ...]:
        if isinstance(part, Element) and part._draft is None:
            return part.terms
        return (self.tape.draft_of(part),)

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
        """The element, as that of any real number is."""
        return self

    @property
    def real(self) -> Element:
        """The element, as it is real."""
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
for _row in functions_of(Kind.ELEMENTWISE):  # NumPy calls an element's methods by these names
    if _row.op and OPS[_row.op].label and hasattr(np, _row.name):
        _unary(_row.name, _row.op, getattr(np, _row.name))


def value_of(value: Any) -> Any:
    """The number of an element, or the number itself."""
    return value.value if isinstance(value, Element) else value
