"""Guards of a training loop: each pass has its own, and a long run keeps few."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from tests.capture.test_guards import shown

TRAINING = """
w = 3.0
x = 2.0
for step in range(ROUNDS):
    y = x * w
    loss = (y - 1.0) ** 2
    if loss < 0.5:
        rate = 0.01
    else:
        rate = 0.1
    w = w - rate * 2.0 * (y - 1.0) * x
"""


def test_each_pass_has_its_own_guards():
    first, last = gb.passes(code=TRAINING.replace("ROUNDS", "2"))
    assert shown(first) == [("loss < 0.5", ["loss", 0.5], False)]
    assert shown(last) == [("loss < 0.5", ["loss", 0.5], False)]
    assert [m.guards[0].operands[0].value for m in (first, last)] == [25.0, 1.0]


def test_the_last_pass_of_a_long_run_has_its_guard_and_no_others():
    movie = gb.run(code=TRAINING.replace("ROUNDS", "5000"), pass_number="last")
    assert shown(movie) == [("loss < 0.5", ["loss", 0.5], True)]


def test_guards_take_no_memory_without_end(monkeypatch):
    from graphviz_backprop.tracing.tape import guards

    monkeypatch.setattr(guards, "MOST_GUARDS", 3)

    def count(x):
        total = x * 1.0
        while total < 10.0:
            total = total + x
        return total

    with pytest.warns(UserWarning, match="comparisons are noted"):
        movie = gb.trace(count, x=1.0)
    assert len(movie.guards) == 3
