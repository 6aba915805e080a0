"""Networks in plain lists as vectors and matrices: the same numbers and gradients, regrouped."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphviz_backprop.backward import backpropagate
from graphviz_backprop.capture import run_program
from graphviz_backprop.levels import ARRAY, ELEMENT, LAYER, View, tell_what_stays_numbers
from graphviz_backprop.sources import read_program
from tests.list_network_examples import BATCH, DICTS, RELU, VALUES
from tests.plainly import run_with_hooks
from tests.random_list_networks import random_list_network
from tests.slopes import slopes


def flat(structure):
    """The numbers of nested lists and dicts, in order."""
    if isinstance(structure, dict):
        structure = list(structure.values())
    if isinstance(structure, list | tuple):
        return [number for part in structure for number in flat(part)]
    return [structure]


def computed(graph, node):
    """The value of a node by its op from those of its inputs."""
    args = graph.args(node)
    if not node.op.is_elementwise:
        return node.op.forward(*args, **node.options)
    return np.frompyfunc(node.op.forward, len(args), 1)(*args)


def check_same(code, output="loss"):
    """The passes by numbers and by arrays, whose values and gradients are the same."""
    run = run_with_hooks(code)
    assert run.error is None, run.error
    return compared(*(run.backprop(output, View(level=level)) for level in (ELEMENT, ARRAY)))


def compared(numbers, arrays):
    """Two passes, after it was checked that they are the same."""
    assert arrays.graph.nodes[arrays.graph.output].value == pytest.approx(
        numbers.graph.nodes[numbers.graph.output].value
    )
    for node in arrays.graph.operators():
        again = np.asarray(computed(arrays.graph, node), dtype=float)
        assert again == pytest.approx(np.asarray(node.value, dtype=float), rel=1e-12, abs=1e-12)
    expected, found = numbers.by_variable(), arrays.by_variable()
    assert list(expected) == list(found)
    for name, gradient in expected.items():
        assert flat(found[name]) == pytest.approx(flat(gradient), rel=1e-9, abs=1e-12), name
    return numbers, arrays


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_arrays_of_lists_have_the_gradients_of_their_numbers(seed):
    check_same(random_list_network(seed).code)


@pytest.mark.parametrize("seed", range(6))
def test_the_gradients_are_finite_differences(seed):
    code = random_list_network(seed).code
    _, arrays = check_same(code)
    found = arrays.by_variable()
    numbers = {name: slope for name, slope in slopes(code, "loss").items() if "[" in name}
    compared = 0
    for name, slope in numbers.items():
        variable, *keys = re.findall(r"\w+", name)
        if variable in found:
            gradient = found[variable]
            for key in keys:
                gradient = gradient[int(key) if key.isdigit() else key]
            assert gradient == pytest.approx(slope, rel=1e-4, abs=1e-6), name
            compared += 1
    assert compared >= 4


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_every_layer_is_one_matrix_product(seed, has_batch):
    network = random_list_network(seed, smallest=2, has_batch=has_batch)
    assume("t[0]) ** 2" not in network.code)  # a loss of the first output leaves the others unused
    _, arrays = check_same(network.code)
    ops = [node.op.name for node in arrays.graph.operators()]
    assert ops.count("matmul") == len(network.layers)
    leaves = [node for node in arrays.graph.nodes if node.is_leaf and not node.is_array]
    assert not any(arrays.graph.consumers[node.index] for node in leaves)


def shapes(graph):
    """The names of its inputs with their shapes."""
    return {node.name: node.shape for node in graph.nodes if node.is_leaf}


def operations(graph):
    """The names of its operations."""
    return [node.op.name for node in graph.operators()]


def test_neurons_of_a_class_are_the_matrix_of_their_layer(tmp_path):
    (tmp_path / "values.py").write_text(VALUES)
    program = read_program(tmp_path / "values.py")
    graphs = [run_program(program, view=View(level=level))[0] for level in (ELEMENT, ARRAY)]
    numbers, arrays = compared(*map(backpropagate, graphs))
    assert shapes(arrays.graph) == {
        "x": (3,),
        "layers[0].neurons[:].w": (5, 3),
        "layers[0].neurons[:].b": (5,),
        "layers[1].neurons[:].w": (4, 5),
        "layers[1].neurons[:].b": (4,),
    }
    assert operations(arrays.graph)[:6] == ["matmul", "add", "relu", "matmul", "add", "relu"]
    assert "layers[1].neurons[2].w[4]" in arrays.by_variable()
    own = {one.name: one.value for one in arrays.graph.handwritten}
    (weights,) = [node for node in arrays.graph.nodes if node.name == "layers[0].neurons[:].w"]
    found = arrays.gradients[weights.index]
    assert own["layers[0].neurons[:].w.grad"] == pytest.approx(found)
    assert len(arrays.graph) < len(numbers.graph) / 5


def test_a_bias_that_is_the_last_weight_is_a_vector_of_its_own():
    _, arrays = check_same(DICTS)
    assert shapes(arrays.graph) == {
        "layer[:]['weights'][-1]": (2,),
        "layer[:]['weights'][:-1]": (2, 2),
        "row": (2,),
    }
    assert [len(one["weights"]) for one in arrays.by_variable()["layer"]] == [3, 3]


def test_the_samples_of_a_loop_are_rows():
    _, arrays = check_same(BATCH)
    (product,) = [node for node in arrays.graph.nodes if node.op.name == "matmul"]
    assert product.shape == (3, 2)
    rows = arrays.graph.nodes[product.inputs[0]]
    assert rows.name == "X"
    assert rows.value.tolist() == [[0.5, 1.0], [1.5, -1.0], [-0.5, 2.0]]


def test_a_branch_is_a_relu_only_where_it_is_at_zero():
    _, arrays = check_same(RELU.format(zero="0"))
    (node,) = [node for node in arrays.graph.nodes if node.op.name == "relu"]
    assert node.name == "h"
    assert node.shape == (3,)
    _, arrays = check_same(RELU.format(zero="-0.1"))
    assert "relu" not in operations(arrays.graph)


def test_results_that_are_made_from_the_last_on_stand_in_their_own_order():
    code = """
