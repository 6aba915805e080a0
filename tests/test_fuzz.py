"""Broken notebooks and transcripts: each ends in a graph or in one line, never in a traceback.

The default run is small; `GRAPHVIZ_BACKPROP_MANY=1` makes it 5,000 examples of each.
"""

from __future__ import annotations

import contextlib
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphviz_backprop.capture import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph
from graphviz_backprop.sources import choose_cells, read_program
from tests.conftest import MANY, tries

EXAMPLES = tries(150, 5_000)
FUZZ = settings(
    max_examples=EXAMPLES,
    derandomize=not MANY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

# Harmless pieces, the same from which the whole files are made: whatever becomes of them, it
# touches no file and ends soon.
CODE = [
    "x = [1.0, -2.0, 3.0]",
    "w = [-3.0, -1.0, 2.0]  # weights",
    "b = 1.0",
    "z = x[0] * w[0] + x[1] * w[1] + b",
    "y = max(z, 0)",
    "y",
    "print(z)",
    "print(f'z = {x[0]} + {b}')",
    "if z > 0:\n    y = z * 2.0\nelse:\n    y = b",
    "for v in x:\n    print(v)",
    "def f(v):\n    '''Twice.'''\n    return v * 2.0\ny = f(b)",
    "t = '''\nIntroduction\n\nIn [7]:\n'''",
    "w[0] += -0.001 * y",
    "%matplotlib inline",
    "!echo it's",
    "print?",
    "%%time\ny = z * 1.0",
    "display(y)",
    "_ * 2.0",
    "class A:\n    v: float = 2.0\na = A().v * b",
    "async def g():\n    return b\nc = await g()",
    "y = z * (1. if z > 0 else 0.); y",
    "raise ValueError('no\\nvalue')",
    "\ty = 1",
    "lambda: (yield)",
    "return y",
    "*x, = w",
    "from __future__ import annotations",
    "nonlocal q",
    "y = 1e999 - 1e999",
]
OUTPUTS = [
    "6.0",
    "-3.0 2.0 6.0 1.0",
    "z = -3.0 + 2.0 + 6.0 + 1.0",
    "z: 6.0",
    "Out[3]: 6.0",
    "array([1.0, 2.0])",
    "<Figure size 640x480 with 1 Axes>",
    "Traceback (most recent call last)\nValueError: no",
    "Introduction",
    "Let's see, it\u2019s `y = 2 * x`.",
    "- first\n- second",
    "## Heading\nand text",
    "![](a.png)",
    "```python\ny = 1.0\n```",
    "| a | b |\n|---|---|",
    ">>> y = 2.0 * b\n2.0",
    "x, y",
    "Result:",
    '"""',
    "(",
    "\\",
]
PROMPTS = [
    "In [1]:",
    "In [ ]:",
    "In [None]:",
    "In\u00a0[12]:",
    "In [3]: x = 2.0",
    "In [x]:",
    "In [",
]
GARBAGE = st.text(
    st.sampled_from(
        "()[]{}'\"\\#:=,.%!?*>_-+ \t\n\r\x0b\x0c\x00\x1b\ufeff\u2028\u00e9\U0001f600019ab"
    ),
    max_size=12,
)
PIECES = st.one_of(st.sampled_from(CODE), st.sampled_from(CODE), st.sampled_from(OUTPUTS), GARBAGE)
WORKING = "\n".join(CODE[:5])
CELLS = st.one_of(
    st.just(WORKING),
    st.lists(st.sampled_from(CODE[5:17]), max_size=4).map("\n".join),
    st.lists(PIECES, max_size=5).map("\n".join),
)
WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.integers(), max_size=2),
    st.just({}),
    st.just([[["deep"]]]),
)


