"""A pasted transcript: `In [n]:` prompts, with outputs and text between."""

from __future__ import annotations

import re
from itertools import pairwise

from graphviz_backprop.sources.commands import skip_commands
from graphviz_backprop.sources.source import SOURCES, Cell, Source

_PROMPT = re.compile(r"^[ \t]{0,8}In\s?\[\s*(?:\d*|\*|None)\s*\]:[ \t]?(.*)$", re.MULTILINE)
_CONTINUED = re.compile(r"^\s*\.{3,}:(?: (.*)|\s*)$")
_RESULT = re.compile(r"^[ \t]{0,8}Out\s?\[\s*(?:\d*|None)\s*\]:", re.MULTILINE)


def read_transcript(text: str, filename: str) -> tuple[Cell, ...]:
    """The cells; where the code of one ends is only known when it runs."""
    starts = [*_PROMPT.finditer(text)]
    ends = [prompt.start() for prompt in starts] + [len(text)]
    pairs = zip(starts, pairwise(ends), strict=True)
    return tuple(_cell(prompt[1], text[prompt.end() : end]) for prompt, (_, end) in pairs)


def _cell(first: str, rest: str) -> Cell:
    """A cell from what stands behind its prompt and below."""
    below = rest.removeprefix("\n").split("\n")
    if not first.strip():
        return _pasted("\n".join(below))
    lines = [first]
    for line in below:
        continued = _CONTINUED.match(line)
        if continued is None:
            break
        lines.append(continued[1] or "")
    if len(lines) == 1:
        return _pasted("\n".join([first, *below]))
    skipped = skip_commands("\n".join(lines))
    return Cell(skipped.code, shows="last", notes=skipped.notes)


def _pasted(text: str) -> Cell:
    """Code that its output may follow; what stands below an `Out[n]:` is no code in any case."""
    result = _RESULT.search(text)
    skipped = skip_commands(text[: result.start()] if result else text, holds_text=True)
    return Cell(skipped.code, shows="last", holds_output=True, notes=skipped.notes)


def sign_of_transcript(text: str) -> int | None:
    """Where the first prompt stands."""
    found = _PROMPT.search(text)
    return found.start() if found else None


SOURCES.add("transcript", Source((".txt", ".md"), sign_of_transcript, read_transcript))
