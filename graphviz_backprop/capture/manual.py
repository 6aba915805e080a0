"""A graph built by hand: named values, operators, and the functions of `ops` on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph
from graphviz_backprop.levels import ELEMENT, View
from graphviz_backprop.ops import Op, absolute, neg
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import OPERATIONS, is_number, is_traced, operate, plain


class Value:
    """A number in a graph built by hand.

    It is no float on purpose: `math.exp` of it is an error that names `gb.exp`, where a float would
    lose its record without a word.
    """

    __slots__ = ("_traced",)

    def __init__(self, traced: Any) -> None:
        self._traced = traced

    @property
    def record(self) -> Record:
        """How it was computed."""
        record: Record = self._traced._record
        return record

    def __repr__(self) -> str:
        name = self.record.name
        return f"Value({name} = {self._traced!r})" if name else f"Value({self._traced!r})"

    def __float__(self) -> float:
        raise BackpropError(
            f"{self!r} can't be a plain number, its operations would be lost; "
            "use gb.exp, gb.log, gb.tanh, … in the place of the math module's functions"
        )

    def __bool__(self) -> bool:
        return bool(self._traced)

    def __hash__(self) -> int:
        return hash(self.record)

    def __eq__(self, other: object) -> bool:
        return bool(self._traced == _inner(other))

    def __lt__(self, other: Any) -> bool:
        return bool(self._traced < _inner(other))

    def __le__(self, other: Any) -> bool:
        return bool(self._traced <= _inner(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self._traced > _inner(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self._traced >= _inner(other))

    def __neg__(self) -> Any:
        return _apply(neg, self)

    def __abs__(self) -> Any:
        return _apply(absolute, self)

    def __add__(self, other: Any) -> Any:
        return _operate("add", self, other)

    def __radd__(self, other: Any) -> Any:
        # The built-in sum starts from the int 0, which is no part of the graph.
        return self if type(other) is int and other == 0 else _operate("add", other, self)

    def __sub__(self, other: Any) -> Any:
        return _operate("sub", self, other)

    def __rsub__(self, other: Any) -> Any:
        return _operate("sub", other, self)

    def __mul__(self, other: Any) -> Any:
        return _operate("mul", self, other)

    def __rmul__(self, other: Any) -> Any:
        return _operate("mul", other, self)

    def __truediv__(self, other: Any) -> Any:
        return _operate("truediv", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _operate("truediv", other, self)

    def __pow__(self, other: Any) -> Any:
        return _operate("pow", self, other)

    def __rpow__(self, other: Any) -> Any:
        return _operate("pow", other, self)


def _inner(value: Any) -> Any:
    return value._traced if isinstance(value, Value) else value


def _operate(name: str, left: Any, right: Any) -> Any:
    left, right = _inner(left), _inner(right)
    if not (is_number(left) and is_number(right)):
        return NotImplemented
    return Value(OPERATIONS[name](left, right))


def _apply(op: Op, *args: Any) -> Any:
    """The op on values by hand, on traced numbers, or on plain ones."""
    inner = [_inner(arg) for arg in args]
    for arg in inner:
        if not is_number(arg):
            raise BackpropError(f"{op.name}: got a {type(arg).__name__}; expected a number")
    if not any(map(is_traced, inner)):
        return op.forward(*inner)
    result = operate(op, op.forward, *inner)
    return Value(result) if any(isinstance(arg, Value) for arg in args) else result


def function(op: Op) -> Callable[..., Any]:
    """The op as a function of values by hand, of traced numbers and of plain ones."""

    def apply(*args: Any) -> Any:
        return _apply(op, *args)

    apply.__name__ = apply.__qualname__ = op.name
    apply.__doc__ = f"The {op.noun}, `{op.code}`, of a named value, a traced number or a plain one."
    return apply


def value(name: str, number: Any) -> Any:
    """A named input, or the name of a computed value.

    Args:
        name: the name in the picture; the parts of a list are `x[0]`, `x[1]`, …
        number: a number, a list of numbers (a list of values comes back), or a computed `Value`,
            which gets the name if it has none yet.

    Raises:
        BackpropError: it is none of these, or the name is no text.
    """
    if not (isinstance(name, str) and name):
        raise BackpropError(f"a value needs a name; got {name!r}, expected a string like 'x'")
    if isinstance(number, Value):
        number.record.name = number.record.name or name
        return number
    session = Session()
    bound = session.bind(name, _floats(name, number))
    return _values(bound)


def _floats(name: str, number: Any) -> Any:
    if isinstance(number, list | tuple):
        return [_floats(f"{name}[{index}]", part) for index, part in enumerate(number)]
    if type(number) not in (float, int):
        raise BackpropError(
            f"{name}: got a {type(number).__name__}; expected a number, a list of numbers or a "
            "computed value"
        )
    return number


def _values(bound: Any) -> Any:
    return [_values(part) for part in bound] if isinstance(bound, list) else Value(bound)


def graph_of(output: Any) -> Graph:
    """The graph of a value built by hand.

    Raises:
        BackpropError: the output is no such value.
    """
    if not isinstance(output, Value):
        raise BackpropError(
            f"the output is a {type(output).__name__} ({plain(output)!r}); expected a value that "
            "was computed from gb.value; use gb.relu for max(z, 0)"
        )
    session = Session()
    variables = [r.variable for r in ancestors([output.record]) if r.variable is not None]
    session.variables = list({id(variable): variable for variable in variables}.values())
    source = output.record.name or "graph"
    return build_view(session, output.record, source, View(ELEMENT))
