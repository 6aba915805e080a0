"""Inner values of helpers that only gradients call, and updates, are no outputs."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _neuron(w, x, b):
    return _sigmoid(np.dot(w, x) + b)


KINDS = {
    "the inside of a helper that only gradients call": (
        Example(
            name="tanh_derivative_helper",
            code="""
import math

def tanh(z):
    return math.tanh(z)

def tanh_derivative(z):
    t = tanh(z)
    return 1 - t * t

x, w, target = 0.8, 1.25, 0.5
z = x * w
out = tanh(z)
d_loss = 2 * (out - target)
dw = d_loss * tanh_derivative(z) * x
print(dw)
""",
            output="out",
            gradients=slopes(lambda x, w: (np.tanh(x * w) - 0.5) ** 2, x=0.8, w=1.25),
        ),
        Example(
            name="sigmoid_prime_of_an_array",
            code="""
import numpy as np

def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))

def sigmoid_prime(z):
    s = sigmoid(z)
    slope = s * (1 - s)
    return slope

w = np.array([0.3, -0.9])
x = np.array([2.0, 1.0])
z = w @ x
a = sigmoid(z)
grad_w = sigmoid_prime(z) * x
print(grad_w)
""",
            output="a",
            gradients=slopes(lambda w, x: _sigmoid(w @ x), w=[0.3, -0.9], x=[2.0, 1.0]),
        ),
        Example(
            name="lambda_helper_with_a_flag",
            code="""
import math

def act(z, deriv=False):
    s = 1 / (1 + math.exp(-z))
    if deriv:
        return s * (1 - s)
    return s

w, x = -0.6, 1.5
z = w * x
guess = act(z)
loss = (guess - 1.0) ** 2
dloss = 2 * (guess - 1.0)
dw = dloss * act(z, deriv=True) * x
w = w - 0.5 * dw
""",
            output="loss",
            gradients=slopes(lambda w, x: (_sigmoid(w * x) - 1.0) ** 2, w=-0.6, x=1.5),
        ),
    ),
    "a derivative helper inside a class": (
        Example(
            name="static_method_for_the_slope",
            code="""
import math

class Unit:
    def __init__(self, w, b):
        self.w, self.b = w, b

    @staticmethod
    def activate(z):
        return 1 / (1 + math.exp(-z))

    @staticmethod
    def slope(z):
        s = Unit.activate(z)
        return s * (1 - s)

    def learn(self, x, t):
        z = self.w * x + self.b
        o = Unit.activate(z)
        d_o = o - t
        d_w = d_o * Unit.slope(z) * x
        d_b = d_o * Unit.slope(z)
        self.w -= 0.3 * d_w
        self.b -= 0.3 * d_b
        return o

unit = Unit(0.4, -0.1)
print(unit.learn(2.0, 1.0))
""",
            output="o",
            gradients={
                f"unit.{name}|self.{name}|{name}": slope
                for name, slope in slopes(
                    lambda w, b: 0.5 * (_sigmoid(w * 2.0 + b) - 1.0) ** 2, w=0.4, b=-0.1
                ).items()
            },
        ),
        Example(
            name="activation_object_with_derivative",
            code="""
import numpy as np

class Tanh:
    def forward(self, z):
        self.out = np.tanh(z)
        return self.out

    def derivative(self, z):
        inner = np.tanh(z)
        return 1 - inner ** 2

act = Tanh()
W = np.array([[0.2, -0.3], [0.5, 0.1]])
x = np.array([1.0, 2.0])
z = W @ x
h = act.forward(z)
grad_z = np.ones(2) * act.derivative(z)
grad_W = np.outer(grad_z, x)
print(grad_W)
""",
            output="h|act.out|self.out",
            gradients=slopes(
                lambda W, x: np.tanh(W @ x),  # noqa: N803
                W=[[0.2, -0.3], [0.5, 0.1]],
                x=[1.0, 2.0],
            ),
        ),
        Example(
            name="loss_with_its_derivative_method",
            code="""
