"""Arrays that are updated, and NumPy that is not followed."""

from __future__ import annotations

import pytest

from graphviz_backprop.api import Movie
from graphviz_backprop.capture.run import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program
from tests.capture.test_numpy_programs import run

UPDATES = {
    "w -= 0.1 * dw": {"w"},
    "w += -0.1 * dw": {"w"},
    "w = w - 0.1 * dw": {"w"},
    "w[0] -= 0.1 * dw[0]": {"w"},
    "w[0:2] -= 0.1 * dw[0:2]": {"w"},
    "for i in range(2): w[i] = w[i] - 0.1 * dw[i]": {"w"},
    "np.subtract(w, 0.1 * dw, out=w)": set(),
}


@pytest.mark.parametrize("update", UPDATES)
def test_updates_of_arrays_are_no_results(update, tmp_path):
    code = f"""
    x = np.array([1.0, -2.0])
    w = np.array([0.5, 3.0])
    y = np.dot(x, w)
    dw = 1.0 * x
    {update}
    y = np.dot(x, w)
    """
    graph = run(tmp_path, code)
    assert graph.nodes[graph.output].value == -5.5
    assert graph.updated == UPDATES[update]


def test_gradients_in_arrays_are_found_by_element(tmp_path):
    code = """
    x = np.array([1.0, -2.0])
    w = np.array([0.5, 3.0])
    y = np.dot(x, w)
    dx = 1.0 * w
    """
    graph = run(tmp_path, code)
    assert [(one.name, one.value) for one in graph.handwritten] == [("dx[0]", 0.5), ("dx[1]", 3.0)]
    captions = [frame.caption for frame in Movie(graph).frames]
    assert any(one.code == "dx[1] = 3.0 * 1.0 = 3.0" and one.place.line == 6 for one in captions)


def test_an_output_may_be_an_array(tmp_path):
    graph = run(tmp_path, "a = np.array([[1.0, -2.0], [0.5, 3.0]])\ny = a * 2")
    assert Movie(graph).gradients["a"] == [[2.0, 2.0], [2.0, 2.0]]


def test_rows_that_are_unpacked_are_inputs_each(tmp_path):
    graph = run(
        tmp_path,
        "a, b, c = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])\ny = np.sum(a * b + c**2)",
    )
    expected = {"a": [3.0, 4.0], "b": [1.0, 2.0], "c": [10.0, 12.0]}
    assert Movie(graph).gradients == expected


REFUSED = {
    "y = np.linalg.inv(a)[0, 0]": r"line 3: numpy\.linalg\.inv is not supported",
    "y = np.sum(np.floor(a))": r"line 3: numpy\.floor is not supported",
    "y = np.sum(a, where=a > 2)": r"line 3: numpy\.sum is not supported",
    "q, r = np.divmod(a, 0.7)\ny = r.sum()": r"line 3: numpy\.divmod is not supported",
    "y = (a * 1.5).astype(int).sum()": r"line 3: the conversion to integers is not supported",
    "y = np.array([a[0, 0] * 2], dtype=object)[0] * 2": "line 3: numpy.array is not supported",
    "y = a[0] * 2\nz = a * 3": "2 results could be the output: y, z",
    "y = np.sum(a + np.zeros((1100, 1000, 2, 2)))": "an array of 4,400,000 elements is too large",
    "y = np.argmax(a) * 1.0": r"line 3: y comes from np\.argmax, which has no derivative",
    "y = np.mean(a > 1.5)": "line 3: y comes from the comparison >, which has no derivative",
    "p = np.argmax(a, axis=1)\ny = np.mean(p == np.array([0, 1]))": (
        r"line 3: y comes from np\.argmax, which has no derivative"
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_not_followed_is_named(code, tmp_path):
    given = f"a = np.array([[1.0, 2.0], [3.0, 4.0]])\n{code}\n"
    with pytest.raises(BackpropError, match=REFUSED[code]) as caught:
        run(tmp_path, given)
    assert "\n" not in str(caught.value)


def test_a_warning_names_the_readers_line(tmp_path):
    with pytest.warns(RuntimeWarning, match="divide by zero") as seen:
        run(tmp_path, "x = np.array([1.0, 0.0])\n\ny = np.sum(2.0 / x)\n")
    assert [(one.filename, one.lineno) for one in seen] == [(str(tmp_path / "program.py"), 4)]


def test_a_literal_that_fills_a_part_is_no_input(tmp_path):
    code = """
    x = np.array([1.0, -2.0, 3.0])
    h = x * 2.0
    h[:2] = -1
    small = h < 0
    h[small] = 0.5
    y = np.sum(h)
    """
    assert Movie(run(tmp_path, code)).gradients == {"x": [0.0, 0.0, 2.0]}


PASSES = {
    "w -= 0.1 * dw": [1.0, -2.0],
    "w[:] = w - 0.1 * dw": [1.0, -2.0],
    "w = w - 0.1 * dw": [1.0, -2.0],
}


@pytest.mark.parametrize("update", PASSES)
def test_a_pass_after_an_update_starts_from_the_new_array(update, tmp_path):
    file = tmp_path / "program.py"
    file.write_text(
        "import numpy as np\nx = np.array([1.0, -2.0])\nw = np.array([0.5, 3.0])\n"
        f"y = np.dot(x, w)\ndw = 1.0 * x\n{update}\ny = np.dot(x, w)\n"
    )
    first, second = (Movie(graph) for graph in run_program(read_program(file), choice="all"))
    assert first.gradients == {"x": [0.5, 3.0], "w": PASSES[update]}
    assert second.gradients == {"x": [0.4, 3.2], "w": PASSES[update]}
