"""The matrix examples of chapter 9, through the reader's NumPy: the numbers derived by hand."""

from __future__ import annotations

import contextlib
import io

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.ops.arrays import jacobian

LEVELS = ("element", "array", "layer")

DENSE = """
import numpy as np
dvalues = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [3.0, 3.0, 3.0]])
inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
weights = np.array([
    [0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]
]).T
biases = np.array([[2.0, 3.0, 0.5]])
outputs = np.dot(inputs, weights) + biases
"""
# Row by row: inputs · weights + biases.
OUTPUTS = [[4.8, 1.21, 2.385], [8.9, -1.81, 0.2], [1.41, 1.051, 0.026]]
# dvalues · weightsᵀ: a row of weights summed, times 1, 2, 3.
DINPUTS = [[0.44, -0.38, -0.07, 1.37], [0.88, -0.76, -0.14, 2.74], [1.32, -1.14, -0.21, 4.11]]
# inputsᵀ · dvalues: each input 1, 2 and 3 times, the same for all neurons.
DWEIGHTS = [[0.5] * 3, [20.1] * 3, [10.9] * 3, [4.1] * 3]
DBIASES = [[6.0, 6.0, 6.0]]

RELU = """
import numpy as np
dvalues = np.array([[1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0], [9.0, 10.0, 11.0, 12.0]])
z = np.array([[1.0, 2.0, -3.0, -4.0], [2.0, -7.0, -1.0, 3.0], [-1.0, 2.0, 5.0, -1.0]])
outputs = np.maximum(0, z)
"""
DZ = [[1.0, 2.0, 0.0, 0.0], [5.0, 0.0, 0.0, 8.0], [0.0, 10.0, 11.0, 0.0]]

# The logarithms of the probabilities give these back, whatever is added to all of them.
SCORES = (np.log([0.7, 0.1, 0.2]) + 3.0).tolist()
SOFTMAX = """
import numpy as np
z = np.array({scores})
exp_values = np.exp(z - np.max(z))
softmax_output = exp_values / np.sum(exp_values)
dvalues = np.array({seed})
"""
JACOBIAN = [[0.21, -0.07, -0.14], [-0.07, 0.09, -0.02], [-0.14, -0.02, 0.16]]

PROBABILITIES = [[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]]
CLASSES = [0, 1, 1]
ONE_HOT = [[1, 0, 0], [0, 1, 0], [0, 1, 0]]
# -1 / p at the right class, by three samples; zero elsewhere.
DPROBABILITIES = [[-1 / 2.1, 0.0, 0.0], [0.0, -1 / 1.5, 0.0], [0.0, -1 / 2.7, 0.0]]
# (ŷ - y) / 3.
DSCORES = [[-0.1, 0.1 / 3, 0.2 / 3], [0.1 / 3, -0.5 / 3, 0.4 / 3], [0.02 / 3, -0.1 / 3, 0.08 / 3]]
LOSS = -(np.log(0.7) + np.log(0.5) + np.log(0.9)) / 3

CROSS_ENTROPY = {
    "class numbers": f"y = np.array({CLASSES})\nkept = p[range(len(p)), y]\n",
    "one-hot labels": f"kept = np.sum(p * np.array({ONE_HOT}), axis=1)\n",
}
OF_PROBABILITIES = f"import numpy as np\np = np.array({PROBABILITIES})\n"
OF_SCORES = f"""
import numpy as np
z = np.array({np.log(PROBABILITIES).tolist()})
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
"""
MEAN = "losses = -np.log(kept)\nloss = np.mean(losses)\n"


def movie_of(code, **options):
    with contextlib.redirect_stdout(io.StringIO()):
        return gb.run(code=code, **options)


def assert_gradients(movie, expected):
    for name, gradient in expected.items():
        found = np.array(movie.gradients[name])
        assert found.shape == np.shape(gradient), name
        assert np.abs(found - gradient).max() < 1e-12, name


@pytest.mark.parametrize("level", LEVELS)
def test_a_dense_layer_with_a_batch(level):
    movie = movie_of(DENSE, level=level, seed="dvalues")
    assert np.abs(movie.graph.nodes[movie.graph.output].value - OUTPUTS).max() < 1e-12
    assert_gradients(movie, {"inputs": DINPUTS, "weights": DWEIGHTS, "biases": DBIASES})


@pytest.mark.parametrize("level", LEVELS)
def test_a_mask_of_relu(level):
    assert_gradients(movie_of(RELU, level=level, seed="dvalues"), {"z": DZ})


def test_the_jacobian_of_softmax():
    assert np.abs(jacobian(np.array([0.7, 0.1, 0.2])) - JACOBIAN).max() < 1e-15


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("row", range(3))
def test_a_row_of_the_jacobian_for_each_seed(row, level):
    seed = [float(k == row) for k in range(3)]
    movie = movie_of(
        SOFTMAX.format(scores=SCORES, seed=seed), level=level, seed="dvalues", of="softmax_output"
    )
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(np.array([0.7, 0.1, 0.2]))
    assert_gradients(movie, {"z": JACOBIAN[row]})


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("labels", CROSS_ENTROPY)
def test_cross_entropy(labels, level):
    movie = movie_of(OF_PROBABILITIES + CROSS_ENTROPY[labels] + MEAN, level=level)
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(LOSS)
    assert_gradients(movie, {"p": DPROBABILITIES})


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("labels", CROSS_ENTROPY)
def test_softmax_and_cross_entropy_combined(labels, level):
    movie = movie_of(OF_SCORES + CROSS_ENTROPY[labels] + MEAN, level=level)
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(LOSS)
    assert_gradients(movie, {"z": DSCORES})
