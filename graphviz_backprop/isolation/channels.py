"""The pipes between the two processes: what comes back, and what the code prints."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, TextIO

_CHUNK = 1 << 16
_LAST_WORDS = 5.0
_LAST_STANDARD = 2


class Inlet:
    """A pipe from the other process, read by a thread as the bytes come.

    Attributes:
        far_end: the descriptor for the other process.
    """

    def __init__(self) -> None:
        _keep_standard_descriptors()
        self._near_end, self.far_end = os.pipe()
        self._parts: list[bytes] = []
        self._ended = threading.Event()

    def open(self) -> None:
        """Begin to read, now that the other process has its end."""
        os.close(self.far_end)
        threading.Thread(target=self._read, daemon=True).start()

    def close(self) -> None:
        """Close both ends, where there is no other process."""
        os.close(self.far_end)
        os.close(self._near_end)

    def _read(self) -> None:
        while part := os.read(self._near_end, _CHUNK):
            self._parts.append(part)
        os.close(self._near_end)
        self._ended.set()

    @property
    def has_begun(self) -> bool:
        """True if anything has come."""
        return bool(self._parts)

    def wait_for_end(self, seconds: float) -> bool:
        """Wait until the other end is closed; whether it is."""
        return self._ended.wait(seconds)

    @property
    def content(self) -> bytes:
        """The text that has come so far."""
        return b"".join(self._parts)


def _keep_standard_descriptors() -> None:
    """Where stdin, stdout or stderr is closed, no pipe may take its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        pass
    os.close(descriptor)


class Printed:
    """Where a stream of the code goes: to this process' own stream, or through a pipe.

    Attributes:
        target: what `subprocess.Popen` takes.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._thread: threading.Thread | None = None
        self.target = subprocess.DEVNULL
        if stream is None:
            return
        if not any(stream is own for own in (sys.__stdout__, sys.__stderr__)):
            self.target = subprocess.PIPE  # a notebook's, a test's
            return
        with suppress(OSError, ValueError):  # where it is closed, nobody listens
            stream.flush()
            os.fstat(stream.fileno())
            self.target = stream.fileno()

    @property
    def is_piped(self) -> bool:
        """True if the code prints UTF-8 into a pipe."""
        return self.target == subprocess.PIPE

    def open(self, pipe: IO[bytes] | None) -> None:
        """Begin to hand on what comes."""
        if pipe is not None:
            self._thread = threading.Thread(target=self._hand_on, args=(pipe,), daemon=True)
            self._thread.start()

    def _hand_on(self, pipe: IO[bytes]) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        with pipe:
            part = b"."
            while part:
                part = os.read(pipe.fileno(), _CHUNK)
                with suppress(OSError, ValueError):
                    assert self._stream is not None
                    self._stream.write(decoder.decode(part, final=not part))

    def close(self) -> None:
        """Wait for the last of it."""
        if self._thread is not None:
            self._thread.join(_LAST_WORDS)
