"""After a run: names, inputs, results and gradients of the objects that carry a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphviz_backprop.graph import map_structure
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import CONSTANT
from graphviz_backprop.tracing.carriers.carrier_names import CarrierName, CarrierNames, label
from graphviz_backprop.tracing.carriers.carrier_operations import settle_operations
from graphviz_backprop.tracing.carriers.literal_leaves import literal_leaves
from graphviz_backprop.tracing.carriers.method_calls import MethodCalls, move_out
from graphviz_backprop.tracing.carriers.number_kinds import number_kinds
from graphviz_backprop.tracing.carriers.payload_attributes import (
    is_for_gradients,
    payload_attributes,
)
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.carriers import Carrier
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session


def settle_carriers(session: Session, names: Mapping[str, Any]) -> None:
    """Give the numbers in objects the names of the objects, and put the class's insides aside.

    Args:
        session: what the run left behind.
        names: those of the module after the run, from which the objects can be reached.
    """
    carriers = session.carriers
    kinds, functions = number_kinds(carriers)
    carriers.every = [carrier for carrier in carriers.every if carrier.kind in kinds]
    carriers.classes.keep_only(kinds)
    for code in functions:
        carriers.classes.add_function(code)
    if kinds:
        _Settling(session, names).settle()


class _Settling:
    def __init__(self, session: Session, names: Mapping[str, Any]) -> None:
        self._session = session
        carriers = session.carriers
        self._calls = MethodCalls(carriers.classes)
        attributes = payload_attributes(carriers.every)
        self._payloads: dict[int, list[Binding]] = {}
        for carrier in carriers.every:
            writes = carrier.writes.get(attributes.get(carrier.kind, ""))
            if writes:
                self._payloads[id(carrier)] = writes
        inputs = {key for key, writes in self._payloads.items() if _is_input(writes[0].record)}
        self._names = CarrierNames(carriers, self._calls, names, inputs, session.outermost)
        self._attributes = attributes
        self._settled: set[Record] = set()

    def settle(self) -> None:
        """Settle names first, then literals, gradients, bindings, and at last the operations."""
        session, calls = self._session, self._calls
        order = ancestors(
            [b.record for b in session.bindings]
            + [w[-1].record for c in session.carriers.every for w in c.writes.values()]
        )
        names: dict[int, CarrierName] = {}
        held = [carrier for carrier in session.carriers.every if id(carrier) in self._payloads]
        for carrier in held:
            names[id(carrier)] = self._settle_name(carrier, self._names.name(carrier))
        self._name_woken(held, names)
        payloads = [self._payloads.get(id(carrier)) for carrier in session.carriers.called]
        session.carriers.differentiated = [writes[0].record for writes in payloads if writes]
        kept = dict(self._gradients(held, names))
        self._settle_literals()
        session.bindings = list(self._bindings(held, names, kept))
        numbers = {writes[0].record for writes in self._payloads.values()}
        settle_operations(order, numbers, self._payload_of, calls)

    def _payload_of(self, thing: Any) -> Record | None:
        carrier = self._session.carriers.find(thing)
        writes = self._payloads.get(id(carrier))
        return writes[0].record if writes else None

    def _settle_name(self, carrier: Carrier, name: CarrierName) -> CarrierName:
        """Name a carrier's number; what names it in the end."""
        record = self._payloads[id(carrier)][0].record
        leaves = literal_leaves(record)
        if not leaves:
            if record not in self._settled:
                self._settled.add(record)
                if name.text or self._is_named_inside(record):
                    _name_record(record, name)
                    record.is_inner = name.binding is not None and not _is_of_module(name.binding)
            return name
        if any(leaf in self._settled for leaf in leaves):
            return CarrierName(record.name)
        is_inside = all(self._calls.is_literal_inside(leaf) for leaf in leaves)
        if not name.text and self._is_constructed_outside(carrier):
            text = label(carrier) or f"{carrier.kind.__name__}({leaves[0].value!r})"
            name = CarrierName(text) if is_inside else name
        if not name.text:
            return name
        if record.is_leaf:
            self._name_leaf(record, name)
        elif is_inside:
            _name_parts(leaves, name)
            record.name = ""
        self._settled.update(leaves)
        return name

    def _name_woken(self, held: list[Carrier], names: dict[int, CarrierName]) -> None:
        """Name the inputs that were changed while recording slept as what stood there before."""
        stored = {
            write.record: (carrier, attribute)
            for carrier in held
            for attribute, writes in carrier.writes.items()
            for write in writes
        }
        for record, before in self._session.woken.items():
            if before not in stored:
                continue
            stored[record] = carrier, attribute = stored[before]
            name = names[id(carrier)]
            if attribute != self._attributes[carrier.kind]:
                self._session.carriers.gradients.add(record)
            elif name.text:
                _name_record(record, name)
                self._settled.add(record)
                if record.variable is not None:
                    record.variable.name = name.text

    def _is_named_inside(self, record: Record) -> bool:
        return self._calls.around(record.named_in) is not None

    def _is_constructed_outside(self, carrier: Carrier) -> bool:
        first = self._payloads[id(carrier)][0]
        call = self._calls.around(first.call)
        return call is None or call.code.co_name == "__init__"

    def _name_leaf(self, leaf: Record, name: CarrierName) -> None:
        """Name an input; one of a list of numbers becomes an input of its own."""
        updated = self._session.updated
        if base(leaf.name) in updated:
            updated.add(name.text)
        variable = leaf.variable
        if variable is not None and variable.leaves is not leaf:
            variable.leaves = map_structure(
                variable.leaves, lambda part: None if part is leaf else part
            )
            leaf.variable = Variable(name.text, leaf, variable.is_given)
            self._session.variables.append(leaf.variable)
            self._session.variables.sort(key=_serial)
        elif variable is not None:
            variable.name = name.text
        _name_record(leaf, name)

    def _gradients(
        self, held: list[Carrier], names: dict[int, CarrierName]
    ) -> Iterator[tuple[Binding, CarrierName]]:
        """The last write of each sum of contributions, with its name: `a.grad`."""
        numbers = {writes[0].record for writes in self._payloads.values()}
        for carrier in held:
            name = names[id(carrier)]
            for attribute, writes in carrier.writes.items():
                if attribute == self._attributes[carrier.kind] or not is_for_gradients(attribute):
                    continue
                for write, after in zip(writes, [*writes[1:], None], strict=True):
                    record = write.record
                    if record in numbers:  # `d.grad = f.data`: it stays f
                        continue
                    self._session.carriers.gradients.add(record)
                    is_partial = after is not None and record in after.record.inputs
                    is_start = _is_zero(record) and (not record.inputs or _starts(write))
                    if is_partial or is_start or not name.text:
                        continue
                    text = CarrierName(f"{name.text}.{attribute}", name.binding)
                    _name_record(record, text)
                    if record.variable is not None:
                        record.variable.name = text.text
                        self._settled.add(record)
                    yield write, text

    def _settle_literals(self) -> None:
        """Numbers of the class's own code are constants: `2.0` of `2.0 * a`, a gradient's 0.0."""
        kept: list[Variable] = []
        for variable in self._session.variables:
            leaves = [leaf for leaf in variable.every_leaf() if leaf not in self._settled]
            is_own = leaves and all(
                self._calls.is_literal_inside(leaf) or leaf in self._session.carriers.gradients
                for leaf in leaves
            )
            if is_own and len(leaves) == len(list(variable.every_leaf())):
                for leaf in leaves:
                    leaf.op, leaf.variable, leaf.name = CONSTANT, None, ""
                    leaf.code, leaf.within = None, None  # it stands where it is used
            elif any(True for _ in variable.every_leaf()):
                kept.append(variable)
        self._session.variables = kept

    def _bindings(
        self,
        held: list[Carrier],
        names: dict[int, CarrierName],
        gradients: dict[Binding, CarrierName],
    ) -> Iterator[Binding]:
        """The names given outside of the classes, updates and gradients by their objects' names."""
        updates: dict[Binding, CarrierName] = {}
        given: dict[int, list[Binding]] = {}
        stored: set[Binding] = set()
        for carrier in held:
            stored.update(write for writes in carrier.writes.values() for write in writes)
            first, *later = self._payloads[id(carrier)]
            name = names[id(carrier)]
            updates |= dict.fromkeys(later, name) if name.text else {}
            for naming in carrier.names:
                is_result = not _is_input(first.record) and not literal_leaves(first.record)
                if is_result and not self._calls.is_inside(naming.binding):
                    naming.binding.record = first.record
                    given.setdefault(naming.position, []).append(naming.binding)
        bindings = self._session.bindings
        for position in range(len(bindings) + 1):
            yield from given.get(position, ())
            if position == len(bindings):
                break
            binding = bindings[position]
            name_of = gradients.get(binding) or updates.get(binding)
            if name_of is not None:
                self._move(binding)
                binding.name = name_of.text
                binding.call = name_of.binding.call if name_of.binding else None
                _name_record(binding.record, name_of)
                yield binding
            elif binding not in stored and not self._calls.is_inside(binding):
                yield binding
            elif not self._is_settled(binding.record):
                binding.record.name = ""

    def _is_settled(self, record: Record) -> bool:
        return record in self._settled or not self._is_named_inside(record)

    def _move(self, binding: Binding) -> None:
        call = self._calls.around(binding.call)
        if call is not None:
            move_out(binding, call)


def _is_input(record: Record) -> bool:
    return record.is_leaf


def _is_zero(record: Record) -> bool:
    return not (record.value if record.is_single else record.value.any())


def _starts(write: Binding) -> bool:
    """True if a zero is what a gradient begins with: in a constructor, or as `np.zeros_like(x)`."""
    return write.is_constructed or "zeros" in write.record.op.name


def _is_of_module(binding: Binding) -> bool:
    return binding.code is not None and binding.code.co_name == "<module>"


def _name_record(record: Record, name: CarrierName) -> None:
    record.name = name.text
    record.named_in = name.binding.call if name.binding is not None else None


def _name_parts(leaves: list[Record], name: CarrierName) -> None:
    """Name the numbers of an input that a constructor was given as a list."""
    variable = leaves[0].variable
    if variable is None:
        return
    for leaf in leaves:
        rest = leaf.name.removeprefix(variable.name)
        _name_record(leaf, CarrierName(name.text + rest, name.binding))
    variable.name = name.text


def _serial(variable: Variable) -> int:
    return next((leaf.serial for leaf in variable.every_leaf()), -1)
