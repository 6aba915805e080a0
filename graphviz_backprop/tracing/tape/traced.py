"""Numbers that carry their record: subclasses of float and int that behave as the plain ones."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable
from functools import partial
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.ops import (
    CONSTANT,
    Op,
    absolute,
    add,
    div,
    mul,
    neg,
    opaque,
    power,
    sub,
)
from graphviz_backprop.tracing.tape.record import Record, constant
from graphviz_backprop.tracing.tape.recording import RECORDING


def is_traced(value: object) -> bool:
    """True if this is a number with a record."""
    return type(value) in _PLAIN


def is_number(value: object) -> bool:
    """True if this is exactly a float or an int, traced or not; a subclass of one is not."""
    return type(value) in _NUMBERS


def plain(value: Any) -> Any:
    """The number without its record; anything else as it is."""
    strip = _PLAIN.get(type(value))
    return strip(value) if strip else value


def itself(value: Any) -> Any:
    """The very object that a traced number stands for, which `is` and `id` ask for."""
    return value._plain if type(value) in _PLAIN else value


def record_of(value: Any) -> Record:
    """The record of a traced number, a new constant for a plain one."""
    return value._record if type(value) in _PLAIN else constant(value)


def wrap(value: complex, record: Record) -> Any:
    """The number with this record, in the subclass of its own type.

    It keeps the very object that it stands for, for `is` and `id`. A bool has no subclass: it
    stays plain, and a step function of its inputs.
    """
    if type(value) is bool or RECORDING.is_asleep:
        return value
    make = _MAKE.get(type(value)) or (_MAKE[int] if isinstance(value, int) else None)
    if make is None:
        raise BackpropError(
            f"{record.op.noun} gave {value!r}, a {type(value).__name__}, at line {record.line}: "
            "only real numbers can be drawn"
        )
    traced = make(value)
    _set(traced, "_plain", value)
    _set(traced, "_record", record)
    return traced


def can_wrap(value: object) -> bool:
    """True if a plain value can have a record."""
    return type(value) in _MAKE


def operate(op: Op, real: Callable[..., Any], *args: Any) -> Any:
    """Run the real operation on plain values; the result carries a record of `op`.

    What is computed from constants alone is a constant; what is complex has no derivative here.
    """
    value = real(*[strip(arg) if (strip := _PLAIN.get(type(arg))) else arg for arg in args])
    if RECORDING.is_asleep:
        return value
    inputs = tuple([arg._record if type(arg) in _PLAIN else constant(arg) for arg in args])
    for record in inputs:
        if record.op is not CONSTANT:
            break
    else:
        return wrap(value, constant(value))
    if type(value) is complex:
        op = opaque(f"{op.noun} with a complex result")
    return wrap(value, Record(op, inputs, value))


def _binary(operation: Callable[..., Any]) -> Callable[..., Any]:
    def method(left: Any, right: Any, *modulo: Any) -> Any:
        if modulo:
            return _opaque("pow", pow)(left, right, *modulo)
        return operation(left, right) if type(right) in _NUMBERS else NotImplemented

    return method


def _reflected(operation: Callable[..., Any]) -> Callable[..., Any]:
    def method(right: Any, left: Any) -> Any:
        return operation(left, right) if type(left) in _NUMBERS else NotImplemented

    return method


def _opaque(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """An inherited method: what it gives is recorded without a derivative where it is a number."""

    def method(value: Any, *args: Any) -> Any:
        if args and name in _BINARY and type(args[0]) not in PYTHON_NUMBERS:
            return NotImplemented  # a subclass of float, as NumPy's, goes first in plain Python too
        result = real(plain(value), *map(plain, args))
        if type(result) not in PLAIN_TYPES:
            return result
        inputs = tuple(record_of(arg) for arg in (value, *args) if is_traced(arg))
        return wrap(result, Record(opaque(name), inputs, result))

    return method


# The operators, by the name of their special method, on traced or plain numbers.
OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "add": partial(operate, add, operator.add),
    "sub": partial(operate, sub, operator.sub),
    "mul": partial(operate, mul, operator.mul),
    "truediv": partial(operate, div, operator.truediv),
    "pow": partial(operate, power, operator.pow),
}
# Those that have no derivative here, as error texts have them.
SIGNS = {"floordiv": "//", "mod": "%", "matmul": "@"}
_BINARY = frozenset(
    prefix + name
    for name in "floordiv mod divmod and or xor lshift rshift".split()
    for prefix in ("", "r")
)
# Attributes that keep their inherited form: identity, text, comparison, exact conversion.
_INHERITED = frozenset(
    (
        "new init init_subclass subclasshook class_getitem getattribute getattr setattr delattr "
        "dir doc sizeof getnewargs getstate getformat reduce reduce_ex str repr format hash "
        "bool float int index complex eq ne lt le gt ge class"
    ).split()
)


def _subclass(base: type) -> Any:
    """A number that carries its record; a known member is its op, any other one is opaque.

    It prints, formats, hashes, copies and pickles as the plain number, and gives its class as that
    of the plain one.
    """
    members: dict[str, Any] = {
        name: _opaque(name.strip("_"), member)
        for name, member in vars(base).items()
        if callable(member)
        and name.strip("_") not in _INHERITED
        and not isinstance(member, classmethod)
    }
    members |= dict.fromkeys(("__copy__", "__deepcopy__"), _itself)
    members |= {
        # Libraries make numbers of the type of another: those have no record.
        "__new__": lambda cls, *args, **named: base(*args, **named),
        "__reduce_ex__": lambda self, protocol: (base, (plain(self),)),
        "__class__": property(lambda self: base),
        "__dict__": property(_no_dict),
        "__dir__": lambda self: dir(plain(self)),
        "__setattr__": lambda self, name, value: setattr(plain(self), name, value),
        "__delattr__": lambda self, name: delattr(plain(self), name),
        "__module__": base.__module__,
        "__doc__": base.__doc__,
    }
    if base is not int:  # whose size varies, so that it can have no such places
        members["__slots__"] = ("_plain", "_record")
    own = _COMPLEX if base is complex else _REAL
    members |= {name: member for name, member in own.items() if hasattr(base, name)}
    return type(base.__name__, (base,), members)


def _itself(value: Any, *_: Any) -> Any:
    return value


def _no_dict(value: Any) -> Any:
    raise AttributeError("__dict__")


_REAL: dict[str, Any] = {
    "__neg__": lambda self: operate(neg, operator.neg, self),
    "__abs__": lambda self: operate(absolute, builtins.abs, self),
    "__pos__": _itself,
    "conjugate": _itself,
    "real": property(_itself),
    "numerator": property(_itself),
    **{f"__{name}__": _binary(operation) for name, operation in OPERATIONS.items()},
    **{f"__r{name}__": _reflected(operation) for name, operation in OPERATIONS.items()},
}
_COMPLEX = {part: property(_opaque(part, operator.attrgetter(part))) for part in ("real", "imag")}
_set = object.__setattr__
PLAIN_TYPES = (float, int, complex)
TracedFloat = _subclass(float)
TracedInt = _subclass(int)
TracedComplex = _subclass(complex)
_PLAIN: dict[type, Callable[[Any], Any]] = {}
_MAKE: dict[type, Callable[[Any], Any]] = {}
_NUMBERS: set[type] = {float, int, bool}
_TYPES: dict[type, type] = {}


def stand_in(traced: type, base: type) -> None:
    """Values of the one type are to be taken for values of the other."""
    _TYPES[traced] = base


def register(base: type, traced: type, strip: Callable[[Any], Any]) -> None:
    """A type of numbers, the subclass that carries records, and how to lose it again."""
    stand_in(traced, base)
    _PLAIN[traced] = strip
    _MAKE[base] = partial(base.__new__, traced)
    if base is not complex:  # nothing here differentiates it
        _NUMBERS.update((base, traced))


def plain_type(value: object) -> type:
    """The type that the reader's code is to see."""
    return _TYPES.get(builtins.type(value), builtins.type(value))


for _base, _traced in zip(PLAIN_TYPES, (TracedFloat, TracedInt, TracedComplex), strict=True):
    register(_base, _traced, operator.attrgetter("_plain"))
PYTHON_NUMBERS = frozenset(_NUMBERS)
