"""A Python file: one cell, or one for each `# %%`."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

from graphviz_backprop.sources.commands import skip_commands
from graphviz_backprop.sources.parsing import parsed, syntax_error
from graphviz_backprop.sources.source import SOURCES, Cell, Source

# Editors' and Jupytext's `# %%`, and `# In[3]:` as a notebook that is saved as a script has it.
_MARK = re.compile(r"#\s*(?:%%|In\s?\[[ \d]*\]:)")
_TEXT = re.compile(r"#\s*%%.*\[(?:markdown|md|raw)\]")


def read_script(text: str, filename: str) -> tuple[Cell, ...]:
    """The file's cells, under its own path and with its own line numbers."""
    lines = text.split("\n")
    statements = parsed(text)
    if not statements and syntax_error(text) is not None:
        parts = _with_commands(text, filename)
        return parts if any(part.notes for part in parts) else (Cell(text, filename),)
    if not statements or not _MARK.search(text):
        return (Cell(text, filename),)
    inside = {line for part in statements for line in range(_first(part) + 1, _last(part) + 1)}
    marks = [n for n, line in enumerate(lines, 1) if _MARK.match(line) and n not in inside]
    codes = {_first(part) for part in statements}
    cells = []
    for start, end in pairwise(sorted({1, *marks, len(lines) + 1})):
        is_text = start not in marks or _TEXT.match(lines[start - 1])
        if not is_text or not codes.isdisjoint(range(start, end)):
            cells.append(Cell("\n" * (start - 1) + "\n".join(lines[start - 1 : end - 1]), filename))
    return tuple(cells)


def _with_commands(text: str, filename: str) -> tuple[Cell, ...]:
    """The cells of a file with %magics or !shell lines, which are skipped in each by itself."""
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines, 1) if _MARK.match(line)]
    cells = []
    for start, end in pairwise(sorted({1, *marks, len(lines) + 1})):
        # The mark gives way to an empty line: a magic of the whole cell stands in its first one.
        head = [""] if start in marks else [lines[start - 1]]
        is_text = start in marks and _TEXT.match(lines[start - 1])
        body = "\n".join([*head, *lines[start : end - 1]])
        if is_text or not body.strip():
            continue
        skipped = skip_commands("\n" * (start - 1) + body)
        cells.append(Cell(skipped.code, filename, notes=skipped.notes))
    return tuple(cells)


def _first(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _last(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno


def _sign(text: str) -> int | None:
    """A text that is Python as a whole may have prompts and fences in its strings.

    JSON is Python by chance, and so is `In [1]: x = 2.0`: a value, and an annotation.
    """
    if syntax_error(text) is not None:
        skipped = skip_commands(text)
        if not skipped.notes or syntax_error(skipped.code) is not None:
            return None
        text = skipped.code
    is_code = any(not isinstance(part, ast.Expr | ast.AnnAssign) for part in parsed(text))
    return -1 if is_code else len(text) + 1


SOURCES.add("script", Source((".py", ".txt"), _sign, read_script))
