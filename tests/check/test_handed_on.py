"""Derivatives under a second name, from layer to layer, and with a factor up to the data."""

from __future__ import annotations

import pytest

from tests.check.test_verdicts import verdicts, wrong

# Two layers as objects; their gradients get short names with the layers' numbers.
OBJECTS = """
import numpy as np
class Dense:
    def __init__(self, rng, n, k):
        self.{W} = rng.randn(n, k)
        self.{b} = np.zeros((1, k))
    def forward(self, x):
        self.x = x
        self.out = x @ self.{W} + self.{b}
        return self.out
    def backward(self, dout):
        self.d{W} = self.x.T @ dout
        self.d{b} = np.sum(dout, axis=0, keepdims=True)
        self.dx = dout @ self.{W}.T
        return self.dx
rng = np.random.RandomState(4)
X, T = rng.randn(5, 2), rng.randn(5, 2)
{first}, {second} = Dense(rng, 2, 4), Dense(rng, 4, 2)
for turn in range(2):
    h = np.tanh({first}.forward(X))
    y = {second}.forward(h)
    loss = np.mean((y - T) ** 2)
    {second}.backward(2 * (y - T) / y.size)
    {first}.backward({second}.dx * (1 - h ** 2))
    {{slip}}
    for one in ({first}, {second}):
        one.{W} = one.{W} - 0.1 * one.d{W}
        one.{b} = one.{b} - 0.1 * one.d{b}
"""


def first_at_once(examples):
    """The first is tried each time, the further ones of its kind among the long tests."""
    marks = [(), *[pytest.mark.long] * (len(examples) - 1)]
    return [pytest.param(*one, marks=mark) for one, mark in zip(examples, marks, strict=True)]


WORDS = {"W": "weights", "b": "biases", "first": "layer1", "second": "layer2"}
LETTERS = {"W": "W", "b": "b", "first": "one1", "second": "one2"}
NAMED = [
    (OBJECTS.format(**WORDS), "dw1, db2 = layer1.dweights, layer2.dbiases", "db2", 25),
    (OBJECTS.format(**WORDS), "db1 = layer1.dbiases", "db1", 25),
    (OBJECTS.format(**WORDS), "db2 = layer2.dbiases; dw2 = layer2.dweights", "db2", 25),
    (OBJECTS.format(**LETTERS), "db2, dW1 = one2.db, one1.dW", "db2", 25),
]
# A slip in what a name is given: another kind of array, or another layer's.
MISNAMED = [
    (OBJECTS.format(**WORDS), "db2 = layer2.dweights"),
    (OBJECTS.format(**WORDS), "db2 = layer1.dbiases"),
    (OBJECTS.format(**WORDS), "db1 = layer2.dbiases"),
]


@pytest.mark.parametrize(("code", "right", "name", "line"), first_at_once(NAMED))
def test_another_name_of_what_is_right_is_right(code, right, name, line):
    found = verdicts(code.format(slip=right))
    assert found[name, line] == "right"
    assert not {"wrong", "follows"} & set(found.values()), found


@pytest.mark.parametrize(("code", "slip"), first_at_once(MISNAMED))
def test_a_name_for_another_array_is_a_slip(code, slip):
    assert {at for _, at in wrong(code.format(slip=slip))} == {25}


# One name that goes through layers of different widths.
LAYERS = """
import numpy as np
class Linear:
    def __init__(self, W):
        self.W = W
    def forward(self, x):
        self.x = x
        return x @ self.W
    def backward(self, {grad}):
        self.dW = self.x.T @ {grad}
        dx = {{slip}}
        return dx
class Bend:
    def forward(self, x):
        self.out = {bend}
        return self.out
    def backward(self, {grad}):
        dx = {grad} * {slope}
        return dx
rng = np.random.RandomState(8)
layers = [Linear(rng.randn(3, 4)), Bend(), Linear(rng.randn(4, 2))]
X, T = rng.randn(5, 3), rng.randn(5, 2)
for turn in range(2):
    out = X
    for layer in layers:
        out = layer.forward(out)
    loss = np.mean((out - T) ** 2)
    {grad} = 2 * (out - T) / out.size
    for layer in reversed(layers):
        {grad} = layer.backward({grad})
    for layer in (layers[0], layers[2]):
        layer.W = layer.W - 0.1 * layer.dW
"""
BENDS = {"np.tanh(x)": "(1 - self.out ** 2)", "np.maximum(x, 0)": "(self.out > 0)"}
HANDED = [
    (LAYERS.format(grad=grad, bend=bend, slope=slope), f"{grad} @ self.W.T")
    for grad in ("dout", "d_out", "dout_")
    for bend, slope in BENDS.items()
][:5]


@pytest.mark.parametrize(("code", "right"), first_at_once(HANDED))
def test_what_goes_from_layer_to_layer_raises_no_alarm(code, right):
    found = verdicts(code.format(slip=right))
    assert len([name for name, at in found if at == 30]) == 1
    assert not {"wrong", "follows"} & set(found.values()), found


@pytest.mark.parametrize(("code", "right"), first_at_once(HANDED[:3]))
def test_a_slip_in_one_of_the_layers_is_named(code, right):
    assert {at for _, at in wrong(code.format(slip=f"-({right})"))} == {11}


# Gradients of the sum, divided by m in the parameters' own, up to the data.
SUMS = """
import numpy as np
rng = np.random.RandomState(2)
X, Y = rng.randn(3, 6), rng.randn(2, 6)
W1, b1, W2, b2 = rng.randn(4, 3), np.zeros((4, 1)), rng.randn(2, 4), np.zeros((2, 1))
m = X.shape[1]
for turn in range(2):
    A1 = {bend}
    A2 = W2 @ A1 + b2
    cost = np.sum((A2 - Y) ** 2) / m
    dA2 = 2 * (A2 - Y)
    dW2 = dA2 @ A1.T / m
    db2 = np.sum(dA2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dA2
    dZ1 = dA1 * {slope}
    dW1 = {{dW}}
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    {data} = {{dX}}
    W1, b1, W2, b2 = W1 - 0.1 * dW1, b1 - 0.1 * db1, W2 - 0.1 * dW2, b2 - 0.1 * db2
"""
Z1 = "W1 @ X + b1"
DATA = [
    (SUMS.format(bend=f"np.tanh({Z1})", slope="(1 - A1 ** 2)", data="dX"), "dX"),
    (SUMS.format(bend=f"np.maximum({Z1}, 0)", slope="(A1 > 0)", data="grad_X"), "grad_X"),
    (SUMS.format(bend=f"1 / (1 + np.exp(-({Z1})))", slope="A1 * (1 - A1)", data="dX"), "dX"),
]
DW, DX = "dZ1 @ X.T / m", "W1.T @ dZ1"


@pytest.mark.parametrize(("code", "name"), first_at_once(DATA))
def test_the_factor_of_the_layers_holds_up_to_the_data(code, name):
    found = verdicts(code.format(dW=DW, dX=DX))
    assert found[name, 18] == "right"
    assert set(found.values()) == {"right"}, found


@pytest.mark.parametrize(("code", "name"), first_at_once(DATA))
def test_a_parameter_s_gradient_without_the_division_is_a_slip(code, name):
    assert {at for _, at in wrong(code.format(dW="dZ1 @ X.T", dX=DX))} == {16}
    assert {at for _, at in wrong(code.format(dW=DW, dX=f"-{DX}"))} == {18}
