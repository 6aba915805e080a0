"""Small programs as readers write them, one for each construct of Python: `tests/programs`.

The first lines of each say what it is about, which name is the output and its gradients, derived by
hand. Each prints and leaves with its hooks what it prints and leaves without.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import read_program
from tests.plainly import run_plainly, run_with_hooks
from tests.slopes import leaves, slopes

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))


def header(code):
    """The output and the gradients that a program's first lines give."""
    lines = dict(line[2:].split(": ", 1) for line in code.splitlines()[1:3])
    return lines["output"], ast.literal_eval(lines["gradients"])


@pytest.fixture(params=PROGRAMS, ids=lambda path: path.stem)
def program(request):
    return request.param


def test_there_is_one_for_each_construct():
    assert len(PROGRAMS) >= 40


def test_it_prints_and_leaves_what_it_does_without_us(program):
    code = program.read_text()
    plain, traced = run_plainly(code, str(program)), run_with_hooks(code, str(program))
    assert traced.printed == plain.printed
    assert traced.seen() == plain.seen()
    assert plain.error is None


def test_its_gradients_are_those_derived_by_hand(program, capsys):
    output, gradients = header(program.read_text())
    [graph] = run_program(read_program(program))
    movie = gb.Movie(graph)
    assert movie.graph.nodes[movie.graph.output].name == output
    assert movie.gradients.keys() == gradients.keys()
    assert leaves(movie.gradients) == pytest.approx(leaves(gradients), rel=1e-12, abs=1e-12)


def test_its_gradients_are_its_slopes(program):
    output, gradients = header(program.read_text())
    expected = leaves(gradients)
    found = slopes(program.read_text(), output, expected)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-4)


def test_the_comparison_can_fail():
    code = "x = 1\ny = x * 2.0\n"
    for other in ("x = 1.0\ny = x * 2.0", "x = 1\ny = x * 2", code + "print(y)", code + "1 / 0"):
        assert run_plainly(other).seen() != run_with_hooks(code).seen()
    assert run_plainly(code).seen() == run_with_hooks(code).seen()
