"""What is captured once is rewritten down to numbers and up to arrays, with the same values."""

from __future__ import annotations

import numpy as np
import pytest

from graphviz_backprop.backward import backpropagate
from graphviz_backprop.capture import run_program
from graphviz_backprop.levels import ARRAY, ELEMENT, View
from graphviz_backprop.sources import read_code

HEAD = """
import numpy as np
rows = [[1.0, 2.0], [3.0, -4.0]]
v = [1.5, -2.0, 3.0]
m = np.array([[1.0, 2.0, -3.0], [0.5, 2.5, 4.0]])
a, b = 1.5, -2.0
i = np.array([1, 2, 3])
"""
# The code, and the operations on arrays that come of it.
PROGRAMS = {
    "z = np.vstack([rows[0], rows[1]])": "index index stack mul numpy.sum",
    "z = np.stack(rows)": "index index stack mul numpy.sum",
    "z = np.array(rows)": "mul numpy.sum",
    "z = np.array([[a, b], [b, a]])": "array array stack mul numpy.sum",
    "z = np.array([rows[0], [a, 1.0]])": "array array stack mul numpy.sum",
    "z = np.median(v)": "other:median mul",
    "z = np.dot(v, v[::-1])": "index dot mul",
    "z = np.vstack(m)": "other:vstack mul numpy.sum",
    "z = np.array(v, ndmin=2)": "reshape mul numpy.sum",
    "z = np.array(v, copy=True)": "mul numpy.sum",
    "z = np.asfortranarray(m)": "mul numpy.sum",
    "z = np.maximum.reduce(m, initial=1.5)": "other:maximum.reduce mul numpy.sum",
    "z = np.clip(m, m[0] * 0.5, 2.0)": "index mul other:clip mul numpy.sum",
    "i[0] = a * 2.5; z = i[1] * m": "index mul mul numpy.sum",
    "z = np.select([m > 2, m > 1], [m, m * 2], 0.5)": "mul other:select mul numpy.sum",
}


def backprop(code, level):
    text = f"{HEAD}{code}\nout = np.sum(z * z)\n"
    return backpropagate(run_program(read_code(text), view=View(level))[0])


@pytest.mark.parametrize("code", PROGRAMS)
def test_numbers_and_arrays_are_views_of_one_graph(code):
    elements, arrays = backprop(code, ELEMENT), backprop(code, ARRAY)
    assert not any(node.is_array for node in elements.graph.nodes)
    names = [node.op.name for node in arrays.graph.operators()]
    assert names == PROGRAMS[code].split()
    for found in (elements, arrays):
        assert float(found.graph.nodes[found.graph.output].value) == pytest.approx(
            float(arrays.graph.nodes[arrays.graph.output].value)
        )
    by_name = elements.by_variable()
    for name, gradient in arrays.by_variable().items():
        np.testing.assert_allclose(np.array(by_name[name], float), np.array(gradient, float))


def test_an_operation_without_a_derivative_matters_where_its_numbers_are_used():
    code = "c = np.floor_divide(m, 2.0); z = np.concatenate([m, c])[:, 0][:2]"
    elements = backprop(code, ELEMENT)
    assert elements.by_variable()["m"][0][0] == 2.0
