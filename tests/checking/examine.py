"""The examination of a judge of derivatives written by hand: what it says of each program.

    python -m tests.checking.examine MODULE:FUNCTION [batch_1 …] [--missed] [--jobs N] [--only NAME]
                                     [--mutants N]

The function takes a file's path and returns a list of (name, line of the file, verdict), verdicts
as in `VERDICTS`; what it raises is counted as a file that it could not check. It is shown every
program as it is, all right, and every mutant, one line wrong, or `--mutants` of each program.
"""

import argparse
import importlib
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from .described_program import DescribedProgram, batches, load, programs_of
from .mutants import Mutant, mutants_of

VERDICTS = ("right", "wrong", "follows", "unjudged")
Verdict = tuple[str, int, str]
Judge = Callable[[Path], list[Verdict]]


@dataclass
class Marks:
    """What a judge got right and wrong in one program or several.

    `innocent` counts the lines that were not changed, over all mutants; `accused` those of them
    that were called wrong; `excused` those said to follow although their numbers are the same;
    `missed` the lines called right although their numbers are wrong.
    """

    programs: int = 0
    alarmed: int = 0
    alarms: int = 0
    gradients: int = 0
    judged: int = 0
    mutants: int = 0
    named: int = 0
    innocent: int = 0
    accused: int = 0
    excused: int = 0
    missed: int = 0
    unchecked: int = 0
    in_helpers: int = 0
    named_in_helpers: int = 0
    failures: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    kinds_named: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Marks") -> None:
        """Adds the counts of another."""
        for name, value in vars(other).items():
            if isinstance(value, Counter):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)


def _asked(judge: Judge, path: Path, marks: Marks) -> list[Verdict]:
    try:
        verdicts = judge(path)
    except Exception as error:  # whatever a judge may raise counts against it
        marks.unchecked += 1
        marks.failures.append(f"{path.name}: {type(error).__name__}: {error}")
        return []
    for name, line, verdict in verdicts:
        if verdict not in VERDICTS:
            raise ValueError(f"{path.name}, line {line}: {name} is {verdict!r}, none of {VERDICTS}")
    return verdicts


def _mark_program(judge: Judge, program: DescribedProgram, marks: Marks) -> None:
    rows = {row.line for row in program.gradients if row.is_line}
    verdicts = _asked(judge, program.path, marks)
    alarms = [v for v in verdicts if v[2] in ("wrong", "follows")]
    marks.programs += 1
    marks.alarmed += bool(alarms)
    marks.alarms += len(alarms)
    marks.gradients += len(rows)
    marks.judged += len({line for _, line, verdict in verdicts if verdict != "unjudged"} & rows)
    marks.failures += [
        f"{program.path.name}:{line}: false alarm, {name} {verdict}"
        for name, line, verdict in alarms
    ]


def _mark_mutant(judge: Judge, mutant: Mutant, folder: Path, marks: Marks) -> None:
    path = folder / mutant.program.path.name
    path.write_text(mutant.text)
    verdicts = _asked(judge, path, marks)
    rows = {row.line for row in mutant.program.gradients if row.is_line} - {mutant.line}
    wrong = {line for _, line, verdict in verdicts if verdict == "wrong"}
    follows = {line for _, line, verdict in verdicts if verdict == "follows"}
    right = {line for _, line, verdict in verdicts if verdict == "right"}
    named = wrong == {mutant.line}
    marks.innocent += len(rows)
    marks.accused += len(wrong - {mutant.line})
    if mutant.in_helper:
        marks.in_helpers += 1
        marks.named_in_helpers += named
    else:
        marks.missed += len((right - wrong - follows) & {line for line, _ in mutant.wrong})
        marks.excused += len((follows & rows) - {line for line, _ in mutant.wrong})
        marks.mutants += 1
        marks.named += named
        marks.kinds[mutant.kind] += 1
        marks.kinds_named[mutant.kind] += named
    if not named:
        said = f"accused {sorted(wrong)}" if wrong else "accused nothing"
        place = f"{path.name}:{mutant.line}"
        marks.failures.append(f"{place}: {mutant.kind}, {said}: {mutant.code.strip()}")


