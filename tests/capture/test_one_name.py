"""A node has one name, the same in figures, captions, JSON and `gradients`."""

from __future__ import annotations

import json

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import read_program

TWO_INPUTS = """
x = 2.0
x = x * 3.0
y = x + 1.0
x = 5.0
z = y * x
"""
TWO_LISTS = """
w = [1.0, 2.0]
h = w[0] * w[1]
w = [3.0, -1.0, 0.5]
y = h * w[0] + w[1] * w[2]
"""
TWO_UNITS = """
class Unit:
    def __init__(self, w, b):
        self.w = w
        self.b = b
    def out(self, x):
        return x * self.w + self.b
units = [Unit(0.5, 1.0), Unit(-1.0, 2.0)]
x = 3.0
h = x
for unit in units:
    h = unit.out(h)
loss = (h - 1.0) ** 2
"""
TWO_LAYERS = """
import numpy as np
class Dense:
    def __init__(self, n, m, seed):
        rng = np.random.default_rng(seed)
        self.weights = rng.normal(size=(n, m))
        self.b = np.array([0.1] * m)
    def forward(self, x):
        return np.dot(x, self.weights) + self.b
class Net:
    def __init__(self):
        self.layers = [Dense(2, 3, 0), Dense(3, 1, 1)]
    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x
net = Net()
x = np.array([[1.0, 2.0]])
y = net.forward(x)
loss = np.mean((y - 1.0) ** 2)
"""


def graph_of(tmp_path, code):
    file = tmp_path / "program.py"
    file.write_text(code)
    (graph,) = run_program(read_program(file))
    return graph


def names_of_leaves(graph):
    return {node.value: graph.versions[node.index] for node in graph.nodes if node.is_leaf}


def test_the_second_input_of_a_name_has_a_number_before_what_is_computed(tmp_path):
    graph = graph_of(tmp_path, TWO_INPUTS)
    assert names_of_leaves(graph) == {2.0: "x", 5.0: "x#2"}
    computed = [graph.versions[node.index] for node in graph.operators()]
    assert computed == ["x#3", "y", "z"]


def test_parts_of_a_second_list_are_parts_of_that_list(tmp_path):
    graph = graph_of(tmp_path, TWO_LISTS)
    names = names_of_leaves(graph)
    assert (names[1.0], names[2.0]) == ("w[0]", "w[1]")
    assert (names[3.0], names[-1.0], names[0.5]) == ("w#2[0]", "w#2[1]", "w#2[2]")
    assert set(graph.variables) == {"w", "w#2"}


@pytest.mark.parametrize("code", [TWO_INPUTS, TWO_LISTS, TWO_UNITS])
def test_json_captions_figures_and_gradients_agree(tmp_path, code):
    movie = gb.run(code=code)
    movie.save(tmp_path / "movie.json")
    data = json.loads((tmp_path / "movie.json").read_text())
    by_value = {node["value"]: node for node in data["nodes"] if node["op"] == "leaf"}
    listed = {}
    for name, gradient in movie.gradients.items():
        parts = gradient if isinstance(gradient, list) else [gradient]
        for index, part in enumerate(parts):
            listed[f"{name}[{index}]" if isinstance(gradient, list) else name] = part
    assert listed == {node["name"]: node["gradient"] for node in by_value.values()}
    captions = " ".join(str(frame.caption) for frame in movie.frames)
    assert all(name in captions for name in listed)


def test_numbers_that_constructors_got_are_named_by_where_their_objects_are_kept(tmp_path):
    graph = graph_of(tmp_path, TWO_UNITS)
    assert set(graph.variables) == {"x", *(f"units[{k}].{p}" for k in (0, 1) for p in "wb")}
    assert names_of_leaves(graph)[-1.0] == "units[1].w"


def test_attributes_of_layers_in_a_list_are_named_by_their_path(tmp_path):
    graph = graph_of(tmp_path, TWO_LAYERS)
    paths = {f"net.layers[{k}].{name}" for k in (0, 1) for name in ("weights", "b")}
    assert set(graph.variables) == {"x", *paths}


COLUMNS = """
import numpy as np
rng = np.random.default_rng(0)
x = rng.normal(size=(3, {samples}))
W1 = rng.normal(size=({hidden}, 3)); b1 = rng.normal(size=({hidden}, 1))
W2 = rng.normal(size=(1, {hidden})); b2 = rng.normal(size=(1, 1))
a = np.tanh(W1 @ x + b1)
y = np.sum(W2 @ a + b2)
"""


@pytest.mark.parametrize("samples", [1, 4])
@pytest.mark.parametrize("hidden", [2, 5])
def test_layers_of_column_vectors_are_all_drawn_alike(samples, hidden):
    code = COLUMNS.format(samples=samples, hidden=hidden)
    movie = gb.run(code=code, level="layer")
    boxes = [node for node in movie.graph.nodes if node.title == "dense"]
    assert [node.op.symbol for node in boxes] == ["W·x + b", "W·x + b"]
    weights = [movie.graph.nodes[node.inputs[0]].name for node in boxes]
    assert weights == ["W1", "W2"]


def test_a_layer_of_rows_stays_one_of_rows():
    code = """
import numpy as np
x = np.array([[1.0, 2.0]])
W = np.array([[0.5], [-1.0]]); b = np.array([[0.25]])
y = np.sum(np.tanh(x @ W + b))
"""
    movie = gb.run(code=code, level="layer")
    (box,) = [node for node in movie.graph.nodes if node.title == "dense"]
    assert box.op.symbol == "x·W + b"
