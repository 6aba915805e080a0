"""Ops that the reader's code registers, or a module that it imports: `gb.run` knows them too."""

from __future__ import annotations

import math

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.ops.carried import Slopes, Values

MODULE = """
import math
import numpy as np
from graphviz_backprop.ops import Op, register

def softplus(x):
    return np.log1p(np.exp(x)) if isinstance(x, np.ndarray) else math.log1p(math.exp(x))

def softplus_vjp(g, ans, x):
    slope = 1 / (1 + math.exp(-x))
    return g * slope

def product(*numbers):
    return math.prod(numbers)

register(
    Op(
        name="softplus", symbol="s+", noun="softplus function", code="softplus({a})",
        forward=softplus, vjps=(softplus_vjp,), rule="softplus(a)",
        slopes=("sigmoid(a)",), samples=((0.5,),), label="softplus", curve=(-3.0, 3.0),
        functions=(softplus,),
    )
)
register(
    Op(
        name="sinc", symbol="sinc", noun="cardinal sine", code="np.sinc({a})", forward=np.sinc,
        vjps=(lambda g, ans, x: g * (math.cos(math.pi * x) - ans) / x if x else 0.0,),
        rule="sinc(a)", slopes=("(cos(pi * a) - 1) / a",), functions=(np.sinc,),
    )
)
register(
    Op(
        name="every", symbol="Π", noun="product of all", code="product({all})", forward=product,
        vjps=(lambda k, g, ans, args: g * ans / args[k],), formula="{all}",
        slopes=("1", "0"), variadic=True, functions=(product,),
    )
)
"""
NEURON = "w, x, b = 0.5, 3.0, -1.0\nz = w * x + b\ny = softplus(z)\nprint(y)\n"
Z = 0.5


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


@pytest.fixture
def file(tmp_path):
    (tmp_path / "my_ops.py").write_text(MODULE)

    def write(code, name="program.py"):
        (tmp_path / name).write_text(code)
        return tmp_path / name

    return write


@pytest.mark.parametrize("start", ["from my_ops import softplus\n", MODULE])
def test_an_op_is_known_where_the_file_registers_it(file, start, capsys):
    movie = gb.run(file(start + NEURON))
    assert capsys.readouterr().out == f"{math.log1p(math.exp(Z))}\n"
    assert [node.op.name for node in movie.graph.operators()] == ["mul", "add", "softplus"]
    slope = sigmoid(Z)
    assert movie.gradients == pytest.approx({"w": slope * 3, "x": slope * 0.5, "b": slope})


def test_its_figures_have_its_words_and_its_curve(file):
    movie = gb.run(file("from my_ops import softplus\n" + NEURON))
    captions = [frame.caption for frame in movie.frames]
    assert captions[3].sentence == "The softplus function of z"
    assert captions[3].code == f"y = softplus(0.5) = {math.log1p(math.exp(Z)):.5g}"
    said = [caption.sentence for caption in captions]
    assert any(one.startswith("z gets the slope of the softplus function ×") for one in said)
    heights = movie.graph.nodes[movie.graph.output].op.forward
    for z in (-3.0, -1.1, 0.0, 0.4, Z, 3.0):
        assert heights(z) == pytest.approx(math.log1p(math.exp(z)), abs=2e-3)
    assert movie[4].png.startswith(b"\x89PNG")


@pytest.mark.parametrize("level", ["element", "array"])
def test_an_op_of_arrays(file, level):
    code = (
        "import numpy as np\nfrom my_ops import softplus\nx = np.array([0.5, -1.0, 2.0])\n"
        "z = softplus(x * 2)\ny = np.sum(z * np.sinc(x))\n"
    )
    movie = gb.run(file(code), level=level)
    assert {"softplus", "sinc"} <= {node.op.name for node in movie.graph.operators()}
    expected = [
        2 * sigmoid(2 * x) * np.sinc(x)
        + math.log1p(math.exp(2 * x)) * (math.cos(math.pi * x) - np.sinc(x)) / x
        for x in (0.5, -1.0, 2.0)
    ]
    assert np.asarray(movie.gradients["x"]) == pytest.approx(expected)


def test_an_op_of_any_number_of_arguments(file):
    code = "from my_ops import product\na, b, c = 2.0, -3.0, 4.0\ny = product(a, b, c)\n"
    assert gb.run(file(code)).gradients == {"a": -12.0, "b": 8.0, "c": -6.0}


def test_an_op_inside_a_function_that_is_a_box(file):
    code = (
        "from my_ops import softplus\ndef layer(v):\n    return softplus(v * 2.0) * 3.0\n"
        "x = 0.25\ny = layer(x)\n"
    )
    movie = gb.run(file(code), level="layer")
    assert movie.gradients == {"x": pytest.approx(sigmoid(0.5) * 6)}


def test_a_wrong_vjp_is_not_mended(file):
    """The numbers are those of the op as it was registered."""
    code = MODULE.replace("return g * slope", "return g * slope * 2") + NEURON
    assert gb.run(file(code)).gradients["b"] == pytest.approx(2 * sigmoid(Z))


def test_what_was_not_computed_is_nan():
    known = {(1.0,): 2.0, (None,): 5.0}
    assert Values(known, ())(1.0) == 2.0
    assert Values(known, ())(math.nan) == 5.0
    assert math.isnan(Values(known, ())(3.0))
    assert Slopes(0, {(1.0,): (4.0,)})(0.5, 2.0, 1.0) == 2.0
    assert math.isnan(Slopes(0, {})(0.5, 2.0, 1.0))
