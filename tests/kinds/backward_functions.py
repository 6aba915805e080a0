"""Functions that go forward and backward, and gradients named with "with respect to"."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _two_layers(x, w0, b0, w1, b1):
    return _sigmoid(w1 @ _sigmoid(w0 @ x + b0) + b1)


_ERROR = 0.5 * (0.4 - _sigmoid(0.6 * 1.5)) ** 2

KINDS = {
    "one function goes forward and backward": (
        Example(
            name="backprop_with_nablas_and_batches",
            code="""
import numpy as np

def act(z):
    return 1.0 / (1.0 + np.exp(-z))

def act_prime(z):
    return act(z) * (1 - act(z))

class Net:
    def __init__(self):
        self.w = [np.array([[0.5, -0.4], [0.1, 0.9]]), np.array([[0.7, -0.2]])]
        self.b = [np.array([[0.1], [-0.3]]), np.array([[0.2]])]

    def step(self, batch, rate):
        sums = [np.zeros(w.shape) for w in self.w]
        for x, y in batch:
            nabla_w, nabla_b = self.backprop(x, y)
            sums = [s + n for s, n in zip(sums, nabla_w)]
            self.b = [b - rate * n for b, n in zip(self.b, nabla_b)]
        self.w = [w - rate / len(batch) * s for w, s in zip(self.w, sums)]

    def backprop(self, x, y):
        nabla_w, nabla_b = [None, None], [None, None]
        activation, activations, zs = x, [x], []
        for w, b in zip(self.w, self.b):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = act(z)
            activations.append(activation)
        delta = (activations[-1] - y) * act_prime(zs[-1])
        nabla_w[-1], nabla_b[-1] = np.dot(delta, activations[-2].T), delta
        delta = np.dot(self.w[-1].T, delta) * act_prime(zs[-2])
        nabla_w[-2], nabla_b[-2] = np.dot(delta, activations[-3].T), delta
        return nabla_w, nabla_b

net = Net()
data = [(np.array([[1.0], [2.0]]), 1.0), (np.array([[-1.5], [0.5]]), 0.0)]
for epoch in range(3):
    net.step(data, 0.5)
""",
            outputs=("activation",) * 6,
            value=_two_layers(
                np.array([[1.0], [2.0]]),
                np.array([[0.5, -0.4], [0.1, 0.9]]),
                np.array([[0.1], [-0.3]]),
                np.array([[0.7, -0.2]]),
                np.array([[0.2]]),
            ).tolist(),
        ),
        Example(
            name="forward_and_gradients_in_one_function",
            code="""
def train_step(w, b, x, target):
    guess = w * x + b
    error = guess - target
    loss = error * error
    dguess = 2 * error
    dw = dguess * x
    db = dguess
    return dw, db

w, b = 0.4, -0.2
for x, target in [(1.5, 2.0), (-0.5, 0.25)]:
    dw, db = train_step(w, b, x, target)
    w -= 0.1 * dw
    b -= 0.1 * db
print(w, b)
""",
            outputs=("loss", "loss"),
            gradients=slopes(lambda w, b: (w * 1.5 + b - 2.0) ** 2, w=0.4, b=-0.2),
        ),
        Example(
            name="gradients_of_a_function_in_a_dict",
            code="""
import numpy as np

def gradients(p, X, t):
    h = np.tanh(X @ p["W"] + p["b"])
    cost = np.mean((h - t) ** 2)
    dh = 2 * (h - t) / h.size
    dz = dh * (1 - h ** 2)
    return {"W": X.T @ dz, "b": dz.sum(axis=0)}

p = {"W": np.array([[0.3], [-0.6]]), "b": np.array([0.1])}
X, t = np.array([[1.0, 0.5], [-2.0, 1.0]]), np.array([[0.5], [-0.5]])
for _ in range(3):
    grads = gradients(p, X, t)
    for key in p:
        p[key] = p[key] - 0.1 * grads[key]
print(p["b"])
""",
            outputs=("cost", "cost", "cost"),
        ),
        Example(
            name="helper_with_one_gradient_stays_aside",
            code="""
import math

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

def slope_of_sigmoid(z):
    s = sigmoid(z)
    ds = s * (1 - s)
    return ds

