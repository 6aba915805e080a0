"""Lists of so many numbers that each is one input, an array, and its numbers have no records.

The list stays what it is. `sum`, `max`, `min` and NumPy's functions take it as the array, and
`sum(v * w for v in data)` does (see `hooks.list_parts`); what is taken out of it number by number
is not followed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Protocol

from graphviz_backprop.tracing.tape.locations import place_here
from graphviz_backprop.tracing.tape.numpy_support import support
from graphviz_backprop.tracing.tape.record import Record, Variable
from graphviz_backprop.tracing.tape.recording import RECORDING

_NUMBERS = frozenset((float, int))


class HasInputs(Protocol):
    """A run, which keeps its inputs and what is said of them."""

    variables: list[Variable]
    notes: list[str]


class WholeLists:
    """The long lists of the run of this process, each with its record as an array."""

    def __init__(self) -> None:
        self._session: HasInputs | None = None
        self._known: dict[int, tuple[Any, Record]] = {}

    def begin(self, session: HasInputs | None) -> None:
        """Forget the lists of an earlier run."""
        self._session = session
        self._known.clear()

    def name(self, name: str, value: Any, found: list[Record], most: int) -> Record | None:
        """The record of a list as an input, which is added to `found`; None where it can be none.

        Args:
            name: that of the input.
            value: the list, of more numbers than are followed one by one.
            found: takes the record of a new one.
            most: how many numbers are followed one by one.
        """
        session = self._session
        if session is None or self.array(value) is not None:
            return None  # it has been given another name
        leaf = None
        if _NUMBERS.issuperset(map(type, value)) and find_spec("numpy") is not None:
            _, leaf = support().input_of_list(name, value)
        if leaf is not None:
            self._known[id(value)] = value, leaf
            found.append(leaf)
        what = "one input, in sums, max, min and NumPy's functions" if leaf else "no input"
        session.notes.append(
            f"{place_here()}{name} is {what}: it has {len(value):,} numbers, "
            f"{most:,} at most are followed one by one"
            + ("" if leaf else "; np.array makes it an input")
        )
        return leaf

    def array(self, value: Any) -> Any:
        """A list that is known as an array with its record; None for any other value.

        Where its numbers have been changed, it is a new input of the old name.
        """
        if id(value) not in self._known or self._session is None or RECORDING.is_asleep:
            return None
        _, leaf = self._known[id(value)]
        array = new = None
        if _NUMBERS.issuperset(map(type, value)):
            array, new = support().input_of_list(leaf.name, value, leaf)
        if new is leaf:
            return array
        del self._known[id(value)]
        if new is None:
            self._session.notes.append(
                f"{place_here()}{leaf.name} is no input any more: a number of its own was put in"
            )
            return None
        self._known[id(value)] = value, new
        new.variable = Variable(new.name, new)
        self._session.variables.append(new.variable)
        return array

    @property
    def has_any(self) -> bool:
        """True if there is one."""
        return bool(self._known)

    def record(self, value: Any) -> Record | None:
        """The record of a list that is known, as it is now; None for any other value."""
        array = self.array(value)
        return None if array is None else support().record_of_known(array)

    def reduced(self, real: Callable[..., Any], value: Any) -> Any:
        """What `sum`, `max` or `min` gives for a list that is known; None for any other value."""
        array = self.array(value)
        if array is None:
            return None
        return support().reduced(real.__name__, array, real(value))


WHOLE_LISTS = WholeLists()
