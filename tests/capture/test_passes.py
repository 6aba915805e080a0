"""The passes of a file: where each begins, what it starts from, and its gradients."""

from __future__ import annotations

import contextlib
import io
import itertools
import textwrap
from functools import partial

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.graph import map_structure
from graphviz_backprop.sources import read_program
from tests.capture.loops_of_numbers import UPDATES
from tests.capture.loops_of_results import RESULTS

LOOPS = UPDATES | RESULTS


def program(tmp_path, code):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    return read_program(file)


def values(graph):
    """The inputs of a graph by variable."""
    return {
        name: map_structure(structure, lambda index: graph.nodes[index].value)
        for name, structure in graph.variables.items()
    }


def slope(forward, given, place):
    """The central difference of a function of variables w.r.t. the number at a place in them."""
    step = 1e-6
    up, down = forward(moved(given, place, step)), forward(moved(given, place, -step))
    return (up - down) / (2 * step)


def moved(given, place, step):
    """The variables with one number changed."""
    count = itertools.count()
    return map_structure(given, lambda value: value + step * (next(count) == place))


def flat(structure):
    found = []
    map_structure(structure, found.append)
    return found


@pytest.mark.parametrize("name", LOOPS)
def test_every_pass_starts_from_the_values_of_its_time(name, tmp_path):
    loop = LOOPS[name]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        graphs = run_program(program(tmp_path, loop.code), choice="all")
        listing = list_program(program(tmp_path, loop.code))
    outputs = [float(line) for line in printed.getvalue().splitlines()][: loop.count]
    assert [found.outputs for found in listing.passes] == [((loop.output, y),) for y in outputs]
    assert {found.inputs for found in listing.passes} == {loop.inputs}
    assert [graph.pass_number for graph in graphs] == [None, *range(2, loop.count + 1)]
    for k, (graph, output) in enumerate(zip(graphs, outputs, strict=True)):
        assert graph.nodes[graph.output].value == output
        assert loop.forward(values(graph), k) == pytest.approx(output, rel=1e-12)


@pytest.mark.parametrize("name", LOOPS)
def test_gradients_of_every_pass_are_those_of_the_code_restarted(name, tmp_path):
    loop = LOOPS[name]
    with contextlib.redirect_stdout(io.StringIO()):
        graphs = run_program(program(tmp_path, loop.code), choice="all")
    for k, graph in enumerate(graphs):
        movie = gb.Movie(graph, seed=1.0)
        given = values(graph)
        forward = partial(loop.forward, k=k)
        expected = [slope(forward, given, place) for place in range(len(flat(given)))]
        assert flat(movie.gradients) == pytest.approx(expected, rel=1e-5, abs=1e-6)
