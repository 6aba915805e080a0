"""Results that only tell a loss in another measure: `rmse = np.sqrt(mse)`, `exp(loss)`.

Where the code goes backward and does not use them, the loss is what it differentiates.
"""

from __future__ import annotations

import re

from graphviz_backprop.graph.gradient_names import squeeze
from graphviz_backprop.ops import exp, power, sqrt
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record

_LOSS = re.compile(r"(?i:.*(?:loss|cost|mse|err|error|sse|nll|entropy))|[LJEC]")
_HALF = 0.5


def told_by_report(end: Binding, forward: list[Binding]) -> Binding | None:
    """The loss that a result tells in another measure; None where it is no such report."""
    measured = _measured(end.record)
    if measured is None or end.record.is_used:
        return None
    losses = [one for one in forward if one.record is measured]
    return next((one for one in losses if _LOSS.fullmatch(squeeze(one.name))), None)


def _measured(record: Record) -> Record | None:
    is_root = record.op is power and record.inputs[1].value == _HALF
    return record.inputs[0] if is_root or record.op in (sqrt, exp) else None
