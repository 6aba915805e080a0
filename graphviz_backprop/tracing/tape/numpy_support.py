"""NumPy's values on the tape: the rooms that need NumPy are loaded once the reader's code has it.

`tracing/arrays` imports this room, so this room cannot import it: `tracing` hands over how it is
loaded, and what it offers here stands in a typed protocol.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from graphviz_backprop.ops import Op
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import plain


class NumpySupport(Protocol):
    """The functions of `tracing/arrays` for the rooms that do without NumPy."""

    def arithmetic(self, name: str, real: Callable[..., Any], left: Any, right: Any) -> Any:
        """`left + right` and its like, where one is an array or a NumPy number."""

    def start_of_sum(self, real: Callable[..., Any], zero: Any, term: Any) -> Any:
        """`zero += term`, recorded as the term alone."""

    def numpy_callee(self, function: Any, hooked: Callable[[Any], Any]) -> Callable[..., Any]:
        """The wrapper that records a call of a NumPy function."""

    def apply(self, op: Op, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """The result of a function of an op from outside for arrays, with a record of the op."""

    def is_new(self, value: Any) -> bool:
        """True for a plain number, or for an array or a part of one without a record."""

    def is_plain_integer(self, value: Any) -> bool:
        """True for an integer of NumPy's without a record."""

    def name_input(self, name: str, value: Any) -> tuple[Any, Record | None]:
        """A new array or number as an input of this name, and its leaf."""

    def input_of_list(
        self, name: str, value: Any, known: Record | None = None
    ) -> tuple[Any, Record | None]:
        """A long list as an array, and its record: the known one where it is unchanged."""

    def reduced(self, name: str, array: Any, result: Any) -> Any:
        """What `sum`, `max` or `min` gave for such a list, with its record."""

    def number_of_list(self, whole: Record, place: int, value: Any) -> Any:
        """One number of such a list, with a record."""

    def array_of_samples(
        self,
        records: Sequence[Record],
        parts: Sequence[tuple[Record, ...]],
        wholes: Sequence[Record],
        values: Sequence[float],
        start: int,
    ) -> Any:
        """What is computed alike from all numbers of lists, as an array; None where it is not."""

    def record_of_known(self, array: Any) -> Record | None:
        """The record of an array that was computed or named before."""

    def opaque_result(self, name: str, inputs: tuple[Record, ...], result: Any) -> Any:
        """The array or NumPy number that a function without a derivative gave."""

    def traced_array(self, array: Any) -> Any:
        """A plain array as a traced one, the same each time."""

    def track(self, array: Any, record: Record) -> None:
        """Give a new array its record."""

    def renew_changed(self, renew: Callable[[Record, Any], Record]) -> list[Record]:
        """New records for arrays that were written to while recording slept."""

    def plain_array(self, array: Any) -> Any:
        """The plain array of a traced one; any other value as it is."""


# They have no record: the code that runs while recording sleeps has many.
_PLAIN_NUMBERS = frozenset((float, int))
_load: list[Callable[[], NumpySupport]] = []
_loaded: list[NumpySupport] = []


def load_with(loader: Callable[[], NumpySupport]) -> None:
    """Set how `tracing/arrays` is loaded when it is first needed."""
    _load[:] = [loader]


def is_loaded() -> bool:
    """True if the run had any use for it."""
    return bool(_loaded)


def numpy_support(*values: object) -> NumpySupport | None:
    """The rooms for NumPy, where one of these is an array or a number of NumPy's; else None."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    kinds = (numpy.ndarray, numpy.generic, numpy.ufunc)
    for value in values:  # a loop: this is asked at every operation
        if isinstance(value, kinds):
            return support()
    return None


def support_of_function(function: object) -> NumpySupport | None:
    """The rooms for NumPy, where this is a function, a type or a method of NumPy's."""
    module = module_of(function)
    is_numpy = type(module) is str and module.partition(".")[0] == "numpy"
    return support() if is_numpy and "numpy" in sys.modules else None


def module_of(function: object) -> object:
    """The module of a function, or of the object whose method it is."""
    module = getattr(function, "__module__", None)
    if module:
        return module
    owner = getattr(function, "__self__", None)
    return type(function if owner is None else owner).__module__


def support() -> NumpySupport:
    """The rooms for NumPy, which are loaded for it."""
    if not _loaded:
        _loaded.append(_load[0]())
    return _loaded[0]


def stripped(value: Any) -> Any:
    """A number or an array without its record; anything else as it is."""
    if type(value) in _PLAIN_NUMBERS:
        return value
    arrays = numpy_support(value)
    return arrays.plain_array(plain(value)) if arrays else plain(value)
