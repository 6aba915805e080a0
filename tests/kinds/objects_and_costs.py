"""Objects that go back through their parents, and costs that have no name."""

from __future__ import annotations

import math

from tests.kinds.example import Example

KINDS = {
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
}
