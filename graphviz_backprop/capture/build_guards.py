"""The guards of a graph: which of a run's comparisons are of its numbers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from graphviz_backprop.graph import Guard, Node, Operand
from graphviz_backprop.tracing.scopes import Outlines
from graphviz_backprop.tracing.tape.guards import MOST_GUARDS, TracedGuard
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session

PartsOf = Callable[[Record], tuple[Record, ...]]


def build_guards(
    session: Session,
    nodes: list[Node],
    index: Mapping[Record, int],
    parts_of: PartsOf,
    serials: range,
    source: str,
    output: Record,
) -> tuple[Guard, ...]:
    """Return the comparisons of what has a node, or is computed from such numbers.

    Args:
        session: what the run left behind.
        nodes: those of the graph.
        index: the node of each record that has one.
        parts_of: the records of the graph in the place of one of the run.
        serials: those of the code of the pass. What was compared before it counts where it is of
            numbers that the pass has, not of what an earlier pass computed.
        source: the name of the function or file.
        output: what the graph is of.
    """
    guards = session.guards
    if guards.full_from is not None and guards.full_from < serials.stop:
        text = f"only the first {MOST_GUARDS:,} comparisons are noted, or fewer of large arrays"
        session.notes += [] if text in session.notes else [text]
    found = _Nodes(index, session.copies, parts_of)
    outlines = Outlines(session.sources)
    texts: dict[tuple[int, int, str], str] = {}
    made: dict[object, Guard] = {}
    for guard in guards.every:
        if guard.serial >= serials.stop:
            break
        if guard.serial < serials.start and not all(map(found.has, guard.operands)):
            continue
        operands = tuple(_operand(part, nodes, found) for part in guard.operands)
        if any(operand.nodes for operand in operands):
            key = id(guard.code), guard.instruction, guard.text
            text = texts[key] = texts.get(key) or _text(guard, outlines)
            place = place_of(guard, source)
            content = (guard.operator, text, place, guard.outcome, *map(_key, operands))
            is_before = guard.serial < output.serial
            parts = guard.operator, operands, guard.outcome, text, place
            made.setdefault(content, Guard(*parts, is_before_output=is_before))
    return tuple(made.values())


def _operand(part: Any, nodes: list[Node], found: _Nodes) -> Operand:
    if not isinstance(part, Record):
        return Operand(part)
    own = found.own(part)
    if own is not None:
        return Operand(nodes[own].value, own)
    return Operand(part.value, None, tuple(sorted(found.behind(part))))


def _key(operand: Operand) -> object:
    return operand.node, operand.behind, None if operand.node is not None else repr(operand.value)


def _text(guard: TracedGuard, outlines: Outlines) -> str:
    """The comparison as the code spells it; as Python would where its source is not at hand."""
    source = outlines.source(guard.code, guard.instruction) if guard.code else ""
    with suppress(SyntaxError, ValueError):
        if not guard.text or ast.unparse(ast.parse(source, mode="eval")) == guard.text:
            return source or guard.operator
    return guard.text


class _Nodes:
    """The nodes of records.

    Args:
        index: those of the graph's records.
        copies: the records of a later pass that stand for those of the run.
        parts_of: the graph's records for one of the run's, or of its copies.
    """

    def __init__(
        self, index: Mapping[Record, int], copies: Mapping[Record, Record], parts_of: PartsOf
    ) -> None:
        self._index = index
        self._copies = copies
        self._parts_of = parts_of
        self._behind: dict[Record, frozenset[int]] = {}

    def own(self, record: Record) -> int | None:
        """The node of a record; None where it has none, or is an array of several."""
        parts = self._parts_of(self._copies.get(record, record))
        return self._index.get(parts[0]) if len(parts) == 1 else None

    def has(self, part: Any) -> bool:
        """True for a number of the code and for what has a node."""
        return not isinstance(part, Record) or self.own(part) is not None

    def behind(self, record: Record) -> frozenset[int]:
        """The nodes that a record was computed from. A loop, not a recursion: any depth will do."""
        waiting = [record]
        while waiting:
            one = waiting[-1]
            parts = [] if one in self._index else list(self._parts(one))
            missing = [part for part in parts if part not in self._behind]
            if missing and one not in self._behind:
                waiting += missing
                continue
            own = {self._index[one]} if one in self._index else set()
            self._behind[one] = frozenset(own).union(*(self._behind[part] for part in parts))
            waiting.pop()
        return self._behind[record]

    def _parts(self, record: Record) -> Iterator[Record]:
        """The graph's records in the place of this one; where there are none, its inputs."""
        parts = self._parts_of(self._copies.get(record, record))
        if parts and parts != (record,):
            yield from parts
        else:
            yield from record.inputs
            yield from getattr(record, "tested", ())
