"""The command `check`: its report and its exit status."""

from __future__ import annotations

import json

import pytest

from graphviz_backprop.command.cli import main
from tests.check.test_verdicts import neuron


@pytest.fixture
def file(tmp_path):
    def made(code, name="neuron.py"):
        path = tmp_path / name
        path.write_text(code)
        return str(path)

    return made


def test_all_right_is_status_0(file, capsys):
    assert main(["check", file(neuron())]) == 0
    assert capsys.readouterr().out.startswith("neuron.py: All 8 derivatives are right.\n")


def test_the_first_sentence_is_what_a_learner_needs(file, capsys):
    assert main(["check", file(neuron(slip="7"))]) == 3
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == (
        "neuron.py: Line 12: dz_dp1 is 7 and should be 1; dy_dp1, dy_dw1, dw follow from it."
    )
    assert [line.split() for line in lines if "wrong here" in line] == [
        "line 12 dz_dp1 = 7 should be 1 wrong here: another number".split()
    ]


def test_hints_keep_the_true_values(file, capsys):
    assert main(["check", "--hints", file(neuron(slip="7"))]) == 3
    told = capsys.readouterr().out
    assert "Line 12: look at dz_dp1" in told
    assert "should be" not in told


ONCE = "x = 3.0\nw = 2.0\nz = x * w\ny = max(z, 0)\n"
BACK = "dvalue = 1.0\ndrelu_dz = dvalue * (1. if z > 0 else 0.)\n"


def test_an_output_that_stands_in_several_cells_has_its_start_told_once(file, capsys):
    cells = [ONCE, ONCE + BACK, ONCE + BACK + "drelu_dw = drelu_dz * x\n"]
    text = "".join(f"## Step\n\n```python\n{code}```\n\n" for code in cells)
    assert main(["check", file(text, "notes.md")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if "starts from" in line] == [
        "  the gradients are those of y, which starts from dvalue"
    ]


@pytest.mark.parametrize(("name", "has_text"), [("a.py", False), ("a.md", True)])
def test_of_formulas_it_is_told_where_there_is_text(file, capsys, name, has_text):
    code = neuron() if name == "a.py" else f"The slope:\n\n```python\n{neuron()}```\n"
    assert main(["check", file(code, name)]) == 0
    assert ("formulas in the text" in capsys.readouterr().out) == has_text


def test_a_sum_that_has_no_name_is_told_of_with_or_without_a_minus(file, capsys):
    code = (
        "import math\nx, w, b, t = 1.5, 0.4, 0.1, 1.0\na = 1 / (1 + math.exp(-(w * x + b)))\n"
        "loss = 0.5 * (a - t) ** 2\ndelta = (a - t) * a * (1 - a)\n"
    )
    assert main(["check", file(code)]) == 0
    told = capsys.readouterr().out
    assert "right: as the derivative by the weighted sum in exp" in told


def test_json_has_a_row_for_each_derivative(file, capsys):
    assert main(["check", "--json", file(neuron(slip="7"))]) == 3
    (found,) = json.loads(capsys.readouterr().out)
    assert found["status"] == 3
    rows = {row["name"]: row for row in found["derivatives"]}
    assert (rows["dz_dp1"]["line"], rows["dz_dp1"]["value"], rows["dz_dp1"]["truth"]) == (12, 7, 1)
    assert rows["dy_dw1"]["verdict"] == "follows"


def test_a_file_that_can_not_be_checked_is_status_1_and_stops_no_other(file, capsys):
    paths = [file("x = (", "a.py"), file(neuron(slip="7"), "b.py"), file(neuron(), "c.py")]
    assert main(["check", *paths]) == 1
    firsts = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in firsts] == [*paths, "3 files"]
    assert "not Python" in firsts[0]
    assert firsts[2].endswith("All 8 derivatives are right.")


def test_a_row_says_why_not_all_of_a_file_was_checked(file, tmp_path, capsys):
    stopped = "x, w = 2.0, 3.0\ny = x * w\ndw = x\nz = 1 / 0\n"
    made = [tmp_path / name for name in ("all.csv", "all.html")]
    options = ["--csv", str(made[0]), "--html", str(made[1])]
    assert main(["check", file(stopped, "a.py"), file(neuron(), "b.py"), *options]) == 1
    told = [capsys.readouterr().out, *(path.read_text() for path in made)]
    reason = "Not all of it was checked: line 4: ZeroDivisionError: division by zero."
    assert [text.count(f"The derivative is right. {reason}") for text in told] == [1, 1, 1]


def test_a_notebook_s_cells_are_named(file, capsys):
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": s}
        for s in ("x = 3.0\nw = 2.0\n", "y = x * w", "dy_dx = x\ndy_dw = x\n")
    ]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    assert main(["check", file(json.dumps(book), "a.ipynb")]) == 3
    assert capsys.readouterr().out.startswith(
        "a.ipynb: Cell 3, line 1: dy_dx is 3.0 and should be 2.0 (x stands for w).\n"
    )
