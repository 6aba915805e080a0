"""Plain numbers in calls: where nothing is followed, and libraries that look at the very type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphviz_backprop.tracing.tape.numpy_support import module_of, numpy_support
from graphviz_backprop.tracing.tape.traced import plain

# Their own types are made from what they get; nothing of that is followed.
_SERIALIZERS = frozenset("marshal _struct struct array _ctypes ctypes".split())
LIBRARIES = {"autograd": "autograd", "jax": "JAX", "tensorflow": "TensorFlow", "torch": "PyTorch"}
_NUMBERS = frozenset((float, int, bool, complex))
_OF_NUMBERS = (abs, bool, complex, divmod, float, int, max, min, pow, round)


def computes_plain(function: object, args: Sequence[Any]) -> bool:
    """True for `abs(-3)`, a function of numbers alone on plain ones: it needs no operation."""
    if not args or not _NUMBERS.issuperset(map(type, args)):
        return False
    return getattr(function, "__module__", None) == "math" or function in _OF_NUMBERS


def takes_plain(function: object) -> bool:
    """True if a function is one of such a library."""
    return _package(function) in _SERIALIZERS or library_of(function) is not None


def library_of(function: object) -> str | None:
    """The name of the library with derivatives of its own that a function belongs to."""
    return LIBRARIES.get(_package(function))


def _package(function: object) -> str:
    module = module_of(function)
    return module.partition(".")[0] if isinstance(module, str) else ""


def plainly(value: Any, depth: int = 4) -> Any:
    """The value with plain numbers and arrays in the place of traced ones, also in containers."""
    kind = type(value)
    if kind in (list, tuple) and depth:
        parts = [plainly(part, depth - 1) for part in value]
        is_same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if is_same else kind(parts)
    if kind is dict and depth:
        changed = {key: plainly(part, depth - 1) for key, part in value.items()}
        is_same = all(changed[key] is value[key] for key in value)
        return value if is_same else changed
    arrays = numpy_support(value)
    return arrays.plain_array(plain(value)) if arrays else plain(value)
