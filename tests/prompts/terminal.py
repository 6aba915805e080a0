"""Types into a `python` that believes in a terminal, as a reader does."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time

_ESCAPES = re.compile(r"\x1b\[[?0-9;]*[a-zA-Z]|\x1b[=>]|\r")
PROMPTS = (">>> ", "... ")


class Terminal:
    """One `python` at a terminal of its own."""

    def __init__(self, folder, python=sys.executable, seconds=120):
        near, far = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "HOME": str(folder), "PYTHON_BASIC_REPL": "1"}
        environment.pop("PYTHONSTARTUP", None)
        self._process = subprocess.Popen(
            [python, "-q"], stdin=far, stdout=far, stderr=far, cwd=folder, env=environment
        )
        os.close(far)
        self._near, self._end = near, time.monotonic() + seconds
        self._until_prompt()

    def type(self, line):
        """Type a line; what the prompt answers."""
        os.write(self._near, (line + "\n").encode())
        answer = self._until_prompt()
        return answer.partition("\n")[2].strip()  # after the line itself

    def _until_prompt(self):
        text = ""
        while not text.endswith(PROMPTS):
            left = self._end - time.monotonic()
            ready, _, _ = select.select([self._near], [], [], max(left, 0))
            assert ready, f"no prompt came after {text!r}"
            text = _ESCAPES.sub("", text + os.read(self._near, 4096).decode("utf-8", "replace"))
        return text[: -len(PROMPTS[0])]

    def close(self):
        """End the process."""
        self._process.kill()
        self._process.wait()
        os.close(self._near)
