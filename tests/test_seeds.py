"""Readers' own notebooks on the chapter, where they are at hand: same output, right gradients."""

from __future__ import annotations

import ast
import contextlib
import io
import json

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.backward import backpropagate
from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.command.table import table
from graphviz_backprop.execute.transcript_cell import PastedCell
from graphviz_backprop.sources import read_program
from tests.quick_or_long import quick

TRUTH = {
    "000_neuron_steps": {
        "x": [-3.0, -1.0, 2.0],
        "w": [1.0, -2.0, 3.0],
        "b": 1.0,
    },
    "001_neuron_optimize": {
        "x": [6.0, 8.0, -2.0],
        "w": [-1.0, 2.0, -3.0],
        "b": 1.0,
    },
    "002_chapter9_notes": {
        "x": [-3.0, -1.0, 2.0],
        "w": [1.0, -2.0, 3.0],
        "b": 1.0,
    },
    "003_neuron_and_layer": {
        "weights": [1.0, 2.0, 3.0],
        "inputs": [1.0, 2.0, 3.0],
        "bias": 1.0,
    },
    "004_from_scratch_notation": {
        "X": [-3.0, -1.0, 2.0],
        "weights": [1.0, -2.0, 3.0],
        "bias": 1.0,
    },
}
OUTPUT = {"004_from_scratch_notation": "fp"}

NUMBERS_OF_CELLS = dict(zip(TRUTH, (5, 17, 18, 6, 11), strict=True))


def plain_output(cells):
    """What the cells print as Python alone runs them, the last value of each shown."""
    names = {"__name__": "__main__"}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for cell in cells:
            tree = ast.parse(cell)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "<cell>", "exec"), names)
            shown = ast.Expression(
                last.value if last else ast.Constant(None, lineno=1, col_offset=0)
            )
            value = eval(compile(shown, "<cell>", "eval"), names)
            if value is not None:
                print(repr(value))
    return printed.getvalue()


