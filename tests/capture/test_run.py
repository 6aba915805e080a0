"""`gb.run`: files and notebooks, which output is found, what is refused."""

from __future__ import annotations

import json
import textwrap
from functools import partial

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program
from graphviz_backprop.tracing.tape.session import Session

FORWARD = """
x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
z = xw0 + xw1 + xw2 + b
y = max(z, 0)
"""
BACKWARD = """
dvalue = 1.0
drelu_dz = dvalue * (1. if z > 0 else 0.)
dsum_dxw0 = 1
drelu_dxw0 = drelu_dz * dsum_dxw0
drelu_dx0 = drelu_dxw0 * w[0]
dw = [drelu_dxw0 * v for v in x]
"""
UPDATE = """
for i in range(3):
    w[i] += -0.001 * dw[i]
b -= 0.001 * drelu_dz
"""
BOOK = {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}


def run(tmp_path, code, of=None):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    return gb.run(file, of)


def notebook(tmp_path, *cells, as_list=False):
    file = tmp_path / "notes.ipynb"
    made = [
        {
            "cell_type": "code",
            "execution_count": 7,
            "metadata": {},
            "outputs": [],
            "source": textwrap.dedent(code).splitlines(keepends=True) if as_list else code,
        }
        for code in cells
    ]
    text = {"cell_type": "markdown", "metadata": {}, "source": "# Not code: y = 5"}
    file.write_text(json.dumps({"nbformat": 4, "cells": [text, *made], "metadata": {}}))
    return file


def output(movie):
    return movie.graph.nodes[movie.graph.output].name


