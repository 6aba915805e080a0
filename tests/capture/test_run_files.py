"""Notebooks, other files of the reader, and what is no program."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.capture.test_run import BACKWARD, BOOK, FORWARD, notebook, run


def test_other_files_of_the_reader_are_seen(tmp_path):
    (tmp_path / "reader_module.py").write_text("def relu(v):\n    return max(v, 0)\n")
    movie = run(tmp_path, "from reader_module import relu\nx = -2.0\ny = relu(x * 3.0)\n")
    assert [node.op.name for node in movie.graph.operators()] == ["mul", "relu"]
    assert movie.gradients == {"x": 0.0}


@pytest.mark.parametrize("as_list", [False, True])
def test_a_notebook_runs_cell_by_cell(as_list, tmp_path, capsys):
    file = notebook(tmp_path, FORWARD, "y", "print(z);", BACKWARD, "y * 2;", as_list=as_list)
    movie = gb.run(file)
    assert capsys.readouterr().out == "6.0\n6.0\n"
    assert movie.gradients == BOOK
    assert str(movie.graph.nodes[movie.graph.output].place) == "cell 1, line 9"
    assert str(movie.graph.seed.place) == "cell 4, line 2"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["x = 2.0", "y = x *"], r"notes\.ipynb: cell 2, line 1: not Python"),
        (["x = 2.0", "\ny = x / 0"], r"notes\.ipynb: cell 2, line 2: ZeroDivisionError"),
        (["def f(v):\n    return 1 / v", "x = 0.0\ny = f(x)"], r"cell 1, line 2: ZeroDivisionErr"),
    ],
)
def test_errors_name_the_cell(cells, message, tmp_path):
    with pytest.raises(BackpropError, match=message):
        gb.run(notebook(tmp_path, *cells))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ipynb", b"not json", "not a notebook"),
        ("a.ipynb", b'{"worksheets": []}', "not a notebook"),
        ("a.ipynb", b"[1, 2]", "not a notebook"),
        ("a.py", b"\xff\xfe\x00", "not a text file"),
        ("a.py", b"x = 1.0\x00", "not Python"),
        ("a.rst", b"x = 1.0", r"unknown kind of file; expected \.ipynb, \.md, \.py or \.txt"),
    ],
)
def test_what_is_no_program_is_refused(name, content, message, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BackpropError, match=message):
        gb.run(tmp_path / name)


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(BackpropError, match="no such file"):
        gb.run(tmp_path / "nowhere.py")
    with pytest.raises(BackpropError, match="is a folder"):
        gb.run(tmp_path)


def test_a_sum_of_a_thousand_terms_in_one_expression(tmp_path):
    code = "x = 1.5\ny = " + " + ".join(["x * 2.0"] * 1_000) + "\n"
    assert run(tmp_path, code).gradients == {"x": 2_000.0}
