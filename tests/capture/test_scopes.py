"""The calls and loops that each value was computed in, and what they are called."""

from __future__ import annotations

import textwrap

import pytest

from graphviz_backprop.capture import run_program
from graphviz_backprop.graph import Place, Scope
from graphviz_backprop.sources import read_program
from tests.capture.programs_with_calls import PROGRAMS


def graph_of(tmp_path, code):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    return run_program(read_program(file))[0]


def paths(graph):
    """The names of the parts of each operation, from the outermost to the innermost."""
    return [" > ".join(part.name for part in node.parts) for node in graph.operators()]


def numbers(graph):
    return [tuple(part.number for part in node.parts) for node in graph.operators()]


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_operation_knows_its_calls_and_loops(tmp_path, name):
    code, expected = PROGRAMS[name]
    assert paths(graph_of(tmp_path, code)) == expected


def test_two_calls_of_one_function_are_two_parts(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a function called twice"][0])
    assert numbers(graph) == [(1,), (2,), ()]


def test_the_rounds_of_a_loop_are_one_part_and_their_calls_are_several(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a loop over layers"][0])
    found = numbers(graph)
    assert found[0] == found[1] != found[2] == found[3]
    assert len({path[0] for path in found}) == 1
    assert len({path[1] for path in found}) == 2


def test_a_loop_is_another_part_in_each_call(tmp_path):
    code = """
    def run(x):
        for i in range(2):
            x = x * x
        return x

    x = 2.0
    y = run(run(x))
    """
    graph = graph_of(tmp_path, code)
    assert paths(graph) == ["run > x"] * 4
    assert len(set(numbers(graph))) == 2


def test_what_a_part_says(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a sum in a neuron"][0])
    place = [Place("program.py", line) for line in (15, 9)]
    assert graph.nodes[2].parts == (
        Scope("call", "neuron", "Neuron.forward", place[0], 1),
        Scope("loop", "z", "Neuron.forward", place[1], 2),
    )


def test_a_constant_stands_where_it_is_used(tmp_path):
    graph = graph_of(tmp_path, "def f(x):\n    return x * 2.0\nx = 3.0\ny = f(x)\n")
    constant = next(node for node in graph.nodes if node.is_constant)
    assert [part.name for part in constant.parts] == ["f"]
    assert graph.nodes[0].parts == ()
