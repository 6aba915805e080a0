"""Losses that stand elsewhere than in the pass that trains, and what is taken for one wrongly."""

from __future__ import annotations

from tests.kinds.example import Example

_HEAD = """
import numpy as np

X = np.array([[1.0, 0.0], [0.5, -1.0], [0.25, 2.0], [-1.0, 0.5]])
y = np.array([0, 1, 1, 0])

def probabilities(W):
    z = np.exp(X @ W)
    return z / z.sum(axis=1, keepdims=True)

def cost_of(W):
    p = probabilities(W)
    return -np.sum(np.log(p[np.arange(4), y]))

W = np.array([[0.2, -0.3], [0.1, 0.4]])
"""
_ENDS = """
rng = np.random.default_rng(1)
w = np.array([[0.2], [-0.3]])
t = np.array([[1.0], [0.0], [1.0], [0.0]])
starts = np.arange(0, 4, 2)
"""
KINDS = {
    "the loss is computed before the passes whose gradients nobody can tell the start of": (
        Example(
            name="probabilities_less_one_in_place",
            code=_HEAD
            + """
for _ in range(3):
    cost = cost_of(W)
    p = probabilities(W)
    delta = p
    delta[np.arange(4), y] -= 1
    dW = X.T @ delta
    W -= 0.1 * dW
""",
            output="cost",
        ),
        Example(
            name="rows_written_one_by_one",
            code=_HEAD
            + """
def forward(W):
    o = np.zeros((4, 2))
    for i in range(4):
        e = np.exp(X[i] @ W)
        o[i] = e / e.sum()
    return o

def loss_of(W):
    o = forward(W)
    return -np.sum(np.log(o[np.arange(4), y]))

loss = loss_of(W)
for _ in range(2):
    o = forward(W)
    delta_o = o
    delta_o[np.arange(4), y] -= 1
    dW = np.zeros((2, 2))
    for i in range(4):
        dW += np.outer(X[i], delta_o[i])
    W -= 0.1 * dW
""",
            output="loss",
        ),
        Example(
            name="the_loss_is_printed_alone",
            code=_HEAD
            + """
print(cost_of(W))
p = probabilities(W)
delta = p
delta[np.arange(4), y] -= 1
dW = X.T @ delta
""",
            output="cost_of",
        ),
    ),
    "a loss that an object keeps and nothing uses": (
        Example(
            name="the_last_layer_keeps_its_loss",
            code=_HEAD
            + """
class Last:
    def forward(self, z, t):
        self.t = t
        e = np.exp(z)
        self.p = e / e.sum(axis=1, keepdims=True)
        self.loss = -np.mean(np.log(self.p[np.arange(4), t]))
        return self.loss

    def backward(self, dout=1):
        dz = self.p.copy()
        dz[np.arange(4), self.t] -= 1
        return dz / 4

class Net:
    def __init__(self):
        self.last = Last()

    def loss(self, x, t):
        self.x = x
        return self.last.forward(x @ W, t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.last.backward(1)
        return {"W": self.x.T @ dout}

net = Net()
for _ in range(3):
    grads = net.gradient(X, y)
    W -= 0.1 * grads["W"]
""",
            output="last.loss|net.last.loss|self.loss",
            seed=1.0,
        ),
        Example(
            name="kept_by_the_network",
            code="""
class Net:
    def __init__(self):
        self.w = 0.5

    def run(self, x, t):
        self.y = self.w * x
        self.loss = (self.y - t) ** 2

    def grad(self, x, t):
        self.run(x, t)
        dy = 2 * (self.y - t)
        return dy * x

net = Net()
for _ in range(3):
    dw = net.grad(2.0, 3.0)
    net.w -= 0.1 * dw
""",
            output="net.loss",
            value=4.0,
            gradients={"net.w": -8.0},
        ),
        Example(
            name="kept_by_a_function_object",
            code="""
class Squared:
    def __call__(self, y, t):
        self.off = y - t
        self.error = self.off ** 2

    def slope(self):
        return 2 * self.off

squared = Squared()
w, x, t = 0.5, 2.0, 3.0
y = w * x
squared(y, t)
dy = squared.slope()
dw = dy * x
w -= 0.1 * dw
""",
            output="squared.error",
            gradients={"w": -8.0},
        ),
    ),
    "the ends of a slice are no result": (
        Example(
            name="batches_from_shuffled_starts",
            code=_HEAD
            + _ENDS
            + """
for _ in range(3):
    total = 0.0
    rng.shuffle(starts)
    for start in starts:
        end = start + 2
        guess = X[start:end] @ w
        total += np.sum((guess - t[start:end]) ** 2)
        grad = 2 * (guess - t[start:end])
        w -= 0.1 * X[start:end].T @ grad
""",
            output="total|term of total",
            never=("end",),
        ),
        Example(
            name="batches_of_a_permutation",
            code=_HEAD
            + _ENDS
            + """
for _ in range(2):
    for start in rng.permutation(starts):
        end = start + 2
        off = X[start:end] @ w - t[start:end]
        loss = np.mean(off ** 2)
        dw = X[start:end].T @ off
        w -= 0.1 * dw
""",
            output="loss",
            never=("end",),
        ),
        Example(
            name="columns_up_to_an_end",
            code=_HEAD
            + _ENDS
            + """
for first in rng.permutation(starts):
    last = first + 1
    part = X[:, first:last] * w[0]
    loss = np.sum(part ** 2)
""",
            output="loss",
            never=("last",),
        ),
    ),
    "a numeric check that divides by two and by the step": (
        Example(
            name="half_and_then_the_step",
            code="""
def f(w):
    return w ** 3 + 2 * w

w, h = 1.5, 1e-4
y = f(w)
slope = (f(w + h) - f(w - h)) / 2 / h
""",
            output="y",
        ),
        Example(
            name="half_of_it_by_the_step",
            code="""
def f(w):
    return w ** 3 + 2 * w

w = 1.5
y = f(w)
h = 1e-5
slope = 0.5 * (f(w + h) - f(w - h)) / h
""",
            output="y",
        ),
        Example(
            name="one_number_is_no_step",
            code="""
import numpy as np

w = np.array([[0.5]])
x = np.array([[2.0]])
t = np.array([[3.0]])
for _ in range(3):
    out = np.tanh(x @ w)
    error = np.mean((t - out) ** 2)
    d_out = 2 * (out - t) / t.size
    d_z = (1 - np.tanh(x @ w) ** 2) * d_out
    w -= 0.1 * x.T @ d_z
""",
            output="error",
        ),
    ),
}
