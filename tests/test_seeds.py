"""Readers' own notebooks on the chapter, where they are at hand: same output, right gradients."""

from __future__ import annotations

import contextlib
import io
import json

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
}


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
        [14.3, 14.3, 14.286],
        {"weights": [1.0, 2.0, 3.0], "inputs": [0.999, 1.998, 2.997], "bias": 1.0},
    ),
}


@pytest.mark.parametrize("name", TRUTH)
def test_gradients_and_printed_output(seeds, name):
    path = seeds / f"{name}.ipynb"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        movie = gb.run(path)
    assert movie.graph.nodes[movie.graph.output].name == "y"
    assert movie.gradients == TRUTH[name]
    assert printed.getvalue() == recorded_output(path)


@pytest.mark.parametrize("name", PASSES)
def test_every_pass_by_the_weights_of_its_time(name, seeds):
    outputs, last = PASSES[name]
    with contextlib.redirect_stdout(io.StringIO()):
        movies = gb.passes(seeds / f"{name}.ipynb")
    found = [movie.graph.nodes[movie.graph.output].value for movie in movies]
    assert found == pytest.approx(outputs, rel=1e-12)
    assert movies[-1].gradients == {
        variable: pytest.approx(gradient, rel=1e-12) for variable, gradient in last.items()
    }


def test_captions_use_the_readers_own_names(seeds):
    with contextlib.redirect_stdout(io.StringIO()):
        movie = gb.run(seeds / "000_neuron_steps.ipynb")
    caption = movie.frames[16].caption
    assert caption.code == "drelu_dx0 = -3.0 * 1.0 = -3.0"
    assert str(caption.place) == "cell 5, line 58"
    assert movie.frames[5].caption.code == "dvalue = 1.0"


def test_numpy_in_the_pass_is_refused_by_name(seeds):
    with (
        contextlib.redirect_stdout(io.StringIO()),
        pytest.raises(gb.BackpropError, match=r"cell 4, line 1: numpy\.dot is not supported"),
    ):
        gb.run(seeds / "004_from_scratch_notation.ipynb")
