"""What is computed after the gradients is no output of a pass."""

from __future__ import annotations

import pytest

from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.sources import read_program
from tests.capture.test_passes import program, values
from tests.capture.test_which_passes import found_in


def test_what_is_computed_from_a_gradient_is_no_output(tmp_path):
    code = """
        w, x, history = 0.5, 2.0, []
        for k in range(2):
            loss = (w * x - 3.0) ** 2
            g = 2 * (w * x - 3.0) * x
            size = abs(g)
            w -= 0.1 * g
            history.append(loss)
        print(min(history))
        """
    assert found_in(tmp_path, code) == [("loss", True)] * 2


def test_a_sum_of_two_objects_is_no_update(tmp_path):
    code = """
        class Value:
            def __init__(self, data):
                self.data = data
            def __add__(self, other):
                return Value(self.data + other.data)
            def __mul__(self, other):
                return Value(self.data * other.data)
        a = Value(2.0)
        y = (a + a * a).data
        """
    assert found_in(tmp_path, code) == [("y", True)]


def test_an_array_made_of_a_list_is_updated(tmp_path):
    code = """
        import numpy as np
        w, x = [0.5, -0.25], np.array([1.0, 2.0])
        W = np.asarray(w, float)
        for k in range(3):
            loss = (x @ W - 1.5) ** 2
            print(loss)
            g = 2 * (x @ W - 1.5)
            W -= 0.125 * g * x
        """
    assert found_in(tmp_path, code) == [("loss", True)] * 3
    _, second, _ = run_program(program(tmp_path, code), choice="all")
    assert values(second) == {"x": [1.0, 2.0], "W": [0.875, 0.5]}


NUMBERS_IN_OBJECTS = """
class Value:
    def __init__(self, data):
        self.data = {data}
    def __add__(self, other):
        return Value(self.data + other.data)
    def __mul__(self, other):
        return Value(self.data * other.data)

x = [Value(v) for v in {x}]
w = [Value(v) for v in (-3, -1)]
y = sum((p * q for p, q in zip(x, w)), Value(1))
"""


@pytest.mark.parametrize("data", ["data", "float(data)"])
@pytest.mark.parametrize("x", ["(1, -2)", "(1.0, -2.0)"])
def test_objects_of_one_class_are_named_by_their_own_variables(tmp_path, data, x):
    file = tmp_path / "values.py"
    file.write_text(NUMBERS_IN_OBJECTS.format(data=data, x=x))
    listing = list_program(read_program(file))
    assert [found.outputs for found in listing.passes] == [(("y", 0.0),)]
    assert listing.gradients == ()


def test_a_copy_of_the_best_weights_is_no_output(tmp_path):
    code = """
        import numpy as np
        w = np.array([1.0, -2.0])
        best_w, lowest = w.copy(), 9999.0
        for step in [0.5, -0.5, 0.25]:
            w += step * np.array([1.0, 2.0])
            loss = np.sum(w ** 2)
            if loss < lowest:
                best_w, lowest = w.copy(), loss
            else:
                w = best_w.copy()
        """
    assert found_in(tmp_path, code) == [("loss", True)] * 3
    assert found_in(tmp_path, code, of="best_w")[0] == ("best_w", True)


def test_a_result_that_is_filled_by_adding_is_no_updated_input(tmp_path):
    code = """
        import numpy as np
        X, w = np.array([[1.0, 2.0], [4.0, -5.0]]), np.array([0.1, 0.3])
        out = np.zeros(2)
        for i in range(2):
            for j in range(2):
                out[i] += X[i, j] * w[j]
        loss = np.sum(out ** 2)
        """
    assert found_in(tmp_path, code) == [("loss", True)]
    (drawn,) = run_program(program(tmp_path, code), choice="all")
    assert drawn.nodes[drawn.output].value == pytest.approx(1.7)
