"""Classes of every form, arrays in objects, and micrograd."""

from __future__ import annotations

import math

import pytest

from graphviz_backprop.capture import list_program
from graphviz_backprop.sources import read_program
from graphviz_backprop.tracing.tape.readers_files import is_readers_file
from tests.capture.test_carriers import ENGINE, PROGRAMS, gradients, graph_and_names

SLOTS = """
class Scalar:
    __slots__ = ("v", "gradient", "parents")
    def __init__(self, v, parents=()):
        self.v = float(v)
        self.gradient = 0
        self.parents = parents
    def __add__(self, other):
        return Scalar(self.v + other.v, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Scalar(self.v * other.v, ((self, other.v), (other, self.v)))
def spread(node, upstream=1.0):
    node.gradient += upstream
    for parent, local in node.parents:
        spread(parent, upstream * local)
x = Scalar(3); w = Scalar(0.5); b = Scalar(-1.0)
y = x * w + b
spread(y)
"""


DATACLASS = """
from dataclasses import dataclass
@dataclass(eq=False)
class Var:
    value: float
    parents: tuple = ()
    derivative: float = 0.0
    def __add__(self, other):
        return Var(self.value + other.value, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Var(self.value * other.value, ((self, other.value), (other, self.value)))
    def back(self, upstream=1.0):
        self.derivative += upstream
        for parent, local in self.parents:
            parent.back(upstream * local)
x = Var(3.0); w = Var(0.5); b = Var(-1.0)
y = x * w + b
y.back()
"""


INHERITED = """
class Leaf:
    def __init__(self, number):
        self._data = number
        self._grad = 0.0
class Expression(Leaf):
    def __init__(self, number, parents=()):
        super().__init__(number)
        self.parents = parents
    def __add__(self, other):
        return Expression(self._data + other._data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        return Expression(self._data * other._data, ((self, other._data), (other, self._data)))
    def push(self, upstream=1.0):
        self._grad = self._grad + upstream
        for parent, local in self.parents:
            parent.push(upstream * local)
x = Expression(3.0); w = Expression(0.5); b = Expression(-1.0)
y = x * w + b
y.push()
"""


@pytest.mark.parametrize(
    ("code", "attribute"),
    [(SLOTS, "gradient"), (DATACLASS, "derivative"), (INHERITED, "_grad")],
    ids=["slots", "dataclass", "inherited"],
)
def test_any_form_of_class_will_do(tmp_path, code, attribute):
    (graph,), _ = graph_and_names(tmp_path, code)
    assert gradients(graph) == {"x": 0.5, "w": 3.0, "b": 1.0}
    assert graph.nodes[graph.output].name == "y"
    values = {one.name: one.value for one in graph.handwritten}
    expected = {"x": 0.5, "w": 3.0, "b": 1.0, "y": 1.0}
    assert values == {f"{name}.{attribute}": value for name, value in expected.items()}


def test_the_derivative_that_a_dual_number_carries_is_no_result(tmp_path):
    code = """
class Dual:
    def __init__(self, real, dual=0.0):
        self.real = real
        self.dual = dual
    def __add__(self, other):
        return Dual(self.real + other.real, self.dual + other.dual)
    def __mul__(self, other):
        return Dual(self.real * other.real, self.real * other.dual + self.dual * other.real)
x = Dual(0.5, 1.0)
y = Dual(2.0)
z = x * y + x
"""
    (graph,), _ = graph_and_names(tmp_path, code)
    assert graph.nodes[graph.output].name == "z"
    assert gradients(graph) == {"x": 3.0, "y": 0.5}


def test_an_array_in_an_object_has_its_name(tmp_path):
    code = """
import numpy as np
class Tensor:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
    def __matmul__(self, other):
        return Tensor(self.data @ other.data)
    def __add__(self, other):
        return Tensor(self.data + other.data)
    def sum(self):
        return Tensor(self.data.sum())
X = Tensor([[1.0, 2.0]])
W = Tensor([[0.5, -1.0], [0.25, 0.75]])
h = X @ W + Tensor([[0.1, -0.2]])
L = h.sum()
"""
    (graph,), _ = graph_and_names(tmp_path, code)
    own = gradients(graph)
    assert [own[f"W[{i}][{j}]"] for i in (0, 1) for j in (0, 1)] == [1.0, 1.0, 2.0, 2.0]
    assert [own["X[0][0]"], own["X[0][1]"]] == [-0.5, 1.0]
    assert graph.nodes[graph.output].name == "L"
    assert set(graph.variables) >= {"X", "W"}


def test_a_point_whose_product_is_a_number_is_no_number(tmp_path):
    code = """
class Point:
    def __init__(self, x):
        self.x = x
    def __mul__(self, other):
        return self.x * other.x
a = Point(2.0)
b = Point(-3.0)
y = a * b
"""
    (graph,), _ = graph_and_names(tmp_path, code)
    own = {node.value: node.place.line for node in graph.nodes if node.is_leaf}
    assert set(own) == {2.0, -3.0}
    assert [node.op.name for node in graph.operators()] == ["mul"]
    assert graph.nodes[graph.output].place.line == 6  # in the method, which is drawn as such


def test_objects_that_nobody_keeps_are_freed_as_without_us(tmp_path):
    code = ENGINE + (
        "import weakref\ngone = []\n"
        "def once():\n    t = Num(1.0) * Num(2.0)\n    weakref.finalize(t, gone.append, 1)\n"
        "    return t.data\nx = Num(2.0)\ny = x * once()\nprint(len(gone))\n"
    )
    graphs, _ = graph_and_names(tmp_path, code)
    assert graphs


def test_installed_micrograd_is_read_like_a_file_of_the_readers():
    assert is_readers_file("/usr/lib/python3/site-packages/micrograd/engine.py")
    assert is_readers_file(r"C:\Python\Lib\site-packages\micrograd\nn.py")
    import numpy

    assert not is_readers_file(numpy.__file__)
    assert not is_readers_file(pytest.__file__)


def test_a_network_of_micrograd_is_drawn_with_its_own_gradients(tmp_path):
    pytest.importorskip("micrograd")
    code = (
        "import random\nfrom micrograd.engine import Value\nfrom micrograd.nn import MLP\n"
        "random.seed(7)\nmodel = MLP(2, [2, 1])\nx = [Value(1.0), Value(-2.0)]\n"
        "score = model(x)\nloss = (1 - score) ** 2\nmodel.zero_grad()\nloss.backward()\n"
    )
    (graph,), names = graph_and_names(tmp_path, code)
    own = gradients(graph)
    paths = [
        f"model.layers[{layer}].neurons[{neuron}].{part}"
        for layer, neurons in ((0, (0, 1)), (1, (0,)))
        for neuron in neurons
        for part in ("w[0]", "w[1]", "b")
    ]
    assert set(own) == {*paths, "x[0]", "x[1]"}
    for path in own:
        assert math.isclose(own[path], eval(path, names).grad, abs_tol=1e-12)


def test_the_listing_has_each_gradient_once(tmp_path):
    file = tmp_path / "program.py"
    file.write_text(ENGINE + PROGRAMS["variables"][0])
    listing = list_program(read_program(file))
    assert [found.outputs for found in listing.passes] == [(("L", -8.0),)]
    expected = {"L": 1.0, "d": -2.0, "f": 4.0, "e": -2.0, "c": -2.0, "a": 6.0, "b": -4.0}
    assert len(listing.gradients) == len(expected)
    assert {one.name: one.value for one, _ in listing.gradients} == {
        f"{name}.grad": value for name, value in expected.items()
    }
