"""What gradients are of goes before what is only reported, and losses that are kept."""

PROGRAMS = {
    "rmse after": (
        "loss",
        """
import math

w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dloss_dy = 2 * (y - t)
dloss_dw = dloss_dy * x
rmse = math.sqrt(loss)
""",
    ),
    "percent after": (
        "L",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
L = (y - t) ** 2
d_L_d_y = 2 * (y - t)
d_L_d_w = d_L_d_y * x
percent = L * 100
""",
    ),
    "two ends dL": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
metric = abs(y - t) * 2.0
dloss_dy = 2 * (y - t)
dw = dloss_dy * x
""",
    ),
    "y then dy": (
        "y",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
z = w * x + b
y = max(z, 0)
other = z * 2.0
dy_dz = 1.0
dw = dy_dz * x
""",
    ),
    "local only": (
        "q",
        """
x, y = -2.0, 5.0
q = x * y
dqdx = y
dqdy = x
""",
    ),
    "hist": (
        "loss",
        """
import numpy as np

X = np.array([1.0, 2.0, 3.0])
Y = np.array([3.0, 5.0, 7.0])


def fit(X, Y, epochs):
    w, b, history = 0.0, 0.0, []
    for _ in range(epochs):
        error = w * X + b - Y
        loss = np.mean(error**2)
        history.append(loss)
        w -= 0.01 * np.mean(2 * error * X)
        b -= 0.01 * np.mean(2 * error)
    return w, b, history


w, b, h = fit(X, Y, 3)
""",
    ),
    "sq root of partial": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = 0.5 * (y - t) ** 2
dloss_dy = y - t
dy_dw = x
dloss_dw = dloss_dy * dy_dw
print(loss)
total = loss * 3
""",
    ),
    "inner only gradients": (
        "f",
        """
x, y, z = -2.0, 5.0, -4.0
q = x + y
f = q * z
dqdx = 1.0
dqdy = 1.0
dfdq = z
""",
    ),
    "loss then avg": (
        "avg|loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
avg = loss / 4
dw = 2 * (y - t) * x / 4
""",
    ),
    "history np": (
        "loss",
        """
import numpy as np

w = np.array([0.1, 0.2])
x = np.array([1.0, 2.0])
hist = np.zeros(3)
for i in range(3):
    loss = np.sum((w * x - 1) ** 2)
    hist[i] = loss
    w -= 0.1 * 2 * (w * x - 1) * x
""",
    ),
    "history dict of rounds": (
        "loss",
        """
w, x = 0.5, 2.0
hist = {}
for i in range(3):
    loss = (w * x - 1) ** 2
    hist[i] = loss
    w -= 0.1 * 2 * (w * x - 1) * x
final = min(hist.values())
""",
    ),
    "copy best": (
        "loss",
        """
w, x = 0.5, 2.0
for i in range(2):
    loss = (w * x - 1) ** 2
    old_w = w
    w = w - 0.1 * 2 * (w * x - 1) * x
best = w
""",
    ),
}
