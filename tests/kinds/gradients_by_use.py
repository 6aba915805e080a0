"""Gradients that only their use tells, numeric checks of functions, and predictions."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _two_layers(W, V):  # noqa: N803  # as the code has them
    return np.sum((_sigmoid(np.tanh([[0.5, -1.0]] @ W) @ V) - 1.0) ** 2)


WEIGHTS = {"W": [[0.2, -0.4], [0.1, 0.3]], "V": [[0.5], [-0.6]]}
ERROR = _sigmoid(np.array([[0.1, -0.2]]) @ np.array([[0.7], [0.4]]) + 0.05) - 1.0

KINDS = {
    "a gradient of a name that the code does not have": (
        Example(
            name="lists_of_gradients_by_index",
            code="""
import math
x, t = [[1.0, 2.0], [0.5, -1.0]], [1.0, 0.0]
w, b = [0.3, -0.2], 0.1
out = [1 / (1 + math.exp(-(w[0] * r[0] + w[1] * r[1] + b))) for r in x]
loss = sum((o - y) ** 2 for o, y in zip(out, t)) / 2
print(round(loss, 3))
dZ = [(o - y) * o * (1 - o) for o, y in zip(out, t)]
dw = [sum(d * r[k] for d, r in zip(dZ, x)) for k in range(2)]
db = sum(dZ)
""",
            output="loss",
            gradients=slopes(
                lambda w, b: (
                    sum(
                        (_sigmoid(np.dot(w, r) + b) - y) ** 2
                        for r, y in (([1.0, 2.0], 1.0), ([0.5, -1.0], 0.0))
                    )
                    / 2
                ),
                w=[0.3, -0.2],
                b=0.1,
            ),
        ),
        Example(
            name="arrays_named_after_preactivations",
            code=f"""
import numpy as np
x = np.array([[0.5, -1.0]])
W, V = np.array({WEIGHTS["W"]}), np.array({WEIGHTS["V"]})
H = np.tanh(x @ W)
P = 1 / (1 + np.exp(-(H @ V)))
loss = np.sum((P - 1.0) ** 2)
print(round(float(loss), 4))
dZ2 = 2 * (P - 1.0) * P * (1 - P)
dV = H.T @ dZ2
dZ1 = dZ2 @ V.T * (1 - H ** 2)
dW = x.T @ dZ1
""",
            output="loss",
            gradients=slopes(_two_layers, **WEIGHTS),
        ),
        Example(
            name="distance_with_an_underscore",
            code="""
a, b = 2.0, 0.5
d_ab = a - b
loss = d_ab ** 2
da = 2 * d_ab
db = -2 * d_ab
""",
            output="loss",
            value=2.25,
            gradients={"a": 3.0, "b": -3.0},
        ),
    ),
    "an array without a name that the gradients start from": (
        Example(
            name="delta_of_a_cost_that_is_not_computed",
            code="""
import numpy as np
x, y = np.array([[0.1, -0.2]]), np.array([[1.0]])
W, b = np.array([[0.7], [0.4]]), np.array([[0.05]])
a = 1 / (1 + np.exp(-(x @ W + b)))
a2 = np.concatenate([a, 1 - a], axis=1)
nabla_b = ((a2 - [[1.0, 0.0]]) @ [[1.0], [-1.0]]) * a * (1 - a)
nabla_w = x.T @ nabla_b
""",
            output="a2",
            seed=[[float(ERROR[0, 0]), -float(ERROR[0, 0])]],
        ),
        Example(
            name="deltas_of_a_class_of_lists",
            code="""
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

class Net:
    def __init__(self):
        self.weights = [np.array([[0.2, -0.4], [0.1, 0.3]]), np.array([[0.5, -0.6], [1.0, 0.4]])]

    def backprop(self, x, y):
        activation, activations, zs = x, [x], []
        for w in self.weights:
            zs.append(w @ activation)
            activation = sigmoid(zs[-1])
            activations.append(activation)
        nabla_w = [None, None]
        delta = (activations[-1] - y) * sigmoid(zs[-1]) * (1 - sigmoid(zs[-1]))
        nabla_w[1] = delta @ activations[-2].T
        delta = self.weights[1].T @ delta * sigmoid(zs[0]) * (1 - sigmoid(zs[0]))
        nabla_w[0] = delta @ x.T
        return nabla_w

