"""Where the code's own backward pass begins: at a net input, at a gradient that is given."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_A = math.tanh(0.5 * 0.8 + 0.3)


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_H = _sigmoid(0.4 * 1.5 + 0.1)
_O = _sigmoid(-0.7 * _H + 0.2)

KINDS = {
    "a cross-entropy's delta, where hidden layers have a slope": (
        Example(
            name="cost_class_with_a_delta",
            code="""
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))

class CrossEntropy:
    @staticmethod
    def delta(z, a, y):
        return a - y

class Net:
    def __init__(self):
        self.weights = [np.array([[0.4]]), np.array([[-0.7]])]
        self.biases = [np.array([[0.1]]), np.array([[0.2]])]

    def backprop(self, x, y):
        a, activations, zs = x, [x], []
        for b, w in zip(self.biases, self.weights):
            z = w @ a + b
            zs.append(z)
            a = sigmoid(z)
            activations.append(a)
        delta = CrossEntropy.delta(zs[-1], activations[-1], y)
        nabla_b = [None, delta]
        nabla_w = [None, delta @ activations[-2].T]
        delta = (self.weights[-1].T @ delta) * sigmoid_prime(zs[-2])
        nabla_b[0], nabla_w[0] = delta, delta @ x.T
        return nabla_b, nabla_w

net = Net()
for step in range(3):
    nabla_b, nabla_w = net.backprop(np.array([[1.5]]), np.array([[1.0]]))
    net.weights = [w - 0.5 * nw for w, nw in zip(net.weights, nabla_w)]
    net.biases = [b - 0.5 * nb for b, nb in zip(net.biases, nabla_b)]
print(net.weights[0].round(3))
""",
            output="z",
            seed=_O - 1.0,
            gradients={"net.weights[1]": [[(_O - 1.0) * _H]], "net.biases[1]": [[_O - 1.0]]},
        ),
        Example(
            name="delta_of_two_layers_in_a_loop",
            code="""
import numpy as np

def sig(v):
    return 1.0 / (1.0 + np.exp(-v))

def dsig(v):
    return sig(v) * (1.0 - sig(v))

W1, W2 = np.array([[0.4]]), np.array([[-0.7]])
b1, b2 = np.array([0.1]), np.array([0.2])
x, t = np.array([[1.5]]), np.array([[1.0]])
for k in range(4):
    u1 = x @ W1 + b1
    h = sig(u1)
    u2 = h @ W2 + b2
    p = sig(u2)
    delta2 = p - t
    delta1 = (delta2 @ W2.T) * dsig(u1)
    W2 -= 0.3 * h.T @ delta2
    b2 -= 0.3 * delta2.sum(axis=0)
    W1 -= 0.3 * x.T @ delta1
    b1 -= 0.3 * delta1.sum(axis=0)
print(p)
""",
            output="u2",
            gradients={"W2": [[(_O - 1.0) * _H]], "b2": [_O - 1.0]},
        ),
        Example(
            name="delta_of_numbers_and_a_hidden_slope",
            code="""
import math

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z) * (1 - sigmoid(z))

w1, b1, w2, b2 = 0.4, 0.1, -0.7, 0.2
x, y = 1.5, 1.0
for epoch in range(3):
    z1 = w1 * x + b1
    a1 = sigmoid(z1)
    z2 = w2 * a1 + b2
    a2 = sigmoid(z2)
    delta2 = a2 - y
    delta1 = delta2 * w2 * sigmoid_prime(z1)
    w2 -= 0.5 * delta2 * a1
    b2 -= 0.5 * delta2
    w1 -= 0.5 * delta1 * x
    b1 -= 0.5 * delta1
print(a2)
""",
            output="z2",
            gradients={"w2": (_O - 1.0) * _H, "b2": _O - 1.0},
        ),
    ),
    "a gradient that the code is given, of a result from which another is computed": (
        Example(
            name="a_cell_and_its_prediction",
            code="""
import numpy as np
x = np.array([[0.8]])
W, V, b = np.array([[0.5]]), np.array([[2.0]]), np.array([[0.3]])
a_next = np.tanh(W @ x + b)
y_pred = 1 / (1 + np.exp(-(V @ a_next)))
da_next = np.array([[0.4]])
dz = (1 - a_next ** 2) * da_next
dW = dz @ x.T
db = dz
print(dW, db, y_pred)
""",
            output="a_next",
            seed=0.4,
            gradients={"W": [[0.4 * (1 - _A**2) * 0.8]], "b": [[0.4 * (1 - _A**2)]]},
        ),
        Example(
            name="a_layer_in_a_function_with_its_norm",
            code="""
import numpy as np

def layer(x, w):
    out = x @ w
    size = np.sqrt(np.sum(out * out))
    return out, size

def layer_backward(dout, x, w):
    dx = dout @ w.T
    dw = x.T @ dout
    return dx, dw

x = np.array([[1.0, 2.0], [0.5, -1.0]])
w = np.array([[0.3, 0.1], [0.2, -0.4]])
out, size = layer(x, w)
dout = np.array([[1.0, -1.0], [2.0, 0.5]])
dx, dw = layer_backward(dout, x, w)
print(size, dw)
""",
            output="out",
            seed=[[1.0, -1.0], [2.0, 0.5]],
            gradients={"w": [[2.0, -0.75], [0.0, -2.5]]},
        ),
        Example(
            name="a_hidden_state_with_random_gradient",
            code="""
import numpy as np
rng = np.random.default_rng(0)
params = {"Wx": rng.normal(size=(2, 3)), "Wh": rng.normal(size=(2, 2))}
params["Wy"] = rng.normal(size=(1, 2))
x, h_prev = rng.normal(size=(3, 1)), rng.normal(size=(2, 1))
h = np.tanh(params["Wx"] @ x + params["Wh"] @ h_prev)
y = params["Wy"] @ h
dh = rng.normal(size=(2, 1))
draw = (1 - h * h) * dh
grads = {"Wx": draw @ x.T, "Wh": draw @ h_prev.T, "h_prev": params["Wh"].T @ draw}
print(grads["Wx"], y)
""",
            output="h",
        ),
    ),
}
