"""How one step over arrays is computed: what is multiplied, and one entry of the result."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.array_captions import is_product
from graphviz_backprop.storyboard.counterparts import Counterparts, counterparts
from graphviz_backprop.storyboard.grid import Entry, make_grid
from graphviz_backprop.values import Value, is_array, shape_of

VALUE, LOCAL, GRADIENT = "value", "local", "gradient"
PRODUCT, ELEMENTS, MOVE = "·", "⊙", "→"
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Operand:
    """A number or an array in a calculation.

    Attributes:
        value: an array of a product is a matrix: a vector stands as a row or a column.
        role: "value", "local" or "gradient".
        node: whose value or gradient this is; None for a local derivative.
        is_transposed: the value is that of the node, transposed.
        picked: the positions in `value` that the explained entry is made of.
    """

    value: Value
    role: str
    node: int | None
    is_transposed: bool = False
    picked: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Working:
    """A step over arrays: `operands[0] sign operands[1] = result`, with one entry explained.

    Attributes:
        sign: a matrix product, a product element by element, or a move to other places.
        operands: what the result is made of, in the order of the formula.
        result: the step's contribution.
        entry: the position of the explained entry in the contribution, `()` in a number; None
            where nothing can be explained.
        terms: the factors of each term; the terms add up to the entry.
        axes: over which the product was summed, for the argument was broadcast along them.
    """

    step: Step
    sign: str
    operands: tuple[Operand, ...]
    result: Operand
    entry: Entry | None
    terms: tuple[tuple[float, ...], ...]
    axes: tuple[int, ...] = ()

    @property
    def roles(self) -> tuple[str, str]:
        """What the two factors of each term are."""
        if self.sign == PRODUCT:
            return self.operands[0].role, self.operands[1].role
        return LOCAL, GRADIENT

    @property
    def is_copy(self) -> bool:
        """The entry is one upstream gradient as it is, from another place."""
        return self.is_sum and len(self.terms) == 1

    @property
    def is_sum(self) -> bool:
        """The entry is a plain sum of upstream gradients."""
        return self.sign == MOVE and all(weight == 1 for weight, _ in self.terms)

    @property
    def total(self) -> float:
        """The explained entry of the contribution."""
        return float(self.step.contribution[self.entry] if self.entry else self.step.contribution)


def make_working(backprop: Backprop, step: Step) -> Working:
    """The calculation of a step over arrays."""
    node = backprop.graph.nodes[step.edge.consumer]
    if step.local is not None:
        return _elements(step)
    if is_product(backprop.graph, step):
        return _product(backprop, node, step)
    return _move(backprop, node, step)


def _product(backprop: Backprop, node: Node, step: Step) -> Working:
    """The gradient of the left factor is g · bᵀ, that of the right one aᵀ · g."""
    a, b = (np.asarray(value, dtype=float) for value in backprop.graph.args(node)[:2])
    rows, columns = (a[None, :] if a.ndim == 1 else a), (b[:, None] if b.ndim == 1 else b)
    upstream = np.reshape(step.upstream, (rows.shape[0], columns.shape[1]))
    is_right = step.edge.argument == 1
    left, right = (rows.T, upstream) if is_right else (upstream, columns.T)
    whole = np.reshape(step.contribution, (left.shape[0], right.shape[1]))
    entry = _steepest(step.contribution)
    place: Entry = (0, 0)
    terms: tuple[tuple[float, ...], ...] = ()
    if entry is not None:
        place = entry if len(entry) == 2 else (entry[0], 0) if is_right else (0, entry[0])
        terms = tuple(zip(left[place[0]].tolist(), right[:, place[1]].tolist(), strict=True))
    row = tuple((place[0], k) for k in range(len(terms)))
    column = tuple((k, place[1]) for k in range(len(terms)))
    other, its = node.inputs[1 - step.edge.argument], node.index
    operands = (
        (Operand(left, VALUE, other, True, row), Operand(right, GRADIENT, its, False, column))
        if is_right
        else (Operand(left, GRADIENT, its, False, row), Operand(right, VALUE, other, True, column))
    )
    result = Operand(whole, GRADIENT, step.edge.producer, False, (place,) if terms else ())
    return Working(step, PRODUCT, operands, result, entry, terms)


def _elements(step: Step) -> Working:
    """Local derivative times upstream, summed where the argument was broadcast."""
    upstream = np.asarray(step.upstream, dtype=float)
    local = np.broadcast_to(np.asarray(step.local, dtype=float), upstream.shape)
    entry = _steepest(step.contribution)
    places = () if entry is None else tuple(_places(entry, step.contribution, upstream.shape))
    terms = tuple((float(local[one]), float(upstream[one])) for one in places)
    shape = (1,) * (upstream.ndim - len(shape_of(step.contribution))) + shape_of(step.contribution)
    axes = tuple(k for k, n in enumerate(shape) if n != upstream.shape[k] or k < _extra(step))
    is_uniform = local.size > 0 and bool((local == local.flat[0]).all())
    operands = (
        Operand(float(local.flat[0]), LOCAL, None)
        if is_uniform
        else Operand(local, LOCAL, None, False, places),
        Operand(step.upstream, GRADIENT, step.edge.consumer, False, places),
    )
    return Working(step, ELEMENTS, operands, _result(step, entry), entry, terms, axes)


def _move(backprop: Backprop, node: Node, step: Step) -> Working:
    """Any other op on whole arrays: which upstream gradients an entry is made of."""
    entry, found = _explained(backprop, node, step)
    numbers = np.asarray(step.upstream, dtype=float)
    terms = tuple((weight, float(numbers[place])) for place, weight in found)
    picked = tuple(place for place, _ in found)
    operand = Operand(step.upstream, GRADIENT, step.edge.consumer, False, picked)
    return Working(step, MOVE, (operand,), _result(step, entry), entry, terms)


def _explained(backprop: Backprop, node: Node, step: Step) -> tuple[Entry | None, Counterparts]:
    """The entry to explain: one whose counterparts are shown too, where a large one has such."""
    seen = set(_shown(step.upstream))
    first: tuple[Entry | None, Counterparts] = (None, ())
    for entry in islice(_by_steepness(step.contribution), _TRIES):
        found = counterparts(backprop, node, step, entry)
        if found is None:
            break
        if all(place in seen for place, _ in found):
            return entry, found
        first = (entry, found) if first[0] is None else first
    return first


def _result(step: Step, entry: Entry | None) -> Operand:
    picked = () if entry is None else (entry,)
    return Operand(step.contribution, GRADIENT, step.edge.producer, False, picked)


def _extra(step: Step) -> int:
    """How many axes the result has more than the argument."""
    return len(shape_of(step.upstream)) - len(shape_of(step.contribution))


def _places(entry: Entry, contribution: Value, shape: tuple[int, ...]) -> Iterator[Entry]:
    """The positions in the op's result that one entry of an argument was broadcast to."""
    own = shape_of(contribution)
    extra = len(shape) - len(own)
    ranges = [range(length) for length in shape[:extra]]
    for position, mine, length in zip(entry, own, shape[extra:], strict=True):
        ranges.append(range(length) if mine == 1 else range(position, position + 1))
    yield from product(*ranges)


def _steepest(contribution: Value) -> Entry | None:
    """The entry to explain: the largest one that is shown, of equal ones the first."""
    return next(_by_steepness(contribution), None)


def _by_steepness(contribution: Value) -> Iterator[Entry]:
    numbers: Any = np.asarray(contribution, dtype=float)

    def size(entry: Entry) -> float:
        number = abs(float(numbers[entry]))
        return number if math.isfinite(number) else -1.0

    yield from sorted(_shown(contribution), key=size, reverse=True)


def _shown(value: Value) -> list[Entry]:
    return list(make_grid(value).entries()) if is_array(value) else [()]
