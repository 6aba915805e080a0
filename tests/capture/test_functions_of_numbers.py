"""Functions of single numbers: `math`'s and NumPy's, on numbers and on arrays, are one op each."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviz_backprop.levels import ARRAY, ELEMENT, View
from tests.plainly import run_plainly, run_with_hooks

STEP = 1e-6
# The op, its name in `math`, its names in NumPy, and points where it has a slope.
FUNCTIONS = [
    ("exp", "exp", "exp", [0.5, -2.0]),
    ("expm1", "expm1", "expm1", [0.5, -2.0]),
    ("exp2", "exp2", "exp2", [0.5, -2.0]),
    ("log", "log", "log", [0.5, 3.0]),
    ("log1p", "log1p", "log1p", [0.5, -0.7]),
    ("log2", "log2", "log2", [0.5, 3.0]),
    ("log10", "log10", "log10", [0.5, 3.0]),
    ("sqrt", "sqrt", "sqrt", [0.5, 3.0]),
    ("cbrt", "cbrt", "cbrt", [0.5, -3.0]),
    ("sin", "sin", "sin", [0.5, -3.0]),
    ("cos", "cos", "cos", [0.5, -3.0]),
    ("tan", "tan", "tan", [0.5, -1.1]),
    ("asin", "asin", "arcsin", [0.5, -0.9]),
    ("acos", "acos", "arccos", [0.5, -0.9]),
    ("atan", "atan", "arctan", [0.5, -3.0]),
    ("sinh", "sinh", "sinh", [0.5, -3.0]),
    ("cosh", "cosh", "cosh", [0.5, -3.0]),
    ("tanh", "tanh", "tanh", [0.5, -1.5]),
    ("asinh", "asinh", "arcsinh", [0.5, -3.0]),
    ("acosh", "acosh", "arccosh", [1.5, 3.0]),
    ("atanh", "atanh", "arctanh", [0.5, -0.9]),
    ("erf", "erf", None, [0.5, -1.5]),
    ("erfc", "erfc", None, [0.5, -1.5]),
    ("degrees", "degrees", "degrees rad2deg", [0.5, -3.0]),
    ("radians", "radians", "radians deg2rad", [0.5, -3.0]),
    ("abs", "fabs", "absolute abs fabs", [0.5, -3.0]),
]
OF_MATH = [(op, name, points) for op, name, _, points in FUNCTIONS]
OF_NUMPY = [
    (op, name, points) for op, _, names, points in FUNCTIONS for name in (names or "").split()
]


def slope(function, point):
    """The central difference of the plain function."""
    return (function(point + STEP) - function(point - STEP)) / (2 * STEP)


def ops_of(run, output, level):
    graph = run.backprop(output, View(level=level)).graph
    return [node.op.name for node in graph.nodes if node.inputs]


@pytest.mark.parametrize(("op", "name", "points"), OF_MATH, ids=[one[1] for one in OF_MATH])
def test_a_function_of_math_has_its_slope(op, name, points):
    for point in points:
        code = f"import math\nx = {point}\ny = math.{name}(x)\nprint(y, type(y))\n"
        run = run_with_hooks(code)
        assert run.seen() == run_plainly(code).seen()
        expected = slope(getattr(math, name), point)
        assert run.gradients("y")["x"] == pytest.approx(expected, rel=1e-6)
        assert ops_of(run, "y", ELEMENT) == [op]


@pytest.mark.parametrize(("op", "name", "points"), OF_NUMPY, ids=[one[1] for one in OF_NUMPY])
@pytest.mark.parametrize("level", [ELEMENT, ARRAY])
def test_a_function_of_numpy_is_the_same_op_on_arrays(op, name, points, level):
    code = f"import numpy as np\nx = np.array({points})\nz = np.{name}(x)\ny = np.sum(z)\n"
    run = run_with_hooks(code)
    assert run.seen() == run_plainly(code).seen()
    expected = [slope(getattr(np, name), point) for point in points]
    assert np.asarray(run.gradients("y", level)["x"]) == pytest.approx(np.array(expected), rel=1e-6)
    assert set(ops_of(run, "y", level)) - {"add", "numpy.sum"} == {op}


@pytest.mark.parametrize(("op", "name", "points"), OF_NUMPY, ids=[one[1] for one in OF_NUMPY])
@pytest.mark.parametrize("number", ["{}", "np.float64({})", "np.float32({})"])
def test_a_function_of_numpy_is_the_same_op_on_numbers(op, name, points, number):
    code = f"import numpy as np\nx = {number.format(points[0])}\ny = np.{name}(x)\n"
    run = run_with_hooks(code)
    assert run.seen() == run_plainly(code).seen()
    expected = slope(getattr(np, name), points[0])
    tolerance = 1e-5 if "32" in number else 1e-6
    assert run.gradients("y")["x"] == pytest.approx(expected, rel=tolerance)
    assert ops_of(run, "y", ELEMENT) == [op]


OF_TWO = [
    ("math.atan2(a, b)", "atan2", lambda a, b: (b / (a * a + b * b), -a / (a * a + b * b))),
    ("np.arctan2(a, b)", "atan2", lambda a, b: (b / (a * a + b * b), -a / (a * a + b * b))),
    ("math.hypot(a, b)", "hypot", lambda a, b: (a / math.hypot(a, b), b / math.hypot(a, b))),
    ("np.hypot(a, b)", "hypot", lambda a, b: (a / math.hypot(a, b), b / math.hypot(a, b))),
]


@pytest.mark.parametrize(("call", "op", "slopes"), OF_TWO, ids=[one[0] for one in OF_TWO])
@pytest.mark.parametrize(("a", "b"), [(1.5, -2.0), (-0.25, -3.0)])
def test_functions_of_two_numbers(call, op, slopes, a, b):
    code = f"import math\nimport numpy as np\na, b = {a}, {b}\ny = {call}\n"
    run = run_with_hooks(code)
    assert run.seen() == run_plainly(code).seen()
    found = run.gradients("y")
    assert (found["a"], found["b"]) == pytest.approx(slopes(a, b), rel=1e-12)
    assert ops_of(run, "y", ELEMENT) == [op]


@pytest.mark.parametrize("level", [ELEMENT, ARRAY])
def test_arctan2_of_arrays_is_broadcast(level):
    code = (
        "import numpy as np\na = np.array([[1.0], [-2.0]])\nb = np.array([0.5, -1.5, 3.0])\n"
        "y = np.sum(np.arctan2(a, b))\n"
    )
    a, b = np.array([[1.0], [-2.0]]), np.array([0.5, -1.5, 3.0])
    found = run_with_hooks(code).gradients("y", level)
    square = a * a + b * b
    assert np.asarray(found["a"]) == pytest.approx((b / square).sum(axis=1, keepdims=True))
    assert np.asarray(found["b"]) == pytest.approx((-a / square).sum(axis=0))


def test_the_length_of_longer_vectors():
    code = "import math\na, b, c = 2.0, -3.0, 6.0\ny = math.hypot(a, b, c)\nprint(y)\n"
    run = run_with_hooks(code)
    assert run.seen() == run_plainly(code).seen()
    found = run.gradients("y")
    assert [found[name] for name in "abc"] == pytest.approx([2 / 7, -3 / 7, 6 / 7])


@pytest.mark.parametrize("kind", [list, tuple])
def test_the_distance_of_points(kind):
    code = f"import math\np = {kind([1.0, 5.0])}\nq = {kind([4.0, 1.0])}\ny = math.dist(p, q)\n"
    run = run_with_hooks(code)
    assert run.seen() == run_plainly(code).seen()
    found = run.gradients("y")
    assert list(found["p"]) == pytest.approx([-0.6, 0.8])
    assert list(found["q"]) == pytest.approx([0.6, -0.8])


BEYOND = [("asin", 1.0, math.inf), ("acos", -1.0, -math.inf), ("cbrt", 0.0, math.inf)]


@pytest.mark.parametrize(("name", "point", "expected"), BEYOND, ids=[one[0] for one in BEYOND])
def test_where_a_curve_stands_upright_its_slope_is_infinite(name, point, expected):
    run = run_with_hooks(f"import math\nx = {point}\ny = math.{name}(x)\n")
    assert run.gradients("y")["x"] == expected


NOWHERE = ["np.arcsin(x)", "np.arccosh(x)", "np.sin(x * np.inf)"]


@pytest.mark.parametrize("call", NOWHERE)
def test_outside_of_its_domain_a_function_has_no_slope(call):
    code = (
        "import numpy as np\nx = np.array([-2.0, -3.0])\n"
        f"with np.errstate(all='ignore'):\n    y = np.sum({call})\n"
    )
    assert np.isnan(run_with_hooks(code).gradients("y")["x"]).all()


def test_at_the_origin_there_is_no_angle():
    found = run_with_hooks("import math\na, b = 0.0, 0.0\ny = math.atan2(a, b)\n").gradients("y")
    assert math.isnan(found["a"])
    assert math.isnan(found["b"])


def test_the_angle_of_very_small_numbers():
    found = run_with_hooks("import math\na, b = 0.0, 1e-200\ny = math.atan2(a, b)\n").gradients("y")
    assert found["a"] == pytest.approx(1e200)