net = Net()
x, y = np.array([[0.5], [-1.0]]), np.array([[1.0], [0.0]])
grads = net.backprop(x, y)
""",
            output="activation",
            gradients={
                f"net.{name}|{name}": gradient
                for name, gradient in slopes(
                    lambda **w: (
                        0.5
                        * np.sum(
                            (
                                _sigmoid(
                                    w["weights[1]"] @ _sigmoid(w["weights[0]"] @ [[0.5], [-1.0]])
                                )
                                - [[1.0], [0.0]]
                            )
                            ** 2
                        )
                    ),
                    **{
                        "weights[0]": [[0.2, -0.4], [0.1, 0.3]],
                        "weights[1]": [[0.5, -0.6], [1.0, 0.4]],
                    },
                ).items()
            },
        ),
        Example(
            name="zeros_before_the_gradients_are_no_gradients",
            code="""
import numpy as np
x, t = np.array([1.0, -2.0]), np.array([1.0, 0.0, 0.5])
W = np.array([[0.5, 0.1], [-0.3, 0.8], [0.2, 0.2]])
grad_W, nabla_out = np.zeros((3, 2)), np.zeros(3)
y = W @ x
grad_W = np.outer(y - t, x)
""",
            output="y",
            seed=[-0.7, -1.9, -0.7],
            gradients={"W": [[-0.7, 1.4], [-1.9, 3.8], [-0.7, 1.4]]},
        ),
    ),
    "a numeric check of a function with several results": (
        Example(
            name="gates_that_hand_out_what_is_between",
            code="""
def gates(x, y, z):
    q = x + y
    m = max(y, z)
    return q * m, q, m

x, y, z = 1.0, -2.0, 3.0
f, q, m = gates(x, y, z)
h = 1e-5
numeric = (gates(x + h, y, z)[0] - f) / h
df_dx = m
print(round(numeric, 3), df_dx)
""",
            output="f",
            value=-3.0,
            gradients={"x": 3.0, "y": 3.0, "z": -1.0},
        ),
        Example(
            name="loss_with_its_cache",
            code="""
import numpy as np

def forward(w, b, x):
    scale = b * b
    z = np.sum(w * x) + scale
    return z ** 2, (z, scale)

w, b, x = np.array([0.5, -1.0]), 0.3, np.array([2.0, 1.0])
loss, cache = forward(w, b, x)
for k in range(2):
    step = np.zeros(2)
    step[k] = 1e-6
    slope = (forward(w + step, b, x)[0] - forward(w - step, b, x)[0]) / 2e-6
    print(round(float(slope), 3))
dw = 2 * cache[0] * x
""",
            output="loss",
            gradients={"w": [0.36, 0.18], "b": 0.108},
        ),
        Example(
            name="object_whose_call_is_perturbed",
            code="""
class Circuit:
    def run(self, a, b):
        self.total = a + b
        self.larger = max(a, b)
        self.out = self.total * self.larger
        return self.out

a, b, eps = 2.0, -0.5, 1e-4
circuit = Circuit()
y = circuit.run(a, b)
slope_b = (Circuit().run(a, b + eps) - y) / eps
print(round(slope_b, 3))
""",
            output="y|self.out|circuit.out",
            value=3.0,
            gradients={"a": 3.5, "b": 2.0},
        ),
    ),
    "predictions after a training": (
        Example(
            name="decisions_of_one_neuron",
            code="""
rows, targets = [[0.0, 1.0], [1.0, 1.0]], [0.0, 1.0]
w, b = [0.1, -0.2], 0.0
for epoch in range(3):
    for row, t in zip(rows, targets):
        z = w[0] * row[0] + w[1] * row[1] + b
        loss = (z - t) ** 2
        dz = 2 * (z - t)
        w[0] -= 0.1 * dz * row[0]
        w[1] -= 0.1 * dz * row[1]
        b -= 0.1 * dz
for row in rows:
    z = w[0] * row[0] + w[1] * row[1] + b
    print(1 if z > 0.5 else 0)
""",
            options={"pass_number": "last"},
            output="loss",
        ),
        Example(
            name="hidden_state_of_each_point",
            code="""
import math
points = [0.5, -1.0, 2.0]
w, v = 0.4, -0.3
for epoch in range(4):
    for p in points:
        h = math.tanh(w * p)
        loss = (v * h - 1.0) ** 2
        dv = 2 * (v * h - 1.0) * h
        v = v - 0.1 * dv
for p in points:
    h = math.tanh(w * p)
    print(round(h, 3))
""",
            options={"pass_number": "last"},
            output="loss",
        ),
        Example(
            name="losses_of_other_points_are_passes",
            code="""
w = 0.4
for x in (1.0, 2.0):
    y = w * x
    loss = (y - 3.0) ** 2
    dw = 2 * (y - 3.0) * x
    w = w - 0.1 * dw
for x in (3.0, 4.0):
    y = w * x
    loss = (y - 9.0) ** 2
""",
            options={"pass_number": "last"},
            output="loss",
        ),
    ),
}
