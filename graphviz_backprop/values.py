"""A value is one number or a NumPy array; NumPy is loaded only where there are arrays."""

from __future__ import annotations

import math
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.numerals import is_huge

Value = Any
# Of terms of this size a sum of doubles has no digit that counts: 16 times their last place.
RESIDUE = 2.0**-48


def shape_of(value: Value) -> tuple[int, ...]:
    """The shape of an array; `()` for a number."""
    shape: tuple[int, ...] = getattr(value, "shape", ())
    return shape


def is_array(value: Value) -> bool:
    """True if this is an array with axes; a number of NumPy's is a number."""
    return type(value) is not float and shape_of(value) != ()  # most are floats


def is_finite(value: Value) -> bool:
    """True if no number here is nan or infinite; an int never is, however large."""
    if is_array(value):
        import numpy as np

        # Records, texts and objects are no numbers.
        return value.dtype.kind not in "fc" or bool(np.isfinite(value).all())
    return isinstance(value, int) or math.isfinite(value)


def is_zero(value: Value) -> bool:
    """True if every number here is zero."""
    return not value.any() if is_array(value) else value == 0


def is_same_value(value: Value, other: Value) -> bool:
    """True if two values have one shape and the same numbers."""
    if shape_of(value) != shape_of(other):
        return False
    return bool((value == other).all()) if is_array(value) else bool(value == other)


def largest(value: Value) -> float:
    """The largest magnitude; 0 where there is nothing."""
    if is_array(value):
        return float(abs(value).max(initial=0.0))
    return float(abs(value))


def is_integer(value: Value) -> bool:
    """True if this is an int, or an array of integers."""
    return value.dtype.kind in "iu" if is_array(value) else type(value) is int


def is_positive(value: Value) -> bool:
    """True if every number here is above zero."""
    return bool((value > 0).all()) if is_array(value) else bool(value > 0)


def as_number(value: float) -> float:
    """The number, or infinity for an int beyond all floats."""
    if type(value) is float or not is_huge(value):
        return value
    return math.inf if value > 0 else -math.inf


def as_floats(value: Value) -> Any:
    """The value as an array of floats."""
    import numpy as np

    return np.asarray(value if is_array(value) else as_number(value), dtype=float)


def spread(value: Value, like: Value) -> Value:
    """A number for each element of another value, or an array of the same shape.

    Raises:
        BackpropError: it is an array of another shape.
    """
    if not is_array(like):
        value = value.item() if is_array(value) and value.size == 1 else value
        if not is_array(value):
            return value + 0.0
    import numpy as np

    if is_array(value) and shape_of(value) != shape_of(like):
        raise BackpropError(
            f"the seed has the shape {shape_of(value)}; expected that of the output, "
            f"{shape_of(like) or 'one number'}"
        )
    result = np.full(shape_of(like), value, dtype=float)
    result.setflags(write=False)
    return result


def is_close(first: Value, second: Value) -> bool:
    """Return whether two numbers or arrays are the same but for rounding."""
    if not is_array(first) and not is_array(second):
        return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-12)
    import numpy as np

    same_shape = shape_of(first) == shape_of(second)
    return same_shape and bool(np.allclose(first, second, rtol=1e-9, atol=1e-12))


def without_residue(total: Value, size: Value) -> Value:
    """Return a sum, with 0 where its terms cancel but for rounding.

    Args:
        total: the sum.
        size: the sum of the terms' absolute values, in the same shape.
    """
    if not is_array(total):
        return 0.0 if abs(total) <= RESIDUE * size < math.inf else total
    import numpy as np

    with np.errstate(all="ignore"):
        is_residue = (np.abs(total) <= RESIDUE * size) & np.isfinite(size)
    if not is_residue.any():
        return total
    result = np.where(is_residue, 0.0, total)
    result.setflags(write=False)
    return result


def ignored_overflow() -> AbstractContextManager[object]:
    """Return a block in which NumPy neither warns nor raises, whatever the reader's code asked."""
    if "numpy" not in sys.modules:
        return nullcontext()
    import numpy as np

    return np.errstate(all="ignore")


def index_text(shape: tuple[int, ...], position: int) -> str:
    """How the element at a flat position is written: `[0, 1]`; nothing for a number.

    >>> index_text((2, 3), 4), index_text((), 0)
    ('[1, 1]', '')
    """
    index: list[int] = []
    for length in reversed(shape):
        position, at = divmod(position, length)
        index.insert(0, at)
    return f"[{', '.join(map(str, index))}]" if shape else ""


def plain_number(value: Any) -> Any:
    """A number of NumPy's as Python's own, equal to it."""
    if hasattr(value, "dtype"):
        value = float(value) if value.dtype.char == "g" else value.item()
    return int(value) if type(value) is bool else value
