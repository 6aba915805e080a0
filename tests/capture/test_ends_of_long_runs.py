"""How a long loop ends, and what is said of a last round that is missing."""

from __future__ import annotations

import textwrap

import pytest

from graphviz_backprop.capture import run_program
from graphviz_backprop.movies import Movie
from graphviz_backprop.sources import read_code
from graphviz_backprop.tracing.rounds.schedule import DEFAULT_SCHEDULE, schedule_of
from tests.capture.test_long_runs import ARRAYS, look, printed_plainly


def test_a_loop_left_by_break_or_an_error_wakes_recording():
    code = """
    x, w = 2.0, 3.0
    for step in range(1000):
        loss = (w * x - 1.0) ** 2
        w = w - 0.01 * 2 * (w * x - 1.0) * x
        if step == 100:
            break
    y = w * x
    print(y)
    """
    code = textwrap.dedent(code)
    printed, rows, _, _ = look(code, DEFAULT_SCHEDULE)
    assert printed == printed_plainly(code)
    assert float(printed) == rows[max(rows)].outputs[0][1]


STOPPED = """
x, w, step = 2.0, 3.0, 0
{loop}
    loss = (w * x - 1.0) ** 2
    w = w - 0.01 * 2 * (w * x - 1.0) * x
    step += 1
    if step == 101:
        break
"""


@pytest.mark.parametrize("loop", ["for _ in range(1000):", "while True:", "for _ in iter(int, 1):"])
def test_it_is_said_that_the_last_round_is_missing_where_nobody_knew_of_it(loop):
    code = STOPPED.format(loop=loop)
    notes = look(code, DEFAULT_SCHEDULE)[3].notes
    assert len(notes) == 1
    assert "round 101 of the loop at line 3 was its last" in notes[0]
    assert "--rounds 101 records it" in notes[0]
    _, rows, _, session = look(code, schedule_of((1, 101, "last")))
    assert session.notes == []
    assert 101 in rows


def test_nothing_is_said_of_a_last_round_that_is_recorded():
    assert look(ARRAYS, DEFAULT_SCHEDULE)[3].notes == []


@pytest.mark.parametrize(
    "body",
    [
        "if v > 1.0:\n        total += v",
        "total += v * 3.0",
        "y = v * 2.0\n    total = total + y * y",
    ],
)
def test_rounds_that_compute_nothing_yet_are_no_repetition(body):
    code = f"""
data = [0.0] * 60 + [2.0, 3.0, 0.5]
total = 0.0
for v in data:
    {body}
loss = total * 2.0
"""
    (graph,) = run_program(read_code(code))
    movie = Movie(graph)
    plain = {}
    exec(code, plain)
    assert graph.nodes[graph.output].value == plain["loss"]
    expected = {
        "if": [0.0, 0.0, 2.0, 2.0, 0.0],
        "total": [6.0] * 5,
        "y": [0.0, 0.0, 32.0, 48.0, 8.0],
    }
    assert movie.gradients["data"][58:] == expected[body.split()[0]]
