"""Names of what is put at the end of a list: `h[0]` of `h.append(sigmoid(z))`."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session


def name_appended(session: Session, name: str, held: Any, value: Any) -> Any:
    """The value, which is called by its place in the list if it has no name of its own.

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
    return value
