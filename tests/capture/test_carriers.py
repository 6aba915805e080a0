"""Objects that carry a number take part by their own names, and their `.grad` is the reader's."""

from __future__ import annotations

import contextlib
import io
import math

import pytest

from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import read_program

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
