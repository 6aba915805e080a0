"""Objects that carry a number take part by their own names, and their `.grad` is the reader's."""

from __future__ import annotations

import contextlib
import io
import math

import pytest

from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.sources import read_program
from graphviz_backprop.tracing.tape.readers_files import is_readers_file

ENGINE = """
import math

class Num:
    def __init__(self, data, parents=(), label=""):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.label = label
        self.back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))
        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))
        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out

    def __pow__(self, power):
        out = Num(self.data ** power, (self,))
        def back():
            self.grad += power * self.data ** (power - 1) * out.grad
        out.back = back
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __truediv__(self, other):
        return self * other ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def relu(self):
        out = Num(0.0 if self.data < 0 else self.data, (self,))
        def back():
            self.grad += (out.data > 0) * out.grad
        out.back = back
        return out

    def tanh(self):
        e = math.exp(2 * self.data)
        t = (e - 1) / (e + 1)
        out = Num(t, (self,))
        def back():
            self.grad += (1 - t * t) * out.grad
        out.back = back
        return out

    def softsign(self):
        d = 1 + abs(self.data)
        out = Num(self.data / d, (self,))
        def back():
            self.grad += out.grad / (d * d)
        out.back = back
        return out

    def backward(self):
        order, seen = [], set()
        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent in node.parents:
                    visit(parent)
                order.append(node)
        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node.back()
"""

# The code after the engine, the names of its inputs as Python writes them, and its results.
PROGRAMS = {
    "variables": (
        "a = Num(2.0); b = Num(-3.0); c = Num(10.0)\n"
        "e = a * b\nd = e + c\nf = Num(-2.0)\nL = d * f\nL.backward()",
        ("a", "b", "c", "f"),
        ("e", "d", "L"),
    ),
    "a neuron with labels": (
        "x1 = Num(2.0, label='first input'); w1 = Num(-3.0, label='first weight'); b = Num(6.88)\n"
        "n = x1 * w1 + b; n.label = 'total'\no = n.tanh()\no.backward()",
        ("x1", "w1", "b"),
        ("n", "o"),
    ),
    "numbers of the code among objects": (
        "a = Num(4.0); b = Num(2)\nc = (a - b) / 3.0\nd = 2 * c - 1\ny = d * a\ny.backward()",
        ("a", "b"),
        ("c", "d", "y"),
    ),
    "an object that hands its number on": (
        "a = Num(4.0); b = Num(-3.0)\nr = a.relu()\nq = b.relu()\ny = r + q * a\ny.backward()",
        ("a", "b"),
        ("r", "q", "y"),
    ),
    "a dict": (
        "params = {'W': Num(3.0), 'b': Num(-1.0)}\nx = Num(2.0)\n"
        "def forward(params, x):\n    h = params['W'] * x\n    return h + params['b']\n"
        "y = forward(params, x)\ny.backward()",
        ("params['W']", "params['b']", "x"),
        ("h", "y"),
    ),
    "lists in objects in lists": (
        "class Neuron:\n"
        "    def __init__(self, w):\n"
        "        self.w = [Num(v) for v in w]\n"
        "        self.b = Num(0.25)\n"
        "    def __call__(self, x):\n"
        "        return sum((w * v for w, v in zip(self.w, x)), self.b).tanh()\n"
        "class Net:\n"
        "    def __init__(self):\n"
        "        self.layer = [Neuron((0.5, -1.0)), Neuron((1.5, 0.25))]\n"
        "net = Net()\nx = [Num(1.0), Num(-2.0)]\n"
        "y = net.layer[0](x) * net.layer[1](x)\ny.backward()",
        (
            *(f"net.layer[{k}].w[{i}]" for k in (0, 1) for i in (0, 1)),
            "net.layer[0].b",
            "net.layer[1].b",
            "x[0]",
            "x[1]",
        ),
        ("y",),
    ),
}


