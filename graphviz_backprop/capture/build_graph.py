"""From records to the `Graph`: what the output was computed from, in the order of the code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graphviz_backprop.backward import choose_upstream
from graphviz_backprop.capture.unused_inputs import drawn_though_unused
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.finding import listed
from graphviz_backprop.forward_passes.handwritten_gradients import handwritten
from graphviz_backprop.forward_passes.upstream import find_named_upstream, find_upstreams
from graphviz_backprop.graph import Graph, Node, Scope, map_structure
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.levels import ARRAY, ELEMENT
from graphviz_backprop.ops import CONSTANT, LEAF, OPS, add, power
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_integer, is_positive

_WRITTEN_AS_SIGNS = {"add", "sub", "mul", "div", "pow", "neg", "select"}
EVERYWHERE = range(sys.maxsize)


def build_graph(
    session: Session,
    output: Record,
    source: str,
    always: Iterable[str] = (),
    serials: range = EVERYWHERE,
    level: str = ELEMENT,
    seed: str | None = None,
) -> Graph:
    """The graph of one output.

    Args:
        session: what the run left behind.
        output: the record to differentiate.
        source: the name of the function or file.
        always: names of variables that are drawn even where the output does not use them.
        serials: the serials of the code of this pass, for its own names of gradients.
        level: "element", every number by itself, or "array".
        seed: the name of the gradient of the output; None for `dvalue`, where there is one.

    Raises:
        BackpropError: the output depends on no input, or on one through an operation that has no
            derivative here.
    """
    order, variables = ancestors([output]), session.variables
    computed = output
    is_whole = level == ARRAY and is_loaded()
    if is_loaded():
        from graphviz_backprop.tracing.arrays.array_graph import lower
        from graphviz_backprop.tracing.arrays.expand import expand

        change = lower if is_whole else expand
        order, output, variables = change(order, output, variables, source)
    fixed = _fixed_exponents(order)
    live = _live(order, fixed)
    if output not in live:
        raise BackpropError(
            f"{source}: the output {output.value!r} is a constant: it depends on no named number; "
            "check which branch the code took and that its inputs have names"
        )
    _refuse_opaque(order, live, source)
    parts = Scopes(session, [record for record in order if record in live], output, source)
    builder = _Builder(source, live, _inner_sums(order, live, output), parts)
    for record in order:
        builder.add(record)
    builder.add_unused(variables, frozenset(always), fixed)
    graph = Graph(
        nodes=tuple(builder.nodes),
        output=builder.index[output],
        variables=builder.variables(variables),
        updated=frozenset(session.updated).union(
            builder.name(one) for one in variables if one.name in session.updated
        ),
        handwritten=tuple(
            one
            for one, serial in handwritten(
                session, source, is_whole, parts.name_of, with_final=True
            )
            if serial >= serials.start
        ),
        source=source,
        level=level,
    ).with_numbered_inputs()
    if seed is not None:
        upstream = find_named_upstream(session, source, serials, seed, computed)
        return replace(graph, seed=upstream)
    candidates = find_upstreams(session, source, serials, computed, parts.name_of)
    return replace(graph, seed=choose_upstream(graph, candidates))


def _fixed_exponents(order: list[Record]) -> set[Record]:
    """The integers that only serve as exponents, `n` of `x ** n`: constants, as `2` is.

    One that was handed over as an input stays one where it has a derivative: above a positive base.
    """
    fixed: set[Record] = set()
    varied: set[Record] = set()
    for record in order:
        for position, part in enumerate(record.inputs):
            if part.op is not LEAF or not is_integer(part.value):
                continue
            base = record.inputs[0]
            is_exponent = record.op is power and position == 1 and base.op is not CONSTANT
            if is_exponent and not (part.is_given and is_positive(base.value)):
                fixed.add(part)
            else:
                varied.add(part)
    return fixed - varied


def _live(order: list[Record], fixed: set[Record]) -> set[Record]:
    """The records that depend on a leaf that is not fixed; all others are constants."""
    live: set[Record] = set()
    for record in order:
        is_input = record.is_leaf and record not in fixed
        if is_input or not live.isdisjoint(record.inputs):
            live.add(record)
    return live


def _refuse_opaque(order: list[Record], live: set[Record], source: str) -> None:
    for record in order:
        if record in live and record.is_opaque:
            place = place_of(record, source)
            functions = ", ".join(sorted(_of_math() - _WRITTEN_AS_SIGNS))
            names = [base(leaf.name) for leaf in ancestors([record]) if leaf.is_leaf and leaf.name]
            through = f"on {listed(names, 4)} through it" if names else "on it"
            raise BackpropError(
                f"{source}: {place}: {record.op.noun} is not supported: the output depends "
                f"{through} and its derivative is not known here; supported are + - * / **, sum, "
                f"{functions}"
            )


def _of_math() -> set[str]:
    """The functions of numbers, whatever else was loaded."""
    return {name for name, op in OPS.items() if op.is_elementwise and "." not in name}


def _inner_sums(order: list[Record], live: set[Record], output: Record) -> set[Record]:
    """The sums that are terms of one other sum and have no name: the book draws one `+`."""
    uses = Counter(part for record in order if record in live for part in record.inputs)
    terms = {
        part
        for record in order
        if record.op is add and record in live
        for part in record.inputs
        if part.op is add and part in live and not part.name and uses[part] == 1
    }
    return terms - {output}


class _Builder:
    """Collects nodes; leaves and constants stand before the first operation that uses them."""

    def __init__(
        self, source: str, live: set[Record], inner_sums: set[Record], parts: Scopes
    ) -> None:
        self.nodes: list[Node] = []
        self.index: dict[Record, int] = {}
        self._source = source
        self._live = live
        self._inner_sums = inner_sums
        self._parts = parts

    def add(self, record: Record) -> None:
        """An operation that depends on a leaf, after its inputs; or the output, where it is one."""
        if record in self._live and record not in self._inner_sums and record.inputs:
            parts = self._parts.of(record)
            inputs = tuple(self._input(term, parts) for term in self._terms(record))
            self._append(record, parts, inputs)
        elif record in self._live and not record.inputs and len(self._live) == 1:
            self._append(record, self._parts.of(record))

    def _terms(self, record: Record) -> Iterator[Record]:
        """The inputs of a record; an inner sum's terms stand in its place."""
        waiting = list(reversed(record.inputs))
        while waiting:
            term = waiting.pop()
            if term in self._inner_sums:
                waiting.extend(reversed(term.inputs))
            else:
                yield term

    def _input(self, record: Record, parts: tuple[Scope, ...]) -> int:
        if record not in self._live:
            return self._append(record, parts, is_constant=True)  # drawn at each use
        if record in self.index:
            return self.index[record]
        return self._append(record, self._parts.of(record))

    def _append(
        self,
        record: Record,
        parts: tuple[Scope, ...],
        inputs: tuple[int, ...] = (),
        is_constant: bool = False,
    ) -> int:
        index = len(self.nodes)
        op = CONSTANT if is_constant else record.op
        place = place_of(record, self._source)
        options = {} if is_constant else getattr(record, "options", {})
        self.nodes.append(
            Node(
                index,
                op,
                inputs,
                record.value,
                self._parts.name(record),
                place,
                record.scope,
                parts,
                options=options,
            )
        )
        if op is not CONSTANT:
            self.index[record] = index
        return index

    def add_unused(
        self, variables: list[Variable], always: frozenset[str], fixed: set[Record]
    ) -> None:
        """The leaves that nothing uses, of variables of which something is used."""
        for variable in variables:
            leaves = [leaf for leaf in variable.every_leaf() if leaf.is_leaf and leaf not in fixed]
            if any(leaf in self.index for leaf in leaves):
                drawn = set(drawn_though_unused(variable.leaves, self.index.__contains__))
                leaves = [leaf for leaf in leaves if leaf in drawn]
            elif variable.name not in always:
                continue
            for leaf in leaves:
                if leaf not in self.index:
                    self._append(leaf, self._parts.of(leaf))

    def name(self, variable: Variable) -> str:
        """A variable's name, with that of its object in the place of `self`."""
        first = next(variable.every_leaf(), None)
        return self._parts.name_of(variable.name, first.named_in if first else None)

    def _place(self, leaf: Record) -> int | None:
        """The node of a leaf; none for what is no input."""
        return self.index.get(leaf, UNUSED if leaf.is_leaf else None)

    def variables(self, variables: list[Variable]) -> dict[str, Any]:
        """The variables of the graph's leaves; a name that comes twice is numbered."""
        found: dict[str, Any] = {}
        taken: set[str] = set()  # also by the parts of lists: `w[1] = 5.0` is a second `w[1]`
        for variable in variables:
            if any(leaf in self.index for leaf in variable.every_leaf()):
                own = self.name(variable)
                name, count = own, 1
                while name in taken:
                    count += 1
                    name = f"{own}#{count}"
                found[name] = map_structure(variable.leaves, self._place)
                taken |= {name, *(leaf.name for leaf in variable.every_leaf() if leaf.is_leaf)}
        return found
