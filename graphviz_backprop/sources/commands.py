"""IPython's own commands in a cell's code: %magic, !shell, and ?help."""

from __future__ import annotations

import re

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.sources.parsing import python_lines, syntax_error

_COMMAND = re.compile(
    r"(?P<indent>\s*)(?P<command>"
    r"%(?P<magic>\w+)(?P<rest>.*)"  # %matplotlib inline
    r"|!(?!\[).*"  # !pip install, but not an image of Markdown
    r"|[\w.]+\s*=\s*[!%]\s*\w.*"  # files = !ls
    r"|\?{1,2}\s*[\w.]+"  # ?name
    r"|[\w.]+\?{1,2}\s*$"  # name?
    r")"
)
_CELL_MAGIC = re.compile(r"\s*%%(?P<magic>\w+)(?P<rest>.*)")
# Of these the code is run as it stands; what other magics are given is no code of the program.
_AROUND_CODE = frozenset("capture prun time".split())


@quick_dataclass(frozen=True, slots=True)
class Skipped:
    """Code without IPython's commands, in the same lines, and a note for each of these."""

    code: str
    notes: tuple[str, ...] = ()


def skip_commands(code: str, holds_text: bool = False) -> Skipped:
    """Put `pass` where a command stands; `%time` and its like give way to their code.

    Where the code holds text, as a transcript does, a word with a question mark may be a question.
    """
    lines = code.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[first])
    notes: dict[int, str] = {}
    if magic is not None:
        if magic["magic"] not in _AROUND_CODE:
            return Skipped("", (f"line {first + 1}: %%{magic['magic']} skipped with its cell",))
        lines[first] = "pass"
        notes[first] = magic[0].strip()
    end = len(lines)
    while end and (error := syntax_error("\n".join(lines[:end]))):
        end = min((error.lineno or end) - 1, end - 1)
        found = _COMMAND.fullmatch(lines[end])
        if found and end not in notes and not (holds_text and _is_question(lines, end)):
            notes[end] = _replace(lines, end, found)
            end = len(lines)
        # Else it is no command, but one before it may have led the parser astray.
    if holds_text:
        for at in notes:
            _drop_answer(lines, at + 1)
    said = tuple(f"line {n + 1}: {notes[n]} skipped" for n in sorted(notes))
    return Skipped("\n".join(lines), said)


def _replace(lines: list[str], at: int, found: re.Match[str]) -> str:
    """Put `pass`, or the code that a magic is around, in a command's place; the command."""
    is_around = found["magic"] in _AROUND_CODE
    continued = at
    while lines[continued].endswith("\\") and continued + 1 < len(lines) and not is_around:
        continued += 1
        lines[continued - 1] = ""
    code = found["rest"].strip() if is_around else ""
    lines[continued] = ""
    lines[at] = found["indent"] + (code or "pass")
    return f"%{found['magic']}" if is_around else found["command"].strip()


def _drop_answer(lines: list[str], start: int) -> None:
    """Leave out what a command has printed: the lines directly below it, if they are no Python."""
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    if python_lines(lines[start:end]) == 0:
        lines[start:end] = [""] * (end - start)


def _is_question(lines: list[str], at: int) -> bool:
    return lines[at].rstrip().endswith("?") and at > 0 and not lines[at - 1].strip()
