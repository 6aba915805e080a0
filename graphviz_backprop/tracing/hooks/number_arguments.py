"""Numbers that a call has as literals alone: `neuron(2, 3, 1)`, where the function computes."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType, MethodType
from typing import Any

from graphviz_backprop.tracing.tape.call import CALLS, Call
from graphviz_backprop.tracing.tape.session import Session


class NumberArguments:
    """Names whole numbers among such arguments as inputs; other ones may be counts.

    Whole numbers alone are inputs where nothing else was one before: later, they are examples.
    """

    def __init__(self, session: Session, callee: Callable[[Any], Any]) -> None:
        self._session = session
        self._callee = callee
        self._own = 0  # inputs of calls with whole numbers alone
        self._has_decimal = False
        self._called: CodeType | None = None
        self._call: Call | None = None

    def callee(self, function: Any, has_decimal: bool) -> Any:
        """What to call in the place of a function that is given literals."""
        self._call, self._has_decimal = None, has_decimal
        is_python = isinstance(function, FunctionType | MethodType)
        self._called = getattr(inspect.unwrap(function), "__code__", None) if is_python else None
        return self._callee(function)

    def bind(self, name: str, value: Any) -> Any:
        """A parameter that its function computes with."""
        session = self._session
        if type(value) is not int or not self._is_called(sys._getframe(1)):
            return session.bind_parameter(name, value)
        if not self._has_decimal and len(session.variables) != self._own:
            return value
        bound = session.bind(name, value, True)
        self._own += not self._has_decimal
        return bound

    def _is_called(self, frame: FrameType) -> bool:
        """True if a frame is that of the call with literals: hooks gave its function new code."""
        called, code = self._called, frame.f_code
        if called is not None:
            place = called.co_filename, called.co_firstlineno, called.co_name
            self._called = None
            if place == (code.co_filename, code.co_firstlineno, code.co_name):
                self._call = CALLS.get(id(frame))
        return self._call is not None and CALLS.get(id(frame)) is self._call
