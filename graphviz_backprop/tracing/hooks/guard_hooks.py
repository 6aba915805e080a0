"""The hooks of comparisons and truth tests: Python's own, noted where they steer by a number."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from graphviz_backprop.tracing.syntax.comparisons import SIGNS
from graphviz_backprop.tracing.syntax.expressions import hook
from graphviz_backprop.tracing.tape.guards import TracedGuard
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import (
    can_wrap,
    is_traced,
    itself,
    plain,
    record_of,
)

Compare = Callable[[Any, Any], Any]
_REAL: dict[str, Compare] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "in": lambda item, container: item in container,
    "not in": lambda item, container: item not in container,
    "is": lambda left, right: itself(left) is itself(right),
    "is not": lambda left, right: itself(left) is not itself(right),
}
# Nothing of these types has a record, and they are what most comparisons are of.
_PLAIN = frozenset((int, float, str, bool, type(None)))
_SEARCHED = (list, tuple, set, frozenset, range, dict)
_MOST_SEARCHED = 100


def comparison_hooks(session: Session) -> dict[str, Callable[..., Any]]:
    """The hooks of one session by their names in the reader's code."""
    by_sign = {sign: _compare(session, sign, real) for sign, real in _REAL.items()}
    chains = _Chains(by_sign)
    by_name = {hook(name): by_sign[sign] for sign, name in SIGNS.values() if name}
    return by_name | {
        hook("truth"): _truth(session),
        hook("chain_begin"): chains.begin,
        hook("chain_on"): chains.go_on,
        hook("chain_end"): chains.end,
    }


def operator_functions(session: Session) -> dict[int, Callable[..., Any]]:
    """The functions in the place of `operator.lt` and its like, by the identity of these."""
    reals = {sign: _REAL[sign] for sign in "< <= > >= == !=".split()}
    return {id(real): partial(_compare(session, sign, real), "") for sign, real in reals.items()}


def note_guard(
    session: Session, sign: str, text: str, operands: tuple[Any, ...], outcome: Any
) -> None:
    """Note a comparison, if one of what was compared is a followed number or array."""
    if RECORDING.is_asleep or session.is_dormant or session.guards.full_from is not None:
        return
    records = [_followed(operand) for operand in operands]
    if any(records):
        pairs = zip(records, operands, strict=True)
        parts = tuple(record or _value(operand) for record, operand in pairs)
        session.guards.add(TracedGuard(sign, text, parts, outcome))


def _followed(operand: Any) -> Record | None:
    """The record of a number or an array, or of a mask that was decided by such ones."""
    if is_traced(operand):
        record: Record | None = record_of(operand)
    else:
        arrays = None if type(operand) in _PLAIN else numpy_support(operand)
        record = arrays.record_of_known(operand) if arrays else None
    is_known = record is not None and not (record.is_constant and not getattr(record, "tested", ()))
    return record if is_known else None


def _compare(session: Session, sign: str, real: Compare) -> Callable[[str, Any, Any], Any]:
    def compare(text: str, left: Any, right: Any) -> Any:
        result = real(left, right)
        # Most comparisons are of plain counts and texts: they go first.
        is_plain = type(left) in _PLAIN and type(right) in _PLAIN
        if not is_plain and _may_steer(left, right, result):
            note_guard(session, sign, text, (left, right), bool(result))
        return result

    return compare


def _may_steer(left: Any, right: Any, result: Any) -> bool:
    is_decision = type(result) is bool or _is_one_decision(result)
    is_followed = is_traced(left) or is_traced(right) or numpy_support(left, right) is not None
    return is_decision and is_followed


def _truth(session: Session) -> Callable[[str, Any], Any]:
    def truth(text: str, value: Any) -> Any:
        if type(value) in _PLAIN:
            return value
        guards = session.guards
        if guards.decided and _is_one_decision(value) and text.endswith((")", "]")):
            name, records, outcome = guards.decided
            guards.decided = None
            if outcome == bool(value):
                guards.add(TracedGuard(name, text, records, outcome))
        elif is_traced(value) or (numpy_support(value) and getattr(value, "size", 0) == 1):
            note_guard(session, "bool", text, (value,), bool(value))
        return value

    return truth


def _is_one_decision(result: Any) -> bool:
    """True for a bool of NumPy's, and for an array with one of them."""
    dtype = getattr(result, "dtype", None)
    return getattr(dtype, "kind", "") == "b" and bool(result.size == 1)


def _value(operand: Any) -> Any:
    """The note for a side without a record: a number, a few numbers, or nothing."""
    value = plain(operand)
    if type(value) is bool or can_wrap(value):
        return value
    if isinstance(operand, _SEARCHED) and len(operand) <= _MOST_SEARCHED:
        items = [plain(item) for item in operand]
        return tuple(item for item in items if type(item) is bool or can_wrap(item))
    return value if numpy_support(value) else None


class _Chains:
    """`a < f() < b`: each side is computed once, and the second pair only after a true one."""

    def __init__(self, by_sign: dict[str, Callable[..., Any]]) -> None:
        self._by_sign = by_sign
        self._middle: dict[tuple[int, int], Any] = {}

    def begin(self, number: int, sign: str, text: str, left: Any, right: Any) -> Any:
        """The first pair; its right side is kept for the next one."""
        result = self._by_sign[sign](text, left, right)
        if result is not False:
            self._middle[number, id(sys._getframe(1))] = right
        return result

    def go_on(self, number: int, sign: str, text: str, right: Any) -> Any:
        """A pair between the first and the last."""
        place = number, id(sys._getframe(1))
        result = self._by_sign[sign](text, self._middle.pop(place), right)
        if result is not False:
            self._middle[place] = right
        return result

    def end(self, number: int, sign: str, text: str, right: Any) -> Any:
        """The last pair."""
        left = self._middle.pop((number, id(sys._getframe(1))))
        return self._by_sign[sign](text, left, right)
