"""Results that the code gives no name: `h.append(sigmoid(z))`, `print(mse(net(x), y))`.

They are what a run computed where nothing that has a name is its output (see `unnamed_results`).
"""

from __future__ import annotations

from typing import Any

from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session


def name_appended(session: Session, name: str, held: Any, value: Any) -> Any:
    """The value, which is called by its place in the list if it has no name of its own: `h[0]`.

    Args:
        session: the run.
        name: of the list, as the code spells it.
        held: the list.
        value: what is appended.
    """
    if RECORDING.is_asleep or type(held) is not list:
        return value
    record = session.record(value)
    if record is not None and not record.is_leaf and not record.name:
        # A name for the picture: that it is appended makes it neither a result nor a gradient.
        record.name, record.is_inner = f"{name}[{len(held)}]", True
        session.unnamed.append(Binding(record.name, record))
    return value


def note_shown(session: Session, text: str, value: Any) -> Any:
    """The value, noted as a result if it has no name.

    Args:
        session: the run.
        text: what it would be called by.
        value: what is shown.
    """
    if RECORDING.is_asleep or session.is_dormant:
        return value
    record = session.record(value)
    if record is not None and not record.is_leaf and not record.name and not record.is_not_input:
        session.unnamed.append(Binding(text, record))
    return value
