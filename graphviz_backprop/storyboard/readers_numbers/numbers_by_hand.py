"""The step of each number of the reader's own that the check has judged.

The check has judged a line of the code by finite differences. A number is marked where our own
backward pass agrees with that truth: two witnesses stand behind each mark. What has no step of
its own, or is judged for another pass, is not marked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Handwritten, Judged, Node, Place
from graphviz_backprop.graph.gradient_names import base, derivative, is_seed, squeeze
from graphviz_backprop.graph.judged import RIGHT, WRONG
from graphviz_backprop.storyboard.frames.by_hand import (
    LOCAL,
    MOST_LINES,
    NOISE,
    SAME,
    TOTAL,
    ByHand,
    number_text,
)
from graphviz_backprop.storyboard.readers_numbers.lines_of_pass import lines_of_pass
from graphviz_backprop.values import Value, is_array, shape_of

_NEAR = 1e-4  # truths by finite differences, which are rounded
_MOST_DIGITS = 9  # to which a code may round
_NUMBER = re.compile(r"\d+$")


class NumbersByHand:
    """Finds the step of each judged number."""

    def __init__(self, backprop: Backprop) -> None:
        self._backprop = backprop
        self._graph = backprop.graph

    def of_step(self, step: Step) -> tuple[ByHand, ...]:
        """Return the judged numbers of a step, the local derivative before the gradient."""
        return self._by_step.get(step.index, ())

    def of_shot(self, kind: str, steps: Sequence[Step]) -> tuple[ByHand, ...]:
        """Return the judged numbers of a picture: a calculation's factor, its result, or both.

        Args:
            kind: "calculation", "result" or "step".
            steps: that are seen.
        """
        found = [one for step in steps for one in self.of_step(step)]
        left_out = {"calculation": TOTAL, "result": LOCAL}.get(kind)
        return tuple(one for one in found if one.kind != left_out)

    @cached_property
    def of_seed(self) -> tuple[ByHand, ...]:
        """The judged numbers from which the backward pass starts."""
        return tuple(one for step, one in self._placed if step is None)

    @cached_property
    def wrong_gradients(self) -> dict[int, ByHand]:
        """The wrong gradients, each by the index of its node."""
        every = [*self.of_seed, *(one for some in self._by_step.values() for one in some)]
        return {one.node: one for one in every if one.kind == TOTAL and not one.is_right}

    def told_of_all(self) -> tuple[str, ...]:
        """What the complete figure says: which lines are wrong, or how many are right."""
        wrong = [one for one in self._of_this_pass if one.verdict == WRONG]
        lines = [self._told(one) for one in wrong[:MOST_LINES]]
        if len(wrong) > MOST_LINES:
            lines.append(f"✗ and {len(wrong) - MOST_LINES} more lines")
        right = {base(one.name) for one in self._of_this_pass if one.verdict == RIGHT}
        right = {name for name in right if not is_seed(name)}
        if not wrong and right and not self.is_any_wrong:
            are = "derivatives of your code are" if len(right) > 1 else "derivative of your code is"
            lines.append(f"✓ {len(right)} {are} right")
        return tuple(lines)

    def _told(self, one: Judged) -> str:
        place = Place(self._graph.source, one.line, one.cell)
        if isinstance(one.value, float | int) and isinstance(one.truth, float | int):
            value, truth = number_text(one.value), number_text(one.truth)
            return f"✗ {place} has {one.name} = {value}; it is {truth}"
        return f"✗ {one.name} is wrong, {place}"

    @property
    def is_any_wrong(self) -> bool:
        """True if some number here is wrong, or follows from a wrong one."""
        return any(one.verdict != RIGHT for one in self._of_this_pass)

    @cached_property
    def _by_step(self) -> dict[int, tuple[ByHand, ...]]:
        found: dict[int, dict[str, ByHand]] = {}
        for step, one in self._placed:
            if step is not None:  # the first line that has it; a wrong one before all
                kinds = found.setdefault(step, {})
                if one.kind not in kinds or (kinds[one.kind].is_right and not one.is_right):
                    kinds[one.kind] = one
        order = (LOCAL, TOTAL)
        return {
            step: tuple(kinds[kind] for kind in order if kind in kinds)
            for step, kinds in found.items()
        }

    @cached_property
    def _of_this_pass(self) -> list[Judged]:
        """What was judged within the lines of the pass that is drawn."""
        lines, source = lines_of_pass(self._graph), self._graph.source
        return [one for one in self._graph.judged if lines.hold(Place(source, one.line, one.cell))]

    @cached_property
    def _placed(self) -> list[tuple[int | None, ByHand]]:
        """Each number with its step, the step None at the seed."""
        source = self._graph.source
        found = []
        for one in self._of_this_pass:
            place = Place(source, one.line, one.cell)
            for name in self._names_of(one):
                for step, kind, node, own, truth in self._steps_for(one, name):
                    verdict = one.verdict
                    if not _says(verdict, own, truth):
                        continue
                    entry = self._spelled_out(step) if is_array(truth) else None
                    number = ByHand(
                        name, place, own, truth, verdict, kind, node, one.follows, entry
                    )
                    found.append((step, number))
        return found

    def _names_of(self, one: Judged) -> list[str]:
        """What the objects call a number that was judged: `x.grad` of the line `self.u0.grad += …`.

        One line may give the gradients of several objects: only those of this value are meant.
        """
        written = [h for h in self._graph.handwritten if _is_of(h, one)]
        exact = [h for h in written if h.name == one.name]
        alike = [h for h in written if _is_same(h.value, one.value)]
        return list(dict.fromkeys(h.name for h in exact or alike or written)) or [one.name]

    def _spelled_out(self, step: int | None) -> tuple[int, ...] | None:
        """The entry of an array that the calculation of a step spells out."""
        if step is None:
            return None
        from graphviz_backprop.storyboard.derivation.working import make_working

        return make_working(self._backprop, self._backprop.steps[step]).entry

    def _steps_for(
        self, one: Judged, name: str
    ) -> Iterator[tuple[int | None, str, int, Value, Value]]:
        """The steps that a number may belong to: step, kind, node, its value, the true one."""
        parts = derivative(name)
        if parts is None:
            return
        names = {parts[1], last_name(one.to), _NUMBER.sub("", parts[1])}
        nodes = {node.index: node for key in names for node in self._by_name.get(key, ())}
        for node in nodes.values():
            part = self._entry_for(node, parts[1], one.to, one.value)
            truth = self._entry_for(node, parts[1], one.to, one.truth)
            if part is None or truth is None:
                continue
            own, expected = part[0], truth[0]
            for step, kind, true in self._numbers_at(node, one.of):
                if _is_near(expected, true):
                    yield step, kind, node.index, _like(own, true), true
                    break

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        """The nodes by the names that a derivative's may have."""
        found: dict[str, list[Node]] = {}
        for node in self._graph.nodes:
            whole = node.name.split("[", 1)[0]
            keys = {squeeze(node.name), last_name(node.name), squeeze(whole), last_name(whole)}
            for key in keys - {""}:
                found.setdefault(key, []).append(node)
        return found

    @cached_property
    def _steps_of(self) -> dict[int, list[Step]]:
        """The steps by the values that they go to."""
        found: dict[int, list[Step]] = {}
        for step in self._backprop.steps:
            found.setdefault(step.edge.producer, []).append(step)
        return found

    def _numbers_at(self, node: Node, of: str) -> Iterator[tuple[int | None, str, Value]]:
        """The gradient of a node with the step that completes it, then its local derivatives."""
        output = self._graph.nodes[self._graph.output]
        steps = self._steps_of.get(node.index, [])
        gradient = self._backprop.gradients[node.index]
        if gradient is not None and _is_called(output, of):
            yield (steps[-1].index if steps else None), TOTAL, gradient
        for step in steps:
            consumer = self._graph.nodes[step.edge.consumer]
            if step.local is not None and _is_called(consumer, of):
                yield step.index, LOCAL, step.local

    def _entry_for(self, node: Node, to: str, label: str, value: Any) -> tuple[Value] | None:
        """The number, or the part of an array, that these names give to a node."""
        if value is None or not node.name:
            return None
        if node.is_array:
            is_it = squeeze(node.name) == to or last_name(node.name) in (to, last_name(label))
            array = _array(value)
            return (array,) if is_it and shape_of(array) == node.shape else None
        names = {squeeze(node.name), last_name(node.name)}
        number = _NUMBER.search(to)
        wanted = {to, f"{last_name(label)}{number[0]}" if number else last_name(label)}
        if not (isinstance(value, list | tuple) or is_array(value)):
            return None if names.isdisjoint(wanted) else (value,)
        whole = node.name.split("[", 1)[0]
        if squeeze(whole) != to and last_name(whole) not in (to, last_name(label)):
            return None
        try:
            for at in re.findall(r"\d+", node.name.removeprefix(whole)):
                value = value[int(at)]
        except (IndexError, TypeError, KeyError):
            return None
        return None if isinstance(value, list | tuple) or is_array(value) else (value,)


