"""The gradients that the reader's code computes itself, and the one that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph import Handwritten
from graphviz_backprop.graph.gradient_names import SEED, derivative
from graphviz_backprop.ops import Number
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array, is_finite, shape_of

Namer = Callable[[str, Call | None], str]


def _written(session: Session) -> Iterator[tuple[str, Record, SourceLocation]]:
    """Every name given to a number, computed or not, in the order of the code."""
    named: list[tuple[str, Record, SourceLocation]] = [
        (b.name, b.record, b) for b in session.bindings
    ]
    named += [(leaf.name, leaf, leaf) for v in session.variables for leaf in v.every_leaf()]
    yield from sorted(named, key=lambda one: one[1].serial)


def handwritten(
    session: Session, source: str, is_whole: bool = False, named: Namer | None = None
) -> Iterator[tuple[Handwritten, int]]:
    """The gradients that the code computes itself, each with its serial.

    `named` gives a name its object's in the place of `self`.
    An array is one gradient for each element, unless it is wanted as a whole.
    """
    for name, record, placed in _written(session):
        if derivative(name) and record.value is not None:
            if named is not None:
                name = named(name, placed.call if isinstance(placed, Binding) else record.named_in)
            numbers = [(name, record.value)] if is_whole else _numbers_of(name, record)
            for one, value in numbers:
                yield Handwritten(one, value, place_of(placed, source)), record.serial


def _numbers_of(name: str, record: Record) -> list[tuple[str, Number]]:
    """The number of this name, or each of an array with its own."""
    if not is_loaded():
        return [(name, record.value)]
    from graphviz_backprop.tracing.arrays.expand import elements_by_name

    return elements_by_name(name, record.value)


def find_seed(
    session: Session, source: str, serials: range, name: str | None, output: Record
) -> Handwritten | None:
    """The gradient from the next layer: of this name, or one number called `dvalue`.

    The pass's own, else the one that holds, else a later.

    Raises:
        BackpropError: there is none of this name, or none in the shape of the output.
    """
    written = [
        (record, placed)
        for one, record, placed in _written(session)
        if one == (name or SEED) and (name or not is_array(record.value))
    ]
    if name is None:
        written = [one for one in written if is_finite(one[0].value)]
    own = [one for one in written if one[0].serial in serials]
    before = [one for one in written if one[0].serial < serials.start]
    for record, placed in own or before[-1:] or written:
        last = _last_written(session, record)
        if is_array(last.value) and shape_of(last.value) != shape_of(output.value):
            expected = shape_of(output.value) or "one number, as the output is"
            raise BackpropError(
                f"{source}: the seed {name} has the shape {shape_of(last.value)}; "
                f"expected {expected}"
            )
        return Handwritten(name or SEED, last.value, place_of(placed, source))
    if name is not None:
        raise BackpropError(
            f"{source}: no number or array is named {name!r}; the seed is a number, or the name "
            "of one in the code"
        )
    return None


def _last_written(session: Session, record: Record) -> Record:
    """An array's record after all that was written into it: `drelu[z <= 0] = 0`."""
    order = ancestors(binding.record for binding in session.bindings)
    after = {one.inputs[0]: one for one in order if one.inputs and one.op.kind is Kind.WRITE}
    while record in after:
        record = after[record]
    return record