def _drawn(mutants: tuple[Mutant, ...], count: int | None, name: str) -> Sequence[Mutant]:
    """At most so many mutants of a program, the same ones at each examination."""
    if count is None or count >= len(mutants):
        return mutants
    return random.Random(name).sample(mutants, count)


def examine_program(judge: Judge, program: DescribedProgram, count: int | None = None) -> Marks:
    """Returns a judge's marks in one program and its mutants, all or `count` drawn by chance."""
    marks = Marks()
    _mark_program(judge, program, marks)
    with tempfile.TemporaryDirectory() as folder:
        for mutant in _drawn(mutants_of(program.path), count, program.path.name):
            _mark_mutant(judge, mutant, Path(folder), marks)
    return marks


def examine_path(judge: str, path: Path, count: int | None = None) -> Marks:
    """Returns the marks of a judge, given as `MODULE:FUNCTION`, in the program at a path."""
    module, _, function = judge.partition(":")
    return examine_program(getattr(importlib.import_module(module), function), load(path), count)


def _row(name: str, marks: Marks) -> str:
    return (
        f"{name:32} {marks.alarms:6} {marks.judged:5}/{marks.gradients:<4}"
        f" {marks.named:5}/{marks.mutants:<4} {marks.accused:5}/{marks.innocent:<5}"
        f" {marks.excused:8} {marks.missed:7} {marks.unchecked:9}"
        f" {marks.named_in_helpers:4}/{marks.in_helpers}"
    )


def table(rows: Iterable[tuple[str, Marks]]) -> str:
    """Returns a row for each program, then the totals, then a row for each kind of slip."""
    total = Marks()
    lines = [f"{'':32} alarms    judged      named     accused   excused  missed unchecked helpers"]
    for name, marks in rows:
        lines.append(_row(name, marks))
        total.add(marks)
    lines.append(_row("all", total))
    share = total.named / max(total.mutants, 1)
    accused = total.accused / max(total.innocent, 1)
    lines.append(
        f"{total.alarmed} of {total.programs} programs with a false alarm; {share:.1%} of"
        f" {total.mutants} mutants named at the exact line; {accused:.2%} of innocent lines accused"
    )
    lines += [
        f"  {kind:32} {total.kinds_named[kind]:5}/{count}"
        for kind, count in total.kinds.most_common()
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Prints the table of each batch, and what was not named if asked for."""
    parser = argparse.ArgumentParser(prog="tests.checking.examine")
    parser.add_argument("judge", metavar="MODULE:FUNCTION")
    parser.add_argument("batches", nargs="*", default=batches())
    parser.add_argument("--missed", action="store_true", help="print every failure")
    parser.add_argument("--jobs", type=int, default=1, help="so many programs side by side")
    parser.add_argument("--only", default="", help="programs with this in their name")
    parser.add_argument("--mutants", type=int, help="at most so many of each program, by chance")
    asked = parser.parse_args(arguments)
    for batch in asked.batches:
        paths = [p.path for p in programs_of(batch) if asked.only in p.path.name]
        if asked.jobs == 1:
            all_marks = [examine_path(asked.judge, path, asked.mutants) for path in paths]
        else:
            with ProcessPoolExecutor(asked.jobs, get_context("spawn")) as pool:
                given = [asked.judge] * len(paths), paths, [asked.mutants] * len(paths)
                all_marks = list(pool.map(examine_path, *given))
        rows = [(path.name, marks) for path, marks in zip(paths, all_marks, strict=True)]
        print(f"== {batch}\n{table(rows)}")
        if asked.missed:
            print("\n".join(failure for marks in all_marks for failure in marks.failures))


if __name__ == "__main__":
    main()
