"""Per-sample gradients n times those of the cost, which is a mean: n is divided by at the end."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import wrong
from tests.quick_or_long import quick

HELPERS = """
import numpy as np
np.random.seed(2)

def sigmoid(Z):
    return 1 / (1 + np.exp(-Z)), Z

def relu(Z):
    return np.maximum(0, Z), Z

def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ

def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache))
    dZ = dA * s * (1 - s)
    return dZ

def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = 1.0 / m * np.dot(dZ, A_prev.T)
    db = 1.0 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

X = np.random.randn(3, 7)
Y = np.array([[1, 0, 0, 1, 1, 0, 1]])
"""
TWO_LAYERS = (
    HELPERS
    + """
W1, b1 = np.random.randn(4, 3) * 0.5, np.zeros((4, 1))
W2, b2 = np.random.randn(1, 4) * 0.5, np.zeros((1, 1))
for i in range(2):
    A1, cache1 = relu(W1 @ X + b1)
    A2, cache2 = sigmoid(W2 @ A1 + b2)
    cost = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
    dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
    dA1, dW2, db2 = linear_backward(sigmoid_backward(dA2, cache2), (A1, W2, b2))
    dA0, dW1, db1 = linear_backward(relu_backward(dA1, cache1), (X, W1, b1))
    W1, b1 = W1 - 0.3 * dW1, b1 - 0.3 * db1
    W2, b2 = W2 - 0.3 * dW2, b2 - 0.3 * db2
"""
)
LAYERS = (
    HELPERS
    + """
def forward(X, parameters):
    caches, A, L = [], X, len(parameters) // 2
    for l in range(1, L + 1):
        A_prev, W, b = A, parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A_prev) + b
        A, activation_cache = sigmoid(Z) if l == L else relu(Z)
        caches.append(((A_prev, W, b), activation_cache))
    return A, caches

def backward(AL, Y, caches):
    grads, L = {}, len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    linear_cache, activation_cache = caches[L - 1]
    dZ = sigmoid_backward(dAL, activation_cache)
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_backward(dZ, linear_cache)
    for l in reversed(range(L - 1)):
        linear_cache, activation_cache = caches[l]
        dZ = relu_backward(dA, activation_cache)
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_backward(dZ, linear_cache)
    return grads

sizes, parameters = [3, 4, 1], {}
for l in range(1, len(sizes)):
    parameters["W" + str(l)] = np.random.randn(sizes[l], sizes[l - 1]) * 0.7
    parameters["b" + str(l)] = np.random.randn(sizes[l], 1) * 0.1
for i in range(2):
    AL, caches = forward(X, parameters)
    cost = np.mean(-Y * np.log(AL) - (1 - Y) * np.log(1 - AL))
    grads = backward(AL, Y, caches)
    for key in parameters:
        parameters[key] = parameters[key] - 0.3 * grads["d" + key]
"""
)
SLIPS = [
    (TWO_LAYERS, "dA * s * (1 - s)", "dA * s"),
    (TWO_LAYERS, "-(np.divide(Y, A2) - np.divide", "(np.divide(Y, A2) - np.divide"),
    (TWO_LAYERS, "np.array(dA, copy=True)", "-np.array(dA, copy=True)"),
    (LAYERS, "dA * s * (1 - s)", "-(dA * s * (1 - s))"),
    (LAYERS, "dA * s * (1 - s)", "dA * s"),
    (LAYERS, "-(np.divide(Y, AL) - np.divide", "(np.divide(Y, AL) - np.divide"),
]


@pytest.mark.parametrize("code", quick([TWO_LAYERS, LAYERS], 1))
def test_no_right_line_is_accused(code):
    assert wrong(code) == []


@pytest.mark.parametrize(("code", "right", "slip"), quick(SLIPS, 1))
def test_only_the_line_with_the_slip_is_named(code, right, slip):
    assert code.count(right) == 1
    line = code[: code.index(right)].count("\n") + 1
    assert {at for _, at in wrong(code.replace(right, slip))} == {line}
