"""NumPy programs as readers write them: their gradients are those of an independent library."""

from __future__ import annotations

import math

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

import graphviz_backprop as gb
from tests.plainly import run_with_hooks

X = [1.0, -2.0, 3.0]
W = [-3.0, -1.0, 2.0]
M = [[0.2, 0.8, -0.5], [0.5, -0.91, 0.26]]

PROGRAMS = {
    "dot": "np.dot(x, w) + b",
    "relu_of_dot": "np.maximum(0, np.dot(x, w) + b)",
    "relu_the_other_way": "np.maximum(np.sum(x * w) + b, 0)",
    "matmul": "x @ w * b",
    "method_dot": "x.dot(w) - b",
    "inner": "np.inner(x, w) ** 2",
    "outer": "np.sum(np.outer(x, w) * 0.5)",
    "layer": "np.sum(np.maximum(0, np.dot(m, x) + b))",
    "layer_matmul": "np.sum(np.tanh(m @ x) ** 2)",
    "transposed": "np.sum(np.dot(x[:2], m) * w)",
    "vector_times_transposed": "np.sum(np.dot(x, m.T))",
    "matrix_product": "np.sum(np.dot(m, m.T) * np.array([[1.0, 2.0], [3.0, 4.0]]))",
    "sum_of_axis": "np.dot(np.sum(m, axis=0), w)",
    "sum_keepdims": "np.sum(np.sum(m, axis=1, keepdims=True) * m)",
    "mean": "np.mean(x * w)",
    "mean_of_axis": "np.sum(np.mean(m, axis=0) * x)",
    "method_mean": "(x - w).mean() * b",
    "max": "np.max(x * w) * b",
    "min": "np.min(x + w) * b",
    "max_of_axis": "np.sum(np.max(m, axis=1) ** 2)",
    "method_max": "m.max(axis=0).sum()",
    "sigmoid": "np.sum(1 / (1 + np.exp(-x * w)))",
    "softmax": "(np.exp(x - 1.0) / np.sum(np.exp(x - 1.0)))[0]",
    "stable_softmax": "(np.exp(x - np.max(x)) / np.sum(np.exp(x - np.max(x))))[1]",
    "log_loss": "-np.log(1 / (1 + np.exp(-np.dot(x, w))))",
    "squares": "np.mean((x - w) ** 2)",
    "square": "np.sum(np.square(x))",
    "sqrt": "np.sqrt(np.sum(x**2))",
    "norm": "np.linalg.norm(x)",
    "variance": "np.var(x)",
    "deviation": "np.std(x * w)",
    "abs": "np.sum(np.abs(x * w))",
    "negative": "-np.sum(-x)",
    "reciprocal": "np.sum(1.0 / x)",
    "power": "np.sum(x**3)",
    "power_of_base": "np.sum(2.0**x)",
    "waves": "np.sum(np.sin(x) * np.cos(w))",
    "log_of_abs": "np.sum(np.log(np.abs(x)))",
    "log_family": "np.sum(np.log1p(x**2) + np.log2(x**2) + np.log10(x**2) + np.expm1(x))",
    "hyperbolic": "np.sum(np.sinh(x) - np.cosh(w))",
    "clip": "np.sum(np.clip(x, -1.0, 2.0) * w)",
    "minimum": "np.sum(np.minimum(x, w))",
    "where": "np.sum(np.where(x > 0, x * w, 0.1 * x))",
    "mask": "np.sum(x * (x > 0)) * b",
    "masked_part": "np.sum(x[x > 0])",
    "indices": "x[0] * w[-1] + x[1] * b",
    "fancy": "np.sum(x[np.array([0, 2, 2])] * 2.0)",
    "slices": "np.sum(x[1:] * x[:-1])",
    "matrix_index": "m[0, 1] * m[1][2]",
    "columns": "np.sum(m[:, 1] * x[:2])",
    "reversed": "np.sum(x[::-1] * w)",
    "reshape": "np.sum(m.reshape(3, 2)[0] * x[:2])",
    "ravel": "np.sum(m.ravel()[:3] * x)",
    "concatenate": "np.sum(np.concatenate([x, w]) ** 2)",
    "stack": "np.sum(np.stack([x, w]) * m[0])",
    "hstack": "np.prod(np.hstack([x, b]))",
    "vstack": "np.sum(np.vstack([x, w])[1] * x)",
    "prod": "np.prod(x) * b",
    "cumsum": "np.sum(np.cumsum(x) * w)",
    "diff": "np.sum(np.diff(x) ** 2)",
    "einsum": "np.einsum('i,i->', x, w)",
    "tensordot": "np.sum(np.tensordot(m, x, 1))",
    "trace": "np.trace(np.outer(x, w))",
    "expand": "np.sum(x[:, None] * w[None, :])",
    "broadcast": "np.sum(m * x + w)",
    "repeat": "np.sum(np.repeat(x, 2) * 0.5)",
    "built_in_sum": "sum(x * w) + b",
    "built_in_max": "max(np.dot(x, w), 0) + b",
    "array_of_numbers": "np.sum(np.array([x[0] * w[0], x[1] * b, 2.0]))",
    "dot_of_lists": "np.dot([x[0], x[1]], [w[1], b])",
    "math_of_a_number": "x.sum() * np.exp(w[1])",
    "loop": "sum([p * q for p, q in zip(x, w)])",
    "sign": "np.sum(np.sign(x) * x)",
    "flatten": "np.sum(m.flatten() ** 2)",
    "squeeze": "np.sum(np.squeeze(x.reshape(1, 3)) * w)",
    "swapaxes": "np.sum(np.swapaxes(m, 0, 1) @ x[:2])",
    "roll": "np.sum(np.roll(x, 1) * w)",
    "average": "np.sum(np.mean(x * w) + b)",
}
BOOK_NAMES = {"x": X, "w": W, "m": M, "b": 0.5}
# What autograd can't do is given in another form.
OTHERWISE = {
    "dot_of_lists": "x[0] * w[1] + x[1] * b",
    "method_dot": "np.dot(x, w) - b",
    "built_in_max": "np.maximum(np.dot(x, w), 0) + b",
    "hyperbolic": "np.sum((np.exp(x) - np.exp(-x)) / 2 - (np.exp(w) + np.exp(-w)) / 2)",
}


