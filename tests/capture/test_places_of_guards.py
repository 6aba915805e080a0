"""The places of guards: cells of a notebook, other modules, traced functions."""

from __future__ import annotations

import importlib

import nbformat

import graphviz_backprop as gb
from tests.capture.test_guards import shown


def test_the_places_in_a_notebook(tmp_path):
    cells = ["x = 2.0", "z = x * 3.0", "y = z * z\nif y > 1.0:\n    print('large')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbformat.write(notebook, tmp_path / "notes.ipynb")
    (guard,) = gb.run(tmp_path / "notes.ipynb").guards
    assert (guard.text, guard.place.cell, guard.place.line) == ("y > 1.0", 3, 2)


def test_a_function_of_another_module(tmp_path, monkeypatch):
    (tmp_path / "leaks.py").write_text(
        "def leaky(v):\n    if (v >\n            0):\n        return v\n    return 0.1 * v\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    leaky = importlib.import_module("leaks").leaky
    movie = gb.trace(lambda x: leaky(x * 2.0), x=-3.0)
    (guard,) = movie.guards
    assert shown(movie) == [("v > 0", [""], False)] or guard.operands[1].value == 0
    assert (guard.text, guard.place.source, guard.place.line) == ("v > 0", "leaks.py", 2)


def test_guards_of_a_traced_function():
    def leaky(x, slope):
        z = x * 2.0
        return z if z > 0 else slope * z

    assert shown(gb.trace(leaky, x=-3.0, slope=0.1)) == [("z > 0", ["z", 0], False)]
