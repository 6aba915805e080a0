"""Which result is the output: what gradients are of, never they themselves."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _neuron(w, x, b):
    return _sigmoid(np.dot(w, x) + b)


KINDS = {
    "gradients whose names run together": (
        Example(
            name="dpdx_and_dsdq_of_a_sum_of_products",
            code="""
a, b, c = 3.0, -1.5, 4.0
p = a * b
s = p + c
dsdp = 1.0
dsdc = 1.0
dpda = b
dpdb = a
dsda = dsdp * dpda
dsdb = dsdp * dpdb
print(dsda, dsdb, dsdc)
""",
            output="s",
            value=-0.5,
            gradients={"a": -1.5, "b": 3.0, "c": 1.0},
        ),
        Example(
            name="dLdw_in_a_function",
            code="""
def both_ways(w, x, t):
    y = w * x
    L = (y - t) ** 2
    dLdy = 2 * (y - t)
    dydw = x
    dydx = w
    dLdw = dLdy * dydw
    dLdx = dLdy * dydx
    return L, dLdw, dLdx

L, dLdw, dLdx = both_ways(w=0.5, x=4.0, t=1.0)
""",
            output="L",
            value=1.0,
            gradients={"w": 8.0, "x": 1.0},
        ),
        Example(
            name="dfdx_of_max",
            code="""
x, y, w = 3.0, -4.0, 2.0
m = max(x, y)
f = m * w
dfdm = w
dfdw = m
dmdx = 1.0 if x >= y else 0.0
dmdy = 1.0 if y > x else 0.0
dfdx = dfdm * dmdx
dfdy = dfdm * dmdy
""",
            output="f",
            value=6.0,
            gradients={"x": 2.0, "y": 0.0, "w": 3.0},
        ),
    ),
    "nothing but local derivatives": (
        Example(
            name="local_derivatives_of_a_square",
            code="""
x = 3.0
c = 2.0
s = c * x ** 2
dsdx = 2 * c * x
dsdc = x ** 2
""",
            output="s",
            value=18.0,
            gradients={"x": 12.0, "c": 9.0},
        ),
        Example(
            name="local_derivatives_are_the_other_factor",
            code="""
def multiply(a, b):
    out = a * b
    dout_da = b
    dout_db = a
    return out, dout_da, dout_db

a = -1.25
b = 4.0
out, dout_da, dout_db = multiply(a, b)
print(dout_da, dout_db)
""",
            output="out",
            value=-5.0,
            gradients={"a": 4.0, "b": -1.25},
        ),
        Example(
            name="local_derivatives_of_numpy_tanh",
            code="""
import numpy as np
z = np.array([0.5, -1.0])
h = np.tanh(z)
dhdz = 1 - h ** 2
print(dhdz)
""",
            output="h",
            gradients={"z": [1 - math.tanh(0.5) ** 2, 1 - math.tanh(1.0) ** 2]},
        ),
    ),
    "a circuit with its backward pass in lists": (
        Example(
            name="circuit_with_ddots_for_two_neurons",
            code="""
import math
w = [1, -2, 4]
x = [3, 2]
dot = w[0] * x[0] + w[1] * x[1] + w[2]
f = math.tanh(0.1 * dot)
ddot = 0.1 * (1 - f ** 2)
dx = [w[0] * ddot, w[1] * ddot]
dw = [x[0] * ddot, x[1] * ddot, 1.0 * ddot]
print("dx", dx, "dw", dw)
""",
            output="f",
            gradients=slopes(
                lambda w, x: np.tanh(0.1 * (w[0] * x[0] + w[1] * x[1] + w[2])),
                w=[1, -2, 4],
                x=[3, 2],
            ),
        ),
        Example(
            name="circuit_in_stages",
            code="""