def program(expression, tmp_path):
    """The expression as a function in a file, where its source can be read."""
    file = tmp_path / "expression.py"
    file.write_text(f"import numpy as np\n\ndef f(x, w, m, b):\n    return {expression}\n")
    scope: dict = {}
    exec(compile(file.read_text(), str(file), "exec"), scope)
    return scope["f"]


def inputs():
    return {name: np.array(value) for name, value in BOOK_NAMES.items() if name != "b"} | {"b": 0.5}


@pytest.mark.parametrize("name", PROGRAMS)
def test_gradients_are_autograds(name, tmp_path):
    movie = gb.trace(program(PROGRAMS[name], tmp_path), **inputs())
    scope = {"np": anp, "sum": sum, "max": max}
    function = eval(f"lambda x, w, m, b: {OTHERWISE.get(name, PROGRAMS[name])}", scope)
    given = [np.array(value) for value in BOOK_NAMES.values()]
    expected = autograd.grad(function, (0, 1, 2, 3))(*given)
    for key, wanted in zip(BOOK_NAMES, expected):
        assert np.array(movie.gradients[key]) == pytest.approx(
            np.asarray(wanted), rel=1e-9, abs=1e-12
        )
    assert movie.graph.nodes[movie.graph.output].value == float(function(*given)) or math.isclose(
        movie.graph.nodes[movie.graph.output].value, float(function(*given)), rel_tol=1e-12
    )


def test_a_list_of_traced_numbers_beside_an_array():
    code = "import numpy as np\na = 4.0\nb = -1.25\nw = [1.0, 2.0]\nv = np.array(w)\n"
    for body in ("y = (v + [b * a])[0] + a", "y = ([b * a, 1] - v)[0] * -1 + 2 * b * a + a"):
        gradients = run_with_hooks(code + body).gradients("y")
        assert gradients == {"a": -0.25, "b": 4.0, "w": [1.0, 0.0]}


def test_sorting_leaves_the_array_alone_or_writes_to_it():
    code = "import numpy as np\na = np.array([3.0, 1.0, 2.0])\nk = np.array([1.0, 10.0, 100.0])\n"
    expected = {
        "h = a * 2\ns = np.sort(h)\ny = s @ k - h @ k": [198.0, -18.0, -180.0],
        "h = a * 2\nh.sort()\ny = h @ k": [200.0, 2.0, 20.0],
        "h = np.array([a, a]) * 2\nh.sort(axis=1)\ny = h[1] @ k": [200.0, 2.0, 20.0],
    }
    for body, slopes in expected.items():
        assert run_with_hooks(code + body).gradients("y")["a"] == slopes
