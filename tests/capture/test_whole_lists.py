"""A list of very many numbers is one input, and stays the list that it is."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import capture_program
from graphviz_backprop.levels import View
from graphviz_backprop.sources import read_code
from graphviz_backprop.tracing.rounds import named_lists
from graphviz_backprop.tracing.tape import session

LINES = {
    "y = w * sum(data)": [2.0] * 30,
    "y = w * max(data)": [0.0] * 29 + [2.0],
    "y = w * min(data)": [2.0] + [0.0] * 29,
    "y = w * np.mean(data)": [2.0 / 30] * 30,
    "y = w * np.array(data).sum()": [2.0] * 30,
    "y = w * np.asarray(data).sum()": [2.0] * 30,
    "y = w * float(np.dot(data, np.ones(30)))": [2.0] * 30,
    "other = data\ny = w * sum(other)": [2.0] * 30,
    "def total(part):\n    return sum(part)\ny = w * total(data)": [2.0] * 30,
}
START = "import numpy as np\ndata = [0.5 * i for i in range(30)]\nw = 2.0\n"


@pytest.fixture(autouse=True)
def few_parts(monkeypatch):
    monkeypatch.setattr(session, "_MOST_PARTS", 20)


def gradients(code):
    captured = capture_program(read_code(code), view=View(level="array"))
    movie = gb.Movie(captured.graphs[0])
    return movie.gradients, " ".join(captured.notes)


@pytest.mark.parametrize("line", LINES)
def test_a_list_of_very_many_numbers_is_an_input_as_a_whole(line):
    found, notes = gradients(START + line)
    assert found["data"].tolist() == pytest.approx(LINES[line])
    assert set(found) == {"data", "w"}
    assert "line 2: data is one input" in notes


def test_a_list_that_was_changed_is_another_input():
    code = START + "a = w * sum(data)\ndata.reverse()\ndata.append(100.0)\ny = a + sum(data) ** 2"
    found, _ = gradients(code)
    changed = 2 * (sum(0.5 * i for i in range(30)) + 100.0)
    assert sorted(found) == ["data", "data#2", "w"]
    assert found["data"].tolist() == pytest.approx([2.0] * 30)
    assert found["data#2"].tolist() == pytest.approx([changed] * 31)


def test_a_number_that_is_put_into_such_a_list_is_an_input_and_the_others_are_none_with_a_line():
    found, notes = gradients(START + "data[3] = w * 2\ny = sum(data)")
    assert found == {"w": 2.0}
    assert "line 5: data is no input any more" in notes


def test_the_code_sees_its_own_list(capsys):
    gradients(START + "y = w * sum(data)\ndata.append(1)\nprint(type(data), len(data), data[-1])")
    assert capsys.readouterr().out == "<class 'list'> 31 1\n"


def test_a_list_of_other_things_is_none():
    found, notes = gradients(START + "names = [1.0, 'a'] * 20\ny = w * 3.0")
    assert set(found) == {"w"}
    assert "line 4: names is no input" in notes


def test_a_list_of_an_earlier_run_is_forgotten():
    gradients(START + "y = w * sum(data)")
    found, _ = gradients("w = 3.0\ny = w * w")
    assert set(found) == {"w"}


def test_a_long_list_that_append_has_filled_is_an_input_where_a_loop_goes_over_it(monkeypatch):
    monkeypatch.setattr(session, "_MOST_PARTS", 100)
    monkeypatch.setattr(named_lists, "LONG", 30)
    fill = "data = []\nfor i in range(30):\n    data.append(0.5 * i)\n"
    found, _ = gradients(fill + "w, y = 2.0, 0.0\nfor v in data:\n    y += w * v")
    assert found["data"] == pytest.approx([2.0] * 30)
    assert set(found) == {"data", "w"}