import math
x, y = 3, -4
sigy = 1.0 / (1 + math.exp(-y))
num = x + sigy
sigx = 1.0 / (1 + math.exp(-x))
xpy = x + y
xpysqr = xpy ** 2
den = sigx + xpysqr
invden = 1.0 / den
f = num * invden
dnum = invden
dinvden = num
dden = (-1.0 / den ** 2) * dinvden
dsigx = 1 * dden
dxpysqr = 1 * dden
dxpy = (2 * xpy) * dxpysqr
dx = 1 * dxpy
dy = 1 * dxpy
dx += ((1 - sigx) * sigx) * dsigx
dx += 1 * dnum
dsigy = 1 * dnum
dy += ((1 - sigy) * sigy) * dsigy
print(dx, dy)
""",
            output="f",
            gradients=slopes(
                lambda x, y: (x + _sigmoid(y)) / (_sigmoid(x) + (x + y) ** 2), x=3, y=-4
            ),
        ),
        Example(
            name="circuit_of_matrices_with_dD",
            code="""
import numpy as np
W = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])
X = np.array([[1.0, 2.0], [-1.0, 0.5], [0.25, 3.0]])
D = W.dot(X)
dD = np.array([[1.0, 1.0], [1.0, 1.0]])
dW = dD.dot(X.T)
dX = W.T.dot(dD)
print(dW, dX)
""",
            output="D",
            gradients=slopes(
                lambda W, X: W.dot(X),  # noqa: N803
                W=[[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]],
                X=[[1.0, 2.0], [-1.0, 0.5], [0.25, 3.0]],
            ),
        ),
    ),
    "delta and its like are gradients": (
        Example(
            name="delta_of_a_squared_error",
            code="""
w, x, b, target = 2.0, 0.5, -0.25, 1.0
y = w * x + b
cost = 0.5 * (y - target) ** 2
delta = y - target
nabla_w = delta * x
nabla_b = delta
print(nabla_w, nabla_b)
""",
            output="cost",
            value=0.03125,
            gradients={"w": -0.125, "b": -0.25},
        ),
        Example(
            name="delta_o_in_numpy_with_grad_w",
            code="""
import numpy as np
w = np.array([1.0, -2.0])
x = np.array([0.5, 0.25])
b = 0.1
o = 1 / (1 + np.exp(-(w @ x + b)))
delta_o = o * (1 - o)
grad_w = delta_o * x
grad_b = delta_o
""",
            output="o",
            gradients=slopes(_neuron, w=[1.0, -2.0], x=[0.5, 0.25], b=0.1),
        ),
        Example(
            name="deltas_of_two_layers",
            code="""
import math
x, w1, w2, t = 1.5, 0.4, -0.7, 0.2
h = math.tanh(w1 * x)
y = w2 * h
loss = (y - t) ** 2
delta2 = 2 * (y - t)
gradient_w2 = delta2 * h
delta1 = delta2 * w2 * (1 - h ** 2)
gradient_w1 = delta1 * x
print(gradient_w1, gradient_w2)
""",
            output="loss",
            gradients=slopes(
                lambda x, w1, w2, t: (w2 * np.tanh(w1 * x) - t) ** 2, x=1.5, w1=0.4, w2=-0.7, t=0.2
            ),
        ),
    ),
    "the error is the result, what is made of it no output": (
        Example(
            name="perceptron_rule",
            code="""
weights = [0.2, -0.4]
inputs = [1.0, 3.0]
rate = 0.1
prediction = sum(w * i for w, i in zip(weights, inputs))
error = 1.0 - prediction
delta_weights = [rate * error * i for i in inputs]
print(delta_weights)
""",
            output="prediction|error",
            never=("delta_weights[0]", "delta_weights[1]"),
        ),
        Example(
            name="delta_bias_in_a_function",
            code="""
def step(m, c, x, t):
    guess = m * x + c
    error = guess - t
    delta_m = error * x
    delta_c = error
    return delta_m, delta_c

delta_m, delta_c = step(0.5, 1.0, 2.0, 3.0)
""",
            output="guess|error",
            gradients={"m": -2.0, "c": -1.0},
            never=("delta_m", "delta_c"),
        ),
        Example(
            name="residual_of_numpy_regression",
            code="""
import numpy as np
X = np.array([[1.0, 2.0], [3.0, -1.0]])
theta = np.array([0.5, 0.25])
target = np.array([2.0, 1.0])
h = X @ theta
error = h - target
grad_theta = X.T @ error / 2
print(grad_theta)
""",
            output="h|error",
            gradients={"theta": [-0.125, -1.125]},  # that of the code itself
        ),
    ),
}
