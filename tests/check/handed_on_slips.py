"""Programs with a slip in a function's slope, in a line that hands on unchanged, or beside it."""

from __future__ import annotations

_NET = """
import numpy as np
np.random.seed(3)
{helpers}
seen = np.array([[0.2, 0.9, 1.0], [0.7, -0.4, 1.0], [-0.6, 0.3, 1.0], [0.5, 0.1, 1.0]])
t = np.array([[0.0], [1.0], [1.0], [0.0]])
V, W = np.random.randn(3, 4), np.random.randn(4, 1)
for turn in range({turns}):
    {pass}
"""
_BY_RESULT = """z1 = seen @ V
    a1 = squash(z1)
    z2 = a1 @ W
    a2 = squash(z2)
    half_sse = 0.5 * np.sum((t - a2) ** 2)
    a2_error = t - a2
    a2_delta = {delta}
    a1_error = a2_delta @ W.T
    a1_delta = a1_error * {prime}
    W_step, V_step = a1.T @ a2_delta, seen.T @ a1_delta
    W += W_step
    V += V_step"""
_BY_INPUT = """z1 = seen @ V
    a1 = squash(z1)
    z2 = a1 @ W
    a2 = squash(z2)
    cost = 0.5 * np.sum((a2 - t) ** 2)
    delta3 = (a2 - t) * squash_prime(z2)
    dW = a1.T @ delta3
    delta2 = {delta}
    dV = seen.T @ delta2
    V = V - 0.3 * dV
    W = W - 0.3 * dW"""
_FLAG = """def squash(x, {flag}=False):
    if {flag}:
        return {slip}
    return 1 / (1 + np.exp(-x))"""
_OWN = """def squash(x):
    return 1 / (1 + np.exp(-x))
{prime}"""
_PRIME = "def squash_prime(x):\n    return squash(x) * (1 - squash(x))"
_ERROR = "a2_error * {prime}"


def _net(helpers: str, steps: str, turns: int = 3) -> str:
    parts = {"{helpers}": helpers, "{turns}": str(turns), "{pass}": steps}
    code = _NET
    for name, text in parts.items():
        code = code.replace(name, text)
    return code


def _flag(name: str) -> str:
    delta = _ERROR.replace("{prime}", f"squash(a2, {name}=True)")
    steps = _BY_RESULT.replace("{delta}", delta).replace("{prime}", f"squash(a1, {name}=True)")
    return _net(_FLAG.replace("{flag}", name), steps)


def _by_result(delta: str) -> str:
    prime = "def squash2deriv(a):\n    return a * (1 - a)"
    steps = _BY_RESULT.replace("{delta}", delta).replace("{prime}", "squash2deriv(a1)")
    return _net(_OWN.replace("{prime}", prime), steps)


def _by_input(delta: str, prime: str = _PRIME) -> str:
    return _net(_OWN.replace("{prime}", prime), _BY_INPUT.replace("{delta}", delta))


