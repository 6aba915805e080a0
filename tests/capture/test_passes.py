"""The passes of a file: where each begins, what it starts from, and its gradients."""

from __future__ import annotations

import contextlib
import io
import itertools
import math
import pickle
import textwrap
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import map_structure
from graphviz_backprop.sources import read_program
from tests.capture.test_run import BACKWARD, FORWARD, UPDATE, notebook

INPUTS, AGAIN = FORWARD[: FORWARD.index("xw0")], FORWARD[FORWARD.index("xw0") :]


@dataclass(frozen=True)
class Loop:
    """A program whose passes print their outputs, and the same computation as a function.

    `forward` takes the variables of a pass by name, and its number from 0.
    """

    code: str
    forward: Any
    inputs: tuple[str, ...]
    output: str = "loss"
    count: int = 3


def neuron(v, k):
    return max(sum(x * w for x, w in zip(v["x"], v["w"], strict=True)) + v["b"], 0)


LOOPS = {
    "the same cell again, with other inputs": Loop(
        """
        x, w, b = [1.0, -2.0], [-3.0, -1.0], 3.0
        z = x[0] * w[0] + x[1] * w[1] + b
        y = max(z, 0)
        print(y)
        x, w, b = [2.0, 3.0], [1.5, 1.0], 0.5
        z = x[0] * w[0] + x[1] * w[1] + b
        y = max(z, 0)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "items of a list updated": Loop(
        """
        x, w, b = [-1.0, 2.0, -3.0], [6.0, 8.0, -2.0], 1.0
        xw0 = x[0] * w[0]
        xw1 = x[1] * w[1]
        xw2 = x[2] * w[2]
        z = xw0 + xw1 + xw2 + b
        y = max(z, 0)
        print(y)
        dvalue = 1.0
        drelu_dz = dvalue * (1.0 if z > 0 else 0)
        dw = [drelu_dz * x[0], drelu_dz * x[1], drelu_dz * x[2]]
        db = drelu_dz
        w[0] += -0.001 * dw[0]
        w[1] += -0.001 * dw[1]
        w[2] += -0.001 * dw[2]
        b += -0.001 * db
        xw0 = x[0] * w[0]
        xw1 = x[1] * w[1]
        xw2 = x[2] * w[2]
        z = xw0 + xw1 + xw2 + b
        y = max(z, 0)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "a training loop with lists made anew": Loop(
        """
        x, w, b, lr = [1.0, 2.0], [0.5, -0.25], 0.1, 0.01
        for step in range(3):
            y = sum(xi * wi for xi, wi in zip(x, w)) + b
            loss = (y - 3.0) ** 2
            print(loss)
            dy = 2 * (y - 3.0)
            dw = [dy * xi for xi in x]
            w = [0.99 * wi - lr * g for wi, g in zip(w, dw)]
            b = b - lr * dy
        """,
        lambda v, k: (sum(x * w for x, w in zip(v["x"], v["w"], strict=True)) + v["b"] - 3.0) ** 2,
        ("x", "w", "b"),
    ),
    "a sample in each round, with a running sum": Loop(
        """
        data = [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]
        w, b, total = 0.1, 0.2, 0.0
        for x, t in data:
            y = w * x + b
            err = y - t
            loss = err ** 2
            print(loss)
            dw, db = 2 * err * x, 2 * err
            w, b = w - 0.1 * dw, b - 0.1 * db
            total += loss
        mean = total / 3
        """,
        lambda v, k: (v["w"] * v["data"][k][0] + v["b"] - v["data"][k][1]) ** 2,
        ("data", "w", "b"),
    ),
    "gradients over a batch": Loop(
        """
        xs, ts, w = [1.0, 2.0, 3.0], [2.0, 3.0, 5.0], 0.5
        for epoch in range(3):
            dw = 0.0
            loss = 0.0
            for x, t in zip(xs, ts):
                y = w * x
                loss += (y - t) ** 2
                dw += 2 * (y - t) * x
            print(loss)
            w -= 0.01 * dw
        """,
        lambda v, k: sum((v["w"] * x - t) ** 2 for x, t in zip(v["xs"], v["ts"], strict=True)),
        ("xs", "ts", "w"),
    ),
    "a function that is called twice": Loop(
        """
        def neuron(x, w, b):
            z = x[0] * w[0] + x[1] * w[1] + b
            return max(z, 0)
        y = neuron([1.0, 2.0], [3.0, 4.0], 0.5)
        print(y)
        y = neuron([1.5, -1.0], [3.0, 4.0], 0.5)
        print(y)
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
    "a class with state": Loop(
        """
        class Neuron:
            def __init__(self, w, b):
                self.w = w
                self.b = b
            def forward(self, x):
                self.x = x
                self.z = sum(p * q for p, q in zip(x, self.w)) + self.b
                return max(self.z, 0)
            def backward(self, dvalue):
                dz = dvalue * (1.0 if self.z > 0 else 0.0)
                self.dw = [dz * p for p in self.x]
                self.db = dz
            def step(self, lr):
                for i in range(len(self.w)):
                    self.w[i] -= lr * self.dw[i]
                self.b -= lr * self.db
        n = Neuron([0.5, -0.25], 0.75)
        for epoch in range(3):
            y = n.forward([1.0, 2.0])
            print(y)
            n.backward(1.0)
            n.step(0.1)
        """,
        neuron,
        ("w", "b", "x"),
        output="y",
    ),
    "two objects of one class": Loop(
        """
        import math
        class Layer:
            def __init__(self, w, b):
                self.w, self.b = w, b
            def forward(self, x):
                self.x = x
                self.out = math.tanh(self.w * x + self.b)
                return self.out
            def backward(self, dout):
                dz = dout * (1 - self.out ** 2)
                self.dw, self.db = dz * self.x, dz
                return dz * self.w
            def update(self, lr):
                self.w = self.w - lr * self.dw
                self.b = self.b - lr * self.db
        one, two = Layer(0.5, 0.1), Layer(-0.75, 0.2)
        x, t = 1.5, 0.25
        for k in range(3):
            y = two.forward(one.forward(x))
            loss = (y - t) ** 2
            print(loss)
            one.backward(two.backward(2 * (y - t)))
            one.update(0.1)
            two.update(0.1)
        """,
        lambda v, k: (
            (
                math.tanh(v["two.w"] * math.tanh(v["one.w"] * v["x"] + v["one.b"]) + v["two.b"])
                - v["t"]
            )
            ** 2
        ),
        ("one.w", "two.w", "one.b", "two.b", "x", "t"),
    ),
    "parameters as objects": Loop(
        """
        class Parameter:
            def __init__(self, data):
                self.data, self.grad = data, 0.0
        p, q = Parameter(2.0), Parameter(-1.5)
        x = 3.0
        for k in range(3):
            y = p.data * x + q.data
            loss = (y - 1.0) ** 2
            print(loss)
            p.grad = 2 * (y - 1.0) * x
            q.grad = 2 * (y - 1.0)
            for one in (p, q):
                one.data -= 0.01 * one.grad
        """,
        lambda v, k: (v["p.data"] * v["x"] + v["q.data"] - 1.0) ** 2,
        ("p.data", "q.data", "x"),
    ),
    "parameters in a dict": Loop(
        """
        p = {"w": [0.5, 1.5], "b": 0.25}
        x = [1.0, -2.0]
        def forward(p, x):
            z = p["w"][0] * x[0] + p["w"][1] * x[1] + p["b"]
            return z * z
        for k in range(3):
            loss = forward(p, x)
            print(loss)
            dz = 2 * (p["w"][0] * x[0] + p["w"][1] * x[1] + p["b"])
            for i in range(2):
                p["w"][i] -= 0.01 * dz * x[i]
            p["b"] -= 0.01 * dz
        """,
        lambda v, k: (v["p"]["w"][0] * v["x"][0] + v["p"]["w"][1] * v["x"][1] + v["p"]["b"]) ** 2,
        ("p", "x"),
    ),
    "an optimizer that is given the neuron": Loop(
        """
        class Neuron:
            def __init__(self, w, b):
                self.w, self.b = w, b
            def forward(self, x):
                self.x = x
                self.out = max(0.0, self.w * x + self.b)
                return self.out
        class SGD:
            def update(self, n, g):
                n.w -= 0.1 * g * n.x
                n.b -= 0.1 * g
        n, opt = Neuron(2.0, -1.0), SGD()
        for epoch in range(3):
            y = n.forward(1.5)
            loss = (y - 1.0) ** 2
            print(loss)
            opt.update(n, 2 * (y - 1.0))
        """,
        lambda v, k: (max(0.0, v["w"] * v["x"] + v["b"]) - 1.0) ** 2,
        ("w", "b", "x"),
    ),
    "an optimizer that is given the layer": Loop(
        """
        import numpy as np
        class Layer:
            def __init__(self):
                self.weights, self.biases = np.array([0.2, -0.3]), np.array([0.5])
            def forward(self, inputs):
                self.inputs = inputs
                self.output = np.dot(inputs, self.weights) + self.biases
            def backward(self, dvalues):
                self.dweights = self.inputs * dvalues
                self.dbiases = dvalues
        class Optimizer_SGD:
            def update_params(self, layer):
                layer.weights += -0.1 * layer.dweights
                layer.biases += -0.1 * layer.dbiases
        X = np.array([1.0, 2.0])
        layer, optimizer = Layer(), Optimizer_SGD()
        for epoch in range(3):
            layer.forward(X)
            loss = np.mean((layer.output - 0.5) ** 2)
            print(loss)
            layer.backward(2 * (layer.output - 0.5))
            optimizer.update_params(layer)
        """,
        lambda v, k: (
            (
                sum(x * w for x, w in zip(v["X"], v["layer.weights"], strict=True))
                + v["layer.biases"][0]
                - 0.5
            )
            ** 2
        ),
        ("X", "layer.weights", "layer.biases"),
    ),
    "an update from the output and from an error": Loop(
        """
        import math
        w, b, x, t = 0.5, 0.1, 1.5, 1.0
        for k in range(3):
            z = w * x + b
            y = 1 / (1 + math.exp(-z))
            err = y - t
            loss = err ** 2
            print(loss)
            w -= 0.1 * err * y * (1 - y) * x
            b -= 0.1 * (y - t)
        """,
        lambda v, k: (1 / (1 + math.exp(-v["w"] * v["x"] - v["b"])) - v["t"]) ** 2,
        ("w", "b", "x", "t"),
    ),
    "a state that is carried on": Loop(
        """
        import math
        w, v, h, x = 0.5, 1.5, 0.1, 2.0
        for k in range(3):
            h = math.tanh(w * x + v * h)
            y = h * 3.0
            loss = (y - 1.0) ** 2
            print(loss)
            dy = 2 * (y - 1.0)
            dw = dy * 3.0 * (1 - h * h) * x
            w -= 0.1 * dw
        """,
        lambda v, k: (3.0 * math.tanh(v["w"] * v["x"] + v["v"] * v["h"]) - 1.0) ** 2,
        ("w", "v", "h", "x"),
    ),
    "an optimizer without names of gradients": Loop(
        """
        import math
        x, t, w, m, v = 1.5, 1.0, 2.0, 0.0, 0.0
        for k in range(1, 4):
            y = w * x
            loss = (y - t) ** 2
            print(loss)
            slope = 2 * (y - t) * x
            m = 0.9 * m + 0.1 * slope
            v = 0.999 * v + 0.001 * slope ** 2
            m_hat = m / (1 - 0.9 ** k)
            v_hat = v / (1 - 0.999 ** k)
            w -= 0.1 * m_hat / (math.sqrt(v_hat) + 1e-8)
        """,
        lambda v, k: (v["w"] * v["x"] - v["t"]) ** 2,
        ("x", "t", "w"),
    ),
    "Newton's method": Loop(
        """
        x = 2.0
        for i in range(3):
            f = x * x - 2.0
            print(f)
            df = 2.0 * x
            x = x - f / df
        """,
        lambda v, k: v["x"] ** 2 - 2.0,
        ("x",),
        output="f",
    ),
    "a shared name that is not given again": Loop(
        """
        x, w = 4.0, 1.5
        norm = x * 0.5
        for k in range(3):
            y = norm * w
            print(y)
            dw = norm
            w += -0.1 * dw
        """,
        lambda v, k: v["x"] * 0.5 * v["w"],
        ("x", "w"),
        output="y",
    ),
    "a second pass that is dead": Loop(
        """
        x, w, b = [2.0], [0.5], 0.1
        for k in range(2):
            z = x[0] * w[0] + b
            y = max(z, 0)
            print(y)
            dz = 1.0 if z > 0 else 0.0
            w[0] -= 1.0 * dz * x[0]
        """,
        neuron,
        ("x", "w", "b"),
        output="y",
        count=2,
    ),
}


def program(tmp_path, code):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    return read_program(file)


def values(graph):
    """The inputs of a graph by variable."""
    return {
        name: map_structure(structure, lambda index: graph.nodes[index].value)
        for name, structure in graph.variables.items()
    }


def slope(forward, given, place):
    """The central difference of a function of variables w.r.t. the number at a place in them."""
    step = 1e-6
    up, down = forward(moved(given, place, step)), forward(moved(given, place, -step))
    return (up - down) / (2 * step)


def moved(given, place, step):
    """The variables with one number changed."""
    count = itertools.count()
    return map_structure(given, lambda value: value + step * (next(count) == place))


def flat(structure):
    found = []
    map_structure(structure, found.append)
    return found


@pytest.mark.parametrize("name", LOOPS)
def test_every_pass_starts_from_the_values_of_its_time(name, tmp_path):
    loop = LOOPS[name]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        graphs = run_program(program(tmp_path, loop.code), choice="all")
        listing = list_program(program(tmp_path, loop.code))
    outputs = [float(line) for line in printed.getvalue().splitlines()][: loop.count]
    assert [found.outputs for found in listing.passes] == [((loop.output, y),) for y in outputs]
    assert {found.inputs for found in listing.passes} == {loop.inputs}
    assert [graph.pass_number for graph in graphs] == [None, *range(2, loop.count + 1)]
    for k, (graph, output) in enumerate(zip(graphs, outputs, strict=True)):
        assert graph.nodes[graph.output].value == output
        assert loop.forward(values(graph), k) == pytest.approx(output, rel=1e-12)


@pytest.mark.parametrize("name", LOOPS)
def test_gradients_of_every_pass_are_those_of_the_code_restarted(name, tmp_path):
    loop = LOOPS[name]
    with contextlib.redirect_stdout(io.StringIO()):
        graphs = run_program(program(tmp_path, loop.code), choice="all")
    for k, graph in enumerate(graphs):
        movie = gb.Movie(graph, seed=1.0)
        given = values(graph)
        forward = partial(loop.forward, k=k)
        expected = [slope(forward, given, place) for place in range(len(flat(given)))]
        assert flat(movie.gradients) == pytest.approx(expected, rel=1e-5, abs=1e-6)


def found_in(tmp_path, code, of=None):
    """Number, outputs and whether it is complete, of each pass."""
    with contextlib.redirect_stdout(io.StringIO()):
        listing = list_program(program(tmp_path, code), of)
    return [
        (" ".join(name for name, _ in found.outputs), not found.incomplete_because)
        for found in listing.passes
    ]


PRODUCTS = "xw0 = x[0] * w[0]\nxw1 = x[1] * w[1]\nxw2 = x[2] * w[2]\n"
SHAPES = {
    "products alone, then all": (
        INPUTS + PRODUCTS + FORWARD,
        [("xw0 xw1 xw2", False), ("y", True)],
    ),
    "all, then products alone": (FORWARD + PRODUCTS, [("y", True), ("xw0 xw1 xw2", False)]),
    "a single product tried out": (
        FORWARD + "xw0 = x[0] * w[0]\nprint(xw0)\n" + FORWARD + BACKWARD,
        [("y", True), ("xw0", False), ("y", True)],
    ),
    "as far as the sum": (
        FORWARD.replace("y = max(z, 0)\n", "") + FORWARD,
        [("z", False), ("y", True)],
    ),
    "a cell that only prints": (FORWARD + "print(y, z)\ny\n" + FORWARD, [("y", True)] * 2),
    "a loss that comes in later": (
        FORWARD + BACKWARD + UPDATE + AGAIN + "loss = (y - 5.0) ** 2\n",
        [("y", True), ("loss", True)],
    ),
    "other names after the update": (
        FORWARD + BACKWARD + UPDATE + "z2 = x[0] * w[0] + b\ny2 = max(z2, 0)\nchange = y2 - y\n",
        [("y", True), ("y2", True)],
    ),
    "the output under another name too": (
        FORWARD + "old = y\n" + BACKWARD + UPDATE + AGAIN + "change = y - old\n",
        [("y", True), ("y", True)],
    ),
    "terms in a loop, twice": (
        "x = [1.0, 2.0]\nw = [3.0, 4.0]\nfor k in range(2):\n    z = 0.0\n"
        "    for i in range(2):\n        p = x[i] * w[i]\n        z = z + p\n    y = max(z, 0)\n",
        [("y", True)] * 2,
    ),
    "two neurons that share nothing": (
        "x, w = 2.0, 3.0\nz = x * w\ny = max(z, 0)\n"
        "a, b = [1.0, 2.0], [0.5, 0.25]\nq = a[0] * b[0] + a[1] * b[1]\nr = max(q, 0)\n",
        [("y", True), ("r", True)],
    ),
    "two neurons line by line": (
        "x, w, a, b = 2.0, 3.0, 1.0, 0.5\nz = x * w\nq = a * b\ny = max(z, 0)\nr = max(q, 0)\n",
        [("y r", False)],
    ),
    "two neurons of one input": (
        "x, w, v = 2.0, 3.0, 0.5\ny = max(x * w, 0)\nr = max(x * v, 0)\n",
        [("y r", False)],
    ),
    "a number that is got ready": (
        "width = 2.0\nhalf = width / 2\nx, w = 2.0, 3.0\ny = x * w\n",
        [("half y", False)],
    ),
    "a helper for the parts of one pass": (
        "def dot(a, b):\n    s = a[0] * b[0]\n    s = s + a[1] * b[1]\n    return s\n"
        "x = [1.0, 2.0]\nu, v = [0.5, 1.0], [-1.0, 0.25]\n"
        "for k in range(2):\n    h0 = max(dot(x, u), 0)\n    h1 = max(dot(x, v), 0)\n"
        "    y = h0 + h1 * 2.0\n",
        [("y", True)] * 2,
    ),
    "a helper's results that nothing takes up": (
        "def f(x, w):\n    z = x * w\n    return max(z, 0)\na = f(1.0, 2.0)\nc = f(3.0, 0.5)\n",
        [("a", True), ("c", True)],
    ),
    "an input changed before its use": (
        "for k in range(2):\n    x = 2.0\n    x = x + 1.0\n    y = x * x\n",
        [("y", True)] * 2,
    ),
    "a residual is no update": (
        "x, w = 2.0, 0.5\nh = x * w\nx = x + h\ny = x * 3.0\n",
        [("h", True)],
    ),
    "a product that is not computed again": (
        FORWARD + BACKWARD + UPDATE + AGAIN[AGAIN.index("xw1") :],
        [("y", True), ("y", True)],
    ),
    "a start value that is no zero": (
        "x, w, z = [1.0, 2.0], [3.0, 4.0], 0.5\nfor i in range(2):\n    p = x[i] * w[i]\n"
        "    z = z + p\ny = max(z, 0)\n",
        [("y", True)],
    ),
    "several results": ("x = 2.0\na = x * 2.0\nb = x * 3.0\n", [("a b", False)]),
}


@pytest.mark.parametrize("name", SHAPES)
def test_where_passes_begin_and_which_are_complete(name, tmp_path):
    code, expected = SHAPES[name]
    assert found_in(tmp_path, code) == expected


def test_the_first_complete_pass_is_drawn_without_a_number(tmp_path):
    code, _ = SHAPES["products alone, then all"]
    [graph] = run_program(program(tmp_path, code))
    assert graph.nodes[graph.output].name == "y"
    assert graph.pass_number is None


def test_of_finds_its_name_in_each_pass(tmp_path):
    code = FORWARD + BACKWARD + UPDATE + AGAIN
    assert found_in(tmp_path, code, of="z") == [("z", True), ("z", True)]
    assert found_in(tmp_path, code + "loss = y * 2.0\n", of="loss") == [("", False), ("loss", True)]
    movie = gb.run(program(tmp_path, code).path, of="z", pass_number=2)
    assert movie.graph.nodes[movie.graph.output].name == "z"


@pytest.mark.parametrize(
    ("code", "choice", "message"),
    [
        (FORWARD + FORWARD, 7, "no pass 7: there are 2 passes; 'list' shows"),
        (FORWARD, 2, "no pass 2: there is one pass"),
        (FORWARD, 0, "no pass 0"),
        (FORWARD + PRODUCTS, 2, "pass 2 is not complete: cut short: pass 1 goes on from xw0, xw1"),
        (SHAPES["several results"][0], "all", "2 results could be the output: a, b; choose with"),
        (FORWARD * 21, "all", "21 passes are too many to draw at once, 20 at most.*--pass N"),
    ],
)
def test_a_pass_that_is_not_there_is_one_line(code, choice, message, tmp_path):
    with pytest.raises(BackpropError, match=message) as caught:
        run_program(program(tmp_path, code), choice=choice)
    assert "\n" not in str(caught.value)


def test_names_and_seed_are_those_of_the_pass(tmp_path):
    second = AGAIN + BACKWARD.replace("dvalue = 1.0", "dvalue = 2.0")
    file = notebook(tmp_path, FORWARD + BACKWARD + UPDATE, second)
    one, two = gb.passes(file)
    assert (one.backprop.seed, two.backprop.seed) == (1.0, 2.0)
    assert str(two.graph.seed.place).startswith("cell 2")
    places = {str(f.frame.caption.place) for f in two if "drelu_dx0 = " in f.frame.caption.code}
    assert places
    assert all(place.startswith("cell 2") for place in places)
    assert [str(line) for line in two.frames[-1].caption.vectors] == [
        "dw = [2.0, -4.0, 6.0]  db = 2.0  (for the update)",
        "dx = [-6.002, -1.996, 3.994]  (goes on to the previous layer)",
    ]


def test_names_of_an_earlier_pass_are_not_taken(tmp_path):
    code = FORWARD + BACKWARD + "drelu_dw0 = drelu_dxw0 * x[0]\n" + UPDATE + AGAIN
    one, two = gb.passes(program(tmp_path, code).path)
    captions = [[figure.frame.caption.code for figure in movie] for movie in (one, two)]
    assert "drelu_dw0 = 1.0 * 1.0 = 1.0" in captions[0]
    assert "dy/dw[0] = 1.0 * 1.0 = 1.0" in captions[1]
    assert not any("drelu_dw0" in code for code in captions[1])


def test_an_old_product_keeps_its_old_weight(tmp_path):
    code, _ = SHAPES["a product that is not computed again"]
    _, two = gb.passes(program(tmp_path, code).path)
    assert two.gradients == {
        "x": [-3.0, pytest.approx(-0.998), pytest.approx(1.997)],
        "w": [1.0, None, None],
        "w#2": [0.0, -2.0, 3.0],
        "b": 1.0,
    }


def test_a_seed_that_is_given_once_holds_for_all(tmp_path):
    file = program(tmp_path, "dvalue = 2.0\n" + FORWARD * 2).path
    assert [movie.backprop.seed for movie in gb.passes(file)] == [2.0, 2.0]


def test_titles_say_which_pass(tmp_path):
    one, two = gb.passes(program(tmp_path, FORWARD * 2).path)
    assert one.rendering.title == "Backpropagation through program.py"
    assert two.rendering.title == "Backpropagation through program.py, pass 2"


def test_what_was_found_goes_from_process_to_process(tmp_path):
    code = FORWARD + BACKWARD + UPDATE + AGAIN
    graphs = run_program(program(tmp_path, code), choice="all")
    for graph, other in zip(graphs, pickle.loads(pickle.dumps(graphs)), strict=True):
        for field in fields(graph):
            assert getattr(graph, field.name) == getattr(other, field.name)
    listing = list_program(program(tmp_path, code))
    assert pickle.loads(pickle.dumps(listing)) == listing


def test_gradients_are_listed_with_their_pass(tmp_path):
    file = notebook(tmp_path, FORWARD + BACKWARD, UPDATE + AGAIN + "dz = 3.0\n")
    found = list_program(read_program(file)).gradients
    assert [(one.name, number) for one, number in found] == [
        ("dvalue", 1),
        ("drelu_dz", 1),
        ("dsum_dxw0", 1),
        ("drelu_dxw0", 1),
        ("drelu_dx0", 1),
        ("dw[0]", 1),
        ("dw[1]", 1),
        ("dw[2]", 1),
        ("dz", 2),
    ]
    assert str(found[-1][0].place) == "cell 2, line 10"


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
