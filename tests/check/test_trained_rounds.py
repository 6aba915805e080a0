"""Right gradients of training code as it is published: no round of it may raise a false alarm."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.check.test_verdicts import verdicts, wrong

START = "import numpy as np\nnp.random.seed(0)\n"

# A sample of zeros before the biases are trained: every ReLU stands at its corner.
LAYERS_AT_ZERO = (
    START
    + """
class Dense:
    def __init__(self, m, n):
        self.weights, self.biases = 0.01 * np.random.randn(m, n), np.zeros((1, n))
    def forward(self, inputs):
        self.inputs, self.output = inputs, inputs @ self.weights + self.biases
    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dinputs = {}
X = np.array([[0.0, 0.0], [0.3, -0.2], [0.5, 0.8], [-0.7, 0.1]])
y = np.array([[1.0], [0.0], [1.0], [0.0]])
first, second = Dense(2, 4), Dense(4, 1)
first.forward(X)
hidden = np.maximum(0, first.output)
second.forward(hidden)
loss = np.mean((second.output - y) ** 2)
second.backward(2 * (second.output - y) / len(y))
dhidden = second.dinputs.copy()
dhidden[first.output <= 0] = 0
first.backward(dhidden)
"""
)
SCORES_AT_ZERO = (
    START
    + """
X = np.array([[0.0, 0.0, 0.0], [1.0, -2.0, 0.5]])
W, b, v = np.random.randn(3, 5) * 1e-3, np.zeros(5), np.random.randn(5) * 1e-3
Z = X @ W + b
H = np.maximum(Z, 0)
loss = 0.5 * np.sum((H @ v - 1.0) ** 2)
dH = np.outer(H @ v - 1.0, v)
dZ = dH * (Z > 0)
dX = {}
"""
)
LEAKY_AT_ZERO = (
    START
    + """
x = np.zeros((1, 3))
X = np.vstack([x, np.random.randn(4, 3)])
W1, W2 = np.random.randn(3, 6), np.random.randn(6, 1)
Z = X @ W1
A = np.where(Z > 0, Z, 0.1 * Z)
cost = np.sum((A @ W2) ** 2) + np.sum(X)
dA = 2 * (A @ W2) @ W2.T
dZ = np.where(Z > 0, dA, 0.1 * dA)
dX = {} + 1
"""
)
# A bias of one number, which a loop over parameters changes in place.
ONE_BIAS = (
    START
    + """
class Layer:
    def __init__(self, m, n):
        self.W, self.b = np.random.randn(m, n), np.zeros((1, n))
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, d):
        self.dW, self.db = self.x.T @ d, {}
        return d @ self.W.T
    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]
X, y = np.random.randn(6, 2), np.random.randn(6, 1)
layer = Layer(2, 1)
for step in range(4):
    out = layer.forward(X)
    loss = np.mean((out - y) ** 2)
    layer.backward(2 * (out - y) / len(y))
    for p, g in layer.params():
        p -= 0.2 * g
"""
)
BIAS_BY_NAME = ONE_BIAS.replace(
    "    for p, g in layer.params():\n        p -= 0.2 * g\n",
    "    for name in 'Wb':\n        p = getattr(layer, name)\n"
    "        p -= 0.2 * getattr(layer, 'd' + name)\n",
)
GAIN_OF_ONE = (
    START
    + """
gain, W = np.array([1.5]), np.random.randn(3)
X, y = np.random.randn(5, 3), np.random.randn(5)
for step in range(4):
    h = X @ W
    loss = np.sum((gain * h - y) ** 2)
    d = 2 * (gain * h - y)
    dgain, dW = np.array([{}]), X.T @ (d * gain)
    for p, g in ((gain, dgain), (W, dW)):
        p -= 0.01 * g
"""
)
# What is kept of the best rounds is not what the gradients are gradients of.
BEST_KEPT = (
    START
    + """
W = np.random.randn(3)
X, y = np.random.randn(5, 3), np.random.randn(5)
best = 1e9
for step in range(6):
    out = X @ W
    loss = np.mean((out - y) ** 2)
    if loss < best:
        best = loss
        best_step = step
    dout = 2 * (out - y) / len(y)
    dW = {}
    W -= 0.9 * dW
"""
)
# Means that an optimiser keeps under the names of gradients.
MEANS = (
    START
    + """
params = {{"W": np.random.randn(2, 3), "b": np.zeros((2, 1))}}
X, Y = np.random.randn(3, 4), np.random.randn(2, 4)
v = {{"dW": np.zeros((2, 3)), "db": np.zeros((2, 1))}}
s = {{"dW": np.zeros((2, 3)), "db": np.zeros((2, 1))}}
def update(params, grads, v, s, t):
    for name in ("W", "b"):
        key = "d" + name
        v[key] = 0.9 * v[key] + (1 - 0.9) * grads[key]
        s[key] = 0.999 * s[key] + (1 - 0.999) * grads[key] ** 2
        mean = v[key] / (1 - 0.9**t)
        params[name] = params[name] - 0.1 * mean / (np.sqrt(s[key]) + 1e-8)
    return params, v, s
for t in range(1, 4):
    out = params["W"] @ X + params["b"]
    cost = np.sum((out - Y) ** 2) / 4
    dout = 2 * (out - Y) / 4
    grads = {{"dW": dout @ X.T, "db": {}}}
    params, v, s = update(params, grads, v, s, t)
