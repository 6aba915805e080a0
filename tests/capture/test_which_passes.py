"""Where passes begin, which are complete, and how one is chosen."""

from __future__ import annotations

import contextlib
import io
import pickle
from dataclasses import fields

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program
from tests.capture.test_passes import program
from tests.capture.test_run import BACKWARD, FORWARD, UPDATE, notebook

INPUTS, AGAIN = FORWARD[: FORWARD.index("xw0")], FORWARD[FORWARD.index("xw0") :]


def found_in(tmp_path, code, of=None):
    """Number, outputs and whether it is complete, of each pass."""
    with contextlib.redirect_stdout(io.StringIO()):
        listing = list_program(program(tmp_path, code), of)
    return [
        (" ".join(name for name, _ in found.outputs), not found.incomplete_because)
        for found in listing.passes
    ]


PRODUCTS = "xw0 = x[0] * w[0]\nxw1 = x[1] * w[1]\nxw2 = x[2] * w[2]\n"


SHAPES = {
    "products alone, then all": (
        INPUTS + PRODUCTS + FORWARD,
        [("xw0 xw1 xw2", False), ("y", True)],
    ),
    "all, then products alone": (FORWARD + PRODUCTS, [("y", True), ("xw0 xw1 xw2", False)]),
    "a single product tried out": (
        FORWARD + "xw0 = x[0] * w[0]\nprint(xw0)\n" + FORWARD + BACKWARD,
        [("y", True), ("xw0", False), ("y", True)],
    ),
    "as far as the sum": (
        FORWARD.replace("y = max(z, 0)\n", "") + FORWARD,
        [("z", False), ("y", True)],
    ),
    "a cell that only prints": (FORWARD + "print(y, z)\ny\n" + FORWARD, [("y", True)] * 2),
    "a loss that comes in later": (
        FORWARD + BACKWARD + UPDATE + AGAIN + "loss = (y - 5.0) ** 2\n",
        [("y", True), ("loss", True)],
    ),
    "other names after the update": (
        FORWARD + BACKWARD + UPDATE + "z2 = x[0] * w[0] + b\ny2 = max(z2, 0)\nchange = y2 - y\n",
        [("y", True), ("y2", True)],
    ),
    "the output under another name too": (
        FORWARD + "old = y\n" + BACKWARD + UPDATE + AGAIN + "change = y - old\n",
        [("y", True), ("y", True)],
    ),
    "terms in a loop, twice": (
        "x = [1.0, 2.0]\nw = [3.0, 4.0]\nfor k in range(2):\n    z = 0.0\n"
        "    for i in range(2):\n        p = x[i] * w[i]\n        z = z + p\n    y = max(z, 0)\n",
        [("y", True)] * 2,
    ),
    "two neurons that share nothing": (
        "x, w = 2.0, 3.0\nz = x * w\ny = max(z, 0)\n"
        "a, b = [1.0, 2.0], [0.5, 0.25]\nq = a[0] * b[0] + a[1] * b[1]\nr = max(q, 0)\n",
        [("y", True), ("r", True)],
    ),
    "two neurons line by line": (
        "x, w, a, b = 2.0, 3.0, 1.0, 0.5\nz = x * w\nq = a * b\ny = max(z, 0)\nr = max(q, 0)\n",
        [("y r", False)],
    ),
    "two neurons of one input": (
        "x, w, v = 2.0, 3.0, 0.5\ny = max(x * w, 0)\nr = max(x * v, 0)\n",
        [("y r", False)],
    ),
    "a number that is got ready": (
        "width = 2.0\nhalf = width / 2\nx, w = 2.0, 3.0\ny = x * w\n",
        [("half y", False)],
    ),
    "a helper for the parts of one pass": (
        "def dot(a, b):\n    s = a[0] * b[0]\n    s = s + a[1] * b[1]\n    return s\n"
        "x = [1.0, 2.0]\nu, v = [0.5, 1.0], [-1.0, 0.25]\n"
        "for k in range(2):\n    h0 = max(dot(x, u), 0)\n    h1 = max(dot(x, v), 0)\n"
        "    y = h0 + h1 * 2.0\n",
        [("y", True)] * 2,
    ),
    "a helper's results that nothing takes up": (
        "def f(x, w):\n    z = x * w\n    return max(z, 0)\na = f(1.0, 2.0)\nc = f(3.0, 0.5)\n",
        [("a", True), ("c", True)],
    ),
    "an input changed before its use": (
        "for k in range(2):\n    x = 2.0\n    x = x + 1.0\n    y = x * x\n",
        [("y", True)] * 2,
    ),
    "a residual is no update": (
        "x, w = 2.0, 0.5\nh = x * w\nx = x + h\ny = x * 3.0\n",
        [("h", True)],
    ),
    "a product that is not computed again": (
        FORWARD + BACKWARD + UPDATE + AGAIN[AGAIN.index("xw1") :],
        [("y", True), ("y", True)],
    ),
    "a start value that is no zero": (
        "x, w, z = [1.0, 2.0], [3.0, 4.0], 0.5\nfor i in range(2):\n    p = x[i] * w[i]\n"
        "    z = z + p\ny = max(z, 0)\n",
        [("y", True)],
    ),
    "several results": ("x = 2.0\na = x * 2.0\nb = x * 3.0\n", [("a b", False)]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_where_passes_begin_and_which_are_complete(name, tmp_path):
    code, expected = SHAPES[name]
    assert found_in(tmp_path, code) == expected


def test_the_first_complete_pass_is_drawn_without_a_number(tmp_path):
    code, _ = SHAPES["products alone, then all"]
    [graph] = run_program(program(tmp_path, code))
    assert graph.nodes[graph.output].name == "y"
    assert graph.pass_number is None


def test_of_finds_its_name_in_each_pass(tmp_path):
    code = FORWARD + BACKWARD + UPDATE + AGAIN
    assert found_in(tmp_path, code, of="z") == [("z", True), ("z", True)]
    assert found_in(tmp_path, code + "loss = y * 2.0\n", of="loss") == [("", False), ("loss", True)]
    movie = gb.run(program(tmp_path, code).path, of="z", pass_number=2)
    assert movie.graph.nodes[movie.graph.output].name == "z"


@pytest.mark.parametrize(
    ("code", "choice", "message"),
    [
        (FORWARD + FORWARD, 7, "no pass 7: there are 2 passes; 'list' shows"),
        (FORWARD, 2, "no pass 2: there is one pass"),
        (FORWARD, 0, "no pass 0"),
        (FORWARD + PRODUCTS, 2, "pass 2 is not complete: cut short: pass 1 goes on from xw0, xw1"),
        (SHAPES["several results"][0], "all", "2 results could be the output: a, b; choose with"),
        (FORWARD * 21, "all", "21 passes are too many to draw at once, 20 at most.*--pass N"),
    ],
)
def test_a_pass_that_is_not_there_is_one_line(code, choice, message, tmp_path):
    with pytest.raises(BackpropError, match=message) as caught:
        run_program(program(tmp_path, code), choice=choice)
    assert "\n" not in str(caught.value)


def test_names_and_seed_are_those_of_the_pass(tmp_path):
    second = AGAIN + BACKWARD.replace("dvalue = 1.0", "dvalue = 2.0")
    file = notebook(tmp_path, FORWARD + BACKWARD + UPDATE, second)
    one, two = gb.passes(file)
    assert (one.backprop.seed, two.backprop.seed) == (1.0, 2.0)
    assert str(two.graph.seed.place).startswith("cell 2")
    places = {str(f.frame.caption.place) for f in two if "drelu_dx0 = " in f.frame.caption.code}
    assert places
    assert all(place.startswith("cell 2") for place in places)
    assert [str(line) for line in two.frames[-1].caption.vectors] == [
        "dw = [2.0, -4.0, 6.0]  db = 2.0  (for the update)",
        "dx = [-6.002, -1.996, 3.994]  (goes on to the previous layer)",
    ]


def test_names_of_an_earlier_pass_are_not_taken(tmp_path):
    code = FORWARD + BACKWARD + "drelu_dw0 = drelu_dxw0 * x[0]\n" + UPDATE + AGAIN
    one, two = gb.passes(program(tmp_path, code).path)
    captions = [[figure.frame.caption.code for figure in movie] for movie in (one, two)]
    assert "drelu_dw0 = 1.0 * 1.0 = 1.0" in captions[0]
    assert "dy/dw[0] = 1.0 * 1.0 = 1.0" in captions[1]
    assert not any("drelu_dw0" in code for code in captions[1])


def test_an_old_product_keeps_its_old_weight(tmp_path):
    code, _ = SHAPES["a product that is not computed again"]
    _, two = gb.passes(program(tmp_path, code).path)
    assert two.gradients == {
        "x": [-3.0, pytest.approx(-0.998), pytest.approx(1.997)],
        "w": [1.0, None, None],
        "w#2": [0.0, -2.0, 3.0],
        "b": 1.0,
    }


def test_a_seed_that_is_given_once_holds_for_all(tmp_path):
    file = program(tmp_path, "dvalue = 2.0\n" + FORWARD * 2).path
    assert [movie.backprop.seed for movie in gb.passes(file)] == [2.0, 2.0]


def test_titles_say_which_pass(tmp_path):
    one, two = gb.passes(program(tmp_path, FORWARD * 2).path)
    assert one.rendering.title == "Backpropagation through program.py"
    assert two.rendering.title == "Backpropagation through program.py, pass 2"


def test_what_was_found_goes_from_process_to_process(tmp_path):
    code = FORWARD + BACKWARD + UPDATE + AGAIN
    graphs = run_program(program(tmp_path, code), choice="all")
    for graph, other in zip(graphs, pickle.loads(pickle.dumps(graphs)), strict=True):
        for field in fields(graph):
            assert getattr(graph, field.name) == getattr(other, field.name)
    listing = list_program(program(tmp_path, code))
    assert pickle.loads(pickle.dumps(listing)) == listing


def test_gradients_are_listed_with_their_pass(tmp_path):
    file = notebook(tmp_path, FORWARD + BACKWARD, UPDATE + AGAIN + "dz = 3.0\n")
    found = list_program(read_program(file)).gradients
    assert [(one.name, number) for one, number in found] == [
        ("dvalue", 1),
        ("drelu_dz", 1),
        ("dsum_dxw0", 1),
        ("drelu_dxw0", 1),
        ("drelu_dx0", 1),
        ("dw[0]", 1),
        ("dw[1]", 1),
        ("dw[2]", 1),
        ("dz", 2),
    ]
    assert str(found[-1][0].place) == "cell 2, line 10"
