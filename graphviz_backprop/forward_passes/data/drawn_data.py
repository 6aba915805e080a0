"""Data that is made up outside of a function, and first weights: inputs, no computations.

The rule. A named array is an input as a whole, whatever it was computed from, when no matrix
product is among that, and it was computed from named numbers and from arrays that NumPy made up
alone, of which none is updated later or has a gradient in the code, and
- random numbers without a name are among them: `W = np.random.randn(n, m) / np.sqrt(n)`,
  `X = centers[labels] + 0.8 * rng.normal(size=(m, 2))`;
- or the code has updates, and it was filled row by row, `X[rows] = …`, or it was decided by such
  data, `Y = (X[0] > X[1]).astype(float)`;
- or it was filled with numbers of the code alone: `e = np.zeros(3)` and then `e[k] = 1.0`.
"""

from __future__ import annotations

from collections.abc import Container
from enum import Enum

from graphviz_backprop.forward_passes.roles.named_gradients import find_differentiated, known_names
from graphviz_backprop.function_table import Kind, kind_of
from graphviz_backprop.graph.gradient_names import base, derivative, of_object, squeeze
from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session


class Making(Enum):
    """How an array was made."""

    COMPUTED = "it is no data"
    DRAWN = "of random numbers without a name"
    FILLED = "row by row, or decided by data"
    WRITTEN = "filled with numbers of the code"


def find_drawn_data(
    session: Session, order: list[Record], known: Container[Record]
) -> list[Record]:
    """Return the arrays that are inputs by the rule of this module.

    Args:
        session: what the run left behind.
        order: every record behind a name, in the order of the code.
        known: the arrays that are known to be data.
    """
    names = {one.record: one.name for one in session.bindings if not derivative(one.name)}
    found: dict[Record, None] = {}
    data = Data(session)
    for record in order:
        for part in record.inputs:
            if _is_filled(part) and record.op.kind is not Kind.WRITE:
                row = part.inputs[1]
                called = (names.get(row, ""), row.name, *session.aliases.get(row, ()))
                own = _before_writes(part).name
                name = own or next((base(n) for n in called if n.endswith("]")), "")
                names.setdefault(part, name)
    for record in order:
        name = names.get(record, "")
        if not name or record.is_leaf or record in known or _is_view_of(record, found):
            continue
        making = _making(record, name, found, data)
        is_training = bool(session.updated)
        if making in (Making.DRAWN, Making.WRITTEN) or (making is Making.FILLED and is_training):
            record.name = record.name or name
            found[record] = None
    return list(found)


def whole_of(record: Record) -> Record:
    """The array that a view shows a part of: a view is made where it is used."""
    while record.op.kind is Kind.PART and record.inputs:
        record = record.inputs[0]
    return record


def _is_view_of(record: Record, data: Container[Record]) -> bool:
    """True if it is only a part of data, or its numbers in another shape."""
    while record.op.kind is Kind.PART and record.inputs:
        record = record.inputs[0]
        if record in data:
            return True
    return False


def _is_filled(record: Record) -> bool:
    """True if it is an array after a write to a part, which has no name of its own."""
    return record.op.kind is Kind.WRITE and not record.name


def _before_writes(record: Record) -> Record:
    """The array as it was made."""
    while _is_filled(record):
        record = record.inputs[0]
    return record


class Data:
    """Tells which inputs may be data: none that is updated or has a gradient in the code.

    `refused` are the named values that no data was computed from.
    """

    def __init__(self, session: Session) -> None:
        self.refused: set[Record] = set()
        self._session = session
        self._with_gradient: frozenset[str] | None = None

    def may_hold(self, leaf: Record) -> bool:
        """True if an input may be a part of data."""
        variable = base(leaf.name)
        own = of_object(variable)[1]  # `dfilters` is that of `self.filters`
        if not self._session.updated.isdisjoint((variable, own)):
            return False
        if self._with_gradient is None:  # that is asked for seldom
            known = known_names(self._session, self._session.bindings)
            found = find_differentiated(self._session, self._session.bindings, known)
            self._with_gradient = found.with_gradient
        also = self._session.aliases.get(leaf, ())  # `W1` of `parameters["W1"]`
        return self._with_gradient.isdisjoint(map(squeeze, (leaf.name, variable, own, *also)))


def _making(record: Record, name: str, found: Container[Record], data: Data) -> Making:
    """How an array of this name was made, as far as the named arrays of data before it."""
    if not hasattr(record.value, "ndim") or not record.value.ndim:
        return Making.COMPUTED
    making, is_of_the_code = Making.COMPUTED, True
    waiting, seen = [record], {record}
    while waiting:
        one = waiting.pop()
        if getattr(one, "is_drawn", False):
            making = Making.DRAWN
        is_found = one in found and one is not record
        if one.is_constant or (is_found and data.may_hold(one)):  # first weights make no data
            is_of_the_code = is_of_the_code and one.is_constant
            continue
        if is_found or _is_no_data(one, data):
            data.refused.add(record)
            return Making.COMPUTED
        if one.op.kind in (Kind.WRITE, Kind.CHOSEN) and making is Making.COMPUTED:
            making = Making.FILLED
        is_of_the_code = is_of_the_code and _is_filling(one, base(name))
        waiting += [part for part in one.inputs if part not in seen]
        seen.update(one.inputs)
    return Making.WRITTEN if is_of_the_code and making is Making.FILLED else making


def _is_filling(one: Record, array: str) -> bool:
    """True if it is a number that the code writes into an array, or the array after that."""
    if one.op is not LEAF:
        return one.op.kind is Kind.WRITE
    return one.is_single and base(one.name) == array != one.name


def _is_no_data(one: Record, data: Data) -> bool:
    """True if no data is computed from it: a layer, an input that was not made up."""
    if one.op is not LEAF:
        is_layer = kind_of(one.op.function) is Kind.PRODUCT
        return is_layer or one.is_opaque or one in data.refused
    if one.is_not_input:
        return False
    is_made_up = one.is_single or bool(getattr(one, "is_synthetic", False))
    return one.is_given or not is_made_up or not data.may_hold(one)
