"""The command line's options for arrays: the view, what is opened, the seed by its name."""

from __future__ import annotations

import json

import pytest

from tests.conftest import command

LAYER = """
import numpy as np
X = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 1.0]])
W = np.array([[0.5, -3.0, 1.0], [0.25, -4.0, -1.0]])
b = np.array([0.0, 1.0, 0.0])
dvalues = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
z = X @ W + b
y = np.maximum(z, 0)
"""


def made(tmp_path, *options):
    (tmp_path / "layer.py").write_text(LAYER)
    done = command("run", tmp_path / "layer.py", "-o", tmp_path, "--formats", "json", *options)
    data = json.loads((tmp_path / "layer.json").read_text()) if done.returncode == 0 else {}
    return done, data


UPSTREAM = (
    "graphviz-backprop: the gradient from the next layer is dvalues, line 6; --seed takes another\n"
)


def test_the_level_that_the_rule_chose_is_told(tmp_path):
    done, data = made(tmp_path)
    assert done.stderr == (
        "graphviz-backprop: drawn at level array; --level draws another\n" + UPSTREAM
    )
    assert [node["op"] for node in data["nodes"]].count("matmul") == 1


def test_every_level_has_the_same_gradients(tmp_path):
    found = []
    for level in ("element", "array", "layer"):
        done, data = made(tmp_path, "--level", level)
        assert done.stderr == UPSTREAM
        found.append(data["gradients"])
    assert found[0] == found[1] == found[2]


def test_opening_a_layer_draws_layers(tmp_path):
    _, boxed = made(tmp_path, "--level", "layer")
    _, opened = made(tmp_path, "--open", "dense")
    assert [node["box"] for node in boxed["nodes"] if node["op"] == "dense"] == ["dense"]
    assert boxed["level"] == opened["level"] == "layer"
    assert "matmul" in [node["op"] for node in opened["nodes"]]


LOOPS = """
def hypotenuse(x, y):
    {start}
    for k in range(3):
        {step}
    return {result}
x = 0.5
y = 1.5
z = hypotenuse(x, y) * 2.0
"""


@pytest.mark.parametrize(
    ("start", "step", "result", "box"),
    [
        ("a, b = x, y", "a, b = a * b, a + b", "a * b", "a and b"),
        ("a, b, c = x, y, x", "a *= x; b *= y; c = a * b * c", "a * b * c", "loop in line 4"),
    ],
)
def test_a_loop_of_several_values_is_opened_by_its_name(tmp_path, start, step, result, box):
    """The option has commas between names, so that no name has one."""
    file = tmp_path / "loops.py"
    file.write_text(LOOPS.format(start=start, step=step, result=result))
    done = command("run", file, "-o", tmp_path, "--formats", "json", "--open", box)
    assert done.returncode == 0, done.stderr


def test_the_seed_is_an_array_of_the_code(tmp_path):
    _, data = made(tmp_path, "--seed", "dvalues")
    assert data["seed"] == [[1.0, 2.0, 3.0]] * 3
    assert data["gradients"]["b"] == [2.0, 2.0, 6.0]  # z[1, 0] is 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--seed", "dvalue"], "no number or array is named 'dvalue'"),
        (["--seed", "b"], "the seed b has the shape (3,); expected (3, 3)"),
        (["--open", "dense7"], "no box is named 'dense7'; expected one of dense"),
        (["--open", "dense", "--level", "array"], "level: got 'array'; expected layer"),
        (["--level", "neuron"], "'neuron' is not one of element, array, layer"),
        (["--seed", "2 b"], "'2 b' is neither a number nor a name"),
    ],
)
def test_bad_options_are_one_line(tmp_path, options, message):
    done, _ = made(tmp_path, *options)
    assert done.returncode in (1, 2)
    assert message in done.stderr.splitlines()[-1]


@pytest.mark.long
def test_very_many_figures_are_told_before_they_are_drawn(tmp_path):
    (tmp_path / "long.py").write_text("y = 0.5\nfor i in range(60):\n    y = y * 1.01 + 0.1\n")
    made_of = command("run", tmp_path / "long.py", "-o", tmp_path, "--formats", "gif,json")
    assert "figures take a while" in made_of.stderr
    data_only = command("run", tmp_path / "long.py", "-o", tmp_path, "--formats", "json")
    assert data_only.stderr == ""


def test_too_many_numbers_to_draw_one_by_one_are_one_line(tmp_path):
    (tmp_path / "big.py").write_text(
        "import numpy as np\nx = np.ones((200, 60))\nw = np.ones((60, 40))\n"
        "y = np.sum(np.maximum(x @ w, 0))\n"
    )
    done = command("run", tmp_path / "big.py", "-o", tmp_path, "--level", "element")
    assert done.returncode == 1
    assert "30,401 numbers are too many to draw one by one" in done.stderr
