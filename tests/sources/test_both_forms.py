"""Random notebooks, and what a reader pastes of them: the same output and the same graph."""

from __future__ import annotations

import ast
import contextlib
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphviz_backprop.capture import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources import read_program
from tests.conftest import MANY, tries
from tests.sources.test_notebook import notebook

EXAMPLES = tries(80, 1_000)
START = "x = [1.0, -2.0]\nw = [3.0, 0.5]\nb = 1.0"
# No value that is shown as it is written: a second one can't be told from the first one's output.
STATEMENTS = [
    "z = x[0] * w[0] + b",
    "z = z + x[1] * w[1]",
    "y = max(z, 0)",
    "w[0] += -0.5 * z",
    "print(z)",
    "print(x, w)",
    "print()",
    "print('a', end='')",
    "print(f'z = {z}')",
    "print(f'b: {b}')",
    "print('b = 2.0\\n\\nprint(z)')",
    "print('   indented')",
    "print('# not a comment')",
    "z",
    "x, w",
    "z;",
    "None",
    "# a comment",
    "for v in x:\n    print(v)\n    print('and', v)",
    "if z > 0:\n    print('up')\n\nelse:\n    print('down')",
    "def f(v):\n    '''Twice.'''\n    return v * 2.0",
    "b = 2.0; print(b); b",
    't = """\nResult: 5\n\nIntroduction\n"""\nprint(t)',
    "a = (1.0,\n     z)",
    "import math\nu = math.exp(b)",
]
PROSE = [
    "Introduction",
    "Let\u2019s go on with *this*.\nAnd more of it.",
    "- first\n- second",
    "![](a.png)",
    "$y = x w$",
    "---",
    "```\nReLU(sum(x))\n```",
]
CODE = st.lists(st.tuples(st.sampled_from(STATEMENTS), st.sampled_from(["\n", "\n", "\n\n"])))


def outputs(cells):
    """What each cell prints in a notebook."""
    names = {}
    for cell in cells:
        printed = io.StringIO()
        tree = ast.parse(cell)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "<cell>", "exec"), names)
            value = eval(ast.unparse(last), names) if last else None
            if value is not None and not cell.rstrip().endswith(";"):
                print(f"\n{value!r}" if printed.getvalue()[-1:] not in ("", "\n") else repr(value))
        yield printed.getvalue()


def traced(folder, name, text):
    (folder / name).write_text(text)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            [graph] = run_program(read_program(folder / name))
        except BackpropError as error:
            return str(error).replace(name, ""), printed.getvalue()
    nodes = [
        (n.op.name, n.name, repr(n.value), n.inputs, n.place and n.place.line) for n in graph.nodes
    ]
    return nodes, printed.getvalue()


@pytest.mark.long
@settings(
    max_examples=EXAMPLES,
    derandomize=not MANY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(CODE, min_size=1, max_size=4), st.data())
def test_a_pasted_notebook_gives_what_the_notebook_gives(tmp_path_factory, drawn, data):
    folder = tmp_path_factory.getbasetemp()
    cells = [START + "\nz = b * 1.0"] + ["".join(a + b for a, b in one).rstrip() for one in drawn]
    pasted = ""
    for cell, output in zip(cells, outputs(cells), strict=True):
        gap = "\n" if "\n\n" not in output.strip() and data.draw(st.booleans()) else "\n\n"
        prose = data.draw(st.sampled_from(["", *PROSE]))
        pasted += f"In [1]:\n{cell}{gap}{output.rstrip()}\n\n{prose}\n\n"
    expected = traced(folder, "both.ipynb", notebook(*cells))
    assert traced(folder, "both.txt", pasted) == expected
