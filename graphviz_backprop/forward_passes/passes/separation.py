"""Computations that share no input are passes of their own: a neuron, and then a layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors

# One input alone is a preparation (`half = width / 2`); a neuron has an input and a weight.
_FEWEST_INPUTS = 2


@quick_dataclass(slots=True)
class _Part:
    """Results that share inputs with each other, from the first to the last; `inputs` by id."""

    first: int
    last: int
    inputs: set[int] = field(default_factory=set)


def separate(forward: list[Binding], is_input: Callable[[Record], bool]) -> list[int]:
    """The serials where further passes begin in what was taken for one.

    Parts whose results alternate in the code stay together. Where a part has one input alone, all
    stay together.

    Args:
        forward: the results of the pass in the order of the code.
        is_input: where to stop looking: at leaves and at what was updated before the pass.
    """
    runs: list[_Part] = []
    for part in _parts(forward, is_input):
        while runs and part.first < runs[-1].last:
            before = runs.pop()
            inputs = before.inputs | part.inputs
            part = _Part(before.first, max(before.last, part.last), inputs)
        runs.append(part)
    if any(len(part.inputs) < _FEWEST_INPUTS for part in runs):
        return []
    return [part.first for part in runs[1:]]


def _parts(forward: list[Binding], is_input: Callable[[Record], bool]) -> list[_Part]:
    order = ancestors((binding.record for binding in forward), is_input)
    roots = _Roots()
    numbers: dict[int, Record] = {}  # `x[0]` and `x[1]` are numbers of one input
    for record in order:
        if record.variable is not None:
            roots.join(record, numbers.setdefault(id(record.variable), record))
        for one in () if is_input(record) else record.inputs:
            roots.join(record, one)
    parts: dict[Record, _Part] = {}
    for binding in forward:
        serial = binding.record.serial
        part = parts.setdefault(roots.of(binding.record), _Part(serial, serial))
        part.last = serial
    for record in order:
        if is_input(record):
            parts[roots.of(record)].inputs.add(id(record.variable or record))
    return list(parts.values())


class _Roots:
    """Records that hang together have one root, found along ever shorter ways."""

    def __init__(self) -> None:
        self._above: dict[Record, Record] = {}

    def of(self, record: Record) -> Record:
        """The root of a record."""
        while (above := self._above.get(record, record)) is not record:
            self._above[record] = record = self._above.get(above, above)
        return record

    def join(self, one: Record, other: Record) -> None:
        """Let the roots of both be the same."""
        self._above[self.of(one)] = self.of(other)
