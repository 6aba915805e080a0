"""A run as it would be settled if it ended now, while it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph import map_structure
from graphviz_backprop.tracing.carriers.settle_carriers import settle_carriers
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.carriers import Carrier, Carriers
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session


def settled_copy(session: Session, names: Mapping[str, Any]) -> Session:
    """A copy of a session with its carriers settled; itself where there are none.

    Args:
        session: the run so far, which stays as it is.
        names: those of the module by now.
    """
    if not session.carriers.every:
        return session
    settled = _Copy(session).session()
    settle_carriers(settled, names)
    return settled


class _Copy:
    """Copies a session with its records, each once."""

    def __init__(self, session: Session) -> None:
        self._old = session
        self._bindings = {binding: copy(binding) for binding in self._every_binding()}
        self._records: dict[Record, Record] = {}
        roots = [binding.record for binding in self._bindings]
        roots += [b.before for b in self._bindings if b.before is not None]
        roots += [leaf for variable in session.variables for leaf in variable.every_leaf()]
        roots += [*session.woken, *session.woken.values()]
        for record in ancestors(roots):
            self._records[record] = copy(record)
        for new in self._records.values():
            new.inputs = tuple(self._records[part] for part in new.inputs)
        for binding in self._bindings.values():
            binding.record = self._records[binding.record]
            binding.before = self._records[binding.before] if binding.before else None

    def session(self) -> Session:
        """The copy."""
        old, records = self._old, self._records
        return replace(
            old,
            bindings=[self._bindings[binding] for binding in old.bindings],
            variables=[self._variable(variable) for variable in old.variables],
            updated=set(old.updated),
            aliases={records.get(one, one): names for one, names in old.aliases.items()},
            woken={records[new]: records[before] for new, before in old.woken.items()},
            carriers=self._carriers(),
        )

    def _every_binding(self) -> Iterator[Binding]:
        yield from self._old.bindings
        for carrier in self._old.carriers.every:
            yield from (naming.binding for naming in carrier.names)
            for writes in carrier.writes.values():
                yield from writes

    def _variable(self, old: Variable) -> Variable:
        new = Variable(old.name, map_structure(old.leaves, self._records.get), old.is_given)
        for leaf in new.every_leaf():
            leaf.variable = new
        return new

    def _carriers(self) -> Carriers:
        new = Carriers()
        copies: dict[int, Carrier] = {}
        for old in self._old.carriers.every:
            copies[id(old)] = carrier = replace(
                old,
                writes={
                    name: [self._bindings[binding] for binding in writes]
                    for name, writes in old.writes.items()
                },
                names=[
                    replace(naming, binding=self._bindings[naming.binding]) for naming in old.names
                ],
            )
            new.add(carrier)
        new.called = [copies[id(old)] for old in self._old.carriers.called]
        return new
