"""Values of which a sigmoid or a softmax is taken: gradients start there where there is no loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.watching.flat_numbers import Vector, bare
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.forward_passes.roles.named_gradients import is_derivative_function

_FAR = 40  # events


def logits(
    forward: Iterable[Event], events: list[Event], flow: Dataflow
) -> Iterator[tuple[Event, Event]]:
    """Yield each value with its sigmoid or softmax behind it."""
    plain = {event.index for event in forward}
    for event in events:
        value = event.value
        if event.index not in plain or event.site.kind not in ("given", "written"):
            continue
        if is_derivative_function(event.site.function):
            continue  # `s = sigmoid(x)` in `sigmoid_prime(x)` is no pass of its own
        if np.any(value <= 0.0) or np.any(value >= 1.0) or event.shape is None:
            continue
        waiting, seen = list(flow.inputs[event.index]), set[int]()
        while waiting:
            index = waiting.pop()
            before = events[index]
            if index in seen or event.index - index > _FAR:
                continue
            seen.add(index)
            is_alike = before.value.size == value.size and before.shape is not None
            is_alike = is_alike and bare(before.shape, value.size) == bare(event.shape, value.size)
            if is_alike and index in plain and _is_squashed(before.value, value, event.shape):
                yield before, event
            waiting += flow.inputs[index]


def _is_squashed(one: Vector, other: Vector, shape: tuple[int, ...]) -> bool:
    with np.errstate(all="ignore"):
        if np.allclose(other, 1.0 / (1.0 + np.exp(-one)), rtol=1e-9):
            return True
        if other.size < 2:
            return False
        rows = one.reshape(shape) if len(bare(shape, one.size)) > 1 else one
        for axis in range(rows.ndim):
            powers = np.exp(rows - np.max(rows))
            shares = powers / powers.sum(axis=axis, keepdims=True)
            if np.allclose(other, shares.ravel(), rtol=1e-9):
                return True
    return False
