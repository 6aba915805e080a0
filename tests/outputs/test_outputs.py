"""The output of each program is the value that its reader means, whatever the others are called."""

from __future__ import annotations

import contextlib
import importlib
import io

import pytest

from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.command.table import table
from graphviz_backprop.sources import read_program
from tests.outputs import sections

GROUPS = (
    "gradients_in_words",
    "gradients_with_d",
    "forward_names",
    "derivative_helpers",
    "delta_rules",
    "network_classes",
    "updates_into_new_names",
    "updates_and_sums",
    "numeric_checks",
    "decisions",
    "reports_and_histories",
)
PROGRAMS = {
    f"{group}: {name}": program
    for group in GROUPS
    for name, program in importlib.import_module(f"tests.outputs.{group}").PROGRAMS.items()
}


def read(folder, code):
    file = folder / "program.py"
    file.write_text(code, encoding="utf-8")
    return read_program(file)


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_output_is_what_its_reader_means(name, tmp_path):
    names, code = PROGRAMS[name]
    with contextlib.redirect_stdout(io.StringIO()):
        graph = run_program(read(tmp_path, code))[0]
    assert graph.nodes[graph.output].name in names.split("|")


@pytest.mark.parametrize("name", sections.PROGRAMS)
def test_every_section_and_round_is_a_complete_pass(name, tmp_path):
    names, code = sections.PROGRAMS[name]
    with contextlib.redirect_stdout(io.StringIO()):
        listing = list_program(read(tmp_path, code))
    assert [found.incomplete_because for found in listing.passes] == [""] * len(listing.passes)
    outputs = " ".join(name for found in listing.passes for name, _ in found.outputs)
    assert outputs in names.split("|")


CHECKED = """
def f(w): return (w * 3.0 - 1.0) ** 2
w = 2.0
h = 1e-4
num = (f(w + h) - f(w - h)) / (2 * h)
y = f(w)
dw = 2 * (w * 3.0 - 1.0) * 3.0
difference = abs(dw - num)
rate = 0.1 if y < 1 else 0.01
new_w = w - rate * dw
"""


def test_each_result_that_is_put_aside_is_told_why(tmp_path):
    listing = list_program(read(tmp_path, CHECKED))
    assert [(one.name, str(one.place), one.reason) for one in listing.left_aside] == [
        ("num", "line 5", "belongs to a numeric check of a gradient"),
        ("dw", "line 7", "is a gradient, by its name"),
        ("difference", "line 8", "belongs to a numeric check of a gradient"),
        ("rate", "line 9", "is chosen by a comparison, not computed"),
        ("new_w", "line 10", "is the new value of an input"),
    ]


def test_the_reasons_are_listed_where_everything_is_asked_for(tmp_path):
    listing = list_program(read(tmp_path, CHECKED))
    assert not any("is chosen by" in line for line in table(listing))
    told = [line for line in table(listing, is_whole=True) if "is chosen by" in line]
    assert [line.split()[:4] for line in told] == [["rate", "line", "9", "1"]]


def test_the_reason_names_what_a_result_was_computed_from(tmp_path):
    code = "x, w = 2.0, 3.0\ny = x * w\ndydw = x * 1.0\nlength = dydw * 2.0\n"
    reasons = {one.name: one.reason for one in list_program(read(tmp_path, code)).left_aside}
    assert reasons["length"] == "is computed from dydw, which is a gradient, by its name"


def test_rows_that_nothing_uses_are_not_drawn_and_elements_beside_used_ones_are(tmp_path):
    code = "t = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]\nx = [1.0, 2.0, 3.0]\ny = t[1][0] * x[2]\n"
    (graph,) = run_program(read(tmp_path, code))
    drawn = {node.name for node in graph.nodes if node.is_leaf}
    assert drawn == {"t[1][0]", "t[1][1]", "x[0]", "x[1]", "x[2]"}