def graph_and_names(tmp_path, code):
    """The graph of a program, and the names that plain Python leaves behind."""
    file = tmp_path / "program.py"
    file.write_text(code)
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "plain", "exec", dont_inherit=True), names)
    with contextlib.redirect_stdout(io.StringIO()) as traced:
        graphs = run_program(read_program(file), choice="all")
    assert traced.getvalue() == printed.getvalue()
    return graphs, names


def gradients(graph):
    from graphviz_backprop.backward import backpropagate

    return {
        node.name: backpropagate(graph).gradients[node.index]
        for node in graph.nodes
        if node.is_leaf
    }


@pytest.mark.parametrize("name", PROGRAMS)
def test_numbers_have_the_names_of_their_objects_and_the_gradients_of_plain_python(tmp_path, name):
    code, inputs, results = PROGRAMS[name]
    (graph,), names = graph_and_names(tmp_path, ENGINE + code)
    own = gradients(graph)
    assert set(own) == set(inputs) == set(graph.variables)
    for text in inputs:
        assert math.isclose(own[text], eval(text, names).grad, abs_tol=1e-12), text
    assert tuple(node.name for node in graph.operators() if node.name) == results
    assert graph.nodes[graph.output].name == results[-1]


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_gradients_of_objects_are_the_readers_own(tmp_path, name):
    code, inputs, results = PROGRAMS[name]
    (graph,), names = graph_and_names(tmp_path, ENGINE + code)
    written = {one.name: one for one in graph.handwritten}
    last = len((ENGINE + code).splitlines())
    for text in (*inputs, results[-1]):
        own = written[f"{text}.grad"]
        assert math.isclose(own.value, eval(text, names).grad, abs_tol=1e-12)
        assert own.place.line == last  # where `backward` is called


def test_a_method_of_several_steps_is_one_operation_where_its_value_is_the_functions(tmp_path):
    code = ENGINE + "x = Num(0.5)\ny = (2 * x).tanh() - x / 4"
    (graph,), _ = graph_and_names(tmp_path, code)
    ops = [node.op.name for node in graph.operators()]
    assert ops == ["mul", "tanh", "div", "sub"]
    shown = [node.value for node in graph.nodes if node.is_constant]
    assert shown == [2, 4]
    line = len(code.splitlines())
    assert {node.place.line for node in graph.operators()} == {line}


def test_the_steps_of_another_method_are_drawn_within_its_name(tmp_path):
    (graph,), _ = graph_and_names(tmp_path, ENGINE + "x = Num(0.5)\ny = (x * 3).softsign()")
    inside = [node for node in graph.operators() if node.parts]
    assert [node.op.name for node in inside] == ["abs", "add", "div"]
    assert {node.parts[-1].name for node in inside} == {"softsign"}


def test_a_training_loop_over_objects_has_a_pass_for_each_round(tmp_path):
    code = ENGINE + (
        "w = Num(0.5); b = Num(0.0)\nxs = [1.0, -2.0]; ys = [2.0, 1.0]\n"
        "for k in range(3):\n"
        "    loss = sum((w * x + b - y) ** 2 for x, y in zip(xs, ys))\n"
        "    for p in [w, b]:\n        p.grad = 0.0\n"
        "    loss.backward()\n"
        "    for p in [w, b]:\n        p.data += -0.1 * p.grad\n"
        "    print(loss.data, w.grad, b.grad)\n"
    )
    graphs, _ = graph_and_names(tmp_path, code)
    w, b = 0.5, 0.0
    assert len(graphs) == 3
    for graph in graphs:
        errors = [w * x + b - y for x, y in ((1.0, 2.0), (-2.0, 1.0))]
        dw, db = 2 * errors[0] - 4 * errors[1], 2 * sum(errors)
        assert graph.nodes[graph.output].name == "loss"
        assert math.isclose(graph.nodes[graph.output].value, sum(e * e for e in errors))
        own = gradients(graph)
        assert math.isclose(own["w"], dw)
        assert math.isclose(own["b"], db)
        assert graph.nodes[graph.variables["w"]].value == pytest.approx(w)
        assert {"w", "b"} <= graph.updated
        w, b = w - 0.1 * dw, b - 0.1 * db


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
