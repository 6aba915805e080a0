"""A Jupyter notebook: its code cells, in their order in the file."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.source import SOURCES, Cell

# Jupyter's own commands: %magic, !shell, and ?help before or after a name.
_COMMAND = re.compile(r"^(\s*)(?:[%!?].*|[\w.]+\?{1,2}\s*)$", re.MULTILINE)


def read_notebook(path: Path, text: str) -> tuple[Cell, ...]:
    """The code cells, numbered from 1 among themselves.

    Raises:
        BackpropError: it is not JSON, or has no cells.
    """
    try:
        cells = json.loads(text)["cells"]
        codes = [_code(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BackpropError(
            f"{path}: not a notebook: expected JSON with a list of cells (nbformat 4)"
        ) from None
    return tuple(
        Cell(code, f"<cell {number}>", shows_last=not code.rstrip().endswith(";"))
        for number, code in enumerate(codes, start=1)
    )


def _code(source: str | list[str]) -> str:
    """A cell's text, with Jupyter's commands replaced by `pass` where they stand."""
    code = source if isinstance(source, str) else "".join(source)
    if code.lstrip().startswith("%%"):
        first, _, rest = code.lstrip().partition("\n")
        return (
            "pass\n" + _code(rest)
            if first.split()[0] in ("%%time", "%%timeit", "%%capture")
            else ""
        )
    try:
        ast.parse(code)
    except SyntaxError:
        return _COMMAND.sub(r"\1pass", code)
    return code


SOURCES.add(".ipynb", read_notebook)
