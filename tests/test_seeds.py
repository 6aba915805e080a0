"""Readers' own notebooks on the chapter, where they are at hand: same output, right gradients."""

from __future__ import annotations

import contextlib
import io
import json
import re

import numpy as np
import pytest

import graphviz_backprop as gb

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


def recorded_output(path):
    """What the notebook's streams and last values printed when its reader ran it."""
    text = ""
    for cell in json.loads(path.read_text())["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("text") or output.get("data", {}).get("text/plain", "")
            data = data if isinstance(data, str) else "".join(data)
            text += data if data.endswith("\n") else data + "\n"
    return text


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
        [14.3, 14.3, 14.286, 4.8, 1.21, 2.385],
        {
            "inputs": [[-0.26, -0.27, 0.17, 0.87]],
            "weights": [[0.0, 0.0, x] for x in (1.0, 2.0, 3.0, 2.5)],
            "biases": [[0.0, 0.0, 1.0]],
        },
    ),
}


@pytest.mark.parametrize("name", TRUTH)
def test_gradients_and_printed_output(seeds, name):
    path = seeds / f"{name}.ipynb"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        movie = gb.run(path)
    assert movie.graph.nodes[movie.graph.output].name == OUTPUT.get(name, "y")
    assert movie.gradients == TRUTH[name]
    # The reader's NumPy, before 2.0, wrote its numbers as Python's.
    assert re.sub(r"np\.float64\((.*)\)", r"\1", printed.getvalue()) == recorded_output(path)


@pytest.mark.parametrize("name", PASSES)
def test_every_pass_by_the_weights_of_its_time(name, seeds):
    outputs, last = PASSES[name]
    with contextlib.redirect_stdout(io.StringIO()):
        movies = gb.passes(seeds / f"{name}.ipynb")
    found = [movie.graph.nodes[movie.graph.output].value for movie in movies]
    assert found == pytest.approx(outputs, rel=1e-12)
    assert movies[-1].gradients.keys() == last.keys()
    for variable, gradient in last.items():
        numbers = np.array(movies[-1].gradients[variable])
        assert numbers == pytest.approx(np.array(gradient), rel=1e-12)


def test_captions_use_the_readers_own_names(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        movie = gb.run(seeds / "000_neuron_steps.ipynb")
    caption = movie.frames[16].caption
    assert caption.code == "drelu_dx0 = -3.0 * 1.0 = -3.0"
    assert str(caption.place) == "cell 5, line 58"
    assert movie.frames[5].caption.code == "dvalue = 1.0"


def test_a_dot_product_is_the_books_figure(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        graph = gb.run(seeds / "004_from_scratch_notation.ipynb").graph
    assert [node.op.name for node in graph.operators()] == "mul mul mul add relu add".split()
