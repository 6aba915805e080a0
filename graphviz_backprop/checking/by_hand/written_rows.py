"""The derivatives that the code writes by hand, each with the lines that make it."""

from __future__ import annotations

import ast
import re
from collections.abc import Container
from dataclasses import field

from graphviz_backprop.checking.by_hand.averages import is_average, is_sum_of_squares
from graphviz_backprop.checking.by_hand.differences import is_difference
from graphviz_backprop.checking.by_hand.element_by_element import begins_anew, reads_one_element
from graphviz_backprop.checking.by_hand.names_by_update import NamesByUpdate
from graphviz_backprop.checking.by_hand.names_of_rows import (
    OF_ERROR,
    is_of_adjoint,
    is_of_layer,
    known_names,
    reading_of,
)
from graphviz_backprop.checking.by_hand.units import Units, is_told_again
from graphviz_backprop.checking.by_hand.zeros import makes_zeros
from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.flat_numbers import Vector, is_stored
from graphviz_backprop.checking.watching.steps_of_updates import NamedSteps
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.forward_passes.roles.named_gradients import is_derivative_function
from graphviz_backprop.graph.gradient_names import (
    is_step,
    is_weak,
    squeeze,
)
from graphviz_backprop.quick_dataclass import quick_dataclass

# The parameter by which a function is asked for its derivative: `f(x, deriv=True)`.
_ASKS = re.compile(r"(?:is_)?(?:deriv(?:ative|ate|e)?|prime|grad(?:ient)?|diff|back(?:ward)?)")
_WEAK = re.compile(r"(?:.*\.)?_*(?:deltas?|errors?|err|e|grads?|gradients?|g|diff)_?\d*")


@quick_dataclass(slots=True)
class Row:
    """One derivative: the statements on one target until something else reads it.

    Attributes:
        events: those of its statements.
        of: the function that the name says, empty where it doesn't.
        to: the variable that the name says, empty where it doesn't.
        is_helper: what a function such as `sigmoid_prime` returns.
        is_hidden: what goes into derivatives, under a name that is none.
        is_clipped: what `np.clip` has made of a derivative.
        is_mean: a running mean of derivatives, which an optimiser keeps under their names.
        is_by_element: whether its elements were read as soon as they were written.
        before: of the same array's row before the last event, where it goes on in it.
        step: of a gradient that only an update has, 1 where it is added, -1 where it is taken away.
        is_by_update: whether no name tells that it is one, but an update.
        is_unit: whether a neuron keeps it beside what it gives.
        is_of_layer: whether its name tells a layer, and none of its values: `d_hidden_layer`.
        is_alone: whether it has a bar, as means have, and nothing to do with other derivatives.
    """

    events: list[Event]
    of: str = ""
    to: str = ""
    is_helper: bool = False
    is_hidden: bool = False
    reads: set[str] = field(default_factory=set)
    is_clipped: bool = False
    is_mean: bool = False
    is_by_element: bool = False
    before: list[Event] = field(default_factory=list)
    step: int = 0
    is_by_update: bool = False
    is_unit: bool = False
    is_of_layer: bool = False
    is_alone: bool = False

    @property
    def last(self) -> Event:
        """With its whole value."""
        return self.events[-1]

    @property
    def name(self) -> str:
        """What the code calls it."""
        return self.last.name

    @property
    def value(self) -> Vector:
        """Its numbers."""
        return self.last.value

    @property
    def key(self) -> tuple[int, str]:
        """Its place in the code, the same in each round."""
        return self.last.site.number, self.name

    @property
    def is_weak(self) -> bool:
        """True if the name may be something else's."""
        if is_stored(self.name) or self.name.startswith("delta_nabla_"):
            return False
        return (
            self.is_hidden
            or self.step != 0
            or self.is_by_update
            or self.is_of_layer
            or (is_weak(self.name) and "[" not in self.name)
            or not self.to
            or _WEAK.fullmatch(self.name) is not None
            or OF_ERROR.fullmatch(self.name) is not None
            or self.name.startswith("slope_")  # of a line, maybe
            or self.is_alone
        )


