"""The passes of a file: where each begins, what it starts from, and its gradients."""

from __future__ import annotations

import contextlib
import io
import itertools
import math
import textwrap
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import list_program, run_program
from graphviz_backprop.graph import map_structure
from graphviz_backprop.sources import read_program


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
