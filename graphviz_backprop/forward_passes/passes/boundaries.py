"""Where in the code one pass ends and the next one begins."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Hashable, Mapping, Sequence

from graphviz_backprop.forward_passes.outputs.put_aside import FOR_GRADIENTS_ALONE, RULES, PutAside
from graphviz_backprop.forward_passes.passes.neurons import Neurons
from graphviz_backprop.forward_passes.roles.computed_from import is_computed_from
from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.ops import mul
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record


def find_starts(
    results: list[Binding], roles: Roles, aside: PutAside, gaps: Sequence[int] = ()
) -> tuple[list[int], Mapping[Record, Record]]:
    """The serials of the first records of the passes, and the further neurons in them.

    A pass begins where a name is given anew, not from its own value, or is computed from an updated
    input, and where the next round of a loop comes back to a name of an earlier pass. Where what
    was given before is still used afterwards (a helper's names, the terms of a sum in a loop), both
    are one pass. So they are where gradients alone use the value, and it is an error of a result of
    the pass that others use, or a product of what others use; and where a function that is called
    again goes on from a result of the pass, for a second neuron; or other parameters see the same
    values (see `Neurons`).
    """
    apart = roles.backward | roles.updates.keys()
    apart = apart.union(*(aside.by(rule) for rule in RULES))
    forward = [b for b in results if b.record not in apart]
    sweep = _Sweep(forward, roles, gaps, aside.by(FOR_GRADIENTS_ALONE))
    return sweep.starts(), sweep.neurons.first


class _Sweep:
    """Goes through the forward results; a pass begins at a position among them."""

    def __init__(
        self,
        forward: list[Binding],
        roles: Roles,
        gaps: Sequence[int],
        for_gradients: Container[Record],
    ) -> None:
        self._forward = forward
        self._for_gradients = for_gradients
        self._gaps = deque(sorted(gaps))
        self._certain = 1  # so many starts are where they are, whatever follows
        self._roles = roles
        self._starts = [0]
        self._last: dict[Hashable, int] = {}
        self._waiting: dict[Record, int] = {}  # results that no other has used yet
        self._seen: set[Record] = set()
        self._at: dict[Record, int] = {}  # the last position of each result
        self._reach = _Reach(-1, roles.updates)
        self._keys: dict[Record, Hashable] = {}  # the variable of each result
        self.neurons = Neurons(roles)

    def starts(self) -> list[int]:
        """The serials where the passes begin."""
        for position, binding in enumerate(self._forward):
            self._step(position, binding)
        return [self._forward[position].record.serial for position in self._starts if self._forward]

    def _step(self, position: int, binding: Binding) -> None:
        record = binding.record
        self._pass_gaps(position, record.serial)
        earlier = self._last.get(binding.variable)
        goes_on = earlier is not None and self._goes_on(record, earlier)
        # A name given anew takes up only what was computed after it was given before.
        floor = earlier + 1 if earlier is not None and not goes_on else 0
        used = [p for p in self._used(record) if p >= floor]
        is_anew = earlier is not None and not goes_on and earlier >= self._starts[-1]
        is_anew = is_anew and not self._is_error(record, position)
        is_anew = is_anew and not self._is_of_same_inputs(record, position)
        if is_anew and earlier is not None and _is_of_another_call(binding, self._forward[earlier]):
            is_anew = not self._goes_on_here(record)
        if earlier is not None and not goes_on and earlier < self._starts[-1]:
            is_anew = self._goes_back(binding) and not self._goes_on_here(record)
        if goes_on and earlier is not None:
            self.neurons.go_on(record, self._forward[earlier].record)
        elif is_anew and earlier is not None and earlier >= self._starts[-1]:
            before, start = self._forward[earlier].record, self._forward[self._starts[-1]].record
            is_anew = not self.neurons.is_further(binding, before, start.serial, self._keys)
        if position and (is_anew or self._is_updated(record)):
            after = self._starts[-1]
            self._starts.append(max(min([position, *used]), after + 1))
        else:
            reach = min(
                [*used, *([earlier] if goes_on and earlier is not None else [])], default=position
            )
            while len(self._starts) > self._certain and self._starts[-1] > reach:
                self._starts.pop()
        self._last[binding.variable] = self._at[record] = position
        self._keys.setdefault(record, binding.variable)
        self._waiting.setdefault(record, position)

    def _pass_gaps(self, position: int, serial: int) -> None:
        """Begin a pass after rounds that were not recorded."""
        if not self._gaps or serial < self._gaps[0]:
            return
        while self._gaps and serial >= self._gaps[0]:
            self._gaps.popleft()
        if position > self._starts[-1]:
            self._starts.append(position)
        self._certain = len(self._starts)
        self._waiting.clear()

    def _goes_on(self, record: Record, earlier: int) -> bool:
        """True if it is computed from its own value, with no update between."""
        before = self._forward[earlier].record
        is_after = self._roles.epoch.get(record, 0) > before.serial
        return record is before or (
            not is_after and is_computed_from(record, before, self._roles.updates)
        )

    def _is_error(self, record: Record, position: int) -> bool:
        """True if only gradients use it, and it is computed from what others use in this pass."""
        if record not in self._for_gradients:
            return False
        start = self._forward[self._starts[-1]].record.serial
        waiting, seen = [*record.inputs], set(record.inputs)
        while waiting:  # not all of a long pass, as `ancestors` would
            part = waiting.pop()
            if part.serial < start:
                continue
            if part in self._roles.updates:
                if part in self._used_by_others(position):
                    return True
                continue
            if part.inputs and part not in self._for_gradients:
                return True
            waiting += [one for one in part.inputs if one not in seen]
            seen.update(part.inputs)
        return False

    def _is_of_same_inputs(self, record: Record, position: int) -> bool:
        """True if a product that only gradients use is made of what other results of the pass use.

        So are the products of local derivatives that a walk over the graph computes. A network
        without a cost that is trained after a round in which it was tested is no product.
        """
        if record not in self._for_gradients or record.op is not mul:
            return False
        leaves = _Reach(0, self._roles.updates)
        leaves.add([record], 0)
        return bool(leaves.inputs) and leaves.inputs <= self._used_by_others(position)

    def _used_by_others(self, position: int) -> set[Record]:
        """The inputs of the pass's results so far that not only gradients use."""
        if self._reach.start != self._starts[-1]:
            self._reach = _Reach(self._starts[-1], self._roles.updates)
        others = [one.record for one in self._forward[self._reach.until : position]]
        self._reach.add([one for one in others if one not in self._for_gradients], position)
        return self._reach.inputs

    def _goes_back(self, binding: Binding) -> bool:
        """True if the code is at an earlier line than where the pass began: in the next round.

        A validation behind the update in each round has begun that pass.
        """
        first = self._forward[self._starts[-1]]
        return binding.code is first.code and binding.line < first.line

    def _goes_on_here(self, record: Record) -> bool:
        """True if it is computed from a result of this pass: the net input of a second neuron."""
        start = self._starts[-1]
        waiting, seen = [*record.inputs], set(record.inputs)
        while waiting:
            part = waiting.pop()
            if self._at.get(part, -1) >= start:
                return True
            if part.name or part in self._roles.updates:
                continue
            waiting += [one for one in part.inputs if one not in seen]
            seen.update(part.inputs)
        return False

    def _is_updated(self, record: Record) -> bool:
        """True if it is the first that is computed from an update since the pass began."""
        start = self._forward[self._starts[-1]].record.serial
        return self._roles.certain_epoch.get(record, 0) > start

    def _used(self, record: Record) -> list[int]:
        """The positions of the results that wait to be used, which this one is computed from."""
        found = []
        waiting = list(record.inputs)
        while waiting:
            part = waiting.pop()
            if part in self._seen or part in self._roles.updates:
                continue
            self._seen.add(part)
            position = self._waiting.pop(part, None)
            if position is not None and self._roles.epoch.get(record, 0) <= part.serial:
                found.append(position)
            waiting += part.inputs
        return found


def _is_of_another_call(binding: Binding, earlier: Binding) -> bool:
    """True if it is a variable of a function that is called again, not one of a loop within it."""
    code = binding.code
    is_local = code is not None and code.co_name != "<module>" and binding.name.isidentifier()
    return is_local and binding.call is not earlier.call


class _Reach:
    """The inputs that the results of a pass are computed from, as far as it has been looked at."""

    def __init__(self, start: int, updates: Container[Record]) -> None:
        self.start = self.until = start
        self._updates = updates
        self.inputs: set[Record] = set()
        self._seen: set[Record] = set()

    def add(self, records: list[Record], until: int) -> None:
        """Add what these are computed from; `until` is the position after them."""
        self.until = until
        waiting = [one for one in records if one not in self._seen]
        while waiting:
            record = waiting.pop()
            if record.is_leaf or record in self._updates:
                self.inputs.add(record)
                continue
            waiting += [part for part in record.inputs if part not in self._seen]
            self._seen.update(record.inputs)
