"""Small NumPy programs, one for each way in which arrays are filled, shared and taken apart."""

from __future__ import annotations

import contextlib
import io
import textwrap

import numpy as np
import pytest

from graphviz_backprop.api import Movie
from graphviz_backprop.capture.run import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program

PROGRAMS = {
    "accumulator": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        z = np.zeros(3)
        for i in range(3):
            z[i] = x[i] * w[i]
        y = np.sum(z)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0]},
    ),
    "accumulator_add": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        total = np.zeros(3)
        for k in range(2):
            total += x * w
        y = total.sum()
        """,
        "y",
        {"x": [-6.0, -2.0, 4.0], "w": [2.0, -4.0, 6.0]},
    ),
    "sum_from_zero": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        b = 1.0
        z = 0
        for i in range(len(x)):
            z += x[i] * w[i]
        z += b
        y = max(0, z)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0},
    ),
    "masked_assignment": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        z = x * w
        z[z <= 0] = 0
        y = z.sum()
        """,
        "y",
        {"x": [0.0, -1.0, 2.0], "w": [0.0, -2.0, 3.0]},
    ),
    "view_write": (
        """
        x = np.array([1.0, -2.0, 3.0])
        h = x * 2.0
        v = h[1:]
        v *= 10.0
        y = h.sum()
        """,
        "y",
        {"x": [2.0, 20.0, 20.0]},
    ),
    "stale_view": (
        """
        x = np.array([1.0, -2.0, 3.0])
        h = x * 2.0
        first = h[0]
        row = h.reshape(3, 1)
        h[0] = x[2] * 5.0
        y = row[0, 0] + first
        """,
        "y",
        {"x": [2.0, 0.0, 5.0]},
    ),
    "update_then_second_pass": (
        """
        x = np.array([1.0, -2.0, 3.0])
        w = np.array([-3.0, -1.0, 2.0])
        b = 1.0
        z = np.dot(x, w) + b
        y = np.maximum(z, 0)
        dy = 1.0
        drelu = dy * (1.0 if z > 0 else 0.0)
        dw = drelu * x
        dx = drelu * w
        db = drelu
        lr = 0.001
        w -= lr * dw
        b -= lr * db
        z = np.dot(x, w) + b
        y = np.maximum(z, 0)
        """,
        "y",
        {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0},
    ),
    "out": (
        """
        x = np.array([1.0, -2.0, 3.0])
        r = np.empty(3)
        np.multiply(x, 2.0, out=r)
        y = np.sum(r, axis=0)
        """,
        "y",
        {"x": [2.0, 2.0, 2.0]},
    ),
    "a constant that is multiplied in place": (
        """
        w = np.array([2.0, 5.0])
        r = np.ones(2) * 3
        r *= w
        y = r.sum()
        """,
        "y",
        {"w": [3.0, 3.0]},
    ),
    "a part that is divided in place": (
        """
        w = np.array([2.0, 4.0])
        r = np.ones(3) * 8
        r[1:] /= w
        y = r.sum()
        """,
        "y",
        {"w": [-2.0, -0.5], "r": [1.0, 0.5, 0.25]},
    ),
    "add_at": (
        """
        x = np.array([1.0, -2.0, 3.0])
        r = np.zeros(2)
        np.add.at(r, [0, 1, 0], x)
        y = r[0] * r[1]
        """,
        "y",
        {"x": [-2.0, 4.0, -2.0]},
    ),
    "scaled_in_place": (
        """
        w = np.array([1.0, 2.0]); w *= 0.1
        x = np.array([3.0, 4.0])
        y = w @ x
        """,
        "y",
        {"w": [0.1 * 3.0, 0.1 * 4.0], "x": [0.1, 0.2]},
    ),
    "filled_by_hand": (
        """
        w = np.zeros(2)
        w[0] = 1.5
        w[1] = -2.0
        x = np.array([3.0, 4.0])
        y = w @ x
        """,
        "y",
        {"w": [3.0, 4.0], "x": [1.5, -2.0]},
    ),
    "class": (
        """
        class Neuron:
            def __init__(self, n):
                self.w = np.array([0.5, -1.0]); self.b = np.zeros(1)
            def forward(self, x):
                self.x = x
                self.out = np.maximum(0, np.dot(x, self.w) + self.b)
                return self.out
        n = Neuron(2)
        y = n.forward(np.array([3.0, 1.0]))
        """,
        "y[0]",
        {"n.w": [3.0, 1.0], "n.b": [1.0], "x": [0.5, -1.0]},
    ),
    "list_of_arrays": (
        """
        layers = [np.array([1.0, 2.0]), np.array([3.0, 4.0])]
        y = np.dot(layers[0], layers[1])
        """,
        "y",
        {"layers": [[3.0, 4.0], [1.0, 2.0]]},
    ),
    "mixed_list": (
        """
        x = [1.0, 2.0]
        w = np.array([3.0, 4.0])
        y = sum(np.array(x) * w)
        """,
        "y",
        {"x": [3.0, 4.0], "w": [1.0, 2.0]},
    ),
    "tolist": (
        """
        x = np.array([1.0, 2.0])
        a, b = x.tolist()
        y = a * b
        """,
        "y",
        {"x": [2.0, 1.0]},
    ),
    "float_of": (
        """
        x = np.array([1.0, 2.0])
        y = float(np.sum(x ** 2))
        """,
        "y",
        {"x": [2.0, 4.0]},
    ),
    "shape_counts": (
        """
        x = np.array([1.0, 2.0])
        t = np.array([0.5, 1.0])
        n = x.shape[0]
        loss = np.sum((x - t) ** 2) / n
        """,
        "loss",
        {"x": [0.5, 1.0], "t": [-0.5, -1.0]},
    ),
    "arrays_without_a_name": (
        """
        cache = {}
        cache.setdefault("k", np.zeros(2))[0] = 1.0
        x = np.array([1.0, 2.0])
        store = []
        store.append(np.zeros(2))
        store[0][1] = x[1] * 3.0
        store[0] += x
        y = store[0][0] * store[0][1]
        """,
        "y",
        {"x": [8.0, 4.0]},
    ),
    "int_arrays": (
        """
        x = np.array([1, 2, 3])
        w = np.array([0.5, 1.0, -1.0])
        y = np.dot(x, w)
        """,
        "y",
        {"x": [0.5, 1.0, -1.0], "w": [1.0, 2.0, 3.0]},
    ),
    "labels": (
        """
        p = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4]])
        labels = np.array([0, 1])
        loss = -np.mean(np.log(p[range(len(p)), labels]))
        """,
        "loss",
        {"p": [[-0.7142857142857143, 0.0, 0.0], [0.0, -1.0, 0.0]]},
    ),
    "dead_where": (
        """
        x = np.array([1.0, -2.0])
        w = np.array([0.5, 1.0])
        z = np.dot(x, w)
        y = np.where(z > 0, z, 0.0)
        """,
        "y",
        {"x": [0.0, 0.0], "w": [0.0, 0.0]},
    ),
    "dead_conditional": (
        """
        x = np.array([1.0, 2.0])
        w = np.array([0.5, -1.0])
        z = np.dot(x, w)
        y = z if z > 0 else 0.0
        """,
        "y",
        {"x": [0.0, 0.0], "w": [0.0, 0.0]},
    ),
    "functions": (
        """
        def relu(v):
            return np.maximum(0, v)
        def neuron(inputs, weights, bias):
            return relu(np.dot(inputs, weights) + bias)
        y = neuron(np.array([1.0, -2.0, 3.0]), np.array([-3.0, -1.0, 2.0]), 1.0)
        """,
        "y",
        {"inputs": [-3.0, -1.0, 2.0], "weights": [1.0, -2.0, 3.0], "bias": 1.0},
    ),
    "swap": (
        """
        a = np.array([1.0, 2.0])
        h = a * 3.0
        h[0], h[1] = h[1], h[0]
        y = h[0] * 2.0
        """,
        "y",
        {"a": [0.0, 6.0]},
    ),
    "opaque_beside": (
        """
        a = np.array([[1.0, 2.0], [3.0, 4.0]])
        i = np.linalg.inv(a)
        y = a.sum()
        """,
        "y",
        {"a": [[1.0, 1.0], [1.0, 1.0]]},
    ),
    "stored_in_a_list": (
        """
        a = np.array([1.0, 2.0])
        x = 3.0
        out = [0.0, 0.0]
        for i, v in enumerate(a):
            out[i] = v * x
        y = sum(out)
        """,
        "y",
        {"a": [3.0, 3.0], "x": 3.0},
    ),
    "numbers_of_numpy": (
        """
        def f(x, lr=np.float64(0.1)):
            return x.sum() * lr
        y = f(np.array([1.0, 2.0]))
        """,
        "y",
        {"x": [0.1, 0.1]},
    ),
    "one_by_one_matrix": (
        """
        x = np.array([[1.0, 2.0]])
        w = np.array([[0.5], [1.5]])
        b = np.array([[0.25]])
        y = x @ w + b
        """,
        "y[0, 0]",
        {"x": [[0.5, 1.5]], "w": [[1.0], [2.0]], "b": [[1.0]]},
    ),
    "mask_times_array": (
        """
        x = np.array([1.0, -2.0])
        m = (x > 0).astype(float)
        y = np.sum(x * m)
        """,
        "y",
        {"x": [1.0, 0.0]},
    ),
    "copyto": (
        """
        x = np.array([1.0, -2.0])
        r = np.zeros(2)
        np.copyto(r, x * 3)
        y = r.sum()
        """,
        "y",
        {"x": [3.0, 3.0]},
    ),
    "built_in_abs": (
        """
        x = np.array([1.0, 2.0])
        y = abs(x[0] * x[1]) * 2
        print(round(y, 2), np.round(y, 1))
        """,
        "y",
        {"x": [4.0, 2.0]},
    ),
}


def run(tmp_path, code, of=None):
    file = tmp_path / "program.py"
    file.write_text("import numpy as np\n" + textwrap.dedent(code))
    with contextlib.redirect_stdout(io.StringIO()):
        return run_program(read_program(file), of)[0]


@pytest.mark.parametrize("name", PROGRAMS)
def test_gradients_of_small_programs(name, tmp_path):
    code, output, gradients = PROGRAMS[name]
    graph = run(tmp_path, code)
    assert graph.nodes[graph.output].name == output
    found = Movie(graph).gradients
    assert found.keys() == gradients.keys()
    for variable, gradient in gradients.items():
        assert np.array(found[variable]) == pytest.approx(np.array(gradient), rel=1e-12)


def test_the_output_has_the_value_that_numpy_rounded(tmp_path):
    code = "x = np.array([0.1, 0.2], dtype=np.float32)\ny = np.dot(x, x)\n"
    graph = run(tmp_path, code)
    x = np.array([0.1, 0.2], dtype=np.float32)
    assert graph.nodes[graph.output].value == float(np.dot(x, x))
    assert type(graph.nodes[graph.output].value) is float


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
