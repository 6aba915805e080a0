"""The message where the output was only decided: `np.argmax(p)`, `predictions == y`."""

from __future__ import annotations

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record

_SIGNS = {
    "equal": "==",
    "not_equal": "!=",
    "greater": ">",
    "greater_equal": ">=",
    "less": "<",
    "less_equal": "<=",
}


def refuse_nondifferentiable(source: str, name: str, record: Record) -> None:
    """Raise an error where a value was decided, not computed.

    Args:
        source: the name of the function or file.
        name: what the code calls the value; empty for what a function returns.
        record: that of the value.

    Raises:
        BackpropError: it comes from a comparison, `argmax` or their like.
    """
    decision = getattr(record, "decision", None)
    if decision is None:
        return
    place = place_of(decision, source)
    sign = _SIGNS.get(decision.name)
    what = f"the comparison {sign}" if sign else f"np.{decision.name}"
    where = f"{source}: {place}" if place else source
    raise BackpropError(
        f"{where}: {name or 'the result'} comes from {what}, which has no derivative: it chooses, "
        "and a small change of the inputs changes nothing; differentiate what it chooses from, "
        "or the loss"
    )
