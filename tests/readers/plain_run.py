"""The reader's files in plain Python: their code, what they print, and their own numbers."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from tests.readers.index import READER_FILES

FOLDER = Path(__file__).parent / "files"
FENCE = re.compile(r"^```[ \t]*(?:python|py|python3)\b[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def is_shell(line: str) -> bool:
    """Return whether a line is a magic or a shell line, which plain Python doesn't know."""
    return line.startswith(("%", "!"))


@cache
def code_of(name: str) -> str:
    """Return the Python of a file: all cells or fences, without magics and shell lines."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".py"):
        return text
    if name.endswith(".ipynb"):
        cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        parts = ["".join(cell["source"]) for cell in cells]
    else:
        parts = FENCE.findall(text)
    lines = "\n".join(parts).splitlines()
    return "\n".join(line for line in lines if not is_shell(line)) + "\n"


@cache
def plain_output(name: str) -> bytes:
    """Return the bytes that plain Python prints."""
    program = [sys.executable, "-X", "utf8", "-c", code_of(name)]
    if name.endswith(".py"):
        program[-2:] = [str(FOLDER / name)]
    return subprocess.run(program, capture_output=True, check=True, timeout=120).stdout


@cache
def plain_truth(name: str, which: str, check: int = 0) -> dict[str, Any]:
    """Return a file's own numbers where the index says; see plain_truth.py."""
    asked = {"code": code_of(name), "check": check, **asdict(READER_FILES[name].truth(which))}
    program = [sys.executable, str(Path(__file__).parent / "plain_truth.py")]
    done = subprocess.run(program, input=pickle.dumps(asked), capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, Any] = pickle.loads(done.stdout)
    return answer


def numbers_of(name: str, which: str) -> dict[str, Any]:
    """Return the output and the gradients of the "first", "last" or "drawn" pass."""
    time = "last" if which == "last" else "first"
    numbers: dict[str, Any] = plain_truth(name, which)[time]
    return numbers