"""
)
# Lists of arrays whose items are given anew, one by one, and lists of gradients that grow.
GROWN_LISTS = (
    START
    + """
weights = [np.random.randn(3, 2), np.random.randn(2, 3)]
biases = [np.zeros((3, 1)), np.zeros((2, 1))]
def backprop(x, y):
    nabla_b, nabla_w, activations = [], [], [x]
    for w, b in zip(weights, biases):
        activations.append(np.tanh(w @ activations[-1] + b))
    cost = 0.5 * np.sum((activations[-1] - y) ** 2)
    delta = (activations[-1] - y) * (1 - activations[-1] ** 2)
    for i in (1, 0):
        nabla_b.insert(0, delta)
        nabla_w.insert(0, {})
        if i:
            delta = (weights[i].T @ delta) * (1 - activations[i] ** 2)
    return nabla_b, nabla_w, cost
one = (np.array([[1.0], [2.0]]), np.array([[0.5], [0.2]]))
two = (np.array([[-1.0], [0.5]]), np.array([[0.1], [-0.2]]))
for x, y in (one, two, one, two):
    nabla_b, nabla_w, cost = backprop(x, y)
    for i in range(2):
        weights[i] = weights[i] - 0.1 * nabla_w[i]
        biases[i] = biases[i] - 0.1 * nabla_b[i]
"""
)
# A name that says less than is meant, beside a first sample of zeros that hides it.
DELTAS_OF_ZEROS = (
    "import math\n"
    + """
def sigmoid(v):
    return 1.0 / (1.0 + math.exp(-v))
w1, b1, w2, b2 = [[0.2, -0.4], [0.7, 0.1]], [0.0, 0.0], [0.5, -0.3], 0.0
for x, t in (([0, 0], 0), ([0, 1], 1), ([1, 0], 1)):
    h = [sigmoid(w1[j][0] * x[0] + w1[j][1] * x[1] + b1[j]) for j in range(2)]
    o = sigmoid(w2[0] * h[0] + w2[1] * h[1] + b2)
    loss = 0.5 * (o - t) ** 2
    do = (o - t) * o * (1 - o)
    dw2 = {}
    dh = [do * w2[j] * h[j] * (1 - h[j]) for j in range(2)]
    dw1 = [[dh[j] * x[0], dh[j] * x[1]] for j in range(2)]
    for j in range(2):
        w2[j] -= 0.5 * dw2[j]
        b1[j] -= 0.5 * dh[j]
        w1[j] = [w1[j][0] - 0.5 * dw1[j][0], w1[j][1] - 0.5 * dw1[j][1]]
    b2 -= 0.5 * do
"""
)
PROGRAMS = {
    "layers at zero": (LAYERS_AT_ZERO, "dvalues @ self.weights.T", "2 * dvalues @ self.weights.T"),
    "scores at zero": (SCORES_AT_ZERO, "dZ @ W.T", "dH @ W.T"),
    "leaky at zero": (LEAKY_AT_ZERO, "dZ @ W1.T", "dA @ W1.T"),
    "one bias": (ONE_BIAS, "d.sum(0, keepdims=True)", "d.mean(0, keepdims=True)"),
    "a bias by its name": (BIAS_BY_NAME, "d.sum(0, keepdims=True)", "-d.sum(0, keepdims=True)"),
    "a gain of one number": (GAIN_OF_ONE, "d @ h", "d @ X @ np.ones(3)"),
    "the best is kept": (BEST_KEPT, "X.T @ dout", "X.T @ dout * 2"),
    "running means": (MEANS, "dout.sum(1, keepdims=True)", "dout.mean(1, keepdims=True)"),
    "lists that grow": (GROWN_LISTS, "delta @ activations[i].T", "delta @ activations[i].T * 2"),
    "deltas of zeros": (DELTAS_OF_ZEROS, "[do * h[0], do * h[1]]", "[2 * do * h[0], do * h[1]]"),
}
# Whole trainings, run again for each number that is nudged: the first stands for the others.
CASES = pytest.mark.parametrize(
    ("code", "right", "slip"),
    [
        pytest.param(*program, id=name, marks=pytest.mark.long if number else ())
        for number, (name, program) in enumerate(PROGRAMS.items())
    ],
)


@CASES
def test_a_right_one_raises_no_alarm(code, right, slip):
    found = set(verdicts(code.format(right)).values())
    assert found <= {"right", "unjudged"}
    assert "right" in found


@CASES
def test_a_slip_is_named_at_its_line(code, right, slip):
    lines = code.split("\n")
    line = 1 + lines.index(next(one for one in lines if "{}" in one))
    assert line in {place for _, place in wrong(code.format(slip))}


def test_of_each_number_only_what_is_differentiated_is_kept():
    # All values after each of 600 numbers were 700 MB here, and gigabytes for the book's network.
    code = LAYERS_AT_ZERO.replace("Dense(2, 4), Dense(4, 1)", "Dense(6, 60), Dense(60, 1)")
    data = "X, y = np.random.randn(100, 6), np.random.randn(100, 1)\nX[:5] = 0.0\nfirst,"
    code = START + data + code.split("first,", 1)[1]
    code = LAYERS_AT_ZERO.split("X = np.array")[0] + code.removeprefix(START)
    tracemalloc.start()
    try:
        found = set(verdicts(code.format("dvalues @ self.weights.T")).values())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "wrong" not in found
    assert peak < 100e6
