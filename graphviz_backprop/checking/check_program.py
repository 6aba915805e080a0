"""The check of one program, in the process that runs the reader's code."""

from __future__ import annotations

import ast
import math
import time
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np

from graphviz_backprop.checking.by_hand.handed_back import lines_of
from graphviz_backprop.checking.by_hand.rounds_of_rows import first_rounds
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.by_hand.unnamed_between import note_on_unnamed
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.judging.judging import Findings, Judge
from graphviz_backprop.checking.outputs.error_targets import is_cross_entropy, is_error, target_of
from graphviz_backprop.checking.outputs.outputs import Output
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG, Checked, Verdict
from graphviz_backprop.checking.watching.code_cells import code_alone
from graphviz_backprop.checking.watching.flat_numbers import Vector, rebuilt
from graphviz_backprop.checking.watching.no_traces import without_traces
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.checking.watching.watched_runs import WatchedProgram
from graphviz_backprop.execute.error_message import error_message
from graphviz_backprop.isolation.code_limits import CODE_LIMITS, StoppedCode, stopping
from graphviz_backprop.sources import Program, cell_number

_ORDER = (UNJUDGED, RIGHT, FOLLOWS, WRONG)
_LONGEST = 20.0  # seconds
_SHARE = 0.6  # of the time that the code may take
_BRIEF = 6.0  # seconds, beside figures: what counts is how many numbers there are, on any machine
_FEW = 40_000  # numbers told of in all runs, beside figures
_UNNAMED = " its upstream gradient"  # of a start that has no name in the code
_RUNS = 20  # as many as a check takes at least, but for the shortest code


def check_program(program: Program) -> Checked:
    """Run a program, again and again, and judge the derivatives that it writes by hand."""
    limits = CODE_LIMITS.limits
    seconds = min(_LONGEST, _SHARE * limits.timeout) if limits is not None else _LONGEST
    try:
        return _within_limits(program, seconds)
    except StoppedCode as limit:
        return Checked(program.name, trouble=f"{limit.limit}; {limit.option}")


def check_for_figures(program: Program) -> Checked | None:
    """The same for the figures of a program that runs beside this: briefly, and without traces.

    None where that is no matter of a moment: what is judged in part is not marked.
    """
    try:
        with without_traces():
            return _within_limits(program, _BRIEF, _FEW)
    except StoppedCode:
        return None
    except _LongError:
        return None


class _LongError(Exception):
    """The check would take longer than it may."""


def _within_limits(program: Program, seconds: float, most: float = math.inf) -> Checked:
    deadline = time.process_time() + seconds  # of work: other programs may be busy too
    with stopping(), warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # a reader's numbers may be infinite, or none
        return _checked(program, deadline, most)


def _checked(program: Program, deadline: float, most: float) -> Checked:
    program, trouble = code_alone(program)
    if not program.cells:
        return Checked(program.name, trouble=trouble or "no code")
    watched = WatchedProgram(program, deadline, most)
    first = watched.first(most / _RUNS)
    if first.count >= most / _RUNS:  # never, where all is checked
        raise _LongError
    assert first.events is not None
    if first.error is not None:
        said = error_message(first.error, program).removeprefix(f"{program.name}: ")
        trouble = trouble or said
    judge = Judge(watched, first_rounds(first.events))
    findings = judge.findings() if first.events else Findings()
    shown = watched.as_written()
    verdicts = tuple(_verdicts(findings, judge.bench, shown))
    notes = []
    if any("float32" in cell.code for cell in program.cells):
        notes.append("the code computes in float32: judged at that precision")
    if findings.unnamed and verdicts:
        places = [(name, _told_place(one.row.last)) for name, one in findings.unnamed]
        notes.append(note_on_unnamed(places))
    if watched.is_late and most < math.inf:
        raise _LongError
    if watched.is_late:
        notes.append("there was no time to judge all of it; --timeout gives it longer")
    rows = [state.row for state in findings.states]
    used = {s.reading.label for s in findings.states if s.reading and s.reading.kind == "total"}
    lines = (_upstream(one, judge.bench, rows) for one in findings.outputs if one.name in used)
    upstream = _told_once(lines)
    return Checked(program.name, verdicts, upstream, tuple(notes), trouble, findings.updated)