_LAYERS = """
import numpy as np
def full(x, W):
    return x @ W, (x, W)
def full_back(dout, kept):
    x, W = kept
    dx = dout @ W.T
    dW = x.T @ dout
    return dx, dW
def relu(x):
    return np.maximum(0, x), x
def relu_back(dout, kept):
    x = kept
    dx = {slip}
    return dx
rng = np.random.default_rng(5)
x, goal = rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
V, W = rng.normal(size=(3, 5)), rng.normal(size=(5, 2))
u, kept_u = full(x, V)
r, kept_r = relu(u)
out, kept_out = full(r, W)
loss = np.sum((out - goal) ** 2) / 4
dout = 2.0 * (out - goal) / 4
dr, dW = full_back(dout, kept_out)
du = relu_back(dr, kept_r)
dx, dV = full_back(du, kept_u)
"""
_CLOSURES = """
import numpy as np
def bend(x):
    slope = x > 0
    def backward(dy):
        return {slip}
    return x * slope, backward
rng = np.random.default_rng(9)
X, T = rng.normal(size=(5, 3)), rng.normal(size=(5, 4))
V = rng.normal(size=(3, 4))
u = X @ V
r, back = bend(u)
loss = 0.5 * np.mean((r - T) ** 2)
dr = (r - T) / T.size
du = back(dr)
dV = X.T @ du
"""
_NAMED = """
import numpy as np
np.random.seed(4)
X, Y = np.random.randn(3, 5), np.array([[1, 0, 1, 1, 0]])
W1, W2, m = np.random.randn(4, 3), np.random.randn(1, 4), 5
b1, b2 = np.zeros((4, 1)), np.zeros((1, 1))
Z1 = W1 @ X + b1
A1 = np.maximum(0, Z1)
Z2 = W2 @ A1 + b2
A2 = 1 / (1 + np.exp(-Z2))
cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
dZ2 = {slip}
dW2 = dZ2 @ A1.T / m
db2 = dZ2.sum(axis=1, keepdims=True) / m
dA1 = W2.T @ dZ2
dZ1 = dA1 * (A1 > 0)
dW1 = dZ1 @ X.T / m
db1 = dZ1.sum(axis=1, keepdims=True) / m
gradients = {{"dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}}
"""
_DIVIDED = """
import numpy as np
rng = np.random.default_rng(30)
X, Y = rng.normal(size=(4, 2)), rng.normal(size=4)
u = rng.normal(size=2)
grad_u, loss = np.zeros(2), 0.0
for x, y in zip(X, Y):
    o = u @ x
    loss += (o - y) ** 2
    d_o = {slip}
    grad_u += d_o * x
grad_u /= len(X)
"""
_PARTS = """
import numpy as np
def affine_vjp(upstream, x, w):
    return {slip}
gen = np.random.default_rng(2024)
x, goal = gen.normal(size=(3, 4)), gen.normal(size=(3, 2))
v, c = gen.normal(size=(4, 3)), gen.normal(size=3)
w, b = gen.normal(size=(3, 2)), gen.normal(size=2)
h = np.tanh(x @ v + c)
pred = h @ w + b
loss = 0.5 * np.sum((pred - goal) ** 2)
dh, dw, db = affine_vjp(pred - goal, h, w)
dz = dh * (1 - h**2)
dx, dv, dc = affine_vjp(dz, x, v)
"""
_RIGHT = "upstream @ w.T, x.T @ upstream, upstream.sum(axis=0)"
_STEP = """
from math import exp, log
x1, x2, w1, w2, b = 1.2, -0.7, 0.5, 0.8, 0.1
u = w1 * x1 + w2 * x2 + b
p = 1 / (1 + exp(-u))
loss = -log(1 - p)
dloss_dp = 1 / (1 - p)
dp_du = {slip}
dloss_du = dloss_dp * dp_du
dloss_dw1 = dloss_du * x1
dloss_dw2 = dloss_du * x2
"""
_LOCAL = """
def squash_prime(x):
    s = squash(x)
    return {slip}"""

# The kind, the code, what is right in it, and a slip.
PROGRAMS: list[tuple[str, str, str, str]] = [
    ("asked for its slope", _flag("deriv"), "x * (1 - x)", "-(x * (1 - x))"),
    ("asked for its slope", _flag("derivative"), "x * (1 - x)", "x"),
    ("asked for its slope", _flag("prime"), "x * (1 - x)", "x * (1 + x)"),
    ("a slope", _by_input("delta3 @ W.T * squash_prime(z1)", _LOCAL), "s * (1 - s)", "s"),
    ("a slope", _by_input("delta3 @ W.T * squash_prime(z1)", _LOCAL), "s * (1 - s)", "x * (1 - x)"),
    ("a slope", _LAYERS, "dout * (x > 0)", "dout * (x < 0)"),
    ("hands on", _by_result("{slip}"), "a2_error * squash2deriv(a2)", "a2_error"),
    ("hands on", _LAYERS, "dout * (x > 0)", "dout"),
    ("hands on", _CLOSURES, "dy * slope", "slope"),
    ("a slope alone", _by_input("{slip}"), "delta3 @ W.T * squash_prime(z1)", "squash_prime(z1)"),
    ("named again", _NAMED, "A2 - Y", "Y - A2"),
    ("named again", _NAMED, "A2 - Y", "Z2 - Y"),
    ("divided at its end", _DIVIDED, "2 * (o - y)", "2 * (y - o)"),
    ("another shape", _PARTS, _RIGHT, "upstream @ w.T, x.T @ upstream, upstream"),
    ("another shape", _PARTS, _RIGHT, "upstream @ w.T, (x.T @ upstream).T, upstream.sum(axis=0)"),
    ("another shape", _PARTS, _RIGHT, "upstream @ w.T, x.T @ upstream, upstream.sum(axis=1)"),
    ("of its own step", _STEP, "p * (1 - p)", "p"),
]
