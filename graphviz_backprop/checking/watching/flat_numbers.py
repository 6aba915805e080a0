"""Numbers, arrays, and nested lists of them as one flat vector, and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
MOST = 200_000
# Where an object of a reader's own class, `Value`, keeps its number.
PAYLOADS = ("data", "value", "val", "v", "_value", "x", "item")
GRADIENTS = ("grad", "gradient", "grad_value", "derivative", "_grad", "adjoint", "g", "d")


def is_stored(name: str) -> bool:
    """Return whether this is where an object keeps the gradient of its own number: `a.grad`."""
    return "." in name and name.rpartition(".")[2] in GRADIENTS[:-2]


def payload_of(value: Any) -> str:
    """Return the attribute in which an object keeps its number beside its gradient; else empty."""
    held = getattr(value, "__dict__", None)
    if not isinstance(held, dict) or not any(name in held for name in GRADIENTS):
        return ""
    for name in PAYLOADS:
        if name in held and is_number_or_array(held[name]):
            return name
    return ""


def is_number_or_array(value: Any) -> bool:
    """Return whether this is a real number or an array of such."""
    if isinstance(value, (float, int)):
        return True
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "fiub" and 0 < value.size <= MOST
    return isinstance(value, np.generic) and value.dtype.kind in "fiub"


def flat(value: Any) -> Vector | None:
    """Return all numbers in order; None where something is no number."""
    if is_number_or_array(value):
        return np.array(value, dtype=np.float64).ravel()
    if isinstance(value, (list, tuple)) and 0 < len(value) <= MOST:
        if all(type(part) in (float, int) for part in value):
            return np.array(value, dtype=np.float64)
        parts: list[Vector] = []
        for part in value:
            vector = flat(part)
            if vector is None:
                return None
            parts.append(vector)
        return np.concatenate(parts)
    name = payload_of(value)
    return flat(getattr(value, name)) if name else None


def is_flat(value: Any) -> bool:
    """Return whether `flat` has numbers for it, without making them."""
    if is_number_or_array(value):
        return True
    if isinstance(value, (list, tuple)):
        return 0 < len(value) <= MOST and all(map(is_flat, value))
    name = payload_of(value)
    return bool(name) and is_flat(getattr(value, name))


def shape_of(value: Any) -> tuple[int, ...] | None:
    """Return the shape; None for nested lists that are no array."""
    if isinstance(value, (list, tuple)):
        shapes = {shape_of(part) for part in value}
        inner = shapes.pop() if len(shapes) == 1 else None
        return None if inner is None else (len(value), *inner)
    name = payload_of(value)
    return tuple(np.shape(getattr(value, name) if name else value))


def bare(shape: tuple[int, ...] | None, size: int) -> tuple[int, ...]:
    """Return a shape without its axes of length 1."""
    return (size,) if shape is None else tuple(n for n in shape if n != 1)


def rebuilt(value: Any, vector: Vector) -> Any:
    """Return the same structure with other numbers; an object keeps its identity."""
    made, _ = _rebuilt(value, vector, 0)
    return made


def _rebuilt(value: Any, vector: Vector, at: int) -> tuple[Any, int]:
    if isinstance(value, np.ndarray):
        end = at + value.size
        return vector[at:end].reshape(value.shape).copy(), end
    if isinstance(value, (list, tuple)):
        parts = []
        for part in value:
            made, at = _rebuilt(part, vector, at)
            parts.append(made)
        return type(value)(parts) if type(value) in (list, tuple) else parts, at
    name = payload_of(value)
    if name:
        made, at = _rebuilt(getattr(value, name), vector, at)
        setattr(value, name, made)
        return value, at
    number = vector[at]
    return (np.float64(number) if isinstance(value, np.generic) else float(number)), at + 1


def copied(value: Any) -> Any:
    """Return numbers as they are now."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, (list, tuple)):
        return [copied(part) for part in value]
    name = payload_of(value)
    return copied(getattr(value, name)) if name else value


def is_list_of_arrays(value: Any) -> bool:
    """Return whether each item of a list is a variable of its own: an array, an object, a dict."""
    return isinstance(value, list) and any(
        isinstance(part, (np.ndarray, dict)) or part is None or payload_of(part) or _has_dicts(part)
        for part in value
    )


def _has_dicts(value: Any) -> bool:
    """Return whether it is a layer of dicts, one for each neuron."""
    return isinstance(value, list) and any(isinstance(part, dict) for part in value)
