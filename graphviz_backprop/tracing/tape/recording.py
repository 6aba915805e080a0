"""True if operations are recorded, or recording sleeps while the reader's rounds repeat."""

from __future__ import annotations


class Recording:
    """The state of recording in this process.

    Attributes:
        is_asleep: the reader's code runs as it is, and what it computes has no record.
    """

    __slots__ = ("is_asleep",)

    def __init__(self) -> None:
        self.is_asleep = False


RECORDING = Recording()
