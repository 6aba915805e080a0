"""Programs with one slip each: lines that give a derivative, made wrong, and what is wrong then.

A mutant counts when it decides: it still runs, and its line's number changes beyond rounding. The
names that are wrong with it are those whose numbers change before any number of a forward pass does
(after an update, other derivatives belong to other parameters and are right for those).
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .described_program import DescribedProgram, load
from .differences import Places, array
from .slips import SLIPS, Line
from .variables import Variables
from .watched_run import Event, Watch, compiled, run

MOST = 16
_OF_A_KIND = 3
_RARE = {"swapped index", "= for +=", "missing mean", "dropped transpose", "<= for <"}
_OF_A_RARE_KIND = 6  # few programs have any
_TRIES = 90
_SECONDS = 3.0


@dataclass(frozen=True)
class Mutant:
    """A program with one line changed, and the gradients (line, name) that are wrong in it."""

    program: DescribedProgram
    line: int
    kind: str
    code: str
    wrong: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The file's text."""
        return self.program.with_line(self.line, self.code)

    @property
    def in_helper(self) -> bool:
        """Whether the line stands inside a function that gives a derivative back."""
        return any(row.in_helper for row in self.program.gradients if row.line == self.line)

    @property
    def names(self) -> tuple[str, ...]:
        """What the changed line gives."""
        return tuple(row.name for row in self.program.gradients if row.line == self.line)


def _statements(tree: ast.Module) -> dict[int, ast.stmt]:
    return {
        node.lineno: node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return))
        and node.lineno == node.end_lineno
    }


def candidates(program: DescribedProgram) -> Iterator[tuple[int, str, str]]:
    """Yields the line, the kind and the new line of each slip, whether or not it decides."""
    tree = ast.parse(program.code)
    lines = program.code.split("\n")
    gradient_lines = frozenset(row.line for row in program.gradients if row.is_line)
    variables, statements = Variables(tree, gradient_lines), _statements(tree)
    for number in sorted(gradient_lines & set(statements)):
        source = lines[number - 1].encode()
        line = Line(statements[number], source, variables)
        seen = {lines[number - 1]}
        for slip in (slip for slips in SLIPS for slip in slips(line)):
            new = (source[: slip.start] + slip.text.encode() + source[slip.end :]).decode()
            if new not in seen:
                seen.add(new)
                yield number, slip.kind, new


class _Compared:
    """A program's own events, to compare those of its mutants with."""

    def __init__(self, program: DescribedProgram) -> None:
        self._allowed = 1e-4 if "float32" in program.code else 1e-7
        places = Places(program.code)
        gradients = [row for row in program.gradients if row.is_line and not row.in_helper]
        self.names = [(row.line, row.name) for row in gradients]
        forward: dict[str, set[int]] = {}
        for row in program.gradients:
            for variable in filter(None, (row.output, row.to)):
                lines = places.lines_of(variable, row.line)
                forward.setdefault(variable.partition("@")[0], set()).update(lines)
        given = {row.line for row in gradients}
        self._watches = [Watch(name, frozenset({line})) for line, name in self.names]
        self._watches += [Watch(name, frozenset(lines - given)) for name, lines in forward.items()]
        self._extras = dict.fromkeys(range(len(self._watches)), "0")
        self._events = self.events(program.code)
        again = self.events(program.code)
        if not all(map(self._alike, self._events, again)) or len(again) != len(self._events):
            raise ValueError(f"{program.path.name} has other numbers in each run")

    def events(self, code: str) -> list[Event]:
        return run(compiled(code, self._watches, self._extras), seconds=_SECONDS).events

    def _same(self, one: Any, other: Any) -> bool:
        one, other = array(one), array(other)
        if one.shape != other.shape:
            return False
        scale = np.max(np.abs(one), initial=0.0)
        return np.allclose(one, other, rtol=self._allowed, atol=self._allowed * scale * 0.01)

    def _alike(self, one: Event, other: Event) -> bool:
        return (one.watch, one.line) == (other.watch, other.line) and self._same(
            one.value, other.value
        )

    def wrong(self, code: str, line: int, in_helper: bool) -> tuple[tuple[int, str], ...]:
        """Returns the names that are wrong; none where the change doesn't decide."""
        found: dict[tuple[int, str], None] = {}
        for mine, theirs in zip(self._events, self.events(code), strict=False):
            if (mine.watch, mine.line) != (theirs.watch, theirs.line):
                break
            if self._same(mine.value, theirs.value):
                continue
            if mine.watch >= len(self.names):
                break
            name = self.names[mine.watch]
            if not found and name[0] != line and not in_helper:
                break  # what the line changed was never seen
            found[name] = None
        return tuple(sorted(found))


def _ordered(pool: list[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
    """Yields the candidates, those of the rarest kinds and lines so far first."""
    kinds, lines = Counter[str](), Counter[int]()
    rest = list(pool)
    while rest:
        best = min(rest, key=lambda one: (kinds[one[1]], lines[one[0]]))
        rest.remove(best)
        kinds[best[1]] += 1
        lines[best[0]] += 1
        yield best


@cache
def mutants_of(path: Path) -> tuple[Mutant, ...]:
    """Returns a program's deciding mutants, `MOST` at most, always the same ones."""
    program = load(path)
    compared = _Compared(program)
    helpers = {row.line for row in program.gradients if row.in_helper}
    found: list[Mutant] = []
    kinds = Counter[str]()
    for tried, (line, kind, code) in enumerate(_ordered(list(candidates(program)))):
        if tried == _TRIES or len(found) == MOST:
            break
        if kinds[kind] == (_OF_A_RARE_KIND if kind in _RARE else _OF_A_KIND):
            continue
        lines = program.code.split("\n")
        lines[line - 1] = code
        try:
            wrong = compared.wrong("\n".join(lines), line, line in helpers)
        except Exception:  # whatever a reader's slip may raise: no number, nothing to judge
            continue
        if wrong:
            kinds[kind] += 1
            found.append(Mutant(program, line, kind, code, wrong))
    return tuple(found)
