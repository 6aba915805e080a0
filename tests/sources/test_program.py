"""Which kind a text is, strings and standard input, and the choice of cells."""

from __future__ import annotations

import io
import pickle
import sys
from pathlib import Path

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_code, read_program
from tests.sources.test_markdown import NOTES
from tests.sources.test_notebook import notebook
from tests.sources.test_transcript import START, TERMINAL

DOCUMENTED = '''
def f(v):
    """Triple.

    >>> f(2.0)
    6.0

In [1]: f(2.0)
```python
f(2.0)
```
    """
    return v * 3.0


y = f(2.0)
'''
KINDS = {
    "Python": ("x = 2.0\nw = 3.0\ny = x * w\n", "line 3"),
    "Python with prompts and fences in its strings": (DOCUMENTED, "line 13"),
    "a notebook": (notebook("x = 2.0\nw = 3.0", "y = x * w"), "cell 2, line 1"),
    "a transcript": (START + "In [2]:\ny = x * w\n\nDone.\n", "cell 2, line 1"),
    "a terminal": (TERMINAL, "cell 3, line 2"),
    "a session": (">>> x, w = 2.0, 3.0\n>>> y = x * w\n>>> y\n6.0\n", "line 2"),
    "Markdown": (NOTES, "line 16"),
}


def place(graphs):
    [graph] = graphs
    return str(graph.nodes[graph.output].place)


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_string_is_found_by_looking(name):
    text, expected = KINDS[name]
    program = read_code(text)
    assert (program.name, program.path) == ("code", None)
    assert place(run_program(pickle.loads(pickle.dumps(program)))) == expected


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_standard_input_is_found_by_looking(name, monkeypatch):
    text, expected = KINDS[name]
    stdin = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    program = read_program("-")
    assert (program.name, program.path) == ("stdin", None)
    assert place(run_program(program)) == expected


def test_code_sees_what_python_shows_it(capsys):
    run_program(read_code("import sys\nprint(sys.argv)\nx = 2.0\ny = x * x\n"))
    assert capsys.readouterr().out == "['-c']\n"
    with pytest.raises(BackpropError, match=r"^code: line 1: NameError: .*__file__"):
        run_program(read_code("print(__file__)"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("y = = 2\n", "^code: no code found; expected Python"),
        ("x = 1.0\ny = x / 0\n", "^code: line 2: ZeroDivisionError"),
        ('{"nbformat": 4', "^code: not a notebook: line 1: not JSON"),
        ("In [1]:\nx = = 2\n", "^code: cell 1, line 1: not Python"),
    ],
)
def test_errors_of_a_string(text, message):
    with pytest.raises(BackpropError, match=message):
        run_program(read_code(text))


def test_standard_input_may_be_a_text_stream(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("x = 2.0\ny = x * 3.0\n"))
    assert gb.run("-").gradients == {"x": 3.0}


def test_run_takes_a_path_or_code(tmp_path):
    assert gb.run(code="x = 2.0\ny = x * 3.0").gradients == {"x": 3.0}
    with pytest.raises(BackpropError, match=r"code: got b'x'; expected a string"):
        gb.run(code=b"x")
    both = {"path": tmp_path / "a.py", "code": "x = 2.0"}
    for make in (gb.run, gb.passes):
        for arguments, got in (({}, "neither"), (both, "both")):
            with pytest.raises(BackpropError, match=f"^expected either a path or code=; got {got}"):
                make(**arguments)


def test_notes_of_what_was_skipped_are_warnings(tmp_path):
    (tmp_path / "a.ipynb").write_text(notebook("%pylab\nx = 2.0", "y = x * x"))
    with pytest.warns(UserWarning, match=r"^a\.ipynb: cell 1, line 1: %pylab skipped$"):
        assert gb.run(tmp_path / "a.ipynb").gradients == {"x": 4.0}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nowhere.py", "no such file"),
        ("", "is a folder; name a file"),
        ("a.bin", r"unknown kind of file; expected \.ipynb, \.md, \.py or \.txt"),
        ("a\0.py", "can't be read"),
        ("a" * 5_000 + ".py", "can't be read: File name too long"),
    ],
)
def test_files_that_are_none(name, message, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"x = 2.0")
    with pytest.raises(BackpropError, match=message):
        read_program(Path(f"{tmp_path}/{name}"))


FIVE = notebook("x = 2.0", "w = 3.0", "y = x * w", "x = 5.0", "def f():\n    return w\nf()")


def test_cells_run_in_the_order_written(source):
    assert source.gradients("a.ipynb", FIVE, "1-3") == {"x": 3.0, "w": 2.0}
    assert source.gradients("a.ipynb", FIVE, "4, 2-3") == {"x": 3.0, "w": 5.0}
    assert source.gradients("a.ipynb", FIVE, "1,4,2,3,1") == {"x": 3.0, "w": 5.0}
    text = "x = 2.0\n# %%\nw = 3.0\n# %%\ny = x * w\n"
    assert source.gradients("a.py", text, "2,1,3") == {"x": 3.0, "w": 2.0}
    assert source.gradients("a.txt", START + "In [2]:\ny = x\n\nIn [3]:\ny = x * w", "1,3")


@pytest.mark.parametrize("cells", ["6", "0", "2-9", "1,0-2"])
def test_cells_that_are_not_there(cells, source):
    with pytest.raises(BackpropError, match=r"there is no cell .*; a\.ipynb has 5 cells$"):
        source.read("a.ipynb", FIVE, cells)


@pytest.mark.parametrize("cells", ["", ",", "a", "3-2", "1-", "-1", "1;2", "1.5", "²", "1" * 5_000])
def test_a_choice_that_is_none(cells, source):
    with pytest.raises(BackpropError, match=r"expected the like of 3-7,9; a\.ipynb has 5 cells$"):
        source.read("a.ipynb", FIVE, cells)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("1,3", "cell 3, line 1: 'w' is not defined; cell 2 gives it: choose the cells and th"),
        ("2-3", "cell 3, line 1: 'x' is not defined; cell 1 gives it"),
        ("3,1-2", "cell 3, line 1: 'x' is not defined; cell 1 gives it"),
        ("5", "cell 5, line 2: 'w' is not defined; cell 2 gives it"),
    ],
)
def test_a_missing_name_says_which_cell_gives_it(cells, message, source):
    with pytest.raises(BackpropError, match=rf"^a\.ipynb: {message}"):
        source.gradients("a.ipynb", FIVE, cells)


def test_a_missing_name_in_other_kinds(source):
    late = notebook("y = x * 2.0", "x = 3.0")
    with pytest.raises(BackpropError, match="cell 1, line 1: 'x' is not defined; cell 2 gives it"):
        source.gradients("a.ipynb", late)
    text = "x = 2.0\n# %%\n\ny = x * w\n# %%\nimport math as w\n"
    with pytest.raises(BackpropError, match=r"^a\.py: line 4: 'w' is not defined; cell 3 gives it"):
        source.gradients("a.py", text)
    with pytest.raises(BackpropError, match=r"^a\.py: line 1: NameError: name 'nowhere' is not"):
        source.gradients("a.py", "y = nowhere\n# %%\nx = 2.0\n")
