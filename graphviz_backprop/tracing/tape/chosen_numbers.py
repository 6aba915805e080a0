"""Numbers of the code that an `if` on traced values chooses: they depend on these values."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from graphviz_backprop.ops import Number, select
from graphviz_backprop.tracing.tape.binding import is_start
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_traced, plain, record_of, wrap


class ChosenNumbers:
    """The hooks that tie a chosen number to what decided the choice.

    Args:
        session: the run; its branches know what the tests looked at.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def choose(self, sites: tuple[int, ...], value: Any) -> Any:
        """A plain number chosen by an `if` on traced values stays tied to these values."""
        if type(value) is not float and type(value) is not int:
            return value
        return self._choose(sites, value, sys._getframe(1))

    def decide(self, sites: tuple[int, ...], value: Any) -> Any:
        """A literal chosen among literals alone: a label, a rate. It is no result of a pass."""
        chosen = value
        if type(value) is float or type(value) is int:
            chosen = self._choose(sites, value, sys._getframe(1))
        if is_traced(chosen):
            chosen._record.is_decision = True
        return chosen

    def keep(self, sites: tuple[int, ...], name: str, value: Any) -> Any:
        """A variable that an `if` could have changed and did not: its start value was chosen."""
        if is_traced(value) and is_start(name, value._record, sys._getframe(1)):
            chosen = self._choose(sites, plain(value), sys._getframe(1))
            if is_traced(chosen):
                self._session.forget(value._record)
                return self._session.bind(name, chosen)
        return value

    def _choose(self, sites: tuple[int, ...], value: Number, frame: FrameType) -> Any:
        inputs = self._session.branches.deciding(sites, frame)
        if not inputs or self._session.is_dormant:
            return value
        return wrap(value, Record(select, (record_of(value), *inputs), value))
