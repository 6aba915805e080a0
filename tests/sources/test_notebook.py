"""Notebooks: formats 3 and 4, what IPython adds to Python, and what is no notebook."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from graphviz_backprop.errors import BackpropError


def code_cell(code, **more):
    return {
        "cell_type": "code",
        "execution_count": 7,
        "metadata": {},
        "outputs": [],
        "source": code,
        **more,
    }


def notebook(*cells, **more):
    made = [code_cell(cell) if isinstance(cell, str | list) else cell for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made, **more})


def old_notebook(*codes):
    cells = [
        {
            "cell_type": "code",
            "collapsed": False,
            "input": code,
            "language": "python",
            "metadata": {},
            "outputs": [],
            "prompt_number": 3,
        }
        for code in codes
    ]
    heading = {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["A title"]}
    sheets = [{"cells": [heading, *cells], "metadata": {}}]
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}
    )


@pytest.mark.parametrize("lines", ["x = 2.0\nw = 3.0", ["x = 2.0\n", "w = 3.0"]])
@pytest.mark.parametrize("make", [notebook, old_notebook])
def test_formats_3_and_4_with_strings_and_lists(lines, make, source, capfd):
    assert source.gradients("a.ipynb", make(lines, "y = x * w\ny")) == {"x": 3.0, "w": 2.0}
    assert capfd.readouterr() == ("6.0\n", "")


def test_no_id_no_minor_format_and_a_byte_order_mark_are_no_matter(source):
    text = json.loads(notebook("x = 2.0", "y = x * x"))
    del text["nbformat_minor"]
    assert source.gradients("a.ipynb", b"\xef\xbb\xbf" + json.dumps(text).encode()) == {"x": 4.0}


def test_only_a_notebook_loads_what_reads_notebooks(tmp_path):
    (tmp_path / "a.py").write_text("x = 2.0\ny = x * x\n")
    code = (
        "import sys\nfrom graphviz_backprop.sources import read_program\n"
        f"read_program({str(tmp_path / 'a.py')!r})\n"
        "print([name for name in ('nbformat', 'markdown_it', 'doctest') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr


COMMANDS = {
    "%matplotlib inline": "line 1: %matplotlib inline skipped",
    "!pip install numpy": "line 1: !pip install numpy skipped",
    "!echo it's": "line 1: !echo it's skipped",
    "files = !ls": "line 1: files = !ls skipped",
    "print?": "line 1: print? skipped",
    "?print": "line 1: ?print skipped",
    "print??": "line 1: print?? skipped",
    "if x:\n    !ls": "line 2: !ls skipped",
    "!echo a \\\n  b": "line 1: !echo a \\ skipped",
    "%%bash\nrm nothing": "line 1: %%bash skipped with its cell",
    "%%time": "line 1: %%time skipped",
    "%time 5": "line 1: %time skipped",
    "%timeit z = 1 / 0": "line 1: %timeit z = 1 / 0 skipped",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_skipped_with_a_note(command, source):
    text = notebook("x = 2.0", command, "y = x * 3.0")
    program = source.read("a.ipynb", text)
    assert program.notes[0] == f"a.ipynb: cell 2, {COMMANDS[command]}"
    assert source.gradients("a.ipynb", text) == {"x": 3.0}


def test_the_code_of_time_runs_and_that_of_other_magics_does_not(source):
    cells = ("%%time\nx = 2.0", "%%timeit\n1 / 0", "%time y = x * 3.0", "%%script sh\ny = 1")
    assert source.gradients("a.ipynb", notebook(*cells)) == {"x": 3.0}


def test_a_percent_sign_in_code_is_no_command(source, capsys):
    code = 'x = 2.0\nt = """\n%magic\n!shell\n"""\ny = (x\n  % 3.0)\nz = y * 1.5\nprint(t, end="")'
    program = source.read("a.ipynb", notebook("%who\n" + code))
    assert program.notes == ("a.ipynb: cell 1, line 1: %who skipped",)
    assert source.gradients("a.ipynb", notebook("%who\n" + code + "\nv = x * 2.0"))
    assert capsys.readouterr().out == "\n%magic\n!shell\n"


def test_what_ipython_brings_along(source, capsys):
    cells = (
        "get_ipython().run_line_magic('matplotlib', 'inline')\nx = 2.0\ndisplay(x, [x])",
        "x * 3.0",
        "y = _ + 1.0",
        "async def f(v):\n    return v * 2.0\nz = await f(y)",
        "from __future__ import annotations",
        "def g(v: nowhere):\n    return v\nz;",
    )
    assert source.gradients("a.ipynb", notebook(*cells)) == {"x": 6.0}
    assert capsys.readouterr().out == "2.0\n[2.0]\n6.0\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_semicolon_keeps_a_value_from_being_shown(end, source, capsys):
    cells = ("x = 2.0\ny = x * 3.0\ny;  # no", "(y\n) ;", "y  # yes;", "(\ny)")
    text = notebook(*(cell.replace("\n", end) for cell in cells))
    assert source.gradients("a.ipynb", text) == {"x": 3.0}
    assert capsys.readouterr().out == "6.0\n6.0\n"


def test_a_script_has_none_of_it(source):
    for line in ("display(1)", "get_ipython()"):
        with pytest.raises(BackpropError, match="line 1: NameError"):
            source.gradients("a.py", line)
    with pytest.raises(BackpropError, match="line 1: not Python"):
        source.gradients("a.py", "await f()")


BROKEN = {
    "no JSON": ("not json", "line 1: not JSON: Expecting value"),
    "cut off": (notebook("x = 2.0")[:-9], "not JSON"),
    "empty": ("", "not JSON"),
    "a list": ("[1, 2]", "names no format"),
    "a number": ("5", "names no format"),
    "nothing in it": ("{}", "names no format"),
    "format 2": ('{"nbformat": 2}', "has format 2"),
    "format 5": ('{"nbformat": 5}', "has format 5"),
    "a format of text": ('{"nbformat": "4"}', "has format '4'"),
    "a format of lists": ('{"nbformat": [4]}', r"has format \[4\]"),
    "a format without end": ('{"nbformat": 1e999}', "has format inf"),
    "deep": ("[" * 200_000, "too deep"),
    "deep in a cell": (notebook()[:-2] + "[" * 200_000, "too deep"),
    "a huge number": ('{"nbformat": ' + "9" * 5_000 + "}", "numbers too long"),
    "no cells": ('{"nbformat": 4, "metadata": {}}', "a broken notebook"),
    "cells of text": ('{"nbformat": 4, "metadata": {}, "cells": "abc"}', "a broken notebook"),
    "cells of nothing": ('{"nbformat": 4, "metadata": {}, "cells": null}', "a broken notebook"),
    "no metadata": ('{"nbformat": 4, "cells": []}', "a broken notebook"),
    "a cell that is none": (notebook({"source": "x = 2.0"}), "a broken notebook"),
    "no source": (notebook({"cell_type": "code"}), "a broken notebook"),
    "a source of numbers": (notebook([1, 2]), "a broken notebook"),
    "a source of nothing": (notebook(code_cell(None)), "cell 1: its source is no text"),
    "old, without sheets": ('{"nbformat": 3, "metadata": {}}', "a broken notebook"),
    "null bytes": (b'{"nbformat": 4, \x00}', "not JSON"),
    "another encoding": (notebook("x = 2.0").encode("utf-16"), "not a text file in UTF-8"),
    "a null byte in a cell": (notebook("x = 2.0\0"), "not Python"),
    "half a character in a cell": (notebook("x = '\ud800'"), "not Python"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_notebook_is_one_line(name, source, capfd):
    text, message = BROKEN[name]
    with pytest.raises(BackpropError, match=message) as caught:
        source.gradients("a.ipynb", text)
    assert "\n" not in str(caught.value)
    assert "a.ipynb: " in str(caught.value)
    assert len(str(caught.value).split("a.ipynb: ")[1]) < 200
    assert capfd.readouterr() == ("", "")