def notebook_cells(path):
    cells = json.loads(path.read_text())["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def traced(path):
    """The graph of a file, or what keeps it from having one, and what was printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            [graph] = run_program(read_program(path))
        except gb.BackpropError as error:
            return str(error).removeprefix(path.name), printed.getvalue()
    return graph, printed.getvalue()


def nodes_of(graph):
    """Operations, names, values with their types, links and places."""
    return [
        (node.op.name, node.name, repr(node.value), type(node.value), node.inputs, place_of(node))
        for node in graph.nodes
    ]


def place_of(node):
    return node.place and (node.place.cell, node.place.line)


@pytest.mark.parametrize("name", TRUTH)
@pytest.mark.parametrize("suffix", [".ipynb", ".txt"])
def test_the_printed_output_is_plain_pythons(seeds, name, suffix):
    printed = traced(seeds / f"{name}{suffix}")[1]
    assert printed == plain_output(notebook_cells(seeds / f"{name}.ipynb"))


@pytest.mark.parametrize("name", TRUTH)
def test_notebook_and_transcript_give_the_same_graph(seeds, name):
    graph, transcripts = (traced(seeds / f"{name}{suffix}")[0] for suffix in (".ipynb", ".txt"))
    assert len(nodes_of(graph)) > 8
    assert nodes_of(graph) == nodes_of(transcripts)
    assert graph.variables == transcripts.variables
    assert backpropagate(graph, 1.0).by_variable() == backpropagate(transcripts, 1.0).by_variable()


@pytest.mark.parametrize("name", TRUTH)
def test_each_pasted_cell_ends_where_the_notebooks_does(seeds, name, monkeypatch):
    made = []

    class Watched(PastedCell):
        def __init__(self, *args):
            super().__init__(*args)
            made.append(self)

    monkeypatch.setattr("graphviz_backprop.execute.compiling.PastedCell", Watched)
    traced(seeds / f"{name}.txt")
    found = [cell.code for cell in made]
    expected = notebook_cells(seeds / f"{name}.ipynb")
    assert found == [cell.rstrip() for cell in expected]
    assert len(found) == NUMBERS_OF_CELLS[name]


# The outputs of the passes, and the gradients of the last one.
PASSES = {
    "000_neuron_steps": ([6.0] * 5, TRUTH["000_neuron_steps"]),
    "001_neuron_optimize": (
        [17.0, 16.985],
        {"x": [6.001, 7.998, -1.997], "w": [-1.0, 2.0, -3.0], "b": 1.0},
    ),
    "002_chapter9_notes": (
        [6.0, 6.0, 6.0, 5.937],
        {"x": [-3.001, -0.974, 1.997], "w": [1.0, -2.0, 3.0], "b": 1.0},
    ),
    "003_neuron_and_layer": (
        [14.3, 14.3, 14.286, [[4.8, 1.21, 2.385]], 4.8, 1.21, 2.385],
        {
            "inputs": [[-0.26, -0.27, 0.17, 0.87]],
            "weights": [[0.0, 0.0, x] for x in (1.0, 2.0, 3.0, 2.5)],
            "biases": [[0.0, 0.0, 1.0]],
        },
    ),
}


@pytest.mark.parametrize("name", TRUTH)
def test_gradients(seeds, name):
    movie = gb.run(seeds / f"{name}.ipynb", check=False)
    assert movie.graph.nodes[movie.graph.output].name == OUTPUT.get(name, "y")
    assert movie.gradients == TRUTH[name]


@pytest.mark.parametrize("name", PASSES)
def test_every_pass_by_the_weights_of_its_time(name, seeds):
    outputs, last = PASSES[name]
    with contextlib.redirect_stdout(io.StringIO()):
        movies = gb.passes(seeds / f"{name}.ipynb", check=False)
    found = [movie.graph.nodes[movie.graph.output].value for movie in movies]
    for value, expected in zip(found, outputs, strict=True):
        assert value == pytest.approx(np.array(expected), rel=1e-12)
    assert movies[-1].gradients.keys() == last.keys()
    for variable, gradient in last.items():
        numbers = np.array(movies[-1].gradients[variable])
        assert numbers == pytest.approx(np.array(gradient), rel=1e-12)


def test_captions_use_the_readers_own_names(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        movie = gb.run(seeds / "000_neuron_steps.ipynb")
    caption = movie.frames[11].caption
    assert caption.code == "drelu_dx0 = -3.0 * 1.0 = -3.0"
    assert str(caption.place) == "cell 5, line 58"
    assert movie.frames[5].caption.code == "dvalue = 1.0"


def test_a_dot_product_is_the_books_figure(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        graph = gb.run(seeds / "004_from_scratch_notation.ipynb").graph
    assert [node.op.name for node in graph.operators()] == "mul mul mul add relu add".split()


# By hand: dweights = inputsᵀ · drelu, dinputs = drelu · weightsᵀ, dbiases its sum over the sample.
LAYER = {
    "weights": [[4.8, 1.21, 2.385], [9.6, 2.42, 4.77], [14.4, 3.63, 7.155], [12, 3.025, 5.9625]],
    "inputs": [[0.9449, 2.09495, -1.67995, 6.26995]],
    "biases": [[4.8, 1.21, 2.385]],
}


@pytest.mark.parametrize("level", quick([None, "element", "array", "layer"], 1))
@pytest.mark.parametrize("suffix", [".ipynb", ".txt"])
def test_the_layer_is_a_pass_of_its_own(suffix, level, seeds):
    file = seeds / f"003_neuron_and_layer{suffix}"
    with contextlib.redirect_stdout(io.StringIO()):
        movie = gb.run(file, pass_number=4, level=level)  # from `drelu = relu_outputs.copy()`
        ones = gb.run(file, pass_number=4, level=level, seed=1.0)
    assert movie.graph.nodes[movie.graph.output].name == "relu_outputs"
    assert movie.gradients.keys() == LAYER.keys()
    for name, expected in LAYER.items():
        assert np.array(movie.gradients[name]) == pytest.approx(np.array(expected), rel=1e-12)
    assert np.array(ones.gradients["weights"]).tolist() == [[x] * 3 for x in (1.0, 2.0, 3.0, 2.5)]


def test_the_layer_in_the_list(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        lines = table(list_program(read_program(seeds / "003_neuron_and_layer.txt")))
    rows = [" ".join(line.split()) for line in lines]
    assert rows[4] == (
        "4 cell 5, line 13 cell 5, line 36 relu_outputs = [[4.8, 1.21, 2.385]] "
        "weights, inputs, biases"
    )
    assert "drelu [[4.8, 1.21, 2.385]] cell 5, line 42 4" in rows
    assert "dweights array of shape (4, 3) cell 5, line 50 4" in rows


def test_the_loops_that_round(seeds):
    file = seeds / "003_neuron_and_layer.txt"
    with (
        contextlib.redirect_stdout(io.StringIO()),
        pytest.raises(gb.BackpropError, match=r"cell 6, line 35: numpy.round is not supported"),
    ):
        gb.run(file, of="dweights", pass_number=7)
