"""NumPy's numbers with a record: a subclass of each of its real types."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.function_table import OF_OPERATOR
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.methods import array_function, array_ufunc
from graphviz_backprop.tracing.arrays.numpy_functions import name_of
from graphviz_backprop.tracing.arrays.operators import arithmetic
from graphviz_backprop.tracing.tape.traced import TracedFloat, TracedInt, plain, register

_TYPES = (
    "float16 float32 float64 longdouble int8 int16 int32 int64 longlong uint8 uint16 uint32 uint64 "
    "ulonglong"
).split()
# Those go on to what is plain: text, comparison, exact conversion.
_PLAIN = "repr str format hash bool float int index eq ne lt le gt ge".split()
_SAME = ("__pos__", "conjugate", "conj", "__copy__", "__deepcopy__")


def _binary(name: str, real: Callable[..., Any], is_reflected: bool) -> Callable[..., Any]:
    def method(self: Any, other: Any, *modulo: Any) -> Any:
        if modulo or _decides(other):
            return NotImplemented
        pair = (other, self) if is_reflected else (self, other)
        return arithmetic(name, real, *pair)

    return method


def _decides(other: Any) -> bool:
    """True if the other operand is of a class that does arithmetic in its own way."""
    known = isinstance(other, np.ndarray | np.generic | float | int | complex | list | tuple)
    return not known


def _method(base: type, name: str) -> Callable[..., Any]:
    real = getattr(base, name)
    on_array = getattr(np.ndarray, name, real)
    called = name_of(getattr(np, name)) if hasattr(np, name) else name.strip("_")

    def method(self: Any, *args: Any, **named: Any) -> Any:
        return call_and_record(called, real, (self, *args), named)

    method.__doc__ = on_array.__doc__
    return method


def _plainly(base: type, name: str) -> Callable[..., Any]:
    real = getattr(base, name)
    return lambda self, *args: real(plain(self), *map(plain, args))


def _subclass(base: Any) -> Any:
    members: dict[str, Any] = {
        name: _method(base, name)
        for name in dir(base)
        if callable(getattr(base, name)) and not name.startswith("_")
    }
    for name in OF_OPERATOR:
        real = getattr(operator, name)
        members[f"__{name}__"] = _binary(name, real, is_reflected=False)
        members[f"__r{name}__"] = _binary(name, real, is_reflected=True)
    for name in ("__divmod__", "__rdivmod__", "__round__"):
        if hasattr(base, name):
            members[name] = _method(base, name)
    members |= {
        f"__{name}__": _plainly(base, f"__{name}__")
        for name in _PLAIN
        if hasattr(base, f"__{name}__")
    }
    members |= dict.fromkeys(_SAME, lambda self, *_: self)
    members |= {
        "__new__": lambda cls, *args, **named: base(*args, **named),
        "__neg__": lambda self: call_and_record("negative", operator.neg, (self,), {}),
        "__abs__": lambda self: call_and_record("absolute", operator.abs, (self,), {}),
        "__reduce_ex__": lambda self, protocol: plain(self).__reduce_ex__(protocol),
        "__class__": property(lambda self: base),
        "real": property(lambda self: self),
        "T": property(lambda self: self),
        "__array_ufunc__": array_ufunc,
        "__array_function__": array_function,
        "__module__": base.__module__,
    }
    return type(f"numpy.{base.__name__}", (base,), members)  # as error texts have it


def _strip(base: Any) -> Callable[[Any], Any]:
    dtype = np.dtype(base)
    return lambda value: np.ndarray((), dtype, base.tobytes(value))[()]


def _register() -> None:
    seen: set[type] = set()
    for name in _TYPES:
        base = getattr(np, name)
        if base not in seen:
            seen.add(base)
            register(base, _subclass(base), _strip(base))
    for python in (TracedFloat, TracedInt):
        python.__array_ufunc__ = array_ufunc
    for name in "eq ne lt le gt ge".split():
        setattr(TracedFloat, f"__{name}__", _compare(f"__{name}__"))


def _compare(name: str) -> Callable[[Any, Any], Any]:
    """A float gives way to `np.float64`, whose comparisons give an `np.bool`."""
    real = getattr(float, name)

    def method(self: Any, other: Any) -> Any:
        return NotImplemented if isinstance(other, np.float64) else real(self, other)

    return method


_register()
