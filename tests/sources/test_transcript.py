"""Pasted transcripts: where code ends and output begins, in every form of them."""

from __future__ import annotations

import pytest

from graphviz_backprop.errors import BackpropError

START = "In [1]:\nx = 2.0\nw = -3.0\n\n"

# The text below START, what is printed, and the gradients.
RUNS = {
    "output below a blank line": (
        "In [2]:\ny = x * w\nprint(y)\n\n-6.0\n",
        "-6.0\n",
        {"x": -3.0, "w": 2.0},
    ),
    "output right below": ("In [2]:\ny = x * w\nprint(y)\n-6.0\n", "-6.0\n", {"x": -3.0, "w": 2.0}),
    "no output": ("In [2]:\ny = x * w\nprint(y)\n", "-6.0\n", {"x": -3.0, "w": 2.0}),
    "no number": ("In [ ]:\ny = x * w\n\nIn [*]:\ny\n\nIn [None]:\n# done\n", "-6.0\n", None),
    "the value of an expression": ("In [2]:\ny = x * w\ny\n\n-6.0\n\nNext\n", "-6.0\n", None),
    "a value not shown": ("In [2]:\ny = x * w\ny;  # quiet\n", "", None),
    "Out": ("In [2]:\ny = x * w\ny\n\nOut[2]: -6.0\nz = y * 5\n", "-6.0\n", None),
    "Out on a line": ("In [2]:\nprint('a')\ny = x * w\ny\na\nOut[2]:\n-6.0\n", "a\n-6.0\n", None),
    "the last value stays": ("In [2]:\nx * w\n-6.0\n\nIn [3]:\ny = _ * 1.0\n", "-6.0\n", None),
    "output that is Python": (
        "In [2]:\ny = x * w\nprint(f'y = {x} + {w}')\n\ny = 2.0 + -3.0\n",
        "y = 2.0 + -3.0\n",
        None,
    ),
    "output that would act": (
        "In [2]:\ny = x * w\nprint('x = 7.0')\nprint('y = 8.0')\n\nx = 7.0\ny = 8.0\n",
        "x = 7.0\ny = 8.0\n",
        None,
    ),
    "a command with its output": (
        "In [2]:\n!pip install numpy\nRequirement already satisfied: numpy\n\n"
        "In [3]: %timeit x * w\n5 ns ± 1 ns per loop\n\nIn [4]:\ny = x * w\n",
        "",
        None,
    ),
    "a command above code": ("In [2]:\n%matplotlib inline\ny = x * w\n", "", None),
    "another random number": (
        "In [2]:\ny = x * w\nprint(f'y = {y}')\n\ny = 0.123\n\n## Next\n",
        "y = -6.0\n",
        None,
    ),
    "another version of NumPy": (
        "In [2]:\nimport numpy as np\ny = x * w\nnp.float64(6.0)\n\n6.0\n",
        "np.float64(6.0)\n",
        None,
    ),
    "another spacing of arrays": (
        "In [2]:\nimport numpy as np\ny = x * w\nprint(np.array([1.5, 2.0]))\n\n[ 1.5  2.]\n",
        "[1.5 2. ]\n",
        None,
    ),
    "code that looks like the output": (
        "In [2]:\na = 1.0\nprint(f'a = {a}')\n\na = 4.0\ny = x * w * a\nprint(y)\n\n"
        "a = 1.0\n-24.0\n",
        "a = 1.0\n-24.0\n",
        {"x": -12.0, "w": 8.0, "a": -6.0},
    ),
    "a word": ("In [2]:\ny = x * w\n\nIntroduction\n", "", None),
    "a word that Python knows": ("In [2]:\ny = x * w\n\nsum\n", "", None),
    "words and values": ("In [2]:\ny = x * w\n\nResult: 5\n\n7.0\n", "", None),
    "a list of Markdown": ("In [2]:\ny = x * w\n\n- first\n- second\n\n* third\n", "", None),
    "the repr of an object": ("In [2]:\ny = x * w\n\ntensor([1.0])\n", "", None),
    "sentences": (
        "In [2]:\ny = x * w\n\nLet's see. It\u2019s\nfine: 3 > 2\n\n![](a.png)\n",
        "",
        None,
    ),
    "a heading with text below": ("In [2]:\ny = x * w\n\n# Heading\nAnd so on.\n", "", None),
    "a figure": ("In [2]:\ny = x * w\n<Figure size 640x480 with 1 Axes>\n", "", None),
    "a warning": ("In [2]:\ny = x * w\n/tmp/a.py:1: UserWarning: careful now\n", "", None),
    "blank lines in the code": (
        "In [2]:\n\nz = x * w\n\n\n# a comment\n\ny = z + 1.0\n\nprint(y)\n\n-5.0\n",
        "-5.0\n",
        {"x": -3.0, "w": 2.0},
    ),
    "lines written at once": (
        "In [2]:\nimport sys\ny = x * w\nsys.stdout.writelines(['x = 7.0\\n'])\n\nx = 7.0\n",
        "x = 7.0\n",
        None,
    ),
    "a question": ("In [2]:\ny = x * w\n\nWhy?\nBecause.\n\nSo\nwhat?\n", "", None),
    "if and else": (
        "In [2]:\nif x > 0:\n    y = x * w\nelse:\n    y = x\nprint(y)\n-6.0\n",
        "-6.0\n",
        None,
    ),
    "a loop that prints": (
        "In [2]:\nfor v in (x, w):\n    print(v)\n\n2.0\n-3.0\n\nIn [3]:\ny = x * w\n",
        "2.0\n-3.0\n",
        None,
    ),
    "parts of a line": ("In [2]:\na = 1.0; print(a); y = x * w\n1.0\n", "1.0\n", None),
    "two imports of the future": (
        "In [2]:\nfrom __future__ import annotations\nfrom __future__ import division\ny = x * w\n",
        "",
        None,
    ),
    "a string over lines": (
        'In [2]:\nt = """a\n\nIntroduction\n"""\ny = x * w\nprint(t)\na\n\nIntroduction\n',
        "a\n\nIntroduction\n\n",
        None,
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_code_ends_where_its_output_begins(name, source, capsys):
    text, printed, gradients = RUNS[name]
    assert source.gradients("notes.txt", START + text) == (gradients or {"x": -3.0, "w": 2.0})
    assert capsys.readouterr().out == printed


TERMINAL = """
In [1]: x = 2.0

In [2]: w = -3.0

In [3]: def f(a, b):
   ...:     c = a * b
   ...:
   ...:     return c
   ...: y = f(x, w)
   ...: y
Out[3]: -6.0

In [4]: print(y)
-6.0
"""


def test_ipythons_terminal(source, capsys):
    program = source.read("terminal.txt", TERMINAL)
    assert [cell.number for cell in program.cells] == [1, 2, 3, 4]
    assert source.gradients("terminal.txt", TERMINAL) == {"x": -3.0, "w": 2.0}
    assert capsys.readouterr().out == "-6.0\n-6.0\n"


def test_a_prompt_with_a_no_break_space_and_in_markdown(source):
    text = "# Notes\n\nIn\xa0[1]:\nx = 2.0\n\nSome text.\n\nIn\xa0[2]:\ny = x * 3.0\n"
    assert source.gradients("notes.md", text) == {"x": 3.0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("In [2]:\ny = x *\nz = 3.0\n", "cell 2, line 1: not Python"),
        ("In [2]:\nz = 1.0\n\ny = x *\n", "cell 2, line 3: not Python"),
        ("In [2]:\ny = x * w\nThis is text.\n", "cell 2, line 2: not Python"),
        ("In [2]:\ny = x * w\nz = (1 +\n", "cell 2, line 2: not Python"),
        ("In [2]:\n\ny = x / 0\n", "cell 2, line 2: ZeroDivisionError"),
        ("In [2]:\ny = x * w\nreturn y\n", "cell 2, line 2: not Python"),
    ],
)
def test_errors_name_the_cell_and_its_line(text, message, source):
    with pytest.raises(BackpropError, match=message) as caught:
        source.gradients("notes.txt", START + text)
    assert str(caught.value).startswith("notes.txt: ")


def test_a_session_at_pythons_prompt(source, capsys):
    text = """
    Some text.

    >>> x, w = 2.0, -3.0
    >>> for v in (x, w):
    ...     v
    2.0
    -3.0
    >>> 1 / 0
    Traceback (most recent call last):
        ...
    ZeroDivisionError: division by zero
    >>> y = x * w; y
    -6.0
    """
    assert source.gradients("session.txt", text) == {"x": -3.0, "w": 2.0}
    assert capsys.readouterr().out == "2.0\n-3.0\n-6.0\n"
    assert source.read("session.txt", text).notes == (
        "session.txt: cell 3, line 9: skipped: ZeroDivisionError: division by zero",
    )
    with pytest.raises(BackpropError, match=r"session\.txt: line 3: NameError"):
        source.gradients("session.txt", "Text\n\n>>> y = unknown\n")
    with pytest.raises(BackpropError, match=r"not a whole >>> session: line 2 .*lacks blank"):
        source.gradients("session.txt", ">>> x = 2.0\n>>>y = x\n")
