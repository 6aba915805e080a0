"""Which result of a file is differentiated.

The rule. In the first forward pass, the output is the one named result from which no other named
result is computed. The first forward pass is what each name is first given, and then again for as
long as it is computed from that (`y = max(y, 0)`); gradients (`dvalue`, `drelu_dz`, `dw`, and what
an update uses), updates of inputs (`w[0] += …`) and what has no derivative (`round(y)`) don't
belong to it, nor does what is computed from them. Of several results that are left, the one that
nothing at all uses is the output.
"""

from __future__ import annotations

from graphviz_backprop.capture.record import Record, ancestors
from graphviz_backprop.capture.session import Binding, Session, is_update
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph.gradient_names import base, is_gradient, squeeze


def find_output(session: Session, source: str, of: str | None = None) -> Record:
    """The record of the output: the one named `of`, else the one that the rule gives.

    Raises:
        BackpropError: nothing numeric was computed, no such name, or several results are left.
    """
    results = _results(session)
    if of is not None:
        return _named(of, results, session, source).record
    if not results:
        raise BackpropError(
            f"{source}: nothing to differentiate: no named result is computed from a named number; "
            "assign the inputs, plain numbers or lists of them, and the output to variables"
        )
    left = outputs(results, session)
    if len(left) != 1:
        found = f"{len(left)} results could be the output" if left else "no result is the output"
        raise BackpropError(f"{source}: {found}: {_listed(left or results)}; choose with --of NAME")
    return left[0].record


def outputs(results: list[Binding], session: Session) -> list[Binding]:
    """The results that the rule leaves: one where it is clear, none or several where not."""
    gradients, updates, applied = _backward(results, session)
    opaque = {r for r in ancestors(b.record for b in results) if r.is_opaque}
    # Where an input's name is used on, as in `x = x + 1`, there may be no pass without it; and one
    # without a derivative is found last, for the error to name it.
    for outside in (
        gradients | updates | applied | opaque,
        gradients | updates | opaque,
        gradients | opaque,
        gradients | updates,
    ):
        left = _last_of_pass(results, outside)
        if left:
            break
    else:
        left = _last_of_pass(results, gradients)
    unused = [binding for binding in left if not binding.record.is_used]
    return unused if len(unused) == 1 else left


def _backward(
    results: list[Binding], session: Session
) -> tuple[set[Record], set[Record], set[Record]]:
    """What is no forward pass: gradients by their names, updates, and what these use."""
    names = [variable.name for variable in session.variables] + [b.name for b in results]
    known = {squeeze(name) for name in names} | {squeeze(base(name)) for name in names}
    # There is a gradient once there is something to differentiate: an early `dx` is a distance.
    named = [b.record for b in results if is_gradient(b.name, known)]
    first = next((b.record.serial for b in results if not is_gradient(b.name, known)), 0)
    gradients = {record for record in named if record.serial > first}
    gradients |= {
        leaf for v in session.variables if is_gradient(v.name, known) for leaf in v.every_leaf()
    }
    updates = {b.record for b in results if is_update(b.name, b.record)}
    return gradients, updates, _applied(updates, {b.record for b in results})


def _applied(updates: set[Record], named: set[Record]) -> set[Record]:
    """The named results that updates use: gradients, whatever they are called."""
    found: set[Record] = set()
    waiting = [part for update in updates for part in update.inputs[1:]]
    while waiting:
        record = waiting.pop()
        if record in named:
            found.add(record)
        else:
            waiting += record.inputs
    return found


def _last_of_pass(results: list[Binding], outside: set[Record]) -> list[Binding]:
    """The results of the first pass, but those used by another."""
    kept = _first_pass(_without(outside, results))
    forward = {binding.record: binding for binding in reversed(kept)}
    used: set[Record] = set()
    for record in reversed(ancestors(binding.record for binding in results)):
        if record in forward or record in used:
            used.update(record.inputs)
    return [binding for record, binding in reversed(forward.items()) if record not in used]


def _without(outside: set[Record], results: list[Binding]) -> list[Binding]:
    """The results that are not computed from what is outside."""
    after = set(outside)
    for record in ancestors(binding.record for binding in results):
        if not after.isdisjoint(record.inputs):
            after.add(record)
    return [binding for binding in results if binding.record not in after]


def _first_pass(results: list[Binding]) -> list[Binding]:
    """What each name is given first, and then again for as long as it is computed from that."""
    kept: dict[str, Binding] = {}
    for binding in results:
        earlier = kept.get(binding.name)
        if earlier is None or _depends(binding.record, earlier.record):
            kept[binding.name] = binding
    return sorted(kept.values(), key=lambda binding: binding.record.serial)


def _depends(record: Record, earlier: Record) -> bool:
    """Whether a record was computed from an earlier one."""
    seen = {record}
    waiting = [record]
    while waiting:
        for part in waiting.pop().inputs:
            if part is earlier:
                return True
            if part.serial > earlier.serial and part not in seen:
                seen.add(part)
                waiting.append(part)
    return False


def _results(session: Session) -> list[Binding]:
    """The bindings of what is computed from an input, without partial sums."""
    reached: set[Record] = set()
    for record in ancestors(binding.record for binding in session.bindings):
        if record.is_leaf or not reached.isdisjoint(record.inputs):
            reached.add(record)
    return [b for b in session.bindings if b.record in reached and b.record.name]


def _named(of: str, results: list[Binding], session: Session, source: str) -> Binding:
    named = [binding for binding in results if binding.name == of]
    if named:
        forward = _without(set().union(*_backward(results, session)), results)
        return _first_pass([b for b in forward if b.name == of] or named[:1])[0]
    late = f" in the first {session.budget} operations" if session.is_dormant else ""
    known = f"; its results are {_listed(results)}" if results else ""
    raise BackpropError(f"{source}: no result is named {of!r}{late}{known}")


def _listed(bindings: list[Binding], most: int = 20) -> str:
    names = list(dict.fromkeys(binding.name for binding in bindings))
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