def find_rows(events: list[Event], forward: Container[str] = ()) -> list[Row]:
    """Return all rows in the order of their last statements; some names are the forward pass's."""
    known = known_names(events)
    verdicts: dict[str, tuple[str, str] | None] = {}
    steps, updates, units = NamedSteps(events), NamesByUpdate(events), Units(events)
    rows: list[Row] = []
    open_rows: dict[tuple[str, int, int], Row] = {}
    last_rows: dict[tuple[str, int, int], Row] = {}
    reading: dict[str, list[tuple[str, int, int]]] = {}
    items: dict[int, tuple[str, int, int]] = {}
    asked: set[int] = set()  # the calls of a function that ask for its derivative
    for event in events:
        site = event.site
        # What reads a target ends its row.
        for text in site.reads:
            for key in reading.get(text, ()):
                row = open_rows.get(key)
                is_own = key[:2] == (_own_name(event), _where(event)[0])
                is_own = is_own and key[2] in (event.owner, event.holder)
                if row is None or is_own or not _sees(event, row.last):
                    continue
                if reads_one_element(event, row.last):
                    row.is_by_element = True
                else:
                    del open_rows[key]
        if site.kind == "inner" and steps.sign(event):
            rows.append(Row([event], reads=set(site.reads), step=steps.sign(event)))
        if site.kind == "parameter" and event.like is True and _ASKS.fullmatch(event.name):
            asked.add(event.frame)
        if site.kind in ("parameter", "loop", "inner"):
            # So does a function that is handed the dict in which it is kept, under its own name.
            handed = items.pop(event.identity, None) if site.kind == "parameter" else None
            if handed is not None:
                open_rows.pop(handed, None)
            continue
        if site.kind == "return":
            is_alias = isinstance(site.value, (ast.Tuple, ast.Attribute, ast.Subscript))
            if isinstance(site.value, ast.Name):  # `return fx`, which is no derivative
                is_alias = reading_of(site.value.id, known) is not None
            is_helper = event.frame in asked or is_derivative_function(site.target.split("[")[0])
            if is_helper and not is_alias:
                rows.append(Row([event], to="", is_helper=True))
            continue
        name = event.name
        if name not in verdicts:
            verdicts[name] = None if name in forward else reading_of(name, known)
        parts = verdicts[name]
        by_update = updates.reading(name) if parts is None and name not in forward else None
        parts = parts or by_update
        is_unit = units.output(event) is not None and name not in forward
        if is_unit and is_told_again(event):
            continue
        parts = ("", "") if is_unit else parts
        if parts is None and name not in forward and steps.sign(event):
            rows.append(Row([event], reads=set(site.reads), step=steps.sign(event)))
        if parts is None or (OF_ERROR.fullmatch(name) and _is_error(event)):
            continue
        if is_average(event, parts[1]):
            continue
        key = (_own_name(event), *_where(event))
        key = (key[0], key[1], event.holder) if is_unit else key
        is_same = site.kind == "written" or name in site.reads
        row = open_rows.get(key) if is_same and not is_clipping(event) else None
        if row and row.is_by_element and begins_anew(event, [*row.before, *row.events]):
            row = None
        if row is None:
            earlier = last_rows.get(key) if site.kind == "written" else None
            row = Row([], parts[0], parts[1], before=earlier.events[-1:] if earlier else [])
            row.is_by_update, row.is_unit = by_update is not None, is_unit
            row.is_of_layer = is_of_layer(parts, known)
            rows.append(row)
            open_rows[key] = last_rows[key] = row
            for text in {name, name.split("[", 1)[0]}:
                texts = reading.setdefault(text, [])
                if key not in texts:
                    texts.append(key)
        if name.endswith("]") and event.is_shared:
            items[event.identity] = key
        row.events.append(event)
        row.reads |= site.reads
    rows = [row for row in rows if not _is_only_started(row)]
    rows.sort(key=lambda row: row.last.index)
    _mark_clipped(rows, events)
    for row in rows:
        row.is_mean = _is_running_mean(row.last.site.statement)
    _mark_alone(rows, events)
    means = {row.last.identity for row in rows if row.is_mean and row.last.is_shared}
    for row in rows:
        row.is_mean = row.is_mean or row.last.identity in means
    return rows


