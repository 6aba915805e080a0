"""The reader's files in plain Python: their code, what they print, and their own numbers."""

from __future__ import annotations

import ast
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


def showing(cell: str) -> str:
    """Return a cell so that it prints the value of its last line, as a notebook does."""
    tree = ast.parse(cell)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or cell.rstrip().endswith(";"):
        return cell
    tree.body[-1:] = ast.parse(f"_ = {ast.unparse(last)}\nif _ is not None: print(repr(_))").body
    return ast.unparse(tree)


@cache
def code_of(name: str, shows: bool = False) -> str:
    """Return the Python of a file: all cells or fences, without magics and shell lines.

    Where it `shows`, a notebook's cells print the value of their last line.
    """
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".py"):
        return text
    if name.endswith(".ipynb"):
        cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
        parts = ["".join(cell["source"]) for cell in cells]
    else:
        parts = FENCE.findall(text)
    lines = [[line for line in part.splitlines() if not is_shell(line)] for part in parts]
    parts = ["\n".join(part) for part in lines]
    if shows and name.endswith(".ipynb"):
        parts = [showing(part) for part in parts]
    return "\n".join(parts) + "\n"


@cache
def plain_output(name: str) -> bytes:
    """Return the bytes that plain Python prints."""
    program = [sys.executable, "-X", "utf8", "-c", code_of(name, shows=True)]
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
