"""Results without a name (`print(mse(net(x), y))`), where nothing that has one is an output."""

from __future__ import annotations

from graphviz_backprop.forward_passes.outputs.put_aside import FOR_GRADIENTS_ALONE
from graphviz_backprop.forward_passes.outputs.training_errors import TrainingErrors, errors_of
from graphviz_backprop.forward_passes.passes.compared_margins import (
    compared_margins,
    ends_with_updates,
)
from graphviz_backprop.forward_passes.passes.finding import find_passes
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.passes.incomplete import is_differentiated
from graphviz_backprop.forward_passes.passes.joined_outputs import join_outputs
from graphviz_backprop.graph.upstream_names import is_of_loss
from graphviz_backprop.ops import log
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import is_called_by
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_same_value

_MOST_LOOKED_AT = 20


def find_passes_at_end(session: Session, of: str | None = None) -> Passes:
    """All passes of a run that is over, see `find_passes`; by their outputs as they are drawn.

    Where none of them can be drawn, what the code shows or puts into lists without a name is a
    result too, called by the function that returned it or by its place in the list; else only what
    is surely the cost, `losses.append(log_loss(y, a))`, or what a function returns from what has a
    name in it.
    Where the code trains by an error alone, the output is what its backward pass starts at; where
    it trains by a comparison alone, what is compared.
    """
    passes = find_passes(session, of)
    unnamed = session.unnamed
    if passes.complete():
        first = unnamed[:_MOST_LOOKED_AT] if of is None else []
        is_result = any(
            _goes_on(passes, one.record, one.name) or _returns(passes, one) for one in first
        )
        unnamed = unnamed if is_result else []
    if unnamed:
        passes = _with_unnamed(session, unnamed, of) or passes
    if of is None and ends_with_updates(passes):
        margins = compared_margins(session)
        passes = (_with_unnamed(session, margins, of) if margins else None) or passes
        for margin in margins:
            margin.name = margin.record.name = ""
    if of is None:
        order = ancestors(binding.record for binding in session.bindings)
        errors = TrainingErrors(order, passes.roles, passes.aside.by(FOR_GRADIENTS_ALONE))
        for one in passes.every if not passes.complete() else ():
            join_outputs(one, errors)
        for one in passes.complete():
            one.ends = errors.starts(one.ends, one.results, one.serials.stop)
    return passes


def _with_unnamed(session: Session, unnamed: list[Binding], of: str | None) -> Passes | None:
    """The passes with these as results; None where there is no complete one then either."""
    named = session.bindings
    new = [binding for binding in unnamed if not binding.record.name]
    for binding in new:
        binding.record.name = binding.record.name or binding.name
    session.bindings = sorted([*named, *unnamed], key=lambda one: one.record.serial)
    passes = find_passes(session, of)
    if passes.complete():
        return passes
    session.bindings = named
    for binding in new:
        binding.record.name = ""
    return None


def _goes_on(passes: Passes, shown: Record, named: str) -> bool:
    """True if it is the cost of what the code's gradients go through, or of that computed again."""
    first = passes.complete()[0]
    (end,) = (binding.record for binding in first.ends)
    if not shown.is_single or not is_differentiated(first, passes.roles):
        return False
    behind = ancestors([shown], passes.roles.updates.__contains__)
    within = shown.within
    called = (named, within.code.co_name if within is not None else "")
    if end in behind and any(map(is_of_loss, called)) and _has_target(behind, end, first):
        return True
    return not end.is_single and any(
        (part.name == end.name and part.code is not end.code)
        or (part.op is end.op and is_same_value(part.value, end.value))
        for part in behind
        if part is not end
    )


def _has_target(behind: list[Record], end: Record, one: Pass) -> bool:
    """True if what is shown is made of what the code's own errors of the output are made of.

    `fuel_cost(y)` of a net that is trained by `y - t` is none of its loss. The logarithm of a
    choice by labels is, where the errors are of `one_hot(labels)`.
    """
    order = ancestors(binding.record for binding in one.results)
    errors = [*errors_of(end, order, one.serials)]
    own = set(ancestors([end]))
    targets = {leaf for leaf in ancestors(errors) if leaf.is_leaf and leaf not in own}
    if not targets or not targets.isdisjoint(behind):
        return True
    return any(part.op is log for part in behind if part not in own)


def _returns(passes: Passes, shown: Binding) -> bool:
    """True if the function that names a pass's output inside returns this, computed from it."""
    first = passes.complete()[0]
    (end,) = (binding.record for binding in first.ends)
    inside = end.named_in
    if inside is None or inside.code.co_name == "<module>":
        return False
    within = shown.record.within
    is_inside = within is inside or is_called_by(within, inside)
    if not is_inside or end not in ancestors([shown.record]):
        return False
    gradients = [one.record for one in first.results if one.record in passes.roles.gradients]
    return end not in ancestors(gradients)
