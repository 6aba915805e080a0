"""The class of traced arrays. Their methods stand in `methods`."""

from __future__ import annotations

from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.traced import stand_in

_view = np.ndarray.view


class TracedArray(np.ndarray[Any, Any]):
    """An array whose operations are seen; its record is that of its memory (see `memory`).

    `_plain` is the array that the reader's code would have without us.
    """

    _plain: Any
    _part: tuple[Any, Any]
    __class__ = property(lambda self: np.ndarray)

    def __array_finalize__(self, other: Any) -> None:
        """A view made by NumPy itself is a view of the plain array too."""
        self._plain = None


stand_in(TracedArray, np.ndarray)
TracedArray.__name__ = "numpy.ndarray"  # as error texts have it
TracedArray.__module__ = "numpy"


# The traced array of each plain one, by its identity: the reader's `b.base is a` holds.
_TRACED: WeakValueDictionary[int, Any] = WeakValueDictionary()


def traced_array(array: Any) -> Any:
    """A plain array as a traced one, the same each time; the memory stays the same."""
    if type(array) is not np.ndarray or RECORDING.is_asleep:
        return array
    traced: Any = _TRACED.get(id(array))
    if traced is None or traced._plain is not array:
        traced = _TRACED[id(array)] = _view(array, TracedArray)
        traced._plain = array
    return traced


def plain_array(array: Any) -> Any:
    """The plain array of a traced one; any other as it is."""
    if type(array) is not TracedArray:
        return array
    if array._plain is None:
        array._plain = _view(array, np.ndarray)
    return array._plain
