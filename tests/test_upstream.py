"""The gradient from the next layer is the one that the reader's own gradients start from."""

from __future__ import annotations

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.cli import main
from graphviz_backprop.graph.upstream_names import is_upstream
from tests.kinds import losses_elsewhere
from tests.quick_or_long import quick

NEURON = """
x, w, b = 2.0, -1.5, 4.0
z = x * w + b
y = max(z, 0)
"""


def seed_frame(movie):
    return next(frame for frame in movie.frames if frame.kind == "seed").caption


def test_a_literal_that_two_gradients_agree_with_is_the_upstream():
    movie = gb.run(code=NEURON + "dy_dz = 2.5 * (1.0 if z > 0 else 0.0)\ndw = dy_dz * x\n")
    assert movie.backprop.seed == 2.5
    assert movie.gradients == {"x": -3.75, "w": 5.0, "b": 2.5}
    assert seed_frame(movie).sentence == "The gradient from the next layer, 2.5 in your code"
    assert seed_frame(movie).place.line == 5
    assert movie.upstream_text == "2.5, line 5"


def test_a_slip_in_one_gradient_moves_no_seed():
    movie = gb.run(code=NEURON + "dw = 3.0 * x\ndx = w\ndb = 1.0\n", check=False)
    assert movie.backprop.seed == 1.0
    assert movie.gradients == {"x": -1.5, "w": 2.0, "b": 1.0}


def test_the_factor_of_a_loss_is_a_slip_not_an_upstream():
    code = "x, w, t = 2.0, 3.0, 1.0\nloss = 0.5 * (x * w - t) ** 2\n"
    wrong = "dw = 2 * (x * w - t) * x\ndx = 2 * (x * w - t) * w\n"
    movie = gb.run(code=code + wrong, check=False)
    assert movie.backprop.seed == 1.0
    assert movie.gradients["w"] == pytest.approx(10.0)
    codes = [frame.caption.code for frame in movie.frames]
    assert not [code for code in codes if code.startswith(("dw =", "dx ="))]


def test_what_no_gradient_uses_is_the_upstream_where_its_name_says_so():
    assert gb.run(code=NEURON + "grad_output = -2.0\n").gradients["w"] == -4.0
    assert gb.run(code=NEURON + "rate = -2.0\n").gradients["w"] == 2.0


def test_of_two_names_that_nothing_tells_apart_neither_is_taken():
    assert gb.run(code=NEURON + "grad_output = -2.0\ndvalue = 3.0\n").backprop.seed == 1.0


def test_a_dead_neuron_keeps_the_upstream_that_is_named():
    code = NEURON.replace("4.0", "-4.0") + "d_value = 3.0\ndz = d_value * (z > 0)\ndw = dz * x\n"
    movie = gb.run(code=code)
    assert movie.backprop.seed == 3.0
    assert movie.gradients["w"] == 0.0


def test_an_option_wins():
    code = NEURON + "dvalue = 3.0\nother = 7.0\ndw = dvalue * x\n"
    assert gb.run(code=code).gradients["w"] == 6.0
    assert gb.run(code=code, seed=1.0).gradients["w"] == 2.0
    assert gb.run(code=code, seed="other").gradients["w"] == 14.0


@pytest.mark.parametrize("level", quick(["array", "element", "layer"], 1))
def test_no_other_number_stands_under_the_readers_own_name(level):
    code = (
        "import numpy as np\nX = np.array([[1.0, 2.0], [3.0, 4.0]])\nw = np.array([0.5, -1.0])\n"
        "out = X @ w\ndvalues = np.array([2.0, 3.0])\ndw = X.T @ dvalues\n"
    )
    own = gb.run(code=code, level=level)
    assert list(own.gradients["w"]) == [11.0, 16.0]
    assert "dw" in [name for line in own.frames[-1].caption.vectors for name, _ in line.parts]
    other = gb.run(code=code, level=level, seed=1.0)
    assert list(other.gradients["w"]) == [4.0, 6.0]
    names = [name for line in other.frames[-1].caption.vectors for name, _ in line.parts]
    assert "dout/dw" in names
    assert "dw" not in names
    assert not [f for f in other.frames if f.caption.code.startswith(("dw =", "dw[0] ="))]


def test_numpy_set_to_raise_does_not_break_the_search():
    code = (
        "import numpy as np\nnp.seterr(all='raise')\nz = np.array([1e100, 1.0])\nout = z * z\n"
        "dvalues = np.array([1e300, 2.0])\ndz = np.array([1.0, 4.0])\n"
    )
    assert gb.run(code=code).backprop.seed.tolist() == [1e300, 2.0]


def test_the_command_line_says_which_upstream_is_not_ones(tmp_path, capfd):
    file = tmp_path / "neuron.py"
    for value, said in (("3.0", "is dvalue, line 5; --seed takes another"), ("1.0", "")):
        file.write_text(NEURON + f"dvalue = {value}\ndw = dvalue * x\n")
        assert main(["run", str(file), "-o", str(tmp_path), "--formats", "json"]) == 0
        stderr = capfd.readouterr().err
        assert said in stderr
        assert ("next layer" in stderr) == bool(said)


def test_names_of_gradients_of_inputs_are_no_upstream():
    names = "dvalue d_value dValue dval dvalues grad_output grad_outputs upstream d_out dout "
    names += "layer.dvalues upstream_grad grad_out output_gradient d_output gradOutput"
    assert [name for name in names.split() if not is_upstream(name)] == []
    others = "dw db dx dinputs d_inputs drelu value output outer grad_w dloss_dw validation upset"
    assert [name for name in others.split() if is_upstream(name)] == []


@pytest.mark.parametrize(
    "name", quick(["probabilities_less_one_in_place", "the_loss_is_printed_alone"], 1)
)
def test_an_array_as_the_seed_is_that_of_the_output_not_of_a_loss_elsewhere(name):
    examples = {one.name: one for kind in losses_elsewhere.KINDS.values() for one in kind}
    seed = np.arange(8.0).reshape(4, 2)
    without, movie = (gb.run(code=examples[name].code, seed=one) for one in (None, seed))
    assert not without.graph.nodes[without.graph.output].is_array
    assert movie.graph.nodes[movie.graph.output].name == "p"
    np.testing.assert_array_equal(movie.backprop.seed, seed)


def test_a_gradient_that_begins_as_the_output_is_that_of_its_own_round():
    movie = gb.run(
        code="""
import numpy as np
X, W = np.array([[1.0, 0.0], [0.5, -1.0]]), np.array([[0.2, -0.3], [0.1, 0.4]])
for _ in range(2):
    p = np.tanh(X @ W)
    delta = p
    delta[[0, 1], [0, 1]] -= 1
    dW = X.T @ delta
    W -= 0.1 * dW
    size = np.sqrt(np.sum(W * W))
"""
    )
    expected = movie.graph.nodes[movie.graph.output].value - np.eye(2)
    np.testing.assert_allclose(movie.backprop.seed, expected)
