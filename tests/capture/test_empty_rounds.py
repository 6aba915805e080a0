"""Rounds in which nothing is recorded: they cost neither memory nor the budget of records."""

from __future__ import annotations

import pytest

from graphviz_backprop.execute.execution import execute
from graphviz_backprop.forward_passes.passes.alike_rounds import find_rhythm
from graphviz_backprop.sources import read_code
from graphviz_backprop.tracing.rounds.rounds import Rounds
from graphviz_backprop.tracing.tape.record import next_serial
from graphviz_backprop.tracing.tape.session import Session

# Each names what a later round may use, so that no round is slept through.
EMPTY_ROUNDS = {
    "while": "while True:\n    if next(rest, None) is None:\n        z = y + 1.0\n        break\n",
    "for": "for one in rest:\n    if one < 0:\n        print(y)\nz = y + 1.0\n",
    "in a function": (
        "def wait():\n    while next(rest, y) is not y:\n        pass\nwait()\nz = y + 1.0\n"
    ),
}


@pytest.mark.parametrize("loop", EMPTY_ROUNDS.values(), ids=EMPTY_ROUNDS)
def test_rounds_in_which_nothing_is_recorded_do_not_count(loop):
    marks = []
    for rounds in (200, 3_200):
        session, start = Session(), next_serial()
        code = f"x = 2.0\ny = x * 3.0\nrest = iter(range({rounds}))\n{loop}"
        execute(read_code(code), session, find_rhythm)
        marks.append(next_serial() - start)
        assert [binding.name for binding in session.bindings] == ["y", "z"]
    assert marks[1] < marks[0] + 40, marks


def test_a_loop_that_names_nothing_is_slept_through(monkeypatch):
    slept_at = []

    def begin(self, loop, frame, begin=Rounds._begin):
        begin(self, loop, frame)
        if loop.number == 100 or loop.slept_from:
            slept_at.append((loop.line, loop.slept_from))
            raise RuntimeError  # it would run without end

    monkeypatch.setattr(Rounds, "_begin", begin)
    execute(read_code("x = 2.0\ny = x * 3.0\nwhile True:\n    pass\n"), Session(), find_rhythm)
    ((line, number),) = slept_at
    assert line == 3
    assert number > 0
