"""The hook of `z if z > 0 else 0`: it is ReLU, on whichever side of 0 z is."""

from __future__ import annotations

import sys
from typing import Any

from graphviz_backprop.ops import relu
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_number, is_traced, operate, plain


def rectified(session: Session, sites: tuple[int, ...], value: Any, operand: Any) -> Any:
    """The chosen value as ReLU of what was compared, where that is a number that is followed.

    Args:
        session: takes the records.
        sites: the `if`s that chose.
        value: the chosen one, the operand or 0.
        operand: what was compared with 0.
    """
    if RECORDING.is_asleep or session.is_dormant or not (is_traced(operand) and is_number(operand)):
        is_plain = type(value) in (float, int)
        return session.chosen_by(sites, value, sys._getframe(1)) if is_plain else value
    if value is operand and plain(value) == 0:  # of `z >= 0`, whose slope there is not ReLU's
        return value
    return operate(relu, lambda _: plain(value), operand)
