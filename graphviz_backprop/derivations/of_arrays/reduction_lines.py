"""A term of a sum, a mean, a maximum or a minimum: what its result hands back to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviz_backprop.derivations.of_arrays.entries import is_whole, with_numbers
from graphviz_backprop.derivations.of_arrays.index_rules import of_reduction
from graphviz_backprop.derivations.of_arrays.line import (
    Line,
    filled,
    left_side,
    line_with_numbers,
    make_line,
    named,
)
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.expressions import constant
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import steepest_entry

_LETTERS = "ijkl"


def reduction_lines(writing: Writing) -> Iterator[Line]:
    """The lines; none where the step is into no reduction, or equal entries share a maximum."""
    own, node, step = writing.own, writing.node, writing.step
    rank = len(own.shape)
    if not 0 < rank <= len(_LETTERS) or not own.value.size:
        return
    letters = _LETTERS[:rank]
    rule = of_reduction(
        node.op.name,
        ", ".join(letters),
        ", ".join(_left_over(writing, letters)),
        own.value.size // max(1, int(np.size(node.value))),
    )
    if rule is None or not writing.line_of_code():
        return
    names = {"a": writing.name(own), "r": writing.name(node), "d": writing.target}
    names["g"] = writing.keep(writing.upstream, step.upstream)
    parts = named(names)
    place = steepest_entry(writing.contribution)
    at = {letter: constant(index) for letter, index in zip(letters, place, strict=True)}
    yield make_line(left_side(rule.left, parts), filled(rule.right, parts), rule.reason, runs=True)
    numbers = with_numbers(filled(rule.right, {**parts, **at}), writing.arrays)
    if is_whole(numbers):
        left = left_side(rule.left, {**parts, **at})
        result = shown(float(writing.contribution[place]))
        yield from line_with_numbers(left, numbers, result)
    yield writing.all_at_once()


def _left_over(writing: Writing, letters: str) -> list[str]:
    """The indices of the result: an axis that is kept with one entry has the index 0."""
    axis = writing.node.options.get("axis")
    axes = range(len(letters)) if axis is None else np.atleast_1d(axis)
    reduced = {int(one) % len(letters) for one in axes}
    if len(writing.node.shape) == len(letters):
        return ["0" if at in reduced else letter for at, letter in enumerate(letters)]
    return [letter for at, letter in enumerate(letters) if at not in reduced]
