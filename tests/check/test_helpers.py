"""Functions whose name says what they give: `sigmoid_prime`, given what `sigmoid` was given."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import checked, verdicts, wrong
from tests.quick_or_long import quick

# Two slips of the sign on the way to W1 hide each other there.
LAYERS = """
import numpy as np
class Full:
    def __init__(self, size, count):
        self.weights = np.random.rand(size, count) - 0.5
    def forward(self, given):
        self.input = given
        self.output = np.dot(given, self.weights)
        return self.output
    def backward(self, output_error, rate):
        input_error = np.dot(output_error, self.weights.T)
        weights_error = np.dot(self.input.T, output_error)
        self.weights -= rate * weights_error
        return input_error
class Bent:
    def __init__(self, function, prime):
        self.function, self.prime = function, prime
    def forward(self, given):
        self.input = given
        self.output = self.function(given)
        return self.output
    def backward(self, output_error, rate):
        return self.prime(self.input) * output_error
def tanh(x):
    return np.tanh(x)
def tanh_prime(x):
    return {slip}
def mse(wanted, got):
    return np.mean((wanted - got) ** 2)
def mse_prime(wanted, got):
    return 2 * (got - wanted) / wanted.size
np.random.seed(8)
net = [Full(2, 3), Bent(tanh, tanh_prime), Full(3, 1), Bent(tanh, tanh_prime)]
for x, t in [([[0.5, 1.0]], [[1.0]]), ([[1.0, -0.3]], [[0.2]])]:
    x, t = np.array(x), np.array(t)
    out = x
    for layer in net:
        out = layer.forward(out)
    err = mse(t, out)
    error = mse_prime(t, out)
    for layer in reversed(net):
        error = layer.backward(error, 0.1)
"""
METHODS = """
import numpy as np
class Net:
    def __init__(self):
        self.W1, self.W2 = np.array([[0.3, -0.2], [0.6, 0.1]]), np.array([[0.5], [-0.4]])
    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))
    def sigmoidPrime(self, z):
        return {slip}
    def prime_of_cost(self, X, y):
        self.z2 = X @ self.W1
        self.a2 = self.sigmoid(self.z2)
        self.z3 = self.a2 @ self.W2
        self.yHat = self.sigmoid(self.z3)
        self.J = 0.5 * np.sum((y - self.yHat) ** 2)
        delta3 = -(y - self.yHat) * self.sigmoidPrime(self.z3)
        dJdW2 = self.a2.T @ delta3
        delta2 = (delta3 @ self.W2.T) * self.sigmoidPrime(self.z2)
        dJdW1 = X.T @ delta2
        return dJdW1, dJdW2
X, y = np.array([[0.3, 1.0], [0.5, 0.2], [1.0, 0.4]]), np.array([[0.7], [0.8], [0.9]])
dJdW1, dJdW2 = Net().prime_of_cost(X, y)
"""
NABLAS = """
import numpy as np
def squash(z):
    return 1.0 / (1.0 + np.exp(-z))
def squash_prime(z):
    return {slip}
W1, W2 = np.array([[0.3, -0.2], [0.6, 0.1], [0.2, 0.9]]), np.array([[0.5, -0.4, 0.7]])
x, t = np.array([[0.4], [-1.2]]), np.array([[1.0]])
z1 = W1 @ x
a1 = squash(z1)
z2 = W2 @ a1
a2 = squash(z2)
cost = 0.5 * np.sum((a2 - t) ** 2)
delta = (a2 - t) * squash_prime(z2)
nabla_W2 = delta @ a1.T
delta = (W2.T @ delta) * squash_prime(z1)
nabla_W1 = delta @ x.T
"""
HELPERS = {
    "layers": (LAYERS, "1 - np.tanh(x) ** 2", ("-(1 - np.tanh(x) ** 2)", "1 - np.tanh(x)")),
    "methods": (
        METHODS,
        "np.exp(-z) / (1 + np.exp(-z)) ** 2",
        ("np.exp(-z) / (1 + np.exp(-z))", "np.exp(-z) / np.exp(-z) ** 2"),
    ),
    "nablas": (NABLAS, "squash(z) * (1 - squash(z))", ("squash(z)", "1 - squash(z)")),
}


@pytest.mark.parametrize("helper", quick(HELPERS, 1))
def test_a_helper_is_judged_by_the_function_of_its_name(helper):
    code, right, _ = HELPERS[helper]
    found = checked(code.format(slip=right)).verdicts
    assert {one.verdict for one in found} <= {"right", "unjudged"}
    line = code.partition("{slip}")[0].count("\n") + 1
    assert [one.verdict for one in found if one.line == line] == ["right"]


@pytest.mark.parametrize(
    ("helper", "slip"), quick([(h, slip) for h in HELPERS for slip in HELPERS[h][2]], 1)
)
def test_the_slip_of_a_helper_is_named_and_no_line_that_calls_it(helper, slip):
    code = HELPERS[helper][0]
    line = code.partition("{slip}")[0].count("\n") + 1
    assert {at for _, at in wrong(code.format(slip=slip))} == {line}


def test_a_helper_that_takes_what_its_function_gives_is_judged_by_what_reads_it():
    code = NABLAS.replace("squash_prime(z1)", "squash_prime(a1)")
    code = code.replace("squash_prime(z2)", "squash_prime(a2)").format(slip="z * (1 - z)")
    assert "wrong" not in verdicts(code).values()
