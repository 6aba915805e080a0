"""What a gradient says of a small change, beside what comes of it."""

import math

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.errors import BackpropError
from tests.conftest import command
from tests.descents.test_descents import LAYER, NEURON, run

CURVED = "import math\nx, w = 0.5, 1.5\ny = math.exp(w * x) * w\n"


def test_the_claims_of_the_neuron_are_what_happens():
    movie = run(NEURON).meaning()
    said = {one.name: f"{one.said}; {one.again}" for one in movie.meanings}
    assert said["w[2]"] == "raise w[2] by 0.001 and y rises by 0.003; run again: 0.003000"
    assert said["x[0]"] == "raise x[0] by 0.001 and y falls by 0.003; run again: 0.003000"
    assert list(said) == ["x[0]", "w[0]", "x[1]", "w[1]", "x[2]", "w[2]", "b"]


def test_where_the_output_is_curved_both_numbers_are_true():
    found = {one.name: one for one in run(CURVED).meaning(step=0.1).meanings}

    def y(x, w):
        return math.exp(w * x) * w

    assert found["w"].actual == pytest.approx(y(0.5, 1.6) - y(0.5, 1.5))
    assert found["x"].actual == pytest.approx(y(0.6, 1.5) - y(0.5, 1.5))
    assert found["x"].claim == pytest.approx(0.1 * 1.5**2 * math.exp(0.75))
    assert "y is no straight line there" in found["x"].again


def test_of_an_array_the_steepest_entry_is_raised():
    movie = gb.run(code=LAYER, level="array").meaning()
    weights = next(one for one in movie.meanings if one.name.startswith("W"))
    names = {}
    exec(LAYER.replace("z = X @ W", f"{weights.name} += 0.001\nz = X @ W"), names)
    raised = float(names["loss"])
    exec(LAYER, names)
    assert weights.actual == pytest.approx(raised - float(names["loss"]))
    assert np.abs(movie._rendering.backprop.gradients[weights.node.index]).max() == pytest.approx(
        abs(weights.claim) / 0.001
    )


def test_of_an_output_that_is_an_array_the_sum_is_named():
    movie = gb.run(EXAMPLES["layer"], level="array").meaning()
    assert "and the sum of dvalues * outputs rises by 0.0201; run again: 0.02010" in movie.text
    plain = gb.run(
        code="import numpy as np\nw = np.ones(3)\ny = w * 2.0\n", level="array"
    ).meaning()
    assert "the sum of y rises by 0.002" in plain.text


def test_a_step_over_a_corner_is_seen():
    code = "x = -0.0005\ny = max(x * 2.0, 0.0)\n"
    (one,) = run(code).meaning().meanings
    assert (one.claim, one.actual) == (0.0, pytest.approx(0.001))
    assert (
        "stays as it is; run again: 0.001000; y is no straight line there"
        in run(code).meaning().text
    )


def test_a_comparison_that_would_go_otherwise_is_said():
    code = "w = 0.0005\nif w < 0.001:\n    y = w * 3.0\nelse:\n    y = w * w\n"
    assert "run again: the code would go another way: w < 0.001" in run(code).meaning().text


def test_the_figure_has_a_line_for_each_and_its_wires(tmp_path):
    movie = run(NEURON).meaning()
    scene, count = movie._rendering.scene, len(movie.meanings)
    lines = [mark for mark in scene.alive(count - 1) if mark.kind == "line"]
    assert len(lines) == count
    for frame, one in enumerate(movie.meanings):
        active = [mark for mark in scene.alive(frame) if mark.kind == "active"]
        assert active, one.name
    made = movie.save_all(tmp_path, "neuron")
    assert [path.name for path in made] == [f"neuron.meaning.{s}" for s in ("svg", "gif", "txt")]


@pytest.mark.parametrize("step", [0.0, -1.0, math.nan, math.inf, "a"])
def test_a_wrong_step_is_one_line(step):
    with pytest.raises(BackpropError, match="step: got"):
        run(NEURON).meaning(step=step)


def test_the_command(tmp_path):
    (tmp_path / "neuron.py").write_text(NEURON)
    done = command("run", "neuron.py", "--meaning", "--formats", "txt", cwd=tmp_path)
    assert done.stdout.splitlines() == ["neuron.meaning.txt"]
