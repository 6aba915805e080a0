"""The content of a file that holds a backward pass alone, as plain data."""

from __future__ import annotations

from graphviz_backprop.forward_passes.passes.backward_alone import BackwardAlone, is_gradient_here
from graphviz_backprop.forward_passes.passes.forward_pass import Passes
from graphviz_backprop.forward_passes.roles.handwritten_gradients import handwritten
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.graph.listed import Found, Listing
from graphviz_backprop.tracing.scopes import Scopes
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import ancestors
from graphviz_backprop.tracing.tape.session import Session


def list_backward(session: Session, passes: Passes, alone: BackwardAlone, source: str) -> Listing:
    """Return its one row, with the gradients that it ends with, and every gradient in it."""
    order = ancestors(end.record for end in alone.ends)
    scopes = Scopes(session, order, order[-1], source)
    leaves = [record for record in order if record.is_leaf and record.name]
    inputs = dict.fromkeys(scopes.name_of(base(leaf.name), leaf.named_in) for leaf in leaves)
    row = Found(
        number=1,
        first=place_of(alone.ends[0], source),
        last=place_of(alone.ends[-1], source),
        outputs=tuple((scopes.name_of(end.name, end.call), end.record.value) for end in alone.ends),
        inputs=tuple(inputs),
        kind="backward pass alone",
    )
    gradients = tuple(
        (gradient, 1)
        for gradient, _ in handwritten(session, source, scopes.name_of)
        if is_gradient_here(gradient.name, alone.known)
    )
    return Listing(source, (row,), gradients, tuple(session.notes))