def _told_once(lines: Iterable[str]) -> tuple[str, ...]:
    """Each line once, and one that gives no name to a start only where no other line does."""
    told = tuple(dict.fromkeys(lines))
    starts = [line.removesuffix(_UNNAMED) for line in told]
    return tuple(
        line
        for line, start in zip(told, starts, strict=True)
        if line == start or not any(one.startswith(start) for one in told if one != line)
    )


def _upstream(output: Output, bench: Bench, rows: list[Row]) -> str:
    """From what gradient the code starts, in words."""
    started = {
        "ones": f"the gradients are those of {output.name}, which starts from 1.0",
        "declared": f"the gradients are those of {output.name}, which starts from",
        "own": f"the gradients are those of {output.name}, which starts from its own values",
    }.get(output.seed, f"the gradients are those of {output.name}, which starts from {output.seed}")
    if is_cross_entropy(output.seed):
        started = (
            f"the gradients are those of the cross-entropy of {output.name} to "
            f"{target_of(output.seed)}"
        )
    elif is_error(output.seed):
        started = (
            f"the gradients are those of half the squared error of {output.name} to "
            f"{target_of(output.seed)}"
        )
    if abs(output.scale) != 1.0:
        started += f", times {abs(output.scale):g}"
    if output.seed == "declared":
        found = [
            bench.outputs.declared(bench.events[index], row)
            for row in rows
            for index, _ in bench.outputs.functional(output, row, -1) or ()
        ]
        seed = next((one[1] for one in found if one is not None), None)
        started += f" {seed.name}" if seed is not None else _UNNAMED
    return started + (", with a minus" if output.scale < 0 else "")


def _verdicts(findings: Findings, bench: Bench, shown: list[Event]) -> list[Verdict]:
    """One verdict for each line and name, of all its rounds the one that says most."""
    best: dict[tuple[str, int, str], State] = {}
    for state in findings.states:
        site = state.row.last.site
        key = (site.filename, site.line, state.row.name)
        known = best.get(key)
        if known is None or _ORDER.index(state.verdict) > _ORDER.index(known.verdict):
            best[key] = state
    made = []
    for state in best.values():
        made += _of_state(state, bench, shown)
    return made


def _of_state(state: State, bench: Bench, shown: list[Event]) -> list[Verdict]:
    """The verdict of a row; where one of its other lines is wrong, that line has it."""
    row = state.row
    last = row.last
    value: Any = last.like
    if last.index < len(shown) and shown[last.index].name == last.name:
        value = shown[last.index].like  # as the code rounds it
    truth = _structure(state.truth, last, state)
    if state.verdict == RIGHT:
        truth = value
    cell, line = _place(last)
    reading = state.reading
    base = Verdict(
        row.name, cell, line, _plain(value), _plain(truth), state.verdict, state.note,
        state.cause, _code(last), reading.label if reading else row.of,
        reading.variable.event.name if reading else row.to, state.follows,
        "likely" if state.is_likely else "sure",
        tuple(dict.fromkeys(map(_place, lines_of(state, bench.events, bench.flow)))),
    )  # fmt: skip
    if state.verdict != WRONG or not state.culprits:
        return [base]
    found = []
    lines = {(e.site.filename, e.site.line): e for e in state.culprits}
    for event in lines.values():
        cell, line = _place(event)
        found.append(_moved(base, cell, line, _code(event)))
    return found


def _moved(verdict: Verdict, cell: int | None, line: int, code: str) -> Verdict:
    from dataclasses import replace

    return replace(verdict, cell=cell, line=line, code=code)


def _place(event: Event) -> tuple[int | None, int]:
    return cell_number(event.site.filename), event.site.line


def _told_place(event: Event) -> str:
    cell, line = _place(event)
    return f"cell {cell}, line {line}" if cell else f"line {line}"


def _code(event: Event) -> str:
    statement = event.site.statement
    return "" if hasattr(statement, "body") else ast.unparse(statement).split("\n")[0]


def _structure(truth: Vector | None, event: Event, state: State) -> Any:
    if truth is None:
        return None
    if truth.size == event.value.size:
        if type(event.like) is int and truth[0] == int(truth[0]):
            return int(truth[0])  # as the code writes it
        return rebuilt(event.like, truth)
    reading = state.reading
    if reading is not None and truth.size == reading.variable.event.value.size:
        return rebuilt(reading.variable.event.like, truth)
    return truth


def _plain(value: Any) -> Any:
    """Numbers and nested lists of Python's own."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return value