# The code, and the output that the rule finds.
FOUND = {
    "forward alone": (FORWARD, "y"),
    "with the backward pass": (FORWARD + BACKWARD, "y"),
    "with the update and a second pass": (FORWARD + BACKWARD + UPDATE + FORWARD[65:], "y"),
    "all cells again and again": (FORWARD + FORWARD + BACKWARD + FORWARD, "y"),
    "a loss after the output": (FORWARD + "loss = (y - 2.0) ** 2\n", "loss"),
    "a gradient that uses the output": (
        "import math\nx = 0.5\nw = 2.0\ny = math.tanh(x * w)\ndy_dz = 1 - y ** 2\ndw = dy_dz * x\n",
        "y",
    ),
    "training": (
        """
        x, t = 1.5, 2.0
        w = 0.1
        for epoch in range(3):
            y = x * w
            loss = (y - t) ** 2
            grad = 2 * (y - t) * x
            w -= 0.1 * grad
        print(loss)
        """,
        "loss",
    ),
    "a name used again": ("x = 2.0\nx = x + 1.0\ny = x * x\n", "y"),
    "inside a function": (
        "def main():\n    x = 2.0\n    z = x * 3.0\n    y = z + 1.0\n    print(y)\nmain()\n",
        "y",
    ),
    "literals passed to a function": (
        "def f(x, w, b):\n    return max(x[0] * w[0] + b, 0)\nout = f([1.0], [2.0], 0.5)\n",
        "out",
    ),
    "a sum that grows": (
        "x = [1.0, 2.0]\nw = [3.0, 4.0]\nloss = 0.0\nfor p, q in zip(x, w):\n    loss += p * q\n",
        "loss",
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_the_output_that_the_rule_finds(name, tmp_path):
    code, expected = FOUND[name]
    assert output(run(tmp_path, code)) == expected


def test_the_first_complete_pass_is_drawn(tmp_path):
    movie = run(tmp_path, FORWARD + BACKWARD + UPDATE + FORWARD[65:])
    assert movie.gradients == BOOK
    assert movie.graph.updated == {"w", "b"}


def test_of_overrides_the_rule(tmp_path):
    movie = run(tmp_path, FORWARD, of="z")
    assert output(movie) == "z"
    assert [node.op.name for node in movie.graph.operators()] == ["mul"] * 3 + ["add"]


@pytest.mark.parametrize(
    ("code", "of", "message"),
    [
        ("x = 2.0\na = x * 2\nb = x * 3\n", None, r"2 results could be the output: a, b.*--of"),
        (FORWARD, "q", r"no result is named 'q'; its results are xw0, xw1, xw2, z, y"),
        ("print('hello')\n", None, "nothing to differentiate"),
        ("", None, "nothing to differentiate"),
        ("x = 2.0\n", None, "nothing to differentiate"),
        ("x = 2.0\ny = x *\n", None, r"program\.py: line 2: not Python"),
        ("x = 2.0\ny = x / 0\n", None, r"program\.py: line 2: ZeroDivisionError"),
        ("import sys\nsys.exit(3)\n", None, r"ended with exit\(3\)"),
        ("x = -8.0\ny = x ** 0.5\n", None, r"line 2: .*complex"),
        ("x = 2.0\ny = (x * 1.0).hex()\nz = int(x * 2.5) * x\n", None, r"line 3: int is not supp"),
        ("raise ValueError('two\\nlines')", None, r"line 1: ValueError: two lines"),
        ("def f(n):\n    return f(n + 1)\nf(0)\n", None, r"line 2: RecursionError"),
    ],
)
def test_what_is_refused_is_one_line(code, of, message, tmp_path):
    with pytest.raises(BackpropError, match=message) as caught:
        run(tmp_path, code, of)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("program.py")


@pytest.mark.parametrize(
    "code",
    [
        "x = float(input('x? '))\ny = x * 2",
        "x = 2.0\nwhile True:\n    try: x = float(input())\n    except: print('again')",
        "def ask():\n    try: return input()\n    except Exception: return 1\nx = ask()",
    ],
)
def test_input_is_refused_whatever_the_code_catches(code, tmp_path):
    with pytest.raises(
        BackpropError,
        match=r"^program\.py: line \d: input\(\) waits for a keyboard; write the value in",
    ):
        run(tmp_path, code)


def test_plots_run_on_without_a_window(tmp_path):
    folder = tmp_path / "matplotlib"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "pyplot.py").write_text(
        "import os\ndef plot(*args): assert os.environ['MPLBACKEND'] == 'Agg'\ndef show(): pass\n"
    )
    code = "import matplotlib.pyplot as plt\nx = 2.0\ny = x * 3.0\nplt.plot([x], [y])\nplt.show()\n"
    assert run(tmp_path, code).gradients == {"x": 3.0}


def test_a_missing_library_is_named(tmp_path):
    with pytest.raises(BackpropError, match=r"line 1: ModuleNotFoundError: No module named 'no_su"):
        run(tmp_path, "import no_such_library\n")


def test_a_text_is_no_result_and_no_use(tmp_path):
    code = "x = 2.0\nz = x * 3\ny = x * 2 + z\nshown = f'{z:.1f}'\nprint(str(y), shown, repr(z))\n"
    assert output(run(tmp_path, code)) == "y"


# The code, and the operation that the error has to name.
LOST = {
    "x = 2.0\nw = 3\nq, r = divmod(x, w)\ny = q * x + r": "divmod",
    "x = 2.5\ny = x // 1 * x": "//",
    "x = 2.5\nx *= 2\ny = x * 1.0\ny %= 2": "%",
    "x = -8.0\nw = 2.0\ny = abs(x ** 0.5) * w": "power with a complex result",
    "x = 2.0\nw = 3.0\ny = complex(x, w).real * w": "complex",
    "x = 2.5\ny = float(str(x)) * x": "str",
    "x = 2.5\nshown = f'{x:.1f}'\ny = float(shown) * x": "format",
    "x = 2.5\ny = float('%.1f' % x) * x": "%",
    "x = 2.5\nfrom decimal import Decimal\ny = float(Decimal('{:.2f}'.format(x))) * x": "format",
    "x = 25\ny = int(repr(x)) * x": "repr",
    "n = 6\ny = (n << 1) * 0.5": "lshift",
    "n = 6\ny = (n & 3) * n * 0.5": "and",
}


@pytest.mark.parametrize("code", LOST)
def test_an_operation_without_derivative_is_named(code, tmp_path):
    with pytest.raises(BackpropError, match=f"{LOST[code]} is not supported"):
        run(tmp_path, code, of="y")


def test_an_exit_with_success_ends_the_run(tmp_path):
    assert output(run(tmp_path, FORWARD + "import sys\nsys.exit()\nprint(1 / 0)\n")) == "y"


def test_the_seed_is_the_codes_own_dvalue(tmp_path):
    movie = run(tmp_path, FORWARD + "dvalue = 2.0\n")
    assert movie.backprop.seed == 2.0
    assert movie.replace(seed=-1.0).backprop.seed == -1.0
    assert run(tmp_path, FORWARD).backprop.seed == 1.0


def test_zero_inputs_are_inputs_and_not_accumulators(tmp_path):
    movie = run(tmp_path, "x = 0.0\nb = 0.0\ny = x * 2.0 + b\nb += 0.5\n")
    assert movie.gradients == {"x": 2.0, "b": 1.0}


def test_a_list_of_sums_is_no_input(tmp_path):
    code = """
    x = [1.0, 2.0]
    w = [[3.0, 4.0], [5.0, 6.0]]
    sums = [0.0, 0.0]
    for j in range(2):
        for i in range(2):
            sums[j] += x[i] * w[j][i]
    y = sums[0] * sums[1]
    """
    movie = run(tmp_path, code)
    assert movie.gradients == {"x": [106.0, 134.0], "w": [[17.0, 34.0], [11.0, 22.0]]}


def test_lists_that_are_bound_in_loops_and_comprehensions(tmp_path):
    code = """
    w = [[0.5, -1.0], [0.25, 1.5]]
    x = [1.0, 2.0]
    h = [max(sum(a * b for a, b in zip(x, row)), 0) for row in w]
    y = h[0] + h[1]
    """
    movie = run(tmp_path, code)
    assert [n.name for n in movie.graph.operators() if n.name] == ["h[0]", "h[1]", "y"]
    assert movie.gradients == {"w": [[0.0, 0.0], [1.0, 2.0]], "x": [0.25, 1.5]}


def test_numpy_beside_the_scalar_pass_is_no_error(tmp_path):
    code = FORWARD + "import numpy as np\nv = np.array(w) * 2\nprint(v.sum(), np.exp(z))\n"
    assert output(run(tmp_path, code)) == "y"


def test_numpy_in_the_pass_is_followed(tmp_path):
    code = "import numpy as np\nx = [1.0, 2.0]\ny = np.dot(x, [3.0, 4.0]) + 1.0\n"
    assert run(tmp_path, code).gradients == {"x": [3.0, 4.0]}


def test_a_long_training_loop_sleeps_and_what_follows_is_found(tmp_path, monkeypatch):
    small = partial(Session, budget=5_000)
    monkeypatch.setattr("graphviz_backprop.capture.run.Session", small)
    code = """
    x, t, w = 1.5, 2.0, 0.1
    for epoch in range(20_000):
        y = x * w
        loss = (y - t) ** 2
        dw = 2 * (y - t) * x
        w -= 0.001 * dw
    late = w * 2.0
    """
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    plain: dict[str, float] = {}
    exec(textwrap.dedent(code), plain)
    [graph] = run_program(read_program(file), of="loss")
    assert graph.nodes[graph.output].name == "loss"
    [graph] = run_program(read_program(file), of="late")
    assert graph.nodes[graph.output].value == plain["late"]


def test_what_no_derivative_is_known_for_is_not_chosen(tmp_path):
    assert output(run(tmp_path, "x = 2.0\ny = x * 3.1\nshown = round(y, 2)\n")) == "y"
