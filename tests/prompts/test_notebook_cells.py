"""`gb.trace` of functions in cells, compiled and kept as Jupyter, marimo and doctest do."""

from __future__ import annotations

import ast
import doctest
import linecache
import textwrap

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError


def keep(filename, text):
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)


class Notebook:
    """A notebook's names, and its cells as IPython runs them: statement by statement."""

    def __init__(self):
        self.names = {"__name__": "__main__", "In": [""], "gb": gb}

    def run(self, cell):
        cell = textwrap.dedent(cell)
        self.names["In"].append(cell)
        if cell.startswith("%%time\n"):
            tree, filename = ast.parse(cell.partition("\n")[2]), "<timed exec>"
            exec(compile(tree, filename, "exec"), self.names)
            return self.names
        filename = f"/tmp/ipykernel_17/{len(self.names['In'])}.py"
        keep(filename, cell)
        for statement in ast.parse(cell).body:
            exec(compile(ast.Module([statement], []), filename, "exec"), self.names)
        return self.names


CELL = """
import math
from math import tanh
def neuron(x, w):
    z = math.exp(x * w)
    return max(tanh(z), 0) + math.sqrt(x)
movie = gb.trace(neuron, x=1.0, w=-1.0)
"""


def test_a_cell_that_imports_what_it_calls():
    movie = Notebook().run(CELL)["movie"]
    assert [node.op.name for node in movie.graph.operators()] == [
        "mul", "exp", "tanh", "relu", "sqrt", "add",
    ]  # fmt: skip
    assert "z" in movie.graph.versions


def test_a_cell_under_a_magic():
    notebook = Notebook()
    notebook.run("%%time\n" + CELL)
    notebook.run("%%time\ndef helper(z):\n    return max(z, 0)\n")
    names = notebook.run("%%time\ndef f(x):\n    y = helper(x * 2.0)\n    return y * x\n")
    names = notebook.run("movie_of_f = gb.trace(f, x=3.0)")
    assert names["movie"].gradients.keys() == {"x", "w"}
    assert names["movie_of_f"].gradients == {"x": 12.0}
    assert "y" in names["movie_of_f"].graph.versions


def test_a_cell_that_was_changed_but_not_run_again_is_no_source():
    notebook = Notebook()
    names = notebook.run("%%time\ndef f(x):\n    return x * 2.0\n")
    names["In"][-1] = "%%time\ndef f(x):\n    return x * 5.0\n"
    with pytest.raises(BackpropError, match="f: <timed exec>, line 1: its source can't be read"):
        gb.trace(names["f"], x=1.0)


def test_lambdas_methods_closures_and_decorators_in_a_cell():
    names = Notebook().run(
        """
        import functools
        def doubled(f):
            @functools.wraps(f)
            def both(*args, **named):
                return f(*args, **named) + f(*args, **named)
            return both
        class Line:
            slope = 3.0
            def bound(self, x): return max(x * self.slope, 0)
            @staticmethod
            def static(x): return max(x * 5.0, 0)
            @classmethod
            def of_class(cls, x): return max(x * cls.slope, 0)
            def __call__(self, x): return self.bound(x)
        @doubled
        def square(x):
            return x * x
        def make(slope):
            return lambda x: max(x * slope, 0)
        line = Line()
        first, second = (lambda x: x * 2.0), (lambda x: x * 4.0)
        functions = [line.bound, line.static, Line.static, Line.of_class, line, square, make(6.0),
                     first, second, functools.partial(lambda slope, x: x * slope, 7.0)]
        found = [gb.trace(f, x=2.0).gradients["x"] for f in functions]
        """
    )
    assert names["found"] == [3.0, 5.0, 5.0, 3.0, 3.0, 8.0, 6.0, 2.0, 4.0, 7.0]


class Marimo:
    """Cells as marimo compiles them: `_x` of the cell Hbol is `_cell_Hbol_x`."""

    def __init__(self):
        self.names = {"__name__": "__main__", "gb": gb}

    def run(self, cell_id, cell):
        cell = textwrap.dedent(cell)
        tree = ast.parse(cell)
        prefix = f"_cell_{cell_id}"
        own = {n.name for n in tree.body if isinstance(n, ast.FunctionDef) and n.name[0] == "_"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and (
                node.id in own or (isinstance(node.ctx, ast.Store) and node.id.startswith("_"))
            ):
                own.add(node.id)
                node.id = prefix + node.id
            if isinstance(node, ast.FunctionDef) and node.name in own:
                node.name = prefix + node.name
        filename = f"/tmp/marimo_17/__marimo__cell_{cell_id}_.py"
        keep(filename, cell)
        last = ast.Expression(tree.body.pop().value)
        keep(filename.replace("_.py", "__output.py"), ast.unparse(last))
        exec(compile(tree, filename, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), self.names)
        output = compile(last, filename.replace("_.py", "__output.py"), "eval")
        return eval(output, self.names)


def test_cells_of_marimo():
    notebook = Marimo()
    movie = notebook.run(
        "Hbol",
        """
        def _relu(z):
            return max(z, 0)
        def neuron(x, w):
            z = x * w
            return _relu(z) * 3.0
        gb.trace(neuron, x=2.0, w=4.0)
        """,
    )
    assert movie.gradients == {"x": 12.0, "w": 6.0}
    assert "z" in movie.graph.versions
    assert "relu" in [node.op.name for node in movie.graph.operators()]
    movie = notebook.run(
        "MJUe", "import math\n\n\ngb.trace(lambda x: max(neuron(x, 1.0), 0), x=2.0)"
    )
    assert movie.gradients["x"] == 3.0
    movie = notebook.run("vblA", "def _own(x):\n    return x * x\n\ngb.trace(_own, x=2.0)")
    assert repr(movie).startswith("<Movie of _own:")


def test_functions_in_a_doctest():
    text = """
    >>> import math
    >>> def f(x):
    ...     return max(math.exp(x), 0)
    >>> gb.trace(f, x=0.0).gradients
    {'x': 1.0}
    >>> gb.trace(lambda x: max(x, 0), x=2.0).gradients
    {'x': 1.0}
    """
    test = doctest.DocTestParser().get_doctest(text, {"gb": gb}, "page", "page.md", 1)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_a_helper_whose_source_is_not_at_hand_is_no_part_in_silence():
    names = {}
    exec("import math\ndef made(x):\n    return math.exp(x) + x\n", names)
    made = names["made"]
    with pytest.raises(BackpropError, match="made is not supported"):
        gb.trace(lambda x: made(x) * 2.0, x=1.0)