@st.composite
def notebooks(draw):
    """A notebook of format 3 or 4, some of whose parts are missing or of another type."""
    cells = [
        {
            "cell_type": draw(st.sampled_from(["code", "code", "markdown", "raw", "heading"])),
            "metadata": {},
            "outputs": [],
            "execution_count": 1,
            draw(st.sampled_from(["source", "source", "input"])): draw(
                st.one_of(CELLS, CELLS.map(lambda code: code.splitlines(keepends=True)))
            ),
        }
        for _ in range(draw(st.integers(0, 4)))
    ]
    cells += [{**cells[0], "cell_type": "code", "source": WORKING}] if cells else []
    old = draw(st.booleans())
    body = {"worksheets": [{"cells": cells}]} if old else {"cells": cells}
    whole = {"nbformat": 3 if old else 4, "nbformat_minor": 0, "metadata": {}, **body}
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.sampled_from([whole, *cells]))
        key = draw(st.sampled_from(sorted(place) or ["cells"]))
        if draw(st.booleans()):
            place.pop(key, None)
        else:
            place[key] = draw(WRONG)
    return json.dumps(whole).encode()


@st.composite
def transcripts(draw):
    """Prompts, code, outputs and text, now and then in an order that no one writes."""
    parts = draw(st.sampled_from([[], [f"In [1]:\n{WORKING}\n\n"]]))[:]
    for _ in range(draw(st.integers(0, 4))):
        end = draw(st.sampled_from(["\n", "\n", "\n\n", "", "\r", "\r\n", "\n   ...: ", "\n>>> "]))
        parts += [
            draw(st.sampled_from(PROMPTS)),
            end,
            draw(CELLS),
            draw(st.sampled_from(["\n", "\n\n"])),
        ]
        parts += [draw(st.sampled_from(OUTPUTS)), draw(st.sampled_from(["\n", "\n\n"]))]
    return "".join(parts).encode()


@st.composite
def broken(draw, files):
    """A file that is cut, of which bytes are changed, or lines have changed places."""
    data = draw(files)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["cut", "flip", "insert", "double", "swap"]))
        if kind == "cut":
            data = data[:at]
        elif kind == "flip":
            data = data[:at] + draw(st.binary(max_size=2)) + data[at + 1 :]
        elif kind == "insert":
            data = (
                data[:at]
                + draw(st.sampled_from([b"\x00", b"\r", b"[" * 3_000, b"9" * 5_000, b"\xff"]))
                + data[at:]
            )
        elif kind == "double":
            data = data[:at] + data[max(at - 40, 0) :]
        else:
            lines = data.split(b"\n")
            one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            lines[one], lines[other] = lines[other], lines[one]
            data = b"\n".join(lines)
    return data


def ends_well(folder, name, data, cells=None):
    """Whether a file becomes a graph, or one line that names it."""
    (folder / name).write_bytes(data)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            program = read_program(folder / name)
            [graph] = run_program(choose_cells(program, cells) if cells else program)
        except BackpropError as error:
            return "\n" not in str(error) and name in str(error) and len(str(error)) < 1_000
    return isinstance(graph, Graph)


@FUZZ
@given(broken(notebooks()), st.sampled_from([None, None, None, "1", "2,1", "1-3"]))
def test_broken_notebooks(tmp_path_factory, data, cells):
    assert ends_well(tmp_path_factory.getbasetemp(), "fuzz.ipynb", data, cells)


@FUZZ
@given(broken(transcripts()), st.sampled_from(["fuzz.txt", "fuzz.md", "fuzz.py"]))
def test_broken_transcripts(tmp_path_factory, data, name):
    assert ends_well(tmp_path_factory.getbasetemp(), name, data)


def test_the_check_can_fail(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "graphviz_backprop.execute.execution.error_message", lambda error, program: "two\nlines"
    )
    assert not ends_well(tmp_path, "fuzz.txt", b"In [1]:\nx = 1 / 0\n")
    monkeypatch.setattr("graphviz_backprop.sources.program._decoded", lambda data: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ends_well(tmp_path, "fuzz.txt", b"x = 2.0\n")
