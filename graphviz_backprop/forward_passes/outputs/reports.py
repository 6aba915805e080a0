"""Results that only tell a loss in another measure: `rmse = np.sqrt(mse)`, `r2 = 1 - loss / base`.

Where the code goes backward and does not use them, the loss is what it differentiates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphviz_backprop.forward_passes.roles.computed_from import is_computed_from, is_trained
from graphviz_backprop.forward_passes.roles.named_gradients import Differentiated
from graphviz_backprop.graph.gradient_names import squeeze
from graphviz_backprop.ops import div, exp, mul, power, sqrt, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors

_LOSS = re.compile(
    r"(?i:.*(?:loss|cost|mse|err|error|sse|nll|entropy|rss|ssres|residuals?))|[LJEC]"
)
_MEASURE = re.compile(r"(?i:(?:.*_)?(?:rmse?|rms_?err(?:or)?|r2|r_?sq(?:uared)?)(?:_.*)?)")
_OF_LOSS = re.compile(r"[LJEC]|(?i:loss|cost|err|error)")
_HALF = 0.5


def before_reports(
    left: list[Binding],
    forward: list[Binding],
    results: list[Binding],
    differentiated: Differentiated,
    updates: Mapping[Record, Record],
) -> list[Binding]:
    """The results of which there are gradients, not those computed from them alone: `rmse`."""
    told = differentiated.every | differentiated.with_gradient
    if any(squeeze(binding.name) in told for binding in left):
        return left
    if len(left) == 1 and (root := _root_in_update(left[0], results, updates)):
        return [root]
    is_told = len(left) == 1 and (told or updates)
    loss = _told_by_report(left[0], forward, updates) if is_told else None
    # `0.5 / np.sqrt(mse)`, `np.exp(err)`, `… / base`: what is told of it is differentiated itself.
    if loss is not None:
        parts = [loss.record, *_base(left[0].record)]
        users = _goes_backward(loss.record, results, differentiated, updates)
        if not any(is_computed_from(one, part, updates) for one in users for part in parts):
            return [loss]
    is_measure = is_told and loss is None and _MEASURE.fullmatch(left[0].name)
    given = _measured_of(left[0], forward, updates) if is_measure else None
    if given is not None:
        return [given]
    known = {squeeze(binding.name) for binding in forward}
    if any(_OF_LOSS.fullmatch(name) and name not in known for name in differentiated.last):
        return left  # `dL_dw`, where the loss has another name
    meant = [binding for binding in forward if squeeze(binding.name) in differentiated.last]
    if meant and all(is_computed_from(end.record, meant[-1].record) for end in left):
        return meant[-1:]
    return left


def _goes_backward(
    loss: Record,
    results: list[Binding],
    differentiated: Differentiated,
    updates: Mapping[Record, Record],
) -> list[Record]:
    """The gradients of a pass, and the updates that are made after its loss."""
    users = [one.record for one in results if one.record in differentiated.gradients]
    return users + [new for new, old in updates.items() if old.serial < loss.serial < new.serial]


def _root_in_update(
    loss: Binding, results: list[Binding], updates: Mapping[Record, Record]
) -> Binding | None:
    """The root of a loss that an update is divided by: `w -= lr * (…) / rmse` is that of `rmse`."""
    at = loss.record.serial
    roots = [b for b in results if _measured(b.record) is loss.record and b.record.op is not exp]
    if not roots:
        return None
    own = [new for new, old in updates.items() if old.serial < at < new.serial]
    after = ancestors(own, lambda one: one.serial <= at)
    return next((r for r in roots if any(_is_divided_by(r.record, one) for one in after)), None)


def _is_divided_by(root: Record, record: Record) -> bool:
    """True for `… / rmse` and `… / (n * rmse)`."""
    if record.op is not div:
        return False
    below = record.inputs[1]
    return below is root or (below.op is mul and root in below.inputs)


def _told_by_report(
    end: Binding, forward: list[Binding], updates: Mapping[Record, Record]
) -> Binding | None:
    """The loss that a result tells in another measure; None where it is no such report."""
    if end.record.is_used:
        return None
    measured = _measured(end.record) or _explained(end.record, updates)
    if measured is None:
        return None
    losses = [one for one in forward if one.record is measured]
    return next((one for one in losses if _LOSS.fullmatch(squeeze(one.name))), None)


def _measured_of(
    end: Binding, forward: list[Binding], updates: Mapping[Record, Record]
) -> Binding | None:
    """The output that a report measures: `y` of `rmse = np.sqrt(np.mean((y - t) ** 2))`.

    The code differentiates another loss, or trains by the error alone; None where it does not.
    """
    measured = _measured(end.record) or _explained(end.record, updates)
    at = end.record.serial
    own = [new for new, old in updates.items() if old.serial < at < new.serial]
    if end.record.is_used or measured is None or any(one.record is measured for one in forward):
        return None
    if any(is_computed_from(one, measured, updates) for one in own):
        return None
    given = [b for b in forward if b.record is not end.record and is_trained(b.record, updates)]
    return next((b for b in reversed(given) if is_computed_from(measured, b.record)), None)


def _measured(record: Record) -> Record | None:
    is_root = record.op is power and record.inputs[1].value == _HALF
    return record.inputs[0] if is_root or record.op in (sqrt, exp) else None


def _base(share: Record) -> tuple[Record, ...]:
    """What the loss is divided by in a share that is explained; nothing of another measure."""
    return share.inputs[1].inputs[1:] if share.op is sub else ()


def _explained(record: Record, updates: Mapping[Record, Record]) -> Record | None:
    """The loss of a share that is explained: `1 - loss / base`, where no parameter is in the base.

    That is the loss of the mean, which the training does not change.
    """
    share = record.inputs[1] if record.op is sub and record.inputs[0].value == 1 else None
    if share is None or share.op is not div:
        return None
    loss, base = share.inputs
    return loss if is_trained(loss, updates) and not is_trained(base, updates) else None
