"""Inputs replaced by name: the number changes, and nothing else does."""

from __future__ import annotations

import nbformat
import pytest

import graphviz_backprop as gb
from graphviz_backprop.sources import read_code, read_program, with_inputs
from tests.conftest import command

CODE = """import numpy as np
x = [1.0,
     -2.0, 3.0]  # a comment
w, b = [-3.0, -1.0, 2.0], 1.0
p = {"W": [[0.5, 1.5]], "é": 2.0}
a = np.array([[1.0, 2.0], [3.0, 4.0]])
é: float = 2.0; v = -1.5
if b > 0:
    c = 4
def f(q=2.0):
    inside = 7.0
    return inside * q
"""


def replaced(**inputs):
    (cell,) = with_inputs(read_code(CODE), inputs).cells
    return cell.code


def lines_that_differ(code):
    assert code.count("\n") == CODE.count("\n")
    pairs = zip(CODE.splitlines(), code.splitlines(), strict=True)
    return [new for old, new in pairs if old != new]


@pytest.mark.parametrize(
    ("name", "value", "lines"),
    [
        ("x[0]", "2.5", ["x = [2.5,"]),
        ("x[-1]", "-1e-3", ["     -2.0, -1e-3]  # a comment"]),
        ("w", "[1.0, 2]", ["w, b = [1.0, 2], 1.0"]),
        ("b", "-4", ["w, b = [-3.0, -1.0, 2.0], -4"]),
        ("p['W'][0][1]", "9.0", ['p = {"W": [[0.5, 9.0]], "é": 2.0}']),
        ('p["é"]', "9.0", ['p = {"W": [[0.5, 1.5]], "é": 9.0}']),
        ("a[1][0]", "9.0", ["a = np.array([[1.0, 2.0], [9.0, 4.0]])"]),
        ("é", "3.0", ["é: float = 3.0; v = -1.5"]),
        ("v", "3.0", ["é: float = 2.0; v = 3.0"]),
        ("c", "5", ["    c = 5"]),
    ],
)
def test_one_number_changes_where_it_stands(name, value, lines):
    assert lines_that_differ(replaced(**{name: value})) == lines


def test_a_list_over_several_lines_keeps_them():
    code = replaced(x="[4.0, 5.0, 6.0]")
    assert code.startswith("import numpy as np\nx = [4.0, 5.0, 6.0\n]  # a comment\nw, b =")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("q", "1.0", "q is not assigned a number outside of functions; those that are: x, w, b, a"),
        ("inside", "1.0", "inside is not assigned a number"),
        ("x[7]", "1.0", "x[7] is not assigned a number"),
        ("x", "os.getcwd()", "x: got 'os.getcwd()'; expected a number, or a list of numbers"),
        ("x", "True", "expected a number"),
        ("x", "[]", "expected a number"),
        ("x[i]", "1.0", "'x[i]' is not the name of an input"),
        ("1 +", "1.0", "is not the name of an input"),
    ],
)
def test_what_can_not_be_set_is_said(name, value, said):
    with pytest.raises(gb.BackpropError) as caught:
        with_inputs(read_code(CODE), {name: value})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_transcript_keeps_its_numbers():
    with pytest.raises(gb.BackpropError, match="a transcript shows what its own numbers gave"):
        with_inputs(
            read_code("In [1]:\n\nx = 2.0\ny = x * 3.0\ny\n\nOut[1]:\n\n6.0\n"), {"x": "3.0"}
        )


def test_run_takes_inputs():
    code = "x = [1.0, 2.0]\nw = 3.0\ny = x[0] * w + x[1]\n"
    movie = gb.run(code=code, inputs={"x[0]": 5.0, "w": -1})
    assert movie.gradients == {"x": [-1.0, 1.0], "w": 5.0}
    with pytest.raises(gb.BackpropError, match="z is not assigned a number"):
        gb.run(code=code, inputs={"z": 5.0})


def test_the_command_takes_them_from_script_and_notebook(tmp_path):
    script = tmp_path / "a.py"
    script.write_text("x = [1.0, 2.0]\ny = x[0] * x[1]\nprint(y)\n")
    ran = command(
        "run", script, "--set", "x[0]=-4", "--set", "x[1]=0.5", "--formats", "json", cwd=tmp_path
    )
    assert (ran.returncode, "-2.0" in ran.stderr) == (0, True)
    assert '"gradients": {"x": [0.5, -4.0]}' in (tmp_path / "a.json").read_text()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = 2.0\ny = x * x")])
    nbformat.write(notebook, tmp_path / "b.ipynb")
    program = with_inputs(read_program(tmp_path / "b.ipynb"), {"x": "3.0"})
    assert program.cells[0].code == "x = 3.0\ny = x * x"
    wrong = command("run", script, "--set", "x", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "'x' is not NAME=VALUE, as x[0]=2.5" in wrong.stderr
