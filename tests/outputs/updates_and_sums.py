"""Updates of many forms, and sums of the forward pass that are none."""

PROGRAMS = {
    "upd dict": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
a = w * x + b
loss = (a - t) ** 2
g = 2 * (a - t)
params_new = {}
params_new["w"] = w - 0.1 * g * x
params_new["b"] = b - 0.1 * g
""",
    ),
    "upd returned dict": (
        "loss",
        """
def step(params, x, t, lr):
    a = params["w"] * x + params["b"]
    loss = (a - t) ** 2
    g = 2 * (a - t)
    return {"w": params["w"] - lr * g * x, "b": params["b"] - lr * g}, loss


params = {"w": 0.5, "b": 0.1}
out, loss = step(params, 2.0, 1.0, 0.1)
""",
    ),
    "upd returned tuple plain": (
        "loss",
        """
def step(w, b, x, t):
    y = w * x + b
    loss = (y - t) ** 2
    g = 2 * (y - t)
    return loss, w - 0.1 * g * x, b - 0.1 * g


loss, w_1, b_1 = step(0.5, 0.1, 2.0, 1.0)
""",
    ),
    "upd velocity": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
v = 0.0
for i in range(2):
    y = w * x + b
    loss = (y - t) ** 2
    g = 2 * (y - t) * x
    v = 0.9 * v - 0.1 * g
    w = w + v
""",
    ),
    "upd theta new": (
        "J",
        """
import numpy as np

X = np.array([[1.0, 2.0], [3.0, 4.0]])
theta = np.array([0.1, 0.2])
y = np.array([1.0, 2.0])
h = X @ theta
J = np.sum((h - y) ** 2) / 4
theta_new = theta - 0.1 * X.T @ (h - y) / 2
""",
    ),
    "upd no gradient names": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for k in range(3):
    y = w * x + b
    loss = (y - t) ** 2
    w = w - 0.1 * 2 * (y - t) * x
    b = b - 0.1 * 2 * (y - t)
""",
    ),
    "resnet not update": (
        "out",
        """
import numpy as np

x = np.array([1.0, 2.0])
W = np.array([[0.1, 0.2], [0.3, 0.4]])
h = np.tanh(W @ x)
out = x + h
""",
    ),
    "new x forward": (
        "y",
        """
x, w = 2.0, 3.0
new_x = x + w
y = new_x * w
""",
    ),
    "euler": (
        "e",
        """
x0, v0, k, dt = 1.0, 0.0, 2.0, 0.1
a0 = -k * x0
v1 = v0 + a0 * dt
x1 = x0 + v1 * dt
e = 0.5 * k * x1**2 + 0.5 * v1**2
""",
    ),
    "adam": (
        "loss",
        """
import math

w, x, t, m, v, lr = 0.5, 2.0, 1.0, 0.0, 0.0, 0.1
for i in range(1, 4):
    y = w * x
    loss = (y - t) ** 2
    grad = 2 * (y - t) * x
    m = 0.9 * m + 0.1 * grad
    v = 0.999 * v + 0.001 * grad**2
    mh = m / (1 - 0.9**i)
    vh = v / (1 - 0.999**i)
    w = w - lr * mh / (math.sqrt(vh) + 1e-8)
""",
    ),
    "grad norm": (
        "loss",
        """
import math

w, b, x, t = 0.5, 0.1, 2.0, 1.0
y = w * x + b
loss = (y - t) ** 2
dw = 2 * (y - t) * x
db = 2 * (y - t)
total = math.sqrt(dw**2 + db**2)
""",
    ),
    "l2 reg": (
        "total_loss",
        """
w, x, t, lam = 0.5, 2.0, 1.0, 0.01
y = w * x
loss = (y - t) ** 2
reg = lam * w**2
total_loss = loss + reg
dw = 2 * (y - t) * x + 2 * lam * w
""",
    ),
    "upd tuple assign": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
w2, b2 = w - 0.1 * 2 * (y - t) * x, b - 0.1 * 2 * (y - t)
""",
    ),
    "upd then recompute": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
g = 2 * (y - t)
w_new = w - 0.1 * g * x
b_new = b - 0.1 * g
y_new = w_new * x + b_new
loss_new = (y_new - t) ** 2
""",
    ),
    "upd momentum v": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
vel = 0.0
y = w * x + b
loss = (y - t) ** 2
g = 2 * (y - t) * x
vel = 0.9 * vel + g
w_new = w - 0.1 * vel
""",
    ),
    "upd list params": (
        "loss",
        """
def step(p, x, t):
    y = p[0] * x + p[1]
    loss = (y - t) ** 2
    g = 2 * (y - t)
    return [p[0] - 0.1 * g * x, p[1] - 0.1 * g], loss


p, loss = step([0.5, 0.1], 2.0, 1.0)
""",
    ),
    "hidden sq of bias": (
        "y",
        """
x, w = 2.0, 0.5
h = x * w
x2 = x + 0.5 * h
y = x2 * w
""",
    ),
}