W = [[0.1, 0.2], [-0.3, 0.4], [0.7, 0.9]]
x = [1.0, -0.5]
h = [0.0] * 3
for i in (2, 0, 1):
    h[i] = W[i][0] * x[0] + W[i][1] * x[1]
loss = sum(v * v for v in h)
"""
    run = run_with_hooks(code)
    _, arrays = check_same(code)
    (node,) = [node for node in arrays.graph.nodes if node.name == "h"]
    assert node.value.tolist() == [float(one) for one in run.names["h"]]


def test_what_each_number_does_in_its_own_way_stays_numbers():
    code = "w = [1.0, 2.0, 3.0]\nx = [0.5, -1.0]\nz = w[0] * x[0] + w[1] ** 2 / x[1] - w[2]"
    graph = run_with_hooks(code).backprop("z", View(level=ARRAY)).graph
    assert not any(node.is_array for node in graph.nodes)
    assert list(tell_what_stays_numbers(graph, View(level=ARRAY))) == [
        "no list in it is computed with as a vector or a matrix: drawn as numbers"
    ]
    half = code.replace("z = ", "u = [3.0, 4.0, 5.0]\nz = sum(a * a for a in u) + ")
    graph = run_with_hooks(half).backprop("z", View(level=ARRAY)).graph
    assert shapes(graph)["u"] == (3,)
    told = list(tell_what_stays_numbers(graph, View(level=ARRAY)))
    assert [one.partition(": ")[2] for one in told] == [
        "3 numbers of a list, w[0] to w[2], stay numbers: each is computed with in its own way",
        "2 numbers of a list, x[0] to x[1], stay numbers: each is computed with in its own way",
    ]
    check_same(half, "z")


@pytest.mark.parametrize(("size", "level"), [(3, "element"), (8, "array")])
def test_the_rule_draws_a_large_network_as_arrays(size, level):
    code = f"""
import math, random
random.seed(0)
W = [[random.uniform(-1, 1) for _ in range({size})] for _ in range({size})]
V = [random.uniform(-1, 1) for _ in range({size})]
x = [random.uniform(-1, 1) for _ in range({size})]
h = [math.tanh(sum(w * v for w, v in zip(row, x))) for row in W]
loss = sum(v * a for v, a in zip(V, h)) ** 2
"""
    graph = run_with_hooks(code).backprop("loss", View()).graph
    assert graph.level == level
    assert any(node.is_array for node in graph.nodes) is (level == "array")


@pytest.mark.parametrize("seed", range(8))
def test_boxes_of_lists_have_the_same_gradients(seed):
    run = run_with_hooks(random_list_network(seed).code)
    numbers, layers = (run.backprop("loss", View(level=level)) for level in (ELEMENT, LAYER))
    found = layers.by_variable()
    for name, gradient in numbers.by_variable().items():
        assert flat(found[name]) == pytest.approx(flat(gradient), rel=1e-9, abs=1e-12), name


@pytest.mark.parametrize(
    ("line", "inputs"),
    [
        ("y = sum(w * v for w, v in zip(W[0], x)) + b[0]", {"x": (3,), "W[0]": (3,), "b[0]": ()}),
        (
            "z = [sum(w * v for w, v in zip(W[i], x)) + b[i] for i in range(1)]\ny = z[0]",
            {"x": (3,), "W": (1, 3), "b": (1,)},
        ),
    ],
)
def test_the_only_neuron_of_a_layer_is_what_the_code_makes_of_it(line, inputs):
    code = f"W = [[0.1, 0.2, -0.4]]\nb = [0.3]\nx = [1.0, -0.5, 2.0]\n{line}\nloss = y ** 2"
    _, arrays = check_same(code)
    assert shapes(arrays.graph) == inputs


def test_the_largest_of_a_list_is_that_of_its_array():
    code = """
import math
W = [[0.1, 0.2], [-0.3, 0.4], [0.7, 0.9]]
x = [1.0, -0.5]
z = [sum(w * v for w, v in zip(row, x)) for row in W]
m = max(z)
e = [math.exp(v - m) for v in z]
loss = -math.log(e[1] / sum(e))
"""
    _, arrays = check_same(code)
    assert operations(arrays.graph).count("numpy.max") == 1
    same = code.replace("W = [[0.1, 0.2], ", "W = [[0.7, 0.9], ")  # two largest ones
    _, arrays = check_same(same)
    assert "numpy.max" not in operations(arrays.graph)


def test_comparisons_of_numbers_in_arrays_are_kept():
    run = run_with_hooks(RELU.format(zero="0"))
    numbers, arrays = (run.backprop("loss", View(level=level)) for level in (ELEMENT, ARRAY))
    assert len(arrays.graph.guards) == len(numbers.graph.guards) == 3
    (node,) = [node for node in arrays.graph.nodes if node.op.name == "matmul"]
    assert {guard.operands[0].behind for guard in arrays.graph.guards} == {(node.index,)}


def test_integers_too_large_for_arrays_stay_numbers():
    code = f"w = [{10**400}, 2.0]\nx = [1, 2.0]\nz = w[0] * x[0] - {10**400} + w[1] * x[1]"
    graph = run_with_hooks(code).backprop("z", View(level=ARRAY)).graph
    assert not any(node.is_array for node in graph.nodes)
