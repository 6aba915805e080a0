"""An op from outside the package as data: what it gave in one run, for another process."""

from __future__ import annotations

import copyreg
import math
from bisect import bisect
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from graphviz_backprop.ops.op import Number, Op
from graphviz_backprop.quick_dataclass import quick_dataclass

Numbers = tuple[Number, ...]
_CURVE_POINTS = 33


@quick_dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The results of an op by its arguments; between the points of its curve on straight lines."""

    by_numbers: dict[Any, Number]
    curve: tuple[tuple[Number, Number], ...]

    def __call__(self, *numbers: Number) -> Number:
        """The result at these arguments; nan where it is not known."""
        known = self.by_numbers.get(_key(numbers))
        if known is not None or not self.curve:
            return math.nan if known is None else known
        x = min(max(numbers[0], self.curve[0][0]), self.curve[-1][0])
        after = min(bisect(self.curve, (x, math.inf)), len(self.curve) - 1)
        (left, low), (right, high) = self.curve[after - 1], self.curve[after]
        return low + (high - low) * (x - left) / (right - left)


@quick_dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """The vjp of an op w.r.t. one argument, by its arguments; with None w.r.t. any of them."""

    argument: int | None
    by_numbers: dict[Any, Numbers]

    def __call__(self, *call: Any) -> Any:
        """The gradient `g` times the local derivative; nan where that is not known."""
        if self.argument is None:
            argument, g, _, numbers = call
        else:
            argument, (g, _, *numbers) = self.argument, call
        slopes = self.by_numbers.get(_key(tuple(numbers)))
        return math.nan if slopes is None else g * slopes[argument]


class CarriedOp(Op):
    """An op that goes from process to process with its numbers: only these are known there."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """It is its fields, which hold no function but `Values` and `Slopes`."""
        slots = {field.name: getattr(self, field.name) for field in fields(self)}
        return copyreg.__newobj__, (type(self),), (None, slots)  # type: ignore[attr-defined]  # not in stubs


def is_from_outside(op: Op) -> bool:
    """True for an op that another package, or the reader's code, has registered."""
    modules = {str(getattr(vjp, "__module__", "")).partition(".")[0] for vjp in op.vjps}
    return bool(modules - {__name__.partition(".")[0]})


def carried(op: Op, calls: Iterable[tuple[Numbers, Number]]) -> CarriedOp:
    """The op with what it gives at the arguments of these calls.

    Args:
        op: one that works on each number by itself.
        calls: the arguments and the result of each.
    """
    values: dict[Any, Number] = {}
    slopes: dict[Any, Numbers] = {}
    for numbers, value in calls:
        key = _key(numbers)
        if key not in values:
            values[key] = value
            each = (op.local(argument, value, numbers) for argument in range(len(numbers)))
            slopes[key] = tuple(map(float, each))
    known = {field.name: getattr(op, field.name) for field in fields(op)}
    arguments = [None] if op.variadic else range(len(op.vjps))
    return CarriedOp(
        **known
        | {
            "forward": Values(values, _points(op)),
            "vjps": tuple(Slopes(argument, slopes) for argument in arguments),
            "curve": op.curve and tuple(map(float, op.curve)),  # where the code was recorded too
            "samples": (),
            "takes_arrays": False,
            "array_vjps": (),
            "gradients_at": None,
            "functions": (),
        }
    )


def _key(numbers: Numbers) -> Any:
    """The arguments as a key: a nan, which equals nothing, as None."""
    return tuple(None if number != number else number for number in numbers)


def _points(op: Op) -> tuple[tuple[Number, Number], ...]:
    if op.curve is None:
        return ()
    low, high = map(float, op.curve)
    steps = (low + (high - low) * step / (_CURVE_POINTS - 1) for step in range(_CURVE_POINTS))
    return tuple((step, float(op.forward(step))) for step in steps)
