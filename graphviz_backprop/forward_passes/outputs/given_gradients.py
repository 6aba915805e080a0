"""An output whose gradient the code is given: `a`, where it has `da = np.ones((5, 10))`.

What is computed from such a result, and has no part in the code's gradients, is another output of
the same layer: the prediction of a cell of which one step is shown.
"""

from __future__ import annotations

from graphviz_backprop.forward_passes.roles.named_gradients import Differentiated
from graphviz_backprop.graph.gradient_names import squeeze
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.values import shape_of


def where_gradient_is_given(
    left: list[Binding], forward: list[Binding], differentiated: Differentiated
) -> list[Binding]:
    """The result whose gradient is given, instead of the one end that is computed from it.

    Args:
        left: what could be the output.
        forward: the forward results of the pass.
        differentiated: the names of gradients, and those that are given, with their shapes.
    """
    if len(left) != 1 or not differentiated.given:
        return left
    end = left[0].record
    given = [
        binding
        for binding in forward
        if differentiated.given.get(squeeze(binding.name)) == shape_of(binding.record.value)
    ]
    if not given or any(binding.record is end for binding in given):
        return left
    last = given[-1].record
    beyond = _computed_from(last, end)
    behind = ancestors(differentiated.gradients, lambda one: one.serial <= last.serial)
    return given[-1:] if end in beyond and beyond.isdisjoint(behind) else left


def _computed_from(record: Record, end: Record) -> set[Record]:
    """What is computed from a record on the way to the end, and the end."""
    after = {record}
    for one in ancestors([end], lambda one: one.serial <= record.serial):
        if not after.isdisjoint(one.inputs):
            after.add(one)
    return after - {record}
