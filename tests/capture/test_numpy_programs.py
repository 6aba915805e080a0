"""Small NumPy programs, one for each way in which arrays are filled, shared and taken apart."""

from __future__ import annotations

import contextlib
import io
import textwrap

import numpy as np
import pytest

from graphviz_backprop.api import Movie
from graphviz_backprop.capture.run import run_program
from graphviz_backprop.sources import read_program
from tests.capture.numpy_calls_in_programs import CALLS
from tests.capture.numpy_writes import WRITES

PROGRAMS = WRITES | CALLS


def run(tmp_path, code, of=None):
    file = tmp_path / "program.py"
    file.write_text("import numpy as np\n" + textwrap.dedent(code))
    with contextlib.redirect_stdout(io.StringIO()):
        return run_program(read_program(file), of)[0]


@pytest.mark.parametrize("name", PROGRAMS)
def test_gradients_of_small_programs(name, tmp_path):
    code, output, gradients = PROGRAMS[name]
    graph = run(tmp_path, code)
    assert graph.nodes[graph.output].name == output
    found = Movie(graph).gradients
    assert found.keys() == gradients.keys()
    for variable, gradient in gradients.items():
        assert np.array(found[variable]) == pytest.approx(np.array(gradient), rel=1e-12)


def test_the_output_has_the_value_that_numpy_rounded(tmp_path):
    code = "x = np.array([0.1, 0.2], dtype=np.float32)\ny = np.dot(x, x)\n"
    graph = run(tmp_path, code)
    x = np.array([0.1, 0.2], dtype=np.float32)
    assert graph.nodes[graph.output].value == float(np.dot(x, x))
    assert type(graph.nodes[graph.output].value) is float
