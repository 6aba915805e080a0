"""From records to the graph of arrays: what the output was computed from, as the code has it.

The views of `levels` are made from this one graph.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from graphviz_backprop.backward import Upstream
from graphviz_backprop.capture.build_guards import PartsOf, build_guards
from graphviz_backprop.capture.code_texts import code_texts
from graphviz_backprop.forward_passes.outputs.upstream import find_named_upstream, find_upstreams
from graphviz_backprop.forward_passes.roles.handwritten_gradients import handwritten
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph import Graph, Handwritten, Node, Place, map_structure
from graphviz_backprop.levels import ARRAY
from graphviz_backprop.ops import CONSTANT, NO_OPTIONS, sub
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session

EVERYWHERE = range(sys.maxsize)


def build_graph(
    session: Session,
    output: Record,
    source: str,
    serials: range = EVERYWHERE,
    seed: str | None = None,
) -> tuple[Graph, Handwritten | tuple[Upstream, ...]]:
    """The graph of one output, and what its gradient may be.

    Its nodes stand in the order of the code; those that no leaf goes into are constants.

    Args:
        session: what the run left behind.
        output: the record to differentiate.
        source: the name of the function or file.
        serials: the serials of the code of this pass, for its own names of gradients.
        seed: the name of the gradient of the output; None for `dvalue`, where there is one.

    Raises:
        BackpropError: an array is too large to be followed, or nothing is named as the seed is.
    """
    order, end, variables = ancestors([output]), output, session.variables
    compared = list(_compared_parts(session, order))
    if compared:
        order = ancestors([output, *compared])
    parts_of: PartsOf = _itself
    if is_loaded():
        from graphviz_backprop.tracing.arrays.array_graph import ArrayGraph

        new = ArrayGraph(order, output, compared, variables, session.aliases, source)
        order, end, variables, parts_of = new.order, new.output, new.variables, new.known
    live = _live(order)
    drawn = ancestors([end]) if compared else order
    scopes = Scopes(session, [record for record in drawn if record in live], end, source)
    for record in drawn:
        if record in live and record.inputs:
            scopes.of(record)  # the calls and loops of operations are numbered first
    builder = _Builder(source, live, scopes)
    for record in order:
        if record in live:
            builder.add(record)
    builder.add(end)
    named = dict(builder.variables(variables, cache(lambda: _targets(session, serials, output))))
    graph = Graph(
        nodes=tuple(builder.nodes),
        output=builder.index[end],
        variables={name: leaves for name, (_, leaves) in named.items()},
        given=frozenset(name for name, (variable, _) in named.items() if variable.is_given),
        updated=frozenset(session.updated).union(
            builder.name(one) for one in variables if one.name in session.updated
        ),
        handwritten=tuple(
            one
            for one, serial in handwritten(session, source, scopes.name_of, with_final=True)
            if serial >= serials.start
        ),
        source=source,
        level=ARRAY,
        guards=build_guards(
            session, builder.nodes, builder.live, parts_of, serials, source, output
        ),
        code=tuple(code_texts(session, builder.index, source)),
    )
    if seed is not None:
        return graph, find_named_upstream(session, source, serials, seed, output)
    return graph, tuple(find_upstreams(session, source, serials, output, scopes.name_of))


def _itself(record: Record) -> tuple[Record, ...]:
    return (record,)


def _compared_parts(session: Session, order: list[Record]) -> Iterator[Record]:
    """The parts of the output's arrays that the code only compares: `if z[0] > 0`."""
    known = set(order)
    for guard in session.guards.every:
        for operand in guard.operands:
            if isinstance(operand, Record):
                part = first = session.copies.get(operand, operand)
                while part not in known and part.op.kind is Kind.PART:
                    part = part.inputs[0]
                if part in known and first is not part:
                    yield first


def _targets(session: Session, serials: range, output: Record) -> set[int]:
    """The serials of the inputs that the output is compared with, `out - y`, where gradients begin.

    No loss is drawn that would use them, and they are no inputs that nothing uses.
    """
    later = (b.record for b in session.bindings if b.record.serial in serials)
    return {
        part.serial
        for record in ancestors(one for one in later if one.serial > output.serial)
        if record.op is sub and any(side.serial == output.serial for side in record.inputs)
        for part in record.inputs
        if part.is_leaf
    }


def _live(order: list[Record]) -> set[Record]:
    """The records that depend on a leaf; all others are constants."""
    live: set[Record] = set()
    for record in order:
        if record.is_leaf or not live.isdisjoint(record.inputs):
            live.add(record)
    return live


class _Builder:
    """Collects nodes; constants stand before the first operation that uses them."""

    def __init__(self, source: str, live: set[Record], scopes: Scopes) -> None:
        self.nodes: list[Node] = []
        self.index: dict[Record, int] = {}
        self._source = source
        self._live = live
        self._scopes = scopes
        # By the id of a code, which the records keep: its hash is that of all it holds.
        self._places: dict[tuple[int, int], tuple[Place | None, str]] = {}

    def add(self, record: Record) -> int:
        """The node of a record, after its inputs."""
        index = self.index.get(record)
        if index is not None:
            return index
        is_live = record in self._live
        inputs = tuple(map(self.add, record.inputs)) if is_live else ()
        op = record.op if is_live else CONSTANT
        parts = self._scopes.of(record) if is_live else ()
        options = getattr(record, "options", NO_OPTIONS) if is_live else NO_OPTIONS
        index = self.index[record] = len(self.nodes)
        place, scope = self._place(record)
        name = self._scopes.name(record)
        self.nodes.append(Node(index, op, inputs, record.value, name, place, scope, parts, options))
        return index

    def _place(self, record: Record) -> tuple[Place | None, str]:
        """Where a record was made, and in which function: a loop makes very many in one place."""
        key = id(record.code), record.instruction
        if key not in self._places:
            self._places[key] = place_of(record, self._source), record.scope
        return self._places[key]

    @property
    def live(self) -> dict[Record, int]:
        """The nodes that are no constants."""
        return {record: index for record, index in self.index.items() if record in self._live}

    def name(self, variable: Variable) -> str:
        """A variable's name, with that of its object in the place of `self`."""
        first = next(variable.every_leaf(), None)
        return self._scopes.name_of(variable.name, first.named_in if first else None)

    def variables(
        self, variables: list[Variable], targets: Callable[[], set[int]]
    ) -> Iterator[tuple[str, tuple[Variable, Any]]]:
        """The inputs with their nodes, those that the output depends on and those handed over.

        A name that comes twice is numbered. The targets are not looked for where all is used.
        """
        taken: set[str] = set()  # also by the parts of lists: `w[1] = 5.0` is a second `w[1]`
        for variable in variables:
            if variable.is_given or any(leaf in self.index for leaf in variable.every_leaf()):
                own = self.name(variable)
                name, count = own, 1
                while name in taken:
                    count += 1
                    name = f"{own}#{count}"
                taken |= {name, *(leaf.name for leaf in variable.every_leaf() if leaf.is_leaf)}
                leaf = partial(self._leaf, targets=targets)
                yield name, (variable, map_structure(variable.leaves, leaf))

    def _leaf(self, leaf: Record, targets: Callable[[], set[int]]) -> int | None:
        """The node of a leaf, also of one that nothing uses; none for what is no input."""
        is_missing = leaf not in self.index and leaf.is_leaf
        if is_missing and (leaf.is_given or not leaf.is_used or leaf.serial not in targets()):
            self._live.add(leaf)
            return self.add(leaf)
        return self.index.get(leaf)
