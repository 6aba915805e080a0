"""Which result of a file is differentiated.

The rule. In the first forward pass, the output is the one named result from which no other named
result is computed. The first forward pass is what each name is first given; gradients (`dvalue`,
`drelu_dz`, `dw`), updates of inputs (`w[0] += …`) and what has no derivative (`round(y)`) don't
belong to it, nor does what is computed from them.
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
        return _named(of, results, session, source)
    if not results:
        raise BackpropError(
            f"{source}: nothing to differentiate: no named result is computed from a named number; "
            "assign the inputs and the output to variables"
        )
    left = outputs(results, session)
    if len(left) != 1:
        found = f"{len(left)} results could be the output" if left else "no result is the output"
        raise BackpropError(f"{source}: {found}: {_listed(left or results)}; choose with --of NAME")
    return left[0].record


def outputs(results: list[Binding], session: Session) -> list[Binding]:
    """The results that the rule leaves: one where it is clear, none or several where not."""
    names = [variable.name for variable in session.variables] + [b.name for b in results]
    known = {squeeze(name) for name in names} | {squeeze(base(name)) for name in names}
    gradients = {b.record for b in results if is_gradient(b.name, known)}
    gradients |= {
        leaf for v in session.variables if is_gradient(v.name, known) for leaf in v.every_leaf()
    }
    updates = {b.record for b in results if is_update(b.name, b.record)}
    opaque = {r for r in ancestors(b.record for b in results) if r.is_opaque}
    # Where an input's name is used on, as in `x = x + 1`, there may be no pass without it; and one
    # without a derivative is found last, for the error to name it.
    for outside in (gradients | updates | opaque, gradients | opaque, gradients | updates):
        left = _last_of_pass(results, outside)
        if left:
            return left
    return _last_of_pass(results, gradients)


def _last_of_pass(results: list[Binding], outside: set[Record]) -> list[Binding]:
    """The first results of each name, but those computed from `outside` or used by another."""
    order = ancestors(binding.record for binding in results)
    after = set(outside)
    for record in order:
        if not after.isdisjoint(record.inputs):
            after.add(record)
    first: dict[str, Binding] = {}
    for binding in results:
        if binding.record not in after:
            first.setdefault(binding.name, binding)
    forward = {binding.record: binding for binding in reversed(first.values())}
    used: set[Record] = set()
    for record in reversed(order):
        if record in forward or record in used:
            used.update(record.inputs)
    return [binding for record, binding in reversed(forward.items()) if record not in used]


def _results(session: Session) -> list[Binding]:
    """The bindings of what is computed from an input, without partial sums."""
    reached: set[Record] = set()
    for record in ancestors(binding.record for binding in session.bindings):
        if record.is_leaf or not reached.isdisjoint(record.inputs):
            reached.add(record)
    return [b for b in session.bindings if b.record in reached and b.record.name]


def _named(of: str, results: list[Binding], session: Session, source: str) -> Record:
    for binding in results:
        if binding.name == of:
            return binding.record
    late = f" in the first {session.budget} operations" if session.is_dormant else ""
    known = f"; its results are {_listed(results)}" if results else ""
    raise BackpropError(f"{source}: no result is named {of!r}{late}{known}")


def _listed(bindings: list[Binding], most: int = 20) -> str:
    names = list(dict.fromkeys(binding.name for binding in bindings))
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
