"""The parts of a calculation over arrays: what is multiplied, and the entry that is explained."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphviz_backprop.backward import Step
from graphviz_backprop.storyboard.grid import Entry, make_grid
from graphviz_backprop.values import Value, is_array

VALUE, LOCAL, GRADIENT = "value", "local", "gradient"
PRODUCT, ELEMENTS, MOVE, FORMULA = "·", "⊙", "→", ""


@dataclass(frozen=True, slots=True)
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
    """

    value: Value
    role: str
    node: int | None
    is_transposed: bool = False
    picked: tuple[Entry, ...] = ()
    title: str = ""
    sign: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
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
    """

    step: Step
    sign: str
    operands: tuple[Operand, ...]
    result: Operand
    entry: Entry | None
    terms: tuple[tuple[float, ...], ...]
    axes: tuple[int, ...] = ()
    row: int | None = None

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
    def total(self) -> float:
        """The explained entry of the contribution."""
        return float(self.step.contribution[self.entry] if self.entry else self.step.contribution)


def result_of(step: Step, entry: Entry | None) -> Operand:
    """The contribution as the last operand."""
    picked = () if entry is None else (entry,)
    return Operand(step.contribution, GRADIENT, step.edge.producer, False, picked)


def steepest(contribution: Value) -> Entry | None:
    """The entry to explain: the largest one that is shown, of equal ones the first."""
    return next(by_steepness(contribution), None)


def fullest(contribution: Value, terms: Value) -> Entry | None:
    """The entry to explain where each is a sum: one with the most terms that are not zero.

    Of those the largest that is shown, of equal ones the first.

    Args:
        contribution: the sums.
        terms: how many terms of each are not zero.
    """
    order = list(by_steepness(contribution))
    return max(order, key=lambda entry: int(terms[entry] if entry else terms), default=None)


def by_steepness(contribution: Value) -> Iterator[Entry]:
    """The entries that are shown, from the largest to the smallest."""
    numbers: Any = np.asarray(contribution, dtype=float)

    def size(entry: Entry) -> float:
        number = abs(float(numbers[entry]))
        return number if math.isfinite(number) else -1.0

    yield from sorted(shown_places(contribution), key=size, reverse=True)


def shown_places(value: Value) -> list[Entry]:
    """The positions of the entries that a grid shows."""
    return list(make_grid(value).entries()) if is_array(value) else [()]
