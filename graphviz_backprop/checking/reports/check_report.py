"""The report on one file, as lines of text and as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict

from graphviz_backprop.checking.reports.told_numbers import told_numbers
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG, Checked, Verdict
from graphviz_backprop.errors import printable

_WORDS = {
    RIGHT: "right",
    WRONG: "wrong here",
    FOLLOWS: "follows",
    UNJUDGED: "could not be judged",
}
_COLOURS = {WRONG: "31;1", FOLLOWS: "33", UNJUDGED: "2", RIGHT: "32"}
_MOST_NAMES = 8


def place(verdict: Verdict) -> str:
    """Return where a derivative stands: `cell 13, line 29`."""
    return f"cell {verdict.cell}, line {verdict.line}" if verdict.cell else f"line {verdict.line}"


def sentence(checked: Checked, has_hints: bool = False) -> str:
    """Return the one sentence that a learner needs."""
    wrong, follows = checked.of_kind(WRONG), checked.of_kind(FOLLOWS)
    judged = [one for one in checked.verdicts if one.verdict != UNJUDGED]
    if not wrong:
        if checked.trouble and not judged:
            return f"It could not be checked: {checked.trouble}."
        if not checked.verdicts:
            return "No derivative that is written by hand was found."
        if not judged:
            return "None of the derivatives could be judged."
        count = len(judged)
        of_few = {1: "The derivative is right.", 2: "Both derivatives are right."}
        what = of_few.get(count, f"All {count} derivatives are right.")
        rest = len(checked.verdicts) - count
        return what + (f" {rest} more could not be judged." if rest else "")
    said = [_of_wrong(one, has_hints) for one in wrong]
    text = "; ".join(said)
    text = text[0].upper() + text[1:]
    names = list(dict.fromkeys(one.name for one in follows))
    updated = [name for name in checked.updated if name not in names]
    if not names and not updated:
        return f"{text}."
    parts = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        parts.append(f"{len(names) - _MOST_NAMES} more")
    named = ", ".join(parts)
    if updated:
        new = f"the updated {_listed(updated[:_MOST_NAMES])}"
        named = f"{named} and {new}" if named else new
    elif len(names) > _MOST_NAMES:
        named = f"{', '.join(parts[:-1])} and {parts[-1]}"
    verb = "follows" if len(names) + len(updated) == 1 else "follow"
    it = "it" if len(wrong) == 1 else "them"
    return f"{text}; {named} {verb} from {it}."


def sentence_of_row(checked: Checked, has_hints: bool = False) -> str:
    """Return it, and why not all was checked, for a row that tells nothing else of a file."""
    told = sentence(checked, has_hints)
    if not checked.trouble or checked.trouble in told:
        return told
    return f"{told} Not all of it was checked: {checked.trouble}."


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _of_wrong(verdict: Verdict, has_hints: bool) -> str:
    if has_hints:
        return f"{place(verdict)}: look at {verdict.name}{_hint(verdict)}"
    # That a number is another one is said by the numbers.
    cause = f" ({verdict.cause})" if verdict.cause not in ("", "another number") else ""
    told = told_numbers(verdict)
    return f"{place(verdict)}: {told.name} is {told.value} and should be {told.truth}{cause}"


def _hint(verdict: Verdict) -> str:
    words = ("sign", "index", "transposed", "axis", "factor", "summed", "divided", "power", "+=")
    kind = next((word for word in words if word in verdict.cause), "")
    names = {
        "sign": "its sign", "index": "its index", "transposed": "what is transposed",
        "axis": "its axis", "factor": "its factors", "summed": "what is summed",
        "divided": "what it is divided by", "power": "its power", "+=": "whether it adds",
    }  # fmt: skip
    return f": {names[kind]}" if kind else ""


def report_lines(checked: Checked, has_hints: bool = False, has_colour: bool = False) -> list[str]:
    """Return the report: the sentence, a line for each derivative, what was not judged."""
    lines = [printable(f"{checked.source}: {sentence(checked, has_hints)}")]
    rows = [_cells(one, has_hints) for one in checked.verdicts if one.verdict != UNJUDGED]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(3)]
    for row, one in zip(rows, (v for v in checked.verdicts if v.verdict != UNJUDGED), strict=True):
        text = "  ".join(part.ljust(width) for part, width in zip(row, widths, strict=False))
        word = _WORDS[one.verdict]
        if has_colour:
            word = f"\x1b[{_COLOURS[one.verdict]}m{word}\x1b[0m"
        lines.append(f"  {text}  {word}{row[3]}".rstrip())
    unjudged = checked.of_kind(UNJUDGED)
    if unjudged:
        names = printable(", ".join(f"{one.name} ({place(one)})" for one in unjudged))
        lines.append(f"  could not be judged: {names}")
    lines += [f"  {printable(text)}" for text in checked.upstream if checked.verdicts]
    lines += [f"  {text}" for text in checked.notes]
    if checked.trouble and (checked.verdicts or checked.of_kind(WRONG)):
        lines.append(f"  not all of it was checked: {checked.trouble}")
    if checked.verdicts and not checked.source.endswith(".py"):  # which has no text
        lines.append("  formulas in the text are not judged")
    return lines


def _cells(verdict: Verdict, has_hints: bool) -> tuple[str, str, str, str]:
    told = told_numbers(verdict, has_hints)
    value = printable(f"{told.name} = {told.value}")
    truth = ""
    if verdict.verdict in (WRONG, FOLLOWS) and not has_hints:
        truth = f"should be {told.truth}"
    said = [verdict.cause if not has_hints else "", verdict.note]
    if verdict.confidence == "likely" and verdict.verdict == RIGHT:
        said.append(f"as the derivative by {verdict.to}")
    text = ", ".join(part for part in said if part)
    return place(verdict), value, truth, f": {printable(text)}" if text else ""


def as_json(checked: Iterable[Checked], has_hints: bool = False) -> str:
    """Return the verdicts as JSON, a list for each file."""
    files = []
    for one in checked:
        verdicts = [asdict(verdict) for verdict in one.verdicts]
        for verdict in verdicts:
            if has_hints:
                del verdict["truth"], verdict["cause"]
        files.append(
            {
                "file": one.source,
                "status": one.status,
                "sentence": sentence(one, has_hints),
                "upstream": list(one.upstream),
                "notes": list(one.notes),
                "trouble": one.trouble,
                "derivatives": verdicts,
            }
        )
    return json.dumps(files, indent=2, ensure_ascii=False, allow_nan=True)


def wants_colour() -> bool:
    """Return whether stdout is a terminal, and `NO_COLOR` is not set."""
    return bool(sys.stdout and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
