"""Networks in plain lists as vectors and matrices: the same numbers and gradients, regrouped."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphviz_backprop.levels import ARRAY, ELEMENT, View
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
    numbers, arrays = (run.backprop(output, View(level=level)) for level in (ELEMENT, ARRAY))
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
