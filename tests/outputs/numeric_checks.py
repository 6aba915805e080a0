"""Numeric checks of gradients: neither the quotients nor the perturbed calls are outputs."""

PROGRAMS = {
    "num two sided": (
        "y",
        """
def f(w):
    return (w * 3.0 - 1.0) ** 2


w = 2.0
h = 1e-4
num = (f(w + h) - f(w - h)) / (2 * h)
y = f(w)
dw = 2 * (w * 3.0 - 1.0) * 3.0
""",
    ),
    "num literal": (
        "y",
        """
def f(w):
    return (w * 3.0 - 1.0) ** 2


w = 2.0
num = (f(w + 0.001) - f(w)) / 0.001
y = f(w)
""",
    ),
    "num before named": (
        "L",
        """
def loss(w, b):
    y = w * 2.0 + b
    L = (y - 1.0) ** 2
    return L


w, b, eps = 0.5, 0.1, 1e-5
L = loss(w, b)
dw_num = (loss(w + eps, b) - loss(w - eps, b)) / (2 * eps)
db_num = (loss(w, b + eps) - loss(w, b - eps)) / (2 * eps)
dw = 2 * (w * 2.0 + b - 1.0) * 2.0
err = abs(dw - dw_num)
""",
    ),
    "num hacker gate": (
        "out",
        """
def forwardMultiplyGate(x, y):
    return x * y


x, y = -2.0, 3.0
out = forwardMultiplyGate(x, y)
h = 0.0001
xph = x + h
out2 = forwardMultiplyGate(xph, y)
x_derivative = (out2 - out) / h
yph = y + h
out3 = forwardMultiplyGate(x, yph)
y_derivative = (out3 - out) / h
step_size = 0.01
x = x + step_size * x_derivative
y = y + step_size * y_derivative
out_new = forwardMultiplyGate(x, y)
""",
    ),
    "num list inplace": (
        "J",
        """
def cost(w):
    return w[0] ** 2 + 3.0 * w[1] * w[0]


w = [2.0, -1.0]
J = cost(w)
grad = []
eps = 1e-5
for i in range(2):
    w[i] += eps
    up = cost(w)
    w[i] -= 2 * eps
    down = cost(w)
    w[i] += eps
    grad.append((up - down) / (2 * eps))
""",
    ),
    "num cs231n": (
        "y",
        """
import numpy as np


def f(x):
    return np.sum(x**2)


def eval_numerical_gradient(f, x):
    fx = f(x)
    grad = np.zeros(x.shape)
    h = 0.00001
    for ix in range(len(x)):
        old_value = x[ix]
        x[ix] = old_value + h
        fxh = f(x)
        x[ix] = old_value
        grad[ix] = (fxh - fx) / h
    return grad


x = np.array([1.0, -2.0])
y = f(x)
dx = eval_numerical_gradient(f, x)
""",
    ),
    "num nnfs7": (
        "y1",
        """
def f(x):
    return 2 * x**2


p2_delta = 0.0001
x1 = 1.0
x2 = x1 + p2_delta
y1 = f(x1)
y2 = f(x2)
approximate_derivative = (y2 - y1) / (x2 - x1)
b = y2 - approximate_derivative * x2
""",
    ),
    "num secant h half": (
        "y",
        """
def f(x):
    return x**2


x = 3.0
h = 0.5
y = f(x)
slope = (f(x + h) - y) / h
""",
    ),
    "num relative error": (
        "loss",
        """
import numpy as np


def loss_fn(W, X, t):
    y = X @ W
    return np.mean((y - t) ** 2)


W = np.array([0.5, -0.25])
X = np.array([[1.0, 2.0], [3.0, 4.0]])
t = np.array([1.0, 0.0])
loss = loss_fn(W, X, t)
dW = 2 * X.T @ (X @ W - t) / 2
num = np.zeros_like(W)
for i in range(2):
    Wp = W.copy()
    Wp[i] += 1e-5
    Wm = W.copy()
    Wm[i] -= 1e-5
    num[i] = (loss_fn(Wp, X, t) - loss_fn(Wm, X, t)) / (2e-5)
rel = np.linalg.norm(dW - num) / (np.linalg.norm(dW) + np.linalg.norm(num))
""",
    ),
    "num complex lists": (
        "y",
        """
def f(v):
    return v[0] * v[1] + v[0]


v = [2.0, 3.0]
y = f(v)
h = 1e-5
d0 = (f([v[0] + h, v[1]]) - y) / h
d1 = (f([v[0], v[1] + h]) - y) / h
""",
    ),
    "num lambda": (
        "y",
        """
f = lambda x: 3 * x**2 - 4 * x + 5
x = 3.0
h = 0.0001
y = f(x)
slope = (f(x + h) - f(x)) / h
""",
    ),
    "num kar d": (
        "d1",
        """
a, b, c = 2.0, -3.0, 10.0
h = 0.0001
d1 = a * b + c
a += h
d2 = a * b + c
slope = (d2 - d1) / h
""",
    ),
    "num lol": (
        "L1",
        """
h = 0.001


def lol(a, b):
    e = a * b
    L = e + 2.0
    return L


L1 = lol(2.0, -3.0)
L2 = lol(2.0 + h, -3.0)
slope = (L2 - L1) / h
""",
    ),
    "num in test function": (
        "loss",
        """
def forward(w):
    loss = (w * 2.0 - 1.0) ** 2
    return loss


def check(w, dw, h=1e-5):
    num = (forward(w + h) - forward(w - h)) / (2 * h)
    rel = abs(num - dw) / max(abs(num), abs(dw))
    return rel


w = 0.7
loss = forward(w)
dw = 2 * (w * 2.0 - 1.0) * 2.0
rel = check(w, dw)
""",
    ),
}
