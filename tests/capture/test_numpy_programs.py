"""Small NumPy programs, one for each way in which arrays are filled, shared and taken apart."""

from __future__ import annotations

import contextlib
import io
import textwrap

import numpy as np
import pytest

from graphviz_backprop.api import Movie
from graphviz_backprop.capture.run import run_program
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
