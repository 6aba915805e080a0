"""The parts of a calculation over arrays: what is multiplied, and the entry that is explained."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from graphviz_backprop.backward import Step
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.texts.grid import MOST, Entry, Window
from graphviz_backprop.values import Value, is_array

VALUE, LOCAL, GRADIENT = "value", "local", "gradient"
SIDE = 3  # rows or columns of a window
PRODUCT, ELEMENTS, MOVE, FORMULA = "·", "⊙", "→", ""


@quick_dataclass(frozen=True, slots=True)
class Operand:
    """A number or an array in a calculation.

    Attributes:
        value: an array of a product is a matrix: a vector stands as a row or a column.
        role: "value", "local" or "gradient".
        node: whose value or gradient this is; None for a local derivative.
        is_transposed: the value is that of the node, transposed.
        picked: the positions in `value` that the explained entry is made of.
        title: what stands above it in the place of the node's name.
        sign: what stands before it in a formula.
        part: which part of the node's value it is: `[1]`, the second sample.
        window: the rows and columns that are shown of a large one; None for all.
    """

    value: Value
    role: str
    node: int | None
    is_transposed: bool = False
    picked: tuple[Entry, ...] = ()
    title: str = ""
    sign: str = ""
    part: str = ""
    window: Window | None = None


@quick_dataclass(frozen=True, slots=True)
class Derivation:
    """A step over arrays: `operands[0] sign operands[1] = result`, with one entry explained.

    Attributes:
        sign: a matrix product, a product element by element, a move to other places, or a formula
            whose operands have their own signs.
        operands: what the result is made of, in the order of the formula.
        result: the step's contribution.
        entry: the position of the explained entry in the contribution, `()` in a number; None
            where nothing can be explained.
        terms: the factors of each term; the terms add up to the entry.
        axes: over which the product was summed, for the argument was broadcast along them.
        row: the sample that is explained, where each is computed by itself; None for all.
        blocked: of a gate that lets some through, an entry that it blocks.
    """

    step: Step
    sign: str
    operands: tuple[Operand, ...]
    result: Operand
    entry: Entry | None
    terms: tuple[tuple[float, ...], ...]
    axes: tuple[int, ...] = ()
    row: int | None = None
    blocked: Entry | None = None

    @property
    def is_large(self) -> bool:
        """One of its arrays has more rows or columns than a grid."""
        arrays = [one.value for one in (*self.operands, self.result) if is_array(one.value)]
        return any(max(np.shape(array)[-2:], default=0) > MOST for array in arrays)

    def in_windows(self) -> Derivation:
        """The same with windows of at most three rows and columns around the worked entry."""
        weights = [math.prod(term) for term in self.terms]

        def cut(operand: Operand) -> Operand:
            if not is_array(operand.value):
                return operand
            picked = operand.picked
            own = weights if len(weights) == len(picked) else [1.0] * len(picked)
            if self.blocked is not None and len(self.blocked) == np.ndim(operand.value):
                picked, own = (*picked, self.blocked), [*own, 0.0]
            return replace(operand, window=window_of(operand.value, picked, own))

        operands = tuple(map(cut, self.operands))
        return replace(self, operands=operands, result=cut(self.result))

    @property
    def roles(self) -> tuple[str, str]:
        """The texts of the two factors of each term."""
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
    def is_plain_sum(self) -> bool:
        """Its terms are upstream gradients as they are, several of them."""
        is_one = all(term[0] == 1 for term in self.terms)
        return self.is_sum or (self.sign == ELEMENTS and bool(self.axes) and is_one)

    @property
    def total(self) -> float:
        """The explained entry of the contribution."""
        return float(self.step.contribution[self.entry] if self.entry else self.step.contribution)


def result_of(step: Step, entry: Entry | None) -> Operand:
    """The contribution as the last operand."""
    picked = () if entry is None else (entry,)
    return Operand(step.contribution, GRADIENT, step.edge.producer, False, picked)


def steepest(contribution: Value) -> Entry | None:
    """The entry to explain: the largest one, of equal ones the first."""
    return fullest(contribution, None)


def fullest(contribution: Value, terms: Value) -> Entry | None:
    """The entry to explain where each is a sum: one with the most terms that are not zero.

    Of those the largest, of equal ones the first.

    Args:
        contribution: the sums.
        terms: how many terms of each are not zero; None for none counted.
    """
    return next(by_steepness(contribution, terms), None)


def by_steepness(contribution: Value, terms: Value = None) -> Iterator[Entry]:
    """The entries, those with the most terms first, then from the largest to the smallest.

    Of an array of more than two axes those of the first page.
    """
    if not is_array(contribution):
        yield ()
        return
    numbers = np.asarray(contribution, dtype=float)
    page = numbers[(0,) * max(0, numbers.ndim - 2)] if numbers.size else numbers
    sizes = np.where(np.isfinite(page), np.abs(page), -1.0).ravel()
    counts = np.zeros(sizes.size) if terms is None else np.reshape(terms, sizes.shape)
    for flat in np.lexsort((-sizes, -counts)):
        place = tuple(int(one) for one in np.unravel_index(int(flat), page.shape))
        yield (0,) * (numbers.ndim - page.ndim) + place


def window_of(value: Value, picked: Sequence[Entry], weights: Sequence[float]) -> Window | None:
    """Three rows and columns of an array: those of the worked entries, and what is beside them.

    Of more than two axes those of the first page. None where all of it is shown.

    Args:
        value: the array.
        picked: the entries that the worked one is made of.
        weights: how much each of them counts.
    """
    shape = np.shape(value)[-2:]
    if max(shape, default=0) <= SIDE or 0 in shape:
        return None
    on_page = [
        (place[-2:], weight)
        for place, weight in zip(picked, weights, strict=True)
        if not any(place[:-2])
    ]
    windows = [
        _three(length, [(place[axis], weight) for place, weight in on_page])
        for axis, length in enumerate(shape)
    ]
    return (windows[0], windows[1]) if len(windows) > 1 else ((0,), windows[0])


def _three(length: int, places: Sequence[tuple[int, float]]) -> tuple[int, ...]:
    """Of an axis the places that count most, filled up with their neighbours."""
    worth: dict[int, float] = {}
    for place, weight in places:
        worth[place] = worth.get(place, 0.0) + (abs(weight) if math.isfinite(weight) else math.inf)
    chosen = sorted(worth, key=lambda place: -worth[place])[:SIDE]
    near = min(chosen, default=0)
    # So near there are enough that are not chosen, however long the axis is.
    around = range(max(0, near - 2 * SIDE), min(length, near + 2 * SIDE + 1))
    others = sorted(set(around) - set(chosen), key=lambda place: (abs(place - near), place))
    return tuple(sorted([*chosen, *others[: SIDE - len(chosen)]]))
