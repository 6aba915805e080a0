"""The upstream gradient: what the code's own backward pass starts from, under any spelling."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

KINDS = {
    "an array of the output's shape is the upstream": (
        Example(
            name="dvalues_of_a_layer_in_classes",
            code="""
import numpy as np

class Dense:
    def __init__(self, weights, biases):
        self.weights, self.biases = weights, biases

    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs @ self.weights + self.biases

    def backward(self, dvalues):
        self.dweights = self.inputs.T @ dvalues
        self.dbiases = dvalues.sum(axis=0, keepdims=True)
        self.dinputs = dvalues @ self.weights.T

X = np.array([[1.0, -2.0], [0.5, 3.0]])
layer = Dense(np.array([[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]]), np.array([[0.0, 1.0, -1.0]]))
layer.forward(X)
dvalues = np.array([[1.0, 0.5, 2.0], [-1.0, 3.0, 0.0]])
layer.backward(dvalues)
print(layer.dweights)
print(layer.dbiases)
""",
            output="layer.output|self.output",
            seed=[[1.0, 0.5, 2.0], [-1.0, 3.0, 0.0]],
            gradients={
                "X": [[0.6, -0.55], [-0.7, 1.1]],
                "weights|layer.weights|self.weights": [[0.5, 2.0, 2.0], [-5.0, 8.0, -4.0]],
                "biases|layer.biases|self.biases": [[0.0, 3.5, 2.0]],
            },
        ),
        Example(
            name="dout_of_an_affine_function",
            code="""
import numpy as np

def affine_forward(x, w, b):
    return x.dot(w) + b

def affine_backward(dout, x, w):
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db

x = np.array([[2.0, 1.0]])
w = np.array([[0.5, -1.0], [1.5, 2.0]])
b = np.array([0.25, -0.25])
out = affine_forward(x, w, b)
dout = np.array([[3.0, -2.0]])
dx, dw, db = affine_backward(dout, x, w)
print(dx, dw, db)
""",
            output="out",
            seed=[[3.0, -2.0]],
            gradients={"x": [[3.5, 0.5]], "w": [[6.0, -4.0], [3.0, -2.0]], "b": [3.0, -2.0]},
        ),
        Example(
            name="relu_outputs_copied_as_the_upstream",
            code="""
import numpy as np
inputs = np.array([[1.0, 2.0], [-1.0, 0.5]])
weights = np.array([[1.0, -1.0], [0.5, 2.0]])
biases = np.array([[0.5, 0.0]])
layer_outputs = inputs @ weights + biases
relu_outputs = np.maximum(0, layer_outputs)
drelu = relu_outputs.copy()
drelu[layer_outputs <= 0] = 0
dweights = inputs.T @ drelu
dbiases = drelu.sum(axis=0, keepdims=True)
print(dweights, dbiases)
""",
            output="relu_outputs",
            value=[[2.5, 3.0], [0.0, 2.0]],
            seed=[[2.5, 3.0], [0.0, 2.0]],
            gradients={
                "weights": [[2.5, 1.0], [5.0, 7.0]],
                "biases": [[2.5, 5.0]],
                "inputs": [[-0.5, 7.25], [-2.0, 4.0]],
            },
        ),
        Example(
            name="upstream_of_tanh_in_a_function",
            code="""
import numpy as np
z = np.array([0.2, -0.4, 0.6])
a = np.tanh(z)
upstream = np.array([1.0, -2.0, 0.5])
dz = upstream * (1 - a ** 2)
print(dz)
""",
            output="a",
            seed=[1.0, -2.0, 0.5],
            gradients=slopes(lambda z: np.tanh(z) * np.array([1.0, -2.0, 0.5]), z=[0.2, -0.4, 0.6]),
        ),
        Example(
            name="of_two_candidates_the_one_that_agrees",
            code="""
import numpy as np
dvalues = np.array([[9.0, 9.0]])
x = np.array([[1.0, 2.0]])
w = np.array([[0.5, 1.0], [-1.0, 0.25]])
out = x @ w
grad_output = np.array([[2.0, -1.0]])
dw = x.T @ grad_output
dx = grad_output @ w.T
print(dw, dx)
""",
            output="out",
            seed=[[2.0, -1.0]],
            gradients={"w": [[2.0, -1.0], [4.0, -2.0]], "x": [[0.0, -2.25]]},
        ),
    ),
    "a number is the upstream, under any spelling": (
        Example(
            name="dValue_of_a_neuron",
            code="""
x = [2.0, -1.0]
w = [0.5, 3.0]
b = 4.0
z = x[0] * w[0] + x[1] * w[1] + b
y = max(0.0, z)
dValue = 3.0
dz = dValue * (1.0 if z > 0 else 0.0)
dw0 = dz * x[0]
dw1 = dz * x[1]
db = dz
print(dw0, dw1, db)
""",
            output="y",
            value=2.0,
            seed=3.0,
            gradients={"w": [6.0, -3.0], "x": [1.5, 9.0], "b": 3.0},
        ),
        Example(
            name="grad_output_as_a_parameter",
            code="""
def forward(a, b):
    return a * b

def backward(grad_output, a, b):
    grad_a = grad_output * b
    grad_b = grad_output * a
    return grad_a, grad_b

a, b = 1.5, -2.0
out = forward(a, b)
grad_a, grad_b = backward(-0.5, a, b)
print(grad_a, grad_b)
""",
            output="out",
            value=-3.0,
            seed=-0.5,
            gradients={"a": 1.0, "b": -0.75},
        ),
        Example(
            name="upstream_of_sigmoid",
            code="""
import math
w = -1.0
x = 0.5
s = 1 / (1 + math.exp(-w * x))
upstream = 4.0
ds = upstream * s * (1 - s)
dw = ds * x
dx = ds * w
""",
            output="s",
            seed=4.0,
            gradients=slopes(lambda w, x: 4.0 / (1 + np.exp(-w * x)), w=-1.0, x=0.5),
        ),
        Example(
            name="dvalues_as_a_number_in_a_class",
            code="""
class ReLU:
    def forward(self, z):
        self.z = z
        return z if z > 0 else 0.0

    def backward(self, dvalues):
        self.dinputs = dvalues if self.z > 0 else 0.0

x, w = 3.0, 0.5
relu = ReLU()
z = x * w
out = relu.forward(z)
relu.backward(2.5)
dw = relu.dinputs * x
print(dw)
""",
            output="out|z",
            value=1.5,
            seed=2.5,
            gradients={"w": 7.5, "x": 1.25},
        ),
        Example(
            name="one_point_zero_stays_ones_without_a_line",
            code="""
x, w = 3.0, 0.5
y = x * w
d_value = 1.0
d_w = d_value * x
d_x = d_value * w
""",
            output="y",
            seed=1.0,
            gradients={"w": 3.0, "x": 0.5},
        ),
        Example(
            name="array_seed_without_a_name",
            code="""
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

w, b = np.array([[0.5, -1.0], [0.25, 2.0]]), np.array([[0.1], [-0.2]])
x, y = np.array([[1.0], [0.5]]), np.array([[1.0], [0.0]])
z = w @ x + b
a = sigmoid(z)
delta = (a - y) * a * (1 - a)
nabla_w = delta @ x.T
print(nabla_w)
""",
            output="a",
            captions=("The gradient from the next layer, as in your code",),
        ),
    ),
}
