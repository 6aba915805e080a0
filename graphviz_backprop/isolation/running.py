"""A call that runs in a process of its own, watched by this one."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TextIO

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.isolation.answers import find_answer, threads_have_ended
from graphviz_backprop.isolation.channels import Inlet, Printed
from graphviz_backprop.isolation.code_limits import IS_NOTICED
from graphviz_backprop.isolation.crash_report import ending, place_in
from graphviz_backprop.isolation.interpreter import OWN, Interpreter
from graphviz_backprop.isolation.processes import ask_where, end_process, start_process, takes_more
from graphviz_backprop.limits import Limits
from graphviz_backprop.sources import Program

_LOOK = 0.05  # seconds between two looks at the process
_SAY = 2.0  # seconds for its last words
_END = 0.5  # seconds from an answer to the end of the code's threads
_CLOSE = 10.0  # seconds more for what Python does then: files are written, memory is freed
_DRAWING = 3.0  # seconds, and half of what the code had, for what it has left


class Running:
    """A program under way in its own process, which is gone when the `with` block is left.

    Attributes:
        notes: what was not as it should be though the call went well; complete after `result`.
        interpreter: the Python that runs the code.
    """

    def __init__(
        self,
        program: Program,
        limits: Limits,
        stdout: TextIO | None,
        stderr: TextIO | None,
        interpreter: Interpreter = OWN,
    ) -> None:
        self.notes = [f"{program.name}: {interpreter.note}"] if interpreter.note else []
        self.interpreter = interpreter
        self._program = program
        self._limits = limits
        self._answers, self._places = Inlet(), Inlet()
        self._printed = Printed(stdout), Printed(stderr)
        ends = self._answers.far_end, self._places.far_end
        out, err = self._printed
        try:
            self._process = start_process(ends, out.target, err.target, interpreter)
        except OSError as error:
            for inlet in (self._answers, self._places):
                inlet.close()
            raise self._error(f"no process can be started: {error.strerror}") from None
        self._token = os.urandom(16)
        self._deadline = math.inf
        # The code is stopped from within where that goes; then what it has left is drawn.
        self._patience = _DRAWING + limits.timeout / 2 if IS_NOTICED else 0.0
        self._answered = math.inf
        self._has_ended = False
        self._answers.open()
        self._places.open()
        out.open(self._process.stdout)
        err.open(self._process.stderr)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def load(self, module: str) -> None:
        """Let the process import a module of this package while the call is still being made."""
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            pickle.dump(module, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def call(self, function: str, *args: Any) -> None:
        """Say what is to be done.

        Args:
            function: its place, `"package.module:name"`; this process need not load it.
            args: what can be pickled.
        """
        assert self._process.stdin is not None
        piped = [one.is_piped for one in self._printed]
        call = function, args, piped, self._limits, self._token
        with suppress(BrokenPipeError), self._process.stdin as pipe:
            pickle.dump(call, pipe, pickle.HIGHEST_PROTOCOL)

    def result(self) -> Any:
        """The result of the call, once the process has ended.

        Raises:
            BackpropError: the call raised it; or the process took too long or too much memory, or
                ended without an answer.
        """
        while self._process.poll() is None:
            if self._deadline == math.inf and self._answers.has_begun:
                self._deadline = time.monotonic() + self._limits.timeout
            if time.monotonic() > self._deadline and self._is_late():
                self._late()
                break
            if self._is_ending():
                continue
            if takes_more(self._process, self._limits.memory * 1e9):
                raise self._error(
                    f"the code took more than {self._limits.memory:g} GB of memory"
                    f"{self._place()}; --memory allows more"
                )
        status = self._process.poll()
        self._end()
        answer = self._answer()
        if answer is None:
            raise self._error(ending(status or 0) + self._place())
        went_well, value = answer
        if not went_well:
            raise BackpropError(value)
        return value

    def _is_ending(self) -> bool:
        """Wait a little, or until the process closes its pipes, which it does as it ends."""
        if not self._places.wait_for_end(_LOOK):
            return False
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_LOOK)
        return self._process.poll() is not None

    def _is_late(self) -> bool:
        """Time is up: is there no answer to wait for, or has it come, and no end after it?"""
        now = time.monotonic()
        if self._answer() is not None:
            self._answered = min(self._answered, now)
        if self._are_threads_ended():
            return now > self._answered + _END + _CLOSE
        return now > min(self._deadline + self._patience, self._answered + _END)

    def _are_threads_ended(self) -> bool:
        return threads_have_ended(self._answers.content, self._token)

    def _late(self) -> None:
        """Time is up: an error, or a note where only what comes after the code is left."""
        seconds = f"{self._limits.timeout:g} s"
        if self._answer() is None:
            raise self._error(
                f"the code did not end in {seconds}{self._place()}; --timeout gives it longer"
            )
        what = "a thread of the code"
        if self._are_threads_ended():
            what = "what the code does at Python's end (atexit)"
        self.notes.append(f"{self._program.name}: {what} did not end in {seconds} and was stopped")

    def _answer(self) -> tuple[bool, Any] | None:
        """The answer, if all of it is here."""
        return find_answer(self._answers.content, self._token)

    def _place(self) -> str:
        """Where in the code the process is, or was when it crashed."""
        if self._process.poll() is None and ask_where(self._process):
            patience = time.monotonic() + _SAY
            while time.monotonic() < patience and not self._reported():
                time.sleep(_LOOK)
        return self._reported()

    def _reported(self) -> str:
        return place_in(self._program, self._places.content)

    def _end(self) -> None:
        if self._has_ended:
            return
        self._has_ended = True
        end_process(self._process)
        for inlet in (self._answers, self._places):
            inlet.wait_for_end(_SAY)  # unless something that got away still holds it
        for printed in self._printed:
            printed.close()

    def _error(self, text: str) -> BackpropError:
        return BackpropError(f"{self._program.name}: {text}")
