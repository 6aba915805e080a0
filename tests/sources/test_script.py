"""Python files: their cells, their lines, and their encodings."""

from __future__ import annotations

import pytest

from graphviz_backprop.errors import BackpropError

CELLS = '''# %% the inputs
x = 2.0
w = 3.0

# %% [markdown]
# Some text.

#%%
def f(v):
    a = """
# %% no mark
"""
# %% nor this one
    return v * w

# In[3]:
y = f(x)
y
'''


def test_each_mark_begins_a_cell_with_the_lines_of_the_file(source, capsys):
    program = source.read("a.py", CELLS)
    assert [cell.code.strip().split("\n")[0] for cell in program.cells] == [
        "# %% the inputs",
        "#%%",
        "# In[3]:",
    ]
    assert source.gradients("a.py", CELLS) == {"x": 3.0, "w": 2.0}
    assert capsys.readouterr().out == ""
    with pytest.raises(BackpropError, match=r"^a\.py: line 17: ZeroDivisionError"):
        source.gradients("a.py", CELLS.replace("y = f(x)", "y = 1 / 0"))


def test_a_script_with_cells_is_what_it_is_without_them(source):
    text = "from __future__ import annotations\nt = 0.0\n# %%\nx = 2.0\n" + (
        "def f(v: nowhere):\n    return v * 3.0\n# %%\nfor v in (f(x), 1.0):\n    t += v\n"
    )
    assert source.gradients("a.py", text) == source.gradients("b.py", text.replace("%%", ""))


def test_what_is_no_python_is_one_cell_whose_error_names_the_line(source):
    text = "# %%\nx = 2.0\n# %%\ny = x *\n"
    assert len(source.read("a.py", text).cells) == 1
    with pytest.raises(BackpropError, match=r"^a\.py: line 4: not Python: invalid syntax$"):
        source.gradients("a.py", text)


CELLS_WITH_COMMANDS = """# %%
%%time
x = 2.0
w = 3.0
# %%
!pip install numpy
%matplotlib inline
y = x * w
# %% [markdown]
# Text.
# %%
%%bash
ls
"""


def test_commands_are_skipped_in_each_cell_with_their_lines(source):
    program = source.read("a.py", CELLS_WITH_COMMANDS)
    assert program.notes == (
        "a.py: cell 1, line 2: %%time skipped",
        "a.py: cell 2, line 6: !pip install numpy skipped",
        "a.py: cell 2, line 7: %matplotlib inline skipped",
        "a.py: cell 3, line 12: %%bash skipped with its cell",
    )
    assert source.gradients("a.py", CELLS_WITH_COMMANDS) == {"x": 3.0, "w": 2.0}


@pytest.mark.parametrize("command", ["%matplotlib inline", "!pip install numpy", "%load_ext a"])
def test_commands_of_a_plain_script_are_skipped(source, command):
    text = f"import math\n{command}\nx = 2.0\ny = x * 3.0\n"
    for name in ("a.py", "a.txt"):
        program = source.read(name, text)
        assert program.notes == (f"{name}: cell 1, line 2: {command} skipped",)
        assert source.gradients(name, text) == {"x": 3.0}


def test_an_error_behind_a_command_names_its_own_line(source):
    with pytest.raises(BackpropError, match=r"^a\.py: line 3: not Python"):
        source.gradients("a.py", "!ls\nx = 2.0\ny = x *\n")


@pytest.mark.parametrize("text", ["# %%\nx = 1.0\0\n", "# %%\n" + "-" * 200_000 + "1\n"])
def test_what_python_cannot_take_in_is_one_line(text, source):
    with pytest.raises(BackpropError, match=r"^a\.py: .*(not Python|too deep)"):
        source.gradients("a.py", text)


TEXT = "# ä\nx = 2.0\nname = 'ä'\ny = x * len(name) * 3.0\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"# -*- coding: latin-1 -*-\n" + TEXT.encode("latin-1"),
        b"#!/usr/bin/env python\r# vim: set fileencoding=cp1252 :\r"
        + TEXT.replace("\n", "\r").encode("cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["a.py", "a.txt", "A.PY"])
def test_encodings_and_ends_of_lines(data, name, source):
    assert source.gradients(name, data) == {"x": 3.0}


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("latin-1"),
        b"# coding: nowhere\nx = 2.0\n",
        b"# coding: rot13\nx = 2.0\n",
        b"# coding: hex\nx = 2.0\n",
        b"\xef\xbb\xbf# coding: latin-1\nx = 2.0\n",
        bytes(range(256)),
    ],
)
def test_other_encodings_are_one_line(data, source):
    with pytest.raises(BackpropError, match=r"a\.py: not a text file in UTF-8") as caught:
        source.read("a.py", data)
    assert "\n" not in str(caught.value)
