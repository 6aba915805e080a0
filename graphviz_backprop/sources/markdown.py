"""Markdown with fenced Python: each fence is a cell."""

from __future__ import annotations

from graphviz_backprop.sources.commands import skip_commands
from graphviz_backprop.sources.parsing import syntax_error
from graphviz_backprop.sources.prompt_session import as_one_cell, read_session, sign_of_session
from graphviz_backprop.sources.source import SOURCES, Cell, Source
from graphviz_backprop.sources.transcript import read_transcript, sign_of_transcript

_PYTHON = frozenset("python python3 py ipython ipython3 pycon".split())


def read_fences(text: str, filename: str) -> tuple[Cell, ...]:
    """The cells of all Python fences, with the line numbers of the file."""
    return tuple(cell for line, code in _fences(text) for cell in _cells(line, code, filename))


def _cells(line: int, code: str, filename: str) -> tuple[Cell, ...]:
    """The cells of a fence whose code begins below so many lines."""
    placed = "\n" * line + code
    if sign_of_transcript(code) is not None:
        return read_transcript(code, "")
    if sign_of_session(code) is not None:
        return (as_one_cell(read_session(placed, filename), filename),)
    skipped = skip_commands(placed)
    return (Cell(skipped.code, filename, notes=skipped.notes),)


def _fences(text: str) -> list[tuple[int, str]]:
    """The fences that name Python; if none does, those without a name that are Python."""
    if "```" not in text and "~~~" not in text:
        return []
    from markdown_it import MarkdownIt  # it takes its time to load

    found = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "fence"]
    named = [token for token in found if _language(token.info) in _PYTHON]
    unnamed = [t for t in found if not t.info.strip() and _is_program(t.content)]
    return [(token.map[0] + 1, token.content) for token in named or unnamed if token.map]


def _language(info: str) -> str:
    """The first word of what stands behind a fence's marks: `python`, `{.python .numberLines}`."""
    words = info.replace("{", " ").replace("}", " ").replace(",", " ").split()
    return words[0].lstrip(".").lower() if words else ""


def _is_program(code: str) -> bool:
    return sign_of_session(code) is not None or ("=" in code and syntax_error(code) is None)


def _sign(text: str) -> int | None:
    fences = _fences(text)
    if not fences:
        return None
    return sum(len(line) + 1 for line in text.split("\n")[: fences[0][0] - 1])


SOURCES.add("fences", Source((".md", ".txt"), _sign, read_fences))
