"""A reader's program of the examination, with the description that stands beside it.

A description (`NAME.gradients`) has one row for each derivative written by hand:

    LINE | NAME | OUTPUT | WITH RESPECT TO | OPTIONS

`LINE` is the line of the file. Rows without an output are not verified by themselves, only through
the rows that use them. A variable may be followed by `@LINE`, the line that gives it. Options:

    weight EXPR   the output's elements are weighted: the upstream gradient
    times EXPR    so many times the derivative, by convention (a sum where the loss is a mean)
    near X        right to within X: the code rounds
    sum           of the sum over all values that the output had since
    first         verified at its first value only
    jacobian      all pairs of elements
    helper        inside a function that gives a derivative back
    check         a value to verify, no line that gives a derivative
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

BATCHES = Path(__file__).parent / "batches"
_PROMPT = re.compile(r"(>>> ?|\.\.\. ?|In \[\d+\]: ?| {3}\.\.\.: ?)")


@dataclass(frozen=True)
class Gradient:
    """A row of a description."""

    line: int
    name: str
    output: str = ""
    to: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> str | None:
        """Returns what stands after this option; None where it isn't given."""
        return dict(self.options).get(name)

    @property
    def is_line(self) -> bool:
        """Whether its line gives a derivative, rather than only shows one."""
        return self.option("check") is None

    @property
    def in_helper(self) -> bool:
        """Whether its line stands inside a function that gives a derivative back."""
        return self.option("helper") is not None


@dataclass(frozen=True)
class DescribedProgram:
    """A program's file, its code with the file's own line numbers, and its gradients."""

    path: Path
    text: str
    code: str
    gradients: tuple[Gradient, ...]

    def with_line(self, line: int, code: str) -> str:
        """Returns the file's text with other code in this line, behind its prompt if any."""
        lines = self.text.split("\n")
        lines[line - 1] = lines[line - 1].removesuffix(self.code.split("\n")[line - 1]) + code
        return "\n".join(lines)


def _fenced(lines: list[str]) -> list[str]:
    kept, inside = [], False
    for line in lines:
        if line.startswith("```"):
            inside = line.startswith("```python")
            kept.append("")
        else:
            kept.append(line if inside else "")
    return kept


def _prompted(lines: list[str]) -> list[str]:
    return [line[m.end() :] if (m := _PROMPT.match(line)) else "" for line in lines]


def _copied_cells(lines: list[str]) -> list[str]:
    kept, inside = [], False
    for line in lines:
        if re.fullmatch(r"In \[\d+\]:", line):
            inside = True
            kept.append("")
            continue
        inside = inside and bool(line)
        kept.append(line if inside else "")
    return kept


def code_of(path: Path, text: str) -> str:
    """Returns the code of a script, a Markdown file or a transcript: one line for each line."""
    lines = text.split("\n")
    if path.suffix == ".md":
        lines = _fenced(lines)
    elif path.suffix == ".txt":
        prompted = not any(re.fullmatch(r"In \[\d+\]:", line) for line in lines)
        lines = _prompted(lines) if prompted else _copied_cells(lines)
    return "\n".join(lines)


def gradients_of(text: str) -> tuple[Gradient, ...]:
    """Returns the rows of a description."""
    rows = []
    for row in text.splitlines():
        line, name, output, to, options = (part.strip() for part in row.split("|"))
        pairs = [option.strip().partition(" ")[::2] for option in options.split(",") if option]
        rows.append(Gradient(int(line), name, output, to, tuple(pairs)))
    return tuple(rows)


@cache
def load(path: Path) -> DescribedProgram:
    """Returns a program and its description."""
    text = path.read_text()
    beside = path.with_suffix(".gradients").read_text()
    return DescribedProgram(path, text, code_of(path, text), gradients_of(beside))


def programs_of(batch: str) -> list[DescribedProgram]:
    """Returns the programs of `batch_1`, … in the order of their names."""
    files = sorted((BATCHES / batch).iterdir())
    return [load(path) for path in files if path.suffix in (".py", ".md", ".txt")]


def batches() -> list[str]:
    """Returns the batches' names, in the order in which they were written."""
    names = (path.name for path in BATCHES.iterdir() if path.is_dir())
    return sorted(names, key=lambda name: int(name.removeprefix("batch_")))
