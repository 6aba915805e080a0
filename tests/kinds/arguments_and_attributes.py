"""Numbers as literal arguments, or by the names of attributes; what a function returns."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_SIGMOID = 1 / (1 + math.exp(2.0))
_SLOPE = _SIGMOID * (1 - _SIGMOID)

KINDS = {
    "whole numbers are the arguments of a function that computes": (
        Example(
            name="circuit_of_three_whole_numbers",
            code="""
def circuit(x, y, z):
    q = x + y
    f = q * z
    return q, f

q, f = circuit(-2, 5, -4)
dfdz = q
dfdq = -4
print(f, dfdz)
""",
            output="f",
            value=-12,
            gradients={"x": -4.0, "y": -4.0, "z": 3.0},
            inputs=("x", "y", "z"),
        ),
        Example(
            name="whole_and_decimal_ones_by_name",
            code="""
import math

def unit(feature, weight, *, bias):
    net = feature * weight + bias
    return 1 / (1 + math.exp(-net))

out = unit(2, weight=-1.5, bias=1)
print(out)
""",
            output="out",
            gradients={"feature": -1.5 * _SLOPE, "weight": 2 * _SLOPE, "bias": _SLOPE},
        ),
        Example(
            name="exponent_and_length_stay_numbers_of_the_code",
            code="""
def area(side, n):
    return side ** n

def steps(length, count):
    return [length * 2.0 for _ in range(count)]

a = area(3, 2)
print(a, len(steps(1, 4)))
""",
            output="a",
            value=9,
            gradients={"side": 6.0},
            inputs=("side",),
        ),
    ),
    "what a function returns, shown without a name": (
        Example(
            name="a_neuron_that_returns_its_activation",
            code="""
def neuron(x, w, b):
    z = x * w + b
    return max(z, 0)

print(neuron(2.0, 1.5, -0.5))
""",
            output="neuron",
            value=2.5,
            gradients={"x": 1.5, "w": 2.0, "b": 1.0},
        ),
        Example(
            name="a_cost_within_a_text",
            code="""
def cost(guess, truth):
    off = guess - truth
    return off ** 2

print(f"cost {cost(3.0, 5.0):.2f}")
""",
            output="cost",
            value=4.0,
            gradients={"guess": -4.0, "truth": 4.0},
        ),
        Example(
            name="a_function_of_a_function",
            code="""
import math

def squash(u):
    return 1 / (1 + math.exp(-u))

def model(x, w):
    score = x * w
    return squash(score)

print("p =", round(model(-1.0, 2.0), 4))
""",
            output="model",
            gradients={"x": 2.0 * _SLOPE, "w": -_SLOPE},
        ),
        Example(
            name="an_inner_value_from_which_the_code_goes_back",
            code="""
def neuron(x, w):
    z = x * w
    return z

z = neuron(2.0, 3.0)
dz = 1.0
dx = 3.0 * dz
print(max(z, 0), dx)
""",
            output="z",
            value=6.0,
            gradients={"x": 3.0, "w": 2.0},
        ),
    ),
    "attributes that are set by their names": (
        Example(
            name="an_optimizer_that_sets_what_it_updates",
            code="""
import numpy as np

class Linear:
    names = ("weight", "bias")

    def __init__(self):
        self.weight = np.array([[0.2], [-0.4]])
        self.bias = np.array([0.1])

    def __call__(self, x):
        return x @ self.weight + self.bias

def step(layer, grads, rate):
    for name in layer.names:
        setattr(layer, name, getattr(layer, name) - rate * grads[name])

layer = Linear()
x = np.array([[1.0, 2.0], [0.5, -1.0]])
t = np.array([[1.0], [0.0]])
for epoch in range(4):
    out = layer(x)
    loss = np.mean((out - t) ** 2)
    d_out = 2 * (out - t) / len(x)
    step(layer, {"weight": x.T @ d_out, "bias": d_out.sum(0)}, 0.1)
""",
            output="loss",
            gradients={"layer.weight": [[-1.2], [-3.6]], "layer.bias": [-0.9]},
            outputs=("loss",) * 4,
        ),
        Example(
            name="parameters_of_a_plain_object",
            code="""
class Store:
    pass

p = Store()
setattr(p, "m", 0.5)
setattr(p, "c", -1.0)
for _ in range(3):
    guess = p.m * 3.0 + p.c
    loss = (guess - 2.0) ** 2
    slopes = dict(m=2 * (guess - 2.0) * 3.0, c=2 * (guess - 2.0))
    for key in slopes:
        setattr(p, key, getattr(p, key) - 0.01 * slopes[key])
""",
            output="loss",
            gradients={"p.m": -9.0, "p.c": -3.0},
            outputs=("loss",) * 3,
        ),
        Example(
            name="a_setattr_of_the_readers_own",
            code="""
log = []

def setattr(thing, name, value):
    log.append((name, value))

x = 3.0
y = x * x
setattr(log, "y", y)
print(log)
""",
            output="y",
            gradients={"x": 6.0},
        ),
    ),
}
