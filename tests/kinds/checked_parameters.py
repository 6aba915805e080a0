"""Parameters that are given at once, are checked in one column, or are tried first."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "numbers that several names are given at once": (
        Example(
            name="biases_of_an_object_at_once",
            code="""
class Net:
    def __init__(self):
        self.w1, self.w2 = 0.5, -0.4
        self.b1 = self.b2 = 0.0

    def forward(self, x):
        h = self.w1 * x + self.b1
        return self.w2 * h + self.b2

net = Net()
y = net.forward(3.0)
print(y)
""",
            output="y",
            gradients={"net.b1": -0.4, "net.b2": 1.0},
        ),
        Example(
            name="entries_of_a_dict_at_once",
            code="""
p = {}
p["gain"] = p["slope"] = 1.5
p["shift"] = 0.5
x = 2.0
out = p["gain"] * x * x + p["slope"] * x + p["shift"]
print(out)
""",
            output="out",
            gradients={"p['gain']|p": 4.0, "p['slope']|p": 2.0},
        ),
        Example(
            name="attribute_and_name_at_once",
            code="""
class Gate:
    pass

gate = Gate()
start = gate.level = -1
z = 3 * start + gate.level * gate.level
print(z)
""",
            output="z",
            gradients={"start": 3.0, "gate.level": -2.0},
        ),
    ),
    "a gradient check over all parameters in one column": (
        Example(
            name="columns_of_a_dict_checked",
            code="""
import numpy as np

def to_column(p):
    return np.concatenate([p["W1"].reshape(-1, 1), p["W2"].reshape(-1, 1)])

def to_dict(theta):
    return {"W1": theta[:4].reshape(2, 2), "W2": theta[4:].reshape(1, 2)}

def forward(x, y, p):
    W1 = p["W1"]
    W2 = p["W2"]
    A1 = np.tanh(W1 @ x)
    out = W2 @ A1
    cost = np.sum((out - y) ** 2) / 2
    return cost, (W1, A1, W2, out)

def backward(x, y, cache):
    W1, A1, W2, out = cache
    dout = out - y
    dW2 = dout @ A1.T
    dA1 = W2.T @ dout
    dW1 = (dA1 * (1 - A1 ** 2)) @ x.T
    return {"W1": dW1, "W2": dW2}

def check(p, grads, x, y, epsilon=1e-6):
    theta = to_column(p)
    plus = np.zeros((len(theta), 1))
    minus = np.zeros((len(theta), 1))
    approx = np.zeros((len(theta), 1))
    for i in range(len(theta)):
        up = np.copy(theta)
        up[i] = up[i] + epsilon
        plus[i], _ = forward(x, y, to_dict(up))
        down = np.copy(theta)
        down[i] = down[i] - epsilon
        minus[i], _ = forward(x, y, to_dict(down))
        approx[i] = (plus[i] - minus[i]) / (2 * epsilon)
    return np.linalg.norm(approx - to_column(grads)) < 1e-5

np.random.seed(0)
x = np.random.randn(2, 3)
y = np.array([[1.0, 0.0, 1.0]])
parameters = {"W1": np.random.randn(2, 2), "W2": np.random.randn(1, 2)}
cost, cache = forward(x, y, parameters)
gradients = backward(x, y, cache)
print(check(parameters, gradients, x, y))
""",
            output="cost",
            outputs=("cost",),
        ),
        Example(
            name="weights_and_bias_in_a_row_checked",
            code="""
import numpy as np
rng = np.random.default_rng(1)
W, b = rng.normal(size=(2, 2)), rng.normal(size=2)
x = np.array([0.5, -1.5])

def loss_of(flat):
    return np.sum(np.tanh(flat[:4].reshape(2, 2) @ x + flat[4:]) ** 2)

h = np.tanh(W @ x + b)
loss = np.sum(h ** 2)
dz = 2 * h * (1 - h ** 2)
dW, db = np.outer(dz, x), dz
flat = np.hstack([W.ravel(), b])
grad = np.hstack([dW.ravel(), db])
for k in range(6):
    moved = flat.copy()
    moved[k] += 1e-5
    high = loss_of(moved)
    moved = flat.copy()
    moved[k] -= 1e-5
    low = loss_of(moved)
    assert abs((high - low) / 2e-5 - grad[k]) < 1e-6
print("checked", loss)
""",
            output="loss",
        ),
        Example(
            name="stacked_columns_checked_by_one_side",
            code="""
import numpy as np
np.random.seed(3)
theta1 = np.random.randn(3, 1)
theta2 = np.random.randn(2, 1)
a = np.array([[1.0, -2.0, 0.5]])
c = np.array([[0.3, 1.2]])

def J(v):
    return float(np.squeeze((a @ v[:3]) ** 2 + np.sin(c @ v[3:])))

cost = np.squeeze((a @ theta1) ** 2 + np.sin(c @ theta2))
dtheta1 = 2 * (a @ theta1) * a.T
dtheta2 = np.cos(c @ theta2) * c.T
v = np.vstack((theta1, theta2))
d = np.vstack((dtheta1, dtheta2))
for i in range(5):
    w = np.copy(v)
    w[i] = w[i] + 1e-7
    approx = (J(w) - J(v)) / 1e-7
    print(round(approx, 3), round(float(d[i, 0]), 3))
""",
            output="cost",
        ),
    ),
    "tries beside a numeric gradient": (
        Example(
            name="random_search_and_then_differences",
            code="""
import random
random.seed(0)

def gate(x, y):
    return x * y

x, y = -2.0, 3.0
best = -1000.0
for k in range(20):
    x_try = x + 0.01 * (random.random() * 2 - 1)
    y_try = y + 0.01 * (random.random() * 2 - 1)
    out_try = gate(x_try, y_try)
    if out_try > best:
        best = out_try
out = gate(x, y)
h = 0.0001
x_derivative = (gate(x + h, y) - out) / h
y_derivative = (gate(x, y + h) - out) / h
print(best, out, round(x_derivative, 3), round(y_derivative, 3))
""",
            output="out",
            gradients={"x": 3.0, "y": -2.0},
        ),
        Example(
            name="a_guess_before_the_slope",
            code="""
def f(w, b):
    return (w * 2.0 + b - 1.0) ** 2

w, b = 0.5, 0.3
guess = f(w + 0.4, b - 0.2)
here = f(w, b)
eps = 1e-5
slope_w = (f(w + eps, b) - here) / eps
slope_b = (f(w, b + eps) - here) / eps
print(guess, here, round(slope_w, 2), round(slope_b, 2))
""",
            output="here",
            gradients={"w": 1.2, "b": 0.6},
        ),
        Example(
            name="noise_on_an_array_and_its_differences",
            code="""
import numpy as np

def energy(v):
    return np.sum(v ** 3)

v = np.array([1.0, -2.0, 0.5])
rng = np.random.default_rng(4)
tried = energy(v + 0.1 * rng.normal(size=3))
E = energy(v)
grad = np.zeros(3)
for i in range(3):
    moved = v.copy()
    moved[i] += 1e-6
    grad[i] = (energy(moved) - E) / 1e-6
print(tried > E, grad.round(3))
""",
            output="E",
            gradients={"v": [3.0, 12.0, 0.75]},
        ),
    ),
}
