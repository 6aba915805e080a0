"""The error that the reader's `except` finds, without the frames of this package."""

from __future__ import annotations

import sys
from types import TracebackType

from graphviz_backprop.errors import RefusedError
from graphviz_backprop.tracing.tape.record import is_own


def caught() -> None:
    """Clean the error that was just caught; a refusal goes on to the end of the run."""
    error = sys.exception()
    if isinstance(error, RefusedError):
        raise error
    if error is not None:
        error.__traceback__ = _readers(error.__traceback__)


def _readers(trace: TracebackType | None) -> TracebackType | None:
    parts: list[TracebackType] = []
    while trace is not None:
        parts.append(trace)
        trace = trace.tb_next
    for part in reversed(parts):
        if not is_own(part.tb_frame.f_code.co_filename):
            trace = TracebackType(trace, part.tb_frame, part.tb_lasti, part.tb_lineno)
    return trace
