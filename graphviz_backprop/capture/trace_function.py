"""A plain Python function, unchanged, on inputs with names."""

from __future__ import annotations

import copy
import inspect
import os
from collections.abc import Callable
from functools import partial
from types import FunctionType, MethodType
from typing import Any

from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.collector import paused_gc
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.data.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.outputs.nondifferentiable import refuse_nondifferentiable
from graphviz_backprop.graph import Graph
from graphviz_backprop.levels import DEFAULT_VIEW, View
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.carriers import (
    bind_carriers,
    holds_carriers,
    settle_attribute_names,
    settle_carriers,
)
from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.hooks.source_text import own_name
from graphviz_backprop.tracing.syntax.expressions import hook
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_number
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS

# A million operations with their constants and names, in 2 GB; all that is called is wanted here.
_MOST_RECORDS = 3_000_000


@quick_dataclass(frozen=True, slots=True)
class Traced:
    """The graph of what a function returned, and what could not be followed, a line each."""

    graph: Graph
    notes: tuple[str, ...] = ()


def trace_function(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    named: dict[str, Any],
    view: View = DEFAULT_VIEW,
) -> Traced:
    """Call the function on traced copies of its inputs.

    Raises:
        BackpropError: an input or the result is no number, the call doesn't fit the function, or
            its source can't be read. What the function itself raises passes through.
    """
    name = own_name(getattr(function, "__name__", type(function).__name__))
    session = Session(budget=_MOST_RECORDS)
    WHOLE_LISTS.begin(session)
    hooks = Hooks(session)
    try:
        graph = _traced(function, _call(function, args, named, name), name, hooks, view)
        return Traced(graph, tuple(f"{name}: {note}" for note in session.notes))
    finally:
        hooks.restore()


def _traced(
    function: Callable[..., Any],
    call: inspect.BoundArguments,
    name: str,
    hooks: Hooks,
    view: View,
) -> Graph:
    session = hooks.session
    hooks.by_name[hook("entered")]()  # what calls the function is no part of it
    for key, value in _inputs(call):
        hooks.calls.classes.prepare(value)
        if holds_carriers(session, value):
            _set(call, key, bind_carriers(session, key, value))
        else:
            copy = _copied(value, f"{name}: {key}")
            _set(call, key, session.bind(key, copy, is_given=True))
    if not session.variables:
        raise BackpropError(f"{name}: no input is a number; pass floats or lists of floats")
    inner = _python_function(function)
    hooked = hooks.instrumented(inner) if inner is not None else None
    if hooked is not None:
        session.outermost = hooked.__code__
    elif inner is not None:
        code = inner.__code__
        place = f"{os.path.basename(code.co_filename)}, line {code.co_firstlineno}"
        raise BackpropError(
            f"{name}: {place}: its source can't be read, or has changed since it was loaded; "
            "define it in a file or a notebook, or build the graph by hand with gb.value"
        )
    with paused_gc():
        result = hooks.calls.callee(function)(*call.args, **call.kwargs)
        session.carriers.note_backward(result, session.record)
        settle_carriers(session, call.arguments)
        settle_attribute_names(session, call.arguments)
        output = _record_of(session, result, name)
        settle_generated_data(session, output)
        return build_view(session, output, name, view)


def _python_function(function: Any) -> FunctionType | None:
    """The function that runs: of a bound method, or of one with arguments that are set."""
    while isinstance(function, MethodType | partial):
        function = function.__func__ if isinstance(function, MethodType) else function.func
    return function if isinstance(function, FunctionType) else None


def _record_of(session: Session, result: Any, name: str) -> Record:
    record = session.record(result)
    if record is None and (result is None or session.carriers.find(result) is not None):
        record = next(reversed(session.carriers.differentiated), None)
    if record is None and not is_number(result):
        kind = type(result).__name__
        many = f" of {len(result)}" if isinstance(result, list | tuple | dict) else ""
        raise BackpropError(
            f"{name}: returned a {kind}{many}; expected one number to differentiate"
        )
    if record is None and session.is_dormant:
        raise BackpropError(f"{name}: {session.notes[-1]}")
    if record is None:
        raise BackpropError(
            f"{name}: returned the constant {result!r}, which depends on no input; "
            "check which branch it took"
        )
    refuse_nondifferentiable(name, "", record)
    return record


def _call(
    function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any], name: str
) -> inspect.BoundArguments:
    """The arguments by parameter; a parameter with a float for its default is an input too."""
    try:
        signature = inspect.signature(function)
        call = signature.bind(*args, **named)
    except (TypeError, ValueError) as error:
        raise BackpropError(f"{name}: {error}") from None
    given = set(call.arguments)
    call.apply_defaults()
    for key, parameter in signature.parameters.items():
        if key not in given and type(parameter.default) is not float:
            del call.arguments[key]
    return call


def _inputs(call: inspect.BoundArguments) -> list[tuple[str, Any]]:
    """Each argument with its name; those of a `**` parameter by their own."""
    found: list[tuple[str, Any]] = []
    for key, value in call.arguments.items():
        kind = call.signature.parameters[key].kind
        found += value.items() if kind is inspect.Parameter.VAR_KEYWORD else [(key, value)]
    return found


def _set(call: inspect.BoundArguments, key: str, value: Any) -> None:
    if key in call.signature.parameters:
        call.arguments[key] = value
        return
    for parameter in call.signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            call.arguments[parameter.name][key] = value


def _copied(value: Any, where: str) -> Any:
    """The input with its lists copied, so that the caller's stay as they are."""
    if isinstance(value, dict):
        return {key: _copied(part, f"{where}[{key!r}]") for key, part in value.items()}
    if isinstance(value, list | tuple):
        parts = [_copied(part, f"{where}[{index}]") for index, part in enumerate(value)]
        return parts if isinstance(value, list) else tuple(parts)
    if numpy_support(value):
        return copy.copy(value)
    if hasattr(value, "__array__"):
        if getattr(value, "ndim", 1) == 0 and hasattr(value, "item"):
            return value.item()
        raise BackpropError(
            f"{where} is a {type(value).__name__}; pass a list: .tolist() makes one"
        )
    return value
