"""The steps between an array and the output, each with the lines that derive it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.of_arrays.entry_lines import entry_lines
from graphviz_backprop.derivations.of_arrays.line import Line
from graphviz_backprop.derivations.of_arrays.product_lines import product_lines
from graphviz_backprop.derivations.of_arrays.reduction_lines import reduction_lines
from graphviz_backprop.derivations.of_arrays.softmax_lines import SOFTMAX, softmax_lines
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.derivations.spelled import latex_name
from graphviz_backprop.graph import Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import is_array

_WAYS = (product_lines, softmax_lines, reduction_lines, entry_lines)
_SHORT = 2  # lines of a step after the first: the same for each entry, and all at once
_TO_LOSS = "the targets of a sample add up to 1"


@quick_dataclass(frozen=True)
class Section:
    """A step with its lines.

    Attributes:
        step: what is derived.
        target: the name of the gradient.
        upstream: the name of the one that it comes from; empty where the lines reach the loss.
        lines: of it.
        code: the last of them where that is the whole array at once.
        arrays: what the lines can be run with, by what is written for it.
    """

    step: Step
    target: str
    upstream: str
    lines: tuple[Line, ...]
    code: Line | None
    arrays: dict[str, Any]


def sections_of(backprop: Backprop, own: Node) -> Iterator[Section]:
    """The steps from an array to the output, from the array on.

    None where its own steps can't be derived; behind a later one that can't be, nothing follows.

    Args:
        backprop: of a graph of arrays or layers.
        own: the array.
    """
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    for step in backprop.steps:
        steps[step.edge.producer].append(step)
    reached = {own.index}
    for producer in range(own.index, len(backprop.graph)):
        if producer not in reached:
            continue
        for step in steps[producer]:
            writing = Writing(backprop, step)
            if writing.target == writing.upstream:  # the same numbers under the same name
                reached.add(step.edge.consumer)
                continue
            section = _section(writing, is_first=producer == own.index)
            if section is None:
                if producer != own.index:
                    yield _gap(writing)
                continue
            yield section
            if section.upstream:
                reached.add(step.edge.consumer)


def start_of(backprop: Backprop) -> Line | None:
    """What all starts from: the output's own gradient, where that is one number."""
    if is_array(backprop.seed):
        return None
    name = Writing(backprop, backprop.steps[0]).upstream
    number = shown(float(backprop.seed))
    reason = "what all starts from: the output's gradient with respect to itself"
    return Line(name, number, reason, rf"{latex_name(name)} &= {number}", True)


def _section(writing: Writing, is_first: bool) -> Section | None:
    found = next((made for made in (tuple(way(writing)) for way in _WAYS) if made), ())
    noun, target = writing.node.op.noun, writing.target
    if not found:
        if not writing.line_of_code():
            return None
        found = (writing.all_at_once(f"what the {noun} hands back"),)
    code = found[-1] if found[-1].left == target and found[-1].runs else None
    is_down = any(line.reason == _TO_LOSS for line in found)
    if not is_first and writing.node.op.name not in SOFTMAX:
        short = tuple(line for line in found if line.runs and line.is_of(target))
        found = short[-_SHORT:] or found[-1:]
    which, of = writing.share
    if of > 1:
        found = _named(found, f"contribution {which} of {of} to {target}, through the {noun}")
    elif not is_first:
        found = _named(found, f"through the {noun} comes {target}")
    if which > 1:
        found = tuple(line.added_to(target) for line in found)
        code = code.added_to(target) if code else None
    upstream = "" if is_down else writing.upstream
    return Section(writing.step, target, upstream, found, code, writing.arrays)


def _gap(writing: Writing) -> Section:
    """A step that has no short form: what is behind it is in the figure alone."""
    reason = f"it comes back through the {writing.node.op.noun}, which has no short form"
    line = Line(writing.target, "…", reason, rf"{latex_name(writing.target)} &= \ldots")
    return Section(writing.step, writing.target, "", (line,), None, {})


def _named(lines: tuple[Line, ...], what: str) -> tuple[Line, ...]:
    """The first line says what it is about."""
    return (replace(lines[0], reason=f"{what}: {lines[0].reason}"), *lines[1:])
