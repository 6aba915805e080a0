"""Neurons that keep what they give beside their delta: `neuron['output']`, `neuron.delta`."""

from __future__ import annotations

import re
from collections.abc import Container

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event

_KEY = re.compile(r"(?:.*\.|.*\[')(\w+)(?:'\])?")
_DELTA = re.compile(r"_*(?:deltas?|d|\u03b4|error_?terms?|local_?grad(?:ient)?)")
_OUTPUT = re.compile(r"_*(?:outputs?|out|o|activations?|activated|act|a|y|z|value)")


def is_delta(event: Event) -> bool:
    """Return whether this is what a neuron keeps as its delta, by its key or attribute."""
    return bool(event.holder) and _DELTA.fullmatch(key_of(event)) is not None


def is_told_again(event: Event) -> bool:
    """Return whether a dict got another name, which tells of all that is in it once more."""
    return event.name.endswith("']") and "[" not in event.site.target


class Units:
    """What each neuron gives, and the net input that this is made of.

    Args:
        events: all that is told.
    """

    def __init__(self, events: list[Event]) -> None:
        self._events = events
        self._outputs: dict[int, list[Event]] = {}
        for event in events:
            is_own = event.site.kind in ("given", "written") and not is_told_again(event)
            if event.holder and is_own and _OUTPUT.fullmatch(key_of(event)):
                self._outputs.setdefault(event.holder, []).append(event)

    def output(self, event: Event) -> Event | None:
        """Return what a neuron gave last before its delta; None where that is no neuron's."""
        if not is_delta(event):
            return None
        found = [
            one
            for one in self._outputs.get(event.holder, ())
            if one.index < event.index and one.value.size == event.value.size
        ]
        return found[-1] if found else None

    def nets(self, event: Event, flow: Dataflow, written: Container[int]) -> list[Variable]:
        """Return what a delta may be by: the net input, the likeliest first.

        Args:
            event: the delta.
            flow: the links between the events.
            written: the derivatives.
        """
        output = self.output(event)
        if output is None:
            return []
        called, others = list[Event](), list[Event]()
        for index in reversed(flow.inputs[output.index]):
            one = self._events[index]
            if one.value.size != output.value.size or (
                one.holder and key_of(one) == key_of(output)
            ):
                continue
            if one.site.kind == "return" and _is_same(one, output):  # `transfer(net)`
                given = [self._events[at] for at in flow.inputs[index]]
                called += [e for e in given if e.frame == one.frame and _may_be_net(e, output)]
            elif index not in written and _may_be_net(one, output):
                others.append(one)
        return [Variable(one) for one in [*called, *others]]


def _may_be_net(event: Event, output: Event) -> bool:
    return (
        event.value.size == output.value.size
        and event.site.kind != "loop"
        and not isinstance(event.like, int)
    )


def _is_same(event: Event, other: Event) -> bool:
    return bool((event.value == other.value).all())


def key_of(one: Event | str) -> str:
    """Return `output` of `neuron['output']`, of `self.output`; empty where there is no key."""
    found = _KEY.fullmatch(one if isinstance(one, str) else one.name)
    return found[1] if found else ""