def _mark_alone(rows: list[Row], events: list[Event]) -> None:
    """Mark adjoints, as `w_bar`, that read no other derivative, and go into none and no update."""
    for row in [one for one in rows if is_of_adjoint(one.name)]:
        others = [one for one in rows if one.name != row.name]
        updates = [e.site.reads for e in events if squeeze(e.name) == row.to]
        row.is_alone = row.reads.isdisjoint(one.name for one in others) and not any(
            row.name in reads for reads in (*updates, *(one.reads for one in others))
        )


def _mark_clipped(rows: list[Row], events: list[Event]) -> None:
    """Mark what was clipped, and the same array under other names later."""
    clipped: dict[int, int] = {}
    for event in events:
        if event.is_shared and is_clipping(event):
            clipped.setdefault(event.identity, event.index)
    for row in rows:
        last = row.last
        row.is_clipped = is_clipping(last) or last.index > clipped.get(last.identity, last.index)


def is_clipping(event: Event) -> bool:
    """True if a statement limits numbers: `np.clip(dW, -1, 1, out=dW)`, `dW = np.clip(dW, …)`."""
    statement = event.site.statement
    value = statement.value if isinstance(statement, (ast.Assign, ast.Expr)) else None
    if not isinstance(value, ast.Call):
        return False
    name = called_name(value).lower()
    return name.startswith("clip")


def _is_error(event: Event) -> bool:
    """True of an error and no derivative by one: `l2_error = y - l2`, a sum of their squares."""
    value = event.site.value
    if is_sum_of_squares(value):
        return True
    return is_difference(value) or event.site.kind == "written" or not isinstance(value, ast.expr)


def _is_running_mean(statement: ast.AST) -> bool:
    """True if it goes on from a part of its last value: `v["dW"] = b * v["dW"] + g["dW"]`."""
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.BinOp):
        return False
    own = ast.unparse(statement.targets[0])
    sides = [statement.value.left, statement.value.right]
    return isinstance(statement.value.op, ast.Add | ast.Sub) and any(
        isinstance(side, ast.BinOp)
        and isinstance(side.op, ast.Mult)
        and own in (ast.unparse(side.left), ast.unparse(side.right))
        for side in sides
    )


def _is_only_started(row: Row) -> bool:
    """True if nothing but zeros was given: `self.grad = 0.0`, `[np.zeros(b.shape) for b in bs]`."""
    return len(row.events) == 1 and not row.value.any() and makes_zeros(row.last.site.value)


def _own_name(event: Event) -> str:
    """An attribute is the same under each name of its object."""
    return event.name.rpartition(".")[2] if event.owner else event.name


def _where(event: Event) -> tuple[int, int]:
    return (event.frame if not event.owner else 0, event.owner)


def _sees(reader: Event, target: Event) -> bool:
    """True if the name read there may be this target."""
    return bool(target.owner) or reader.frame == target.frame or not target.frame


def digits_of(value: ast.expr | None) -> int:
    """Return to how many digits a number in the code is written: 2 of `-0.35`; -1 for none."""
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    if isinstance(value, ast.Constant) and isinstance(value.value, float):
        text = repr(value.value)
        digits = len(text.partition(".")[2])
        return digits if digits >= 2 and "e" not in text else -1
    return -1


def says_nothing(name: str) -> bool:
    """Return whether a name tells of no variable: `grad`, `delta2`."""
    return _WEAK.fullmatch(name) is not None


def may_be_forward(name: str) -> bool:
    """True if a name may also be that of a step or a difference."""
    return is_step(name) or _WEAK.fullmatch(name) is not None
