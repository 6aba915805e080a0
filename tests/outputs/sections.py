"""Where passes begin and end: at updates and between sections, each with its output."""

PROGRAMS = {
    "two steps": (
        "loss loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
loss = (y - t) ** 2
dw = 2 * (y - t) * x
db = 2 * (y - t)
w -= 0.1 * dw
b -= 0.1 * db
y = w * x + b
loss = (y - t) ** 2
""",
    ),
    "loop3": (
        "loss loss loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for i in range(3):
    y = w * x + b
    loss = (y - t) ** 2
    dw = 2 * (y - t) * x
    db = 2 * (y - t)
    w -= 0.1 * dw
    b -= 0.1 * db
""",
    ),
    "loop then test": (
        "loss loss pred|loss loss test_y",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for i in range(2):
    y = w * x + b
    loss = (y - t) ** 2
    dw = 2 * (y - t) * x
    db = 2 * (y - t)
    w -= 0.1 * dw
    b -= 0.1 * db
pred = w * 5.0 + b
""",
    ),
    "loop then new section": (
        "loss loss cost",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for i in range(2):
    y = w * x + b
    loss = (y - t) ** 2
    dw = 2 * (y - t) * x
    db = 2 * (y - t)
    w -= 0.1 * dw
    b -= 0.1 * db
p, q = 1.0, 2.0
r = p * q
cost = (r - 1) ** 2
""",
    ),
    "break then section": (
        "loss loss avg",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for i in range(9):
    y = w * x + b
    loss = (y - t) ** 2
    if i == 1:
        break
    w -= 0.1 * 2 * (y - t) * x
w, x, b, t = 0.1, 0.2, 0.3, 0.4
y = w * x + b
loss = (y - t) ** 2
avg = loss / 2
""",
    ),
    "no update break": (
        "loss avg",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
for i in range(9):
    y = w * x + b
    loss = (y - t) ** 2
    if loss < 5:
        break
    w -= 0.1 * 2 * (y - t) * x
w, x, b, t = 0.1, 0.2, 0.3, 0.4
y = w * x + b
loss = (y - t) ** 2
avg = loss / 2
""",
    ),
    "func fit": (
        "loss loss loss",
        """
def fit(w, x, t, n):
    for i in range(n):
        y = w * x
        loss = (y - t) ** 2
        w -= 0.1 * 2 * (y - t) * x
    return w


w = fit(0.5, 2.0, 1.0, 3)
""",
    ),
    "epochs samples": (
        "loss loss loss loss",
        """
w = 0.5
data = [(1.0, 2.0), (2.0, 1.0)]
for e in range(2):
    for x, t in data:
        y = w * x
        loss = (y - t) ** 2
        w -= 0.1 * 2 * (y - t) * x
""",
    ),
    "while loop": (
        "loss loss loss",
        """
w, x, t = 0.5, 2.0, 2.0
loss = 9.0
i = 0
while i < 3:
    y = w * x
    loss = (y - t) ** 2
    w -= 0.01 * 2 * (y - t) * x
    i += 1
""",
    ),
    "new names loop": (
        "loss loss",
        """
w, x, t = 0.5, 2.0, 2.0
for i in range(2):
    y = w * x
    loss = (y - t) ** 2
    g = 2 * (y - t) * x
    w_new = w - 0.01 * g
    w = w_new
""",
    ),
    "params dict loop": (
        "loss loss",
        """
p = {"w": 0.5, "b": 0.1}
x, t = 2.0, 1.0
for i in range(2):
    y = p["w"] * x + p["b"]
    loss = (y - t) ** 2
    p = {"w": p["w"] - 0.1 * 2 * (y - t) * x, "b": p["b"] - 0.1 * 2 * (y - t)}
""",
    ),
    "two models": (
        "loss loss cost cost",
        """
w, x, t = 0.5, 2.0, 2.0
for i in range(2):
    y = w * x
    loss = (y - t) ** 2
    w -= 0.01 * 2 * (y - t) * x
v, u, s = 0.5, 2.0, 2.0
for i in range(2):
    z = v * u
    cost = (z - s) ** 2
    v -= 0.01 * 2 * (z - s) * u
""",
    ),
    "names used again data": (
        "loss cost",
        """
x, w, t = 1.0, 2.0, 3.0
y = x * w
loss = (y - t) ** 2
w = w - 0.1 * 2 * (y - t) * x
x, t = 5.0, 6.0
k = 2.0
cost = (k * x - t) ** 2
""",
    ),
    "print every": (
        "loss loss loss",
        """
w, x, t = 0.5, 2.0, 2.0
for i in range(3):
    y = w * x
    loss = (y - t) ** 2
    if i % 2 == 0:
        shown = loss
    w -= 0.01 * 2 * (y - t) * x
""",
    ),
    "final eval": (
        "loss loss loss",
        """
w, x, t = 0.5, 2.0, 2.0
for i in range(2):
    y = w * x
    loss = (y - t) ** 2
    w -= 0.01 * 2 * (y - t) * x
y = w * x
loss = (y - t) ** 2
""",
    ),
    "cost list": (
        "cost cost cost",
        """
w, x, t = 0.5, 2.0, 2.0
costs = []
for i in range(3):
    cost = (w * x - t) ** 2
    costs.append(cost)
    w -= 0.01 * 2 * (w * x - t) * x
print(costs[-1])
last = costs[-1]
mean = sum(costs) / 3
""",
    ),
    "accumulate": (
        "loss loss",
        """
w, x, t = 0.5, [1.0, 2.0], [1.0, 3.0]
for i in range(2):
    loss = 0.0
    dw = 0.0
    for a, b in zip(x, t):
        e = w * a - b
        loss += e**2
        dw += 2 * e * a
    w -= 0.1 * dw
""",
    ),
    "minibatch np": (
        "loss loss",
        """
import numpy as np

X = np.arange(8.0).reshape(4, 2)
t = np.array([1.0, 2.0, 3.0, 4.0])
w = np.array([0.1, 0.2])
for i in range(0, 4, 2):
    xb = X[i : i + 2]
    tb = t[i : i + 2]
    e = xb @ w - tb
    loss = np.mean(e**2)
    w -= 0.01 * 2 * xb.T @ e / 2
""",
    ),
    "train val": (
        "loss loss|loss val_loss loss val_loss",
        """
w, x, t = 0.5, 2.0, 2.0
xv, tv = 3.0, 1.0
for i in range(2):
    y = w * x
    loss = (y - t) ** 2
    w -= 0.01 * 2 * (y - t) * x
    val = w * xv
    val_loss = (val - tv) ** 2
""",
    ),
}
