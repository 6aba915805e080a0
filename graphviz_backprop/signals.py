"""The signals that ask a process to end."""

from __future__ import annotations

import signal

# A terminal that is closed sends SIGHUP, which Windows lacks.
ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
