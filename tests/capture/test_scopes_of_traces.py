"""Parts of a traced function, of passes, cells and pickles."""

from __future__ import annotations

import json
import pickle
import textwrap

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import read_program
from graphviz_backprop.tracing.tape.call import CALLS
from tests.capture.test_scopes import PROGRAMS, graph_of, numbers, paths


def test_parts_survive_a_pickle(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["recursion"][0])
    copy = pickle.loads(pickle.dumps(graph))
    assert [node.parts for node in copy.nodes] == [node.parts for node in graph.nodes]


def test_cells_share_their_functions(tmp_path):
    cells = [
        "def f(x):\n    return x * 2.0",
        "x = 3.0\nz = f(x)",
        "for i in range(2):\n    z = f(z)\nz",
    ]
    made = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c} for c in cells]
    file = tmp_path / "notes.ipynb"
    file.write_text(json.dumps({"nbformat": 4, "cells": made, "metadata": {}}))
    [graph] = run_program(read_program(file))
    assert paths(graph) == ["f", "z > f", "z > f"]
    places = [str(part.place) for node in graph.operators() for part in node.parts]
    assert places == ["cell 2, line 2", *["cell 3, line 1", "cell 3, line 2"] * 2]


def test_a_transcript_has_the_notebooks_parts(tmp_path):
    code = ["def f(x):\n    return x * 2.0\n", "x = 3.0\nfor i in range(2):\n    x = f(x)\nx\n"]
    made = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": c} for c in code]
    notebook, transcript = tmp_path / "notes.ipynb", tmp_path / "notes.txt"
    notebook.write_text(json.dumps({"nbformat": 4, "cells": made, "metadata": {}}))
    transcript.write_text(f"In [1]: {code[0]}\nIn [2]: {code[1]}Out[2]: 12.0\n")
    graphs = [run_program(read_program(file))[0] for file in (notebook, transcript)]
    assert [paths(graph) for graph in graphs] == [["x > f"] * 2] * 2
    assert numbers(graphs[0]) == numbers(graphs[1])


def test_a_later_pass_starts_with_its_own_calls(tmp_path):
    code = """
    def forward(x, w):
        y = x * w
        return y

    def update(w, dw):
        return w - 0.1 * dw

    x = 2.0
    w = 3.0
    for step in range(2):
        y = forward(x, w)
        dw = 1.0 * x
        w = update(w, dw)
    """
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    graph = run_program(read_program(file), choice="all")[-1]
    assert paths(graph) == ["y > forward"]
    assert [node.parts for node in graph.nodes if node.is_leaf] == [(), ()]


def squared(x):
    return x * x


class Tripled:
    def __init__(self):
        self.w = 3.0

    def forward(self, x):
        return x * self.w


tripled = Tripled()


def traced(x):
    y = squared(x)
    for _ in range(2):
        y = tripled.forward(y)
    return y + 1.0


def test_the_traced_function_is_no_part():
    assert paths(gb.trace(traced, x=2.0).graph) == ["squared", "y > tripled", "y > tripled", ""]
    assert paths(gb.trace(squared, x=2.0).graph) == [""]


def test_what_a_traced_lambda_calls_is_a_part():
    assert paths(gb.trace(lambda x: squared(x) * 2.0, x=2.0).graph) == ["squared", ""]


def test_a_trace_within_a_run_begins_anew(tmp_path):
    code = """
    import graphviz_backprop as gb

    def square(x):
        return x * x

    def show(x):
        print([node.parts for node in gb.trace(square, x=2.0).graph.nodes])
        return square(x) * 3.0

    x = 2.0
    y = show(x)
    """
    assert paths(graph_of(tmp_path, code)) == ["show > square", "show"]


def test_no_call_is_kept_when_the_run_is_over(tmp_path):
    graph_of(tmp_path, PROGRAMS["a model of layers"][0])
    gb.trace(traced, x=2.0)
    # A thread of another test's program may still run.
    files = {call.code.co_filename for call in list(CALLS.values())}
    assert not [file for file in files if file == __file__ or file.startswith(str(tmp_path))]