x, w = 1.5, 0.6
z = x * w
out = sigmoid(z)
dw = slope_of_sigmoid(z) * x
print(dw)
""",
            output="out",
            gradients=slopes(lambda x, w: _sigmoid(x * w), x=1.5, w=0.6),
        ),
    ),
    "gradients with respect to": (
        Example(
            name="errors_wrt_outputs",
            code="""
import math

w, x, target = 0.6, 1.5, 0.4
out = 1 / (1 + math.exp(-w * x))
error = 0.5 * (target - out) ** 2
d_error_wrt_out = out - target
pd_out_wrt_z = out * (1 - out)
w_step = d_error_wrt_out * pd_out_wrt_z * x
w -= 0.5 * w_step
print(w)
""",
            output="error",
            value=_ERROR,
            gradients=slopes(
                lambda w, x, target: 0.5 * (target - _sigmoid(w * x)) ** 2, w=0.6, x=1.5, target=0.4
            ),
        ),
        Example(
            name="loss_with_respect_to_weight",
            code="""
x, w = 3.0, -0.5
y = x * w
loss = (y - 1.0) ** 2
loss_with_respect_to_y = 2 * (y - 1.0)
loss_with_respect_to_w = loss_with_respect_to_y * x
print(loss_with_respect_to_w)
""",
            output="loss",
            gradients=slopes(lambda x, w: (x * w - 1.0) ** 2, x=3.0, w=-0.5),
        ),
        Example(
            name="moved_weights_are_updated_by_index",
            code="""
class Unit:
    def __init__(self):
        self.weights = []

    def output_of(self, inputs):
        total = 0
        for i in range(len(inputs)):
            total += inputs[i] * self.weights[i]
        self.output = total
        return self.output

first = [0.15, 0.2, 0.25, 0.3]
units = [Unit(), Unit()]
count = 0
for unit in units:
    for _ in range(2):
        unit.weights.append(first[count])
        count += 1

inputs, targets = [0.5, 1.0], [1.0, -1.0]
for step in range(3):
    outs = [unit.output_of(inputs) for unit in units]
    loss = 0
    for out, target in zip(outs, targets):
        loss += (out - target) ** 2
    pd_loss_wrt_out = [2 * (out - target) for out, target in zip(outs, targets)]
    for u in range(2):
        for i in range(2):
            units[u].weights[i] -= 0.1 * pd_loss_wrt_out[u] * inputs[i]
    print(step, loss)
""",
            outputs=("loss", "loss", "loss"),
            gradients=slopes(
                lambda first, inputs, targets: (
                    (first[:2] @ inputs - targets[0]) ** 2 + (first[2:] @ inputs - targets[1]) ** 2
                ),
                first=[0.15, 0.2, 0.25, 0.3],
                inputs=[0.5, 1.0],
                targets=[1.0, -1.0],
            ),
        ),
    ),
    "each object has its own attribute": (
        Example(
            name="two_units_with_one_output_each",
            code="""
class Unit:
    def __init__(self, w):
        self.w = w

    def run(self, x):
        self.out = self.w * x
        return self.out

a, b = Unit(0.5), Unit(-2.0)
x = 3.0
a.run(x)
b.run(x)
loss = a.out * b.out
print(loss)
""",
            output="loss",
            gradients={"x": -6.0, "a.w": -18.0, "b.w": 4.5},
        ),
        Example(
            name="two_units_and_no_loss",
            code="""
class Unit:
    def __init__(self, w):
        self.w = w

    def run(self, x):
        self.out = self.w * x

a, b = Unit(0.5), Unit(-2.0)
x = 3.0
a.run(x)
b.run(x)
""",
            output="b.out",
            gradients={"x": -2.0, "b.w": 3.0},
            says=("2 objects", "the last one is drawn"),
        ),
        Example(
            name="units_in_a_list_and_a_sum_of_their_outputs",
            code="""
class Unit:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def run(self, x):
        self.z = self.w * x + self.b
        self.out = max(0.0, self.z)

units = [Unit(0.5, 0.1), Unit(-2.0, 7.0), Unit(1.5, 0.2)]
for unit in units:
    unit.run(3.0)
total = sum(unit.out for unit in units)
print(total)
""",
            output="total",
            value=7.3,
        ),
    ),
}
