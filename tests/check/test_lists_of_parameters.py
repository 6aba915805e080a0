"""Layers with a list of gradients beside that of their parameters: `self.grads`, `self.params`."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong
from tests.quick_or_long import quick

INTO = """
import numpy as np
class MatMul:
    def __init__(self, W):
        self.params = [W]
        self.grads = [np.zeros_like(W)]
        self.x = None
    def forward(self, x):
        W, = self.params
        out = np.dot(x, W)
        self.x = x
        return out
    def backward(self, dout):
        W, = self.params
        dx = np.dot(dout, W.T)
        dW = np.dot(self.x.T, dout)
        self.grads[0][...] = dW
        return dx
class Sigmoid:
    def __init__(self):
        self.params, self.grads = [], []
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out
    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out
class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]
    def forward(self, x):
        W, b = self.params
        self.x = x
        return np.dot(x, W) + b
    def backward(self, dout):
        W, b = self.params
        dx = np.dot(dout, W.T)
        self.grads[0][...] = np.dot(self.x.T, dout)
        self.grads[1][...] = np.sum(dout, axis=0)
        return dx
"""
LISTS = """
import numpy as np
class Dense:
    def __init__(self, n, m):
        self.W = rng.randn(n, m)
        self.b = np.zeros(m)
        self.params = [self.W, self.b]
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.grads = [self.x.T @ dout, dout.sum(axis=0)]
        return dout @ self.W.T
class Tanh:
    params, grads = [], []
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y
    def backward(self, dout):
        return dout * (1 - self.y ** 2)
"""
PLACES = """
import numpy as np
class Dense:
    def __init__(self, n, m):
        self.params = [rng.randn(n, m), np.zeros((1, m))]
        self.grads = [None, None]
    def forward(self, x):
        self.x = x
        return x @ self.params[0] + self.params[1]
    def backward(self, dout):
        dw = self.x.T @ dout
        db = dout.sum(axis=0, keepdims=True)
        self.grads = [dw, db]
        return dout @ self.params[0].T
class ReLU:
    params, grads = [], []
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask
"""
TRAINED = """
rng = np.random.RandomState(1)
R = rng.randn
layers = [{layers}]
x, t = rng.randn(5, 2), rng.randn(5, 3)
for it in range(2):
    h = x
    for layer in layers:
        h = layer.forward(h)
    loss = np.mean((h - t) ** 2)
    dout = 2 * (h - t) / t.size
    for layer in reversed(layers):
        dout = layer.backward(dout)
    for layer in layers:
        for p, g in zip(layer.params, layer.grads):
            p -= 0.1 * g
"""
LAYERS = {
    "written into": (INTO, "Affine(R(2, 4), np.zeros(4)), Sigmoid(), MatMul(R(4, 3))"),
    "lists": (LISTS, "Dense(2, 4), Tanh(), Dense(4, 3)"),
    "places": (PLACES, "Dense(2, 4), ReLU(), Dense(4, 3)"),
}
SLIPS = [
    ("written into", "0][...] = np.dot(self.x.T, dout)", "0][...] = -np.dot(self.x.T, dout)"),
    ("written into", "(1.0 - self.out) * self.out", "self.out"),
    ("written into", "dW = np.dot(self.x.T, dout)", "dW = np.dot(self.x.T, dout) * 2"),
    ("lists", "dout.sum(axis=0)]", "dout.mean(axis=0)]"),
    ("lists", "[self.x.T @ dout,", "[-self.x.T @ dout,"),
    ("lists", "1 - self.y ** 2", "1 - self.y"),
    ("places", "dw = self.x.T @ dout", "dw = self.x.T @ dout * 2"),
    ("places", "return dout * self.mask", "return dout"),
]


def trained(kind):
    code, layers = LAYERS[kind]
    return code + TRAINED.replace("{layers}", layers)


@pytest.mark.parametrize("kind", quick(LAYERS, 1))
def test_each_gradient_in_a_list_is_judged_and_is_right(kind):
    found = verdicts(trained(kind))
    assert set(found.values()) == {"right"}
    assert {"self.grads[0]", "self.grads[1]"} <= {name for name, _ in found}


@pytest.mark.parametrize(("kind", "right", "slip"), quick(SLIPS, 1))
def test_a_slip_in_such_a_layer_is_named(kind, right, slip):
    code = trained(kind)
    line = code.partition(right)[0].count("\n") + 1
    assert {at for _, at in wrong(code.replace(right, slip, 1))} == {line}
