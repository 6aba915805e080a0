"""Where the code's own backward pass begins: at a net input, a given gradient, an unnamed cost."""

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
    "an object goes back through its parents by calls of the same name": (
        Example(
            name="var_with_recursive_backward",
            code="""
class Var:
    def __init__(self, val, parents=()):
        self.val, self.parents, self.grad = val, parents, 0.0
    def __add__(self, o):
        return Var(self.val + o.val, ((self, 1.0), (o, 1.0)))
    def __mul__(self, o):
        return Var(self.val * o.val, ((self, o.val), (o, self.val)))
    def backward(self, upstream=1.0):
        self.grad += upstream
        for parent, local in self.parents:
            parent.backward(upstream * local)

x, y = Var(2.0), Var(-3.0)
f = x * y + x
f.backward()
x = Var(x.val - 0.1 * x.grad)
y = Var(y.val - 0.1 * y.grad)
print(x.val, y.val)
""",
            output="f",
            gradients={"x": -2.0, "y": 2.0},
        ),
        Example(
            name="node_whose_backward_asks_its_children",
            code="""
import math

class Node:
    def __init__(self, value, children=(), slopes=()):
        self.value = value
        self.children, self.slopes = children, slopes
        self.grad = 0.0
    def times(self, other):
        return Node(self.value * other.value, (self, other), (other.value, self.value))
    def tanh(self):
        t = math.tanh(self.value)
        return Node(t, (self,), (1 - t * t,))
    def backward(self, g=1.0):
        self.grad = self.grad + g
        for child, slope in zip(self.children, self.slopes):
            child.backward(g * slope)

w = Node(0.5)
x = Node(1.2)
for _ in range(3):
    out = w.times(x).tanh()
    w.grad = x.grad = 0.0
    out.backward()
    w = Node(w.value - 0.1 * w.grad)
    print(out.value)
""",
            output="out",
            gradients={"w": (1 - math.tanh(0.6) ** 2) * 1.2},
        ),
        Example(
            name="scalar_that_calls_super_of_its_operands",
            code="""
class Scalar:
    def __init__(self, data, left=None, right=None, op=""):
        self.data, self.left, self.right, self.op, self.grad = data, left, right, op, 0.0
    def __add__(self, other):
        return Scalar(self.data + other.data, self, other, "+")
    def __mul__(self, other):
        return Scalar(self.data * other.data, self, other, "*")
    def backward(self, grad=1.0):
        self.grad += grad
        if self.op == "+":
            self.left.backward(grad)
            self.right.backward(grad)
        if self.op == "*":
            self.left.backward(grad * self.right.data)
            self.right.backward(grad * self.left.data)

a = Scalar(3.0)
b = Scalar(4.0)
loss = a * b + b * b
loss.backward()
a.data -= 0.01 * a.grad
b.data -= 0.01 * b.grad
print(a.data, b.data)
""",
            output="loss",
            gradients={"a": 4.0, "b": 11.0},
        ),
    ),
    "a cost without a name, of what the training's gradients begin with": (
        Example(
            name="log_loss_appended_in_some_rounds",
            code="""
import numpy as np

def log_loss(A, y):
    return -np.mean(y * np.log(A) + (1 - y) * np.log(1 - A))

X = np.array([[0.5], [1.0], [-1.0]])
y = np.array([[1.0], [1.0], [0.0]])
W = np.array([[0.2]])
b = np.zeros((1, 1))
history = []
for i in range(6):
    A = 1 / (1 + np.exp(-(X @ W + b)))
    dZ = A - y
    dW = X.T @ dZ / 3
    db = dZ.mean(axis=0, keepdims=True)
    W = W - 0.5 * dW
    b = b - 0.5 * db
    if i % 3 == 0:
        history.append(log_loss(A, y))
print(history)
""",
            output="history[0]",
            seed=1.0,
        ),
        Example(
            name="cost_printed_in_some_rounds",
            code="""
import numpy as np

def cost(out, t):
    return ((out - t) ** 2).mean() / 2

x = np.array([[1.0, 0.5], [0.2, -1.0]])
t = np.array([[1.0], [0.0]])
w = np.array([[0.3], [-0.2]])
for k in range(5):
    out = np.tanh(x @ w)
    d_out = (out - t) / 2
    dw = x.T @ (d_out * (1 - out * out))
    w -= 0.1 * dw
    if k % 2 == 0:
        print(k, cost(out, t))
""",
            output="cost",
        ),
        Example(
            name="losses_of_a_network_in_a_dict",
            code="""
import numpy as np

def mse_loss(y, p):
    return np.mean((y - p) ** 2)

def forward(x, params):
    cache = {"a0": x}
    for k in (1, 2):
        cache[f"a{k}"] = np.tanh(cache[f"a{k - 1}"] @ params[f"w{k}"])
    return cache

x = np.array([[0.5, -0.4], [1.0, 0.3]])
y = np.array([[0.2], [0.7]])
params = {"w1": np.array([[0.1, 0.4], [-0.3, 0.2]]), "w2": np.array([[0.5], [-0.6]])}
losses = []
for step in range(4):
    cache = forward(x, params)
    d2 = (cache["a2"] - y) * (1 - cache["a2"] ** 2)
    d1 = d2 @ params["w2"].T * (1 - cache["a1"] ** 2)
    params["w2"] = params["w2"] - 0.1 * cache["a1"].T @ d2
    params["w1"] = params["w1"] - 0.1 * cache["a0"].T @ d1
    losses.append(mse_loss(y, cache["a2"]))
print(losses)
""",
            output="losses[0]",
        ),
    ),
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
}
