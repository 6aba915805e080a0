"""Results that take up the output of an earlier pass: a sum of losses, `y - old_y`."""

from __future__ import annotations

from collections import deque

from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session


class TakenUpOutputs:
    """The outputs of the passes so far, and what is computed from them later."""

    def __init__(self, session: Session, roles: Roles) -> None:
        self._updates = roles.updates
        self._woken = session.woken
        self._waiting = deque(ancestors(binding.record for binding in session.bindings))
        self._of_pass: list[Record] = []
        self._found: set[Record] = set()

    def taken_up_before(self, serial: int) -> set[Record]:
        """These records, as far as a serial."""
        self._of_pass = []
        while self._waiting and self._waiting[0].serial < serial:
            record = self._waiting.popleft()
            self._of_pass.append(record)
            self._take_up(record)
        return self._found

    def add(self, found: list[Binding]) -> None:
        """The output of one more pass: a sum of losses has begun with it in that very pass."""
        self._found.update(binding.record for binding in found)
        for record in self._of_pass:
            self._take_up(record)

    def _take_up(self, record: Record) -> None:
        is_same_sum = self._woken.get(record) in self._found
        is_after = record not in self._updates and not self._found.isdisjoint(record.inputs)
        if is_same_sum or is_after:
            self._found.add(record)