def _is_of(one: Handwritten, judged: Judged) -> bool:
    """True if a gradient in the graph is what a line gives that was judged."""
    place = one.place
    if place is None or (place.cell, place.line) != (judged.cell, judged.line):
        return False
    return one.name == judged.name or last_name(base(one.name)) == last_name(base(judged.name))


def _is_same(first: Value, second: Any) -> bool:
    """True if a value of the graph is one that was judged, which may be a list of numbers."""
    second = _array(second)
    if shape_of(first) != second.shape:
        return False
    return is_rounded(first, second if second.shape else second.item())


def last_name(name: str) -> str:
    """A name without its object, squeezed: `weights` of `dense1.weights`."""
    return squeeze(name.rpartition(".")[2])


def _is_called(node: Node, of: str) -> bool:
    """True if a derivative of this is one of the node's value."""
    return bool(node.name) and squeeze(of) in (squeeze(node.name), last_name(node.name))


def _says(verdict: str, own: Value, truth: Value) -> bool:
    """True if the numbers bear a verdict out: the same where it is right, else others."""
    if verdict == RIGHT:
        return is_rounded(own, truth)
    return not is_rounded(own, truth)


def is_rounded(own: Value, truth: Value) -> bool:
    """True if numbers are the same but for noise, or for digits that the code has rounded off."""
    if is_array(own) or is_array(truth):
        import numpy as np

        close = np.isclose(own, truth, rtol=NOISE, atol=SAME)
        return bool(np.all(close)) or any(
            bool(np.all(np.isclose(np.round(truth, digits), own, rtol=SAME, atol=1e-12)))
            for digits in range(1, _MOST_DIGITS)
        )
    if math.isclose(own, truth, rel_tol=NOISE, abs_tol=SAME):
        return True
    return any(
        math.isclose(round(truth, digits), own, rel_tol=SAME, abs_tol=1e-12)
        for digits in range(1, _MOST_DIGITS)
    )


def _is_near(first: Value, second: Value) -> bool:
    """True if a truth by finite differences is that of the backward pass."""
    if is_array(first) or is_array(second):
        import numpy as np

        same = shape_of(first) == shape_of(second)
        scale = max(1.0, float(np.max(np.abs(second), initial=0.0)))
        return same and bool(np.allclose(first, second, rtol=_NEAR, atol=NOISE * scale))
    return math.isclose(first, second, rel_tol=_NEAR, abs_tol=NOISE)


def _array(value: Any) -> Any:
    import numpy as np

    try:
        return np.asarray(value, dtype=float)
    except (ValueError, TypeError):
        return np.zeros(0)


def _like(own: Value, true: Value) -> Value:
    return own if is_array(true) or not is_array(own) else own.item()
