"""Errors of which the code computes no loss: what an output should be, by the usual names."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.slopes_of_entries import Functional
from graphviz_backprop.checking.watching.flat_numbers import Vector, bare
from graphviz_backprop.checking.watching.telling import Event

_TARGET = re.compile(
    r"(?:\w+_)?(?:y|t|d|targets?|labels?|trues?|expected|desired|(?:ground_?)?truths?|gt|ygt"
    r"|y_?true|one_?hot|[yt]_?(?:b|i|tr|mb|batch))s?(?:_(?:y|true|train|batch|real|hot))?\d*",
    re.IGNORECASE,
)
_SEED = "error to "
_CROSS = "cross-entropy to "
_MOST = 3


class Targets:
    """The values that an output is compared with."""

    def __init__(self, forward: Iterable[Event], flow: Dataflow) -> None:
        self._flow = flow
        self._behind_of: dict[int, set[int]] = {}
        self._found = [
            event
            for event in forward
            if _TARGET.fullmatch(event.name.rpartition(".")[2].split("[", 1)[0])
        ]
        self._probabilities: dict[int, Event] = {}
        self._of_array: dict[int, tuple[Event, Event]] = {}

    def add_logits(self, logits: Event, probabilities: Event) -> None:
        """Note that a later value is the sigmoid or softmax of one."""
        self._probabilities[logits.index] = probabilities
        if logits.is_shared:
            self._of_array[logits.identity] = logits, probabilities

    def _behind(self, logits: Event) -> Event | None:
        """The probabilities of logits, also where a function has handed these back."""
        found = self._probabilities.get(logits.index)
        if found is None and logits.is_shared:
            known = self._of_array.get(logits.identity)
            if known is not None and np.array_equal(known[0].value, logits.value):
                return known[1]
        return found

    def is_target(self, event: Event) -> bool:
        """Return whether a value is one that outputs are compared with, by its name."""
        return any(one is event for one in self._found)

    def seeds(self, event: Event, before: int) -> list[str]:
        """Return the starts that the error to each target of an output's shape would be."""
        names = dict.fromkeys(
            e.name
            for e in reversed(self._found)
            if _is_target(e, event) and e.index < before and not self._follows(e, event)
        )
        found = [_SEED + name for name in list(names)[:_MOST] if name != event.name]
        behind = self._behind(event)
        if behind is not None and behind.index < before:
            fitting = [e for e in reversed(self._found) if e.index < before]
            fitting = [e for e in fitting if _hot(e, behind) is not None]
            fitting = [e for e in fitting if not self._follows(e, event)]
            found += [_CROSS + name for name in list(dict.fromkeys(e.name for e in fitting))[:2]]
        return found

    def slope_behind(self, logits: Event) -> Vector:
        """Return the slope of the sigmoid that is taken of logits; empty where none is known."""
        found = self._behind(logits)
        return found.value * (1.0 - found.value) if found is not None else np.zeros(0)

    def _follows(self, target: Event, output: Event) -> bool:
        """True if what is called y is computed from the output: it is the next layer's."""
        if target.index not in self._behind_of:
            self._behind_of[target.index] = self._flow.ancestors([target.index])
        return output.index in self._behind_of[target.index]

    def seeds_of_all(self, events: list[Event], before: int) -> list[str]:
        """Return those of several numbers, one after the other, to each item of an array."""
        if events[-1].value.size > 1:
            return []
        names = dict.fromkeys(
            e.name
            for e in reversed(self._found)
            if e.value.size > 1 and len(events) % e.value.size == 0 and e.index < before
        )
        return [_SEED + name for name in list(names)[:_MOST]]

    def errors(self, seed: str, events: list[Event], before: int) -> Functional | None:
        """Return what values of several rounds are off by, each from its own round's target.

        The last numbers may also be those to the items of an array.
        """
        name = seed.removeprefix(_SEED)
        known = [e for e in self._found if e.name == name and e.index < before]
        target = known[-1].value if known else np.zeros(0)
        last = events[-target.size :]
        if 0 < target.size == len(last) and all(event.value.size == 1 for event in last):
            errors = np.array([event.value[0] for event in last]) - target
            return tuple((e.index, errors[at : at + 1]) for at, e in enumerate(last))
        if not (events and known):
            return None
        until = [*(event.index for event in events[1:]), before]
        if known[0].index < events[0].index:  # each round has its target before its output
            until = [event.index for event in events]
        found = [(e, self.error(seed, e, at)) for e, at in zip(events, until, strict=True)]
        every = tuple((e.index, error) for e, error in found if error is not None)
        return every if every and len(every) == len(events) else None

    def error(self, seed: str, event: Event, before: int) -> Vector | None:
        """Return the output less its target; None where a start is none of these."""
        name = target_of(seed)
        known = [e for e in self._found if e.name == name and e.index < before]
        if seed.startswith(_CROSS):
            behind = self._behind(event)
            hot = _hot(known[-1], behind) if known and behind is not None else None
            return behind.value - hot if behind is not None and hot is not None else None
        fitting = [e for e in known if _is_target(e, event)]
        return event.value - fitting[-1].value if fitting else None


def _is_target(target: Event, output: Event) -> bool:
    size = output.value.size
    return target.value.size == size and bare(target.shape, size) == bare(output.shape, size)


def _hot(target: Event, probabilities: Event) -> Vector | None:
    """The target in the shape of the probabilities, with ones at labels; None where it has none."""
    size, shape = probabilities.value.size, probabilities.shape
    if _is_target(target, probabilities):
        is_share = bool(np.all((target.value >= 0) & (target.value <= 1)))
        return target.value if is_share else None
    labels = target.value.astype(int)
    if shape is None or len(shape) != 2 or np.any(labels != target.value) or np.any(labels < 0):
        return None
    rows = probabilities.value.reshape(shape)
    is_column = bool(np.allclose(rows.sum(axis=0), 1.0))  # a sample's softmax: classes down it
    for axis in (1, 0) if is_column else (0, 1):
        classes = size // shape[axis]
        if shape[axis] == labels.size and bool(np.all(labels < classes)) and classes > 1:
            hot: Vector = np.eye(classes)[labels]
            return (hot if axis == 0 else hot.T).flatten()
    return None


def is_error(seed: str) -> bool:
    """Return whether gradients start from an error of which the code computes no loss."""
    return seed.startswith((_SEED, _CROSS))


def is_cross_entropy(seed: str) -> bool:
    """Return whether it is the error of probabilities, taken as the gradient of their logits."""
    return seed.startswith(_CROSS)


def target_of(seed: str) -> str:
    """Return the name of the target that a start by an error says."""
    return seed.removeprefix(_SEED).removeprefix(_CROSS)


def scale_of(times: float, counts: Iterable[int]) -> float | None:
    """Return how many times the gradient of half the squared error: 1, 2, over n, and negative."""
    for count in (1, *counts):
        for factor in (1.0, 2.0, -1.0, -2.0):
            if abs(times - factor / count) < 1e-4 * abs(factor) / count:
                return factor / count
    return None