class Square:
    def value(self, y, t):
        return (y - t) ** 2

    def derivative(self, y, t):
        gap = y - t
        return 2 * gap

class Line:
    def __init__(self):
        self.m, self.c = 1.5, 0.5

    def __call__(self, x):
        return self.m * x + self.c

line, square = Line(), Square()
y = line(2.0)
cost = square.value(y, 3.0)
d_y = square.derivative(y, 3.0)
d_m = d_y * 2.0
line.m -= 0.1 * d_m
line.c -= 0.1 * d_y
""",
            output="cost",
            value=0.25,
            gradients={"line.m|self.m|m": 2.0, "line.c|self.c|c": 1.0},
        ),
    ),
    "updates into new names": (
        Example(
            name="w_new_of_an_array",
            code="""
import numpy as np
w = np.array([0.5, -0.5])
x = np.array([2.0, 1.0])
t = 1.0
y = np.dot(w, x)
loss = (y - t) ** 2
step = 2 * (y - t) * x
w_new = w - 0.05 * step
print(w_new)
""",
            output="loss",
            value=0.25,
            gradients={"w": [-2.0, -1.0]},
        ),
        Example(
            name="updated_weights_in_a_function",
            code="""
import numpy as np

def train_step(W, x, t, rate=0.1):
    out = W @ x
    e = out - t
    updated_W = W - rate * np.outer(2 * e, x)
    return updated_W

W = np.array([[1.0, 0.0], [0.5, -1.0]])
x = np.array([1.0, 2.0])
t = np.array([0.0, 1.0])
updated_W = train_step(W, x, t)
""",
            output="out|e",
            gradients={"W": [[1.0, 2.0], [-2.5, -5.0]]},
        ),
        Example(
            name="next_parameters_in_a_dict",
            code="""
import numpy as np
params = {"w": np.array([0.3, 0.1]), "b": 0.2}
x = np.array([1.0, -1.0])
guess = params["w"] @ x + params["b"]
cost = (guess - 1.0) ** 2
g = 2 * (guess - 1.0)
new_params = {"w": params["w"] - 0.1 * g * x, "b": params["b"] - 0.1 * g}
""",
            output="cost",
            value=0.36,
            gradients={"params['w']": [-1.2, 1.2], "params['b']": -1.2},
        ),
    ),
    "updates into new names, in plain numbers": (
        Example(
            name="m1_and_c1_after_m0_and_c0",
            code="""
m0, c0 = 0.0, 1.0
x, t = 3.0, 4.0
guess = m0 * x + c0
loss = (guess - t) ** 2
slope = 2 * (guess - t)
m1 = m0 - 0.01 * slope * x
c1 = c0 - 0.01 * slope
print(m1, c1)
""",
            output="loss",
            value=9.0,
            gradients={"m0": -18.0, "c0": -6.0},
        ),
        Example(
            name="returned_tuple_of_new_parameters",
            code="""
def descend(w, b):
    z = w * 2.0 + b
    cost = z * z
    g = 2 * z
    new_w = w - 0.1 * g * 2.0
    new_b = b - 0.1 * g
    return cost, new_w, new_b

w = 1.0
b = -0.5
cost, next_w, next_b = descend(w, b)
print(cost)
""",
            output="cost",
            value=2.25,
            gradients={"w": 6.0, "b": 3.0},
        ),
        Example(
            name="new_list_of_weights",
            code="""
w = [0.1, 0.2, -0.3]
x = [1.0, -1.0, 2.0]
a = sum(wi * xi for wi, xi in zip(w, x))
loss = (a - 1.0) ** 2
grad = [2 * (a - 1.0) * xi for xi in x]
new_w = [wi - 0.1 * gi for wi, gi in zip(w, grad)]
print(new_w)
""",
            output="loss",
            value=2.89,
            gradients={"w": [-3.4, 3.4, -6.8]},
        ),
    ),
}
