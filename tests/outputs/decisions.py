"""Decisions and counts beside the output, which they are not."""

PROGRAMS = {
    "dec if else": (
        "loss",
        """
x, w = 3.0, 0.5
loss = (x * w - 1) ** 2
if loss < 1.0:
    lr = 0.1
else:
    lr = 1.0
""",
    ),
    "dec float pred": (
        "a",
        """
import math

x, w = 1.0, 0.5
a = 1 / (1 + math.exp(-x * w))
prediction = 1.0 if a > 0.5 else 0.0
""",
    ),
    "dec accuracy": (
        "loss",
        """
x, w, t = 1.0, 0.5, 1.0
a = x * w
loss = (a - t) ** 2
pred = 1 if a > 0.5 else 0
correct = 1 if pred == t else 0
accuracy = correct / 1
""",
    ),
    "dec relu dead": (
        "y",
        """
x, w = 1.0, -0.5
z = x * w
y = z if z > 0 else 0.0
""",
    ),
    "dec relu dead if": (
        "y",
        """
x, w = 1.0, -0.5
z = x * w
if z > 0:
    y = z
else:
    y = 0
""",
    ),
    "dec relu func dead": (
        "y",
        """
def relu(z):
    if z > 0:
        return z
    return 0.0


x, w = 1.0, -0.5
z = x * w
y = relu(z)
""",
    ),
    "dec step activation": (
        "z",
        """
def step(z):
    if z >= 0:
        return 1
    return 0


x, w = 1.0, 0.5
z = x * w
y = step(z)
""",
    ),
    "dec default then if": (
        "loss",
        """
x, w = 3.0, 0.5
loss = (x * w - 1) ** 2
lr = 1.0
if loss < 1.0:
    lr = 0.1
""",
    ),
    "dec where": (
        "loss",
        """
import numpy as np

w = np.array([1.0, 2.0])
loss = np.sum(w**2)
lr = np.where(loss > 1.0, 0.01, 0.1)
""",
    ),
    "dec argmax": (
        "scores",
        """
import numpy as np

W = np.array([[0.2, 0.4], [0.1, -0.3]])
x = np.array([1.0, 2.0])
scores = W @ x
pred = np.argmax(scores)
""",
    ),
    "dec acc mean": (
        "loss",
        """
import numpy as np

X = np.array([[1.0, 2.0], [3.0, 4.0]])
w = np.array([0.1, 0.2])
t = np.array([0, 1])
p = 1 / (1 + np.exp(-X @ w))
loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
pred = (p > 0.5).astype(int)
acc = np.mean(pred == t)
""",
    ),
    "dec counter": (
        "loss",
        """
x, w = 1.0, 0.5
correct = 0
loss = (x * w - 1) ** 2
if loss < 1:
    correct += 1
acc = correct / 1
""",
    ),
    "dec grad mask": (
        "y",
        """
x, w = 1.0, 0.5
z = x * w
y = max(z, 0)
mask = 1.0 if z > 0 else 0.0
dz = mask
dw = dz * x
""",
    ),
    "dec int cast": (
        "p",
        """
import math

w, x = 1.2, 0.5
p = 1 / (1 + math.exp(-w * x))
label = int(p > 0.5)
""",
    ),
    "dec round": (
        "p",
        """
import math

w, x = 1.2, 0.5
p = 1 / (1 + math.exp(-w * x))
label = round(p)
""",
    ),
    "dec lr decay use": (
        "loss",
        """
x, w = 3.0, 0.5
for i in range(2):
    loss = (x * w - 1) ** 2
    lr = 0.1 if loss < 1.0 else 0.5
    dw = 2 * (x * w - 1) * x
    w -= lr * dw
""",
    ),
    "dec threshold list": (
        "p",
        """
import math

xs = [1.0, -1.0]
w = 0.5
p = 1 / (1 + math.exp(-(xs[0] * w + xs[1] * w)))
labels = [1 if p > 0.5 else 0]
""",
    ),
    "dec match count": (
        "loss",
        """
xs = [1.0, 2.0]
ts = [1, 0]
w = 0.5
loss = 0.0
hits = 0
for x, t in zip(xs, ts):
    y = w * x
    loss += (y - t) ** 2
    pred = 1 if y > 0.5 else 0
    if pred == t:
        hits += 1
acc = hits / len(xs)
""",
    ),
    "dec sign np": (
        "s",
        """
import numpy as np

w = np.array([1.0, -2.0])
x = np.array([0.5, 1.0])
s = w @ x
sign = np.sign(s)
""",
    ),
    "dec where relu dead": (
        "a",
        """
import numpy as np

z = np.array([-1.0, -2.0])
w = np.array([1.0, 1.0])
u = z * w
a = np.where(u > 0, u, 0)
""",
    ),
    "dec heaviside": (
        "a|z",
        """
import numpy as np

w = np.array([1.0, -2.0])
x = np.array([0.5, 1.0])
z = w * x
lab = np.where(z > 0, 1, 0)
""",
    ),
    "dec clip if": (
        "y",
        """
x, w = 2.0, 3.0
y = x * w
if y > 5:
    y = 5.0
""",
    ),
    "dec elif pw": (
        "y",
        """
x, w = 2.0, 3.0
z = x * w
if z < 0:
    y = 0.0
elif z < 1:
    y = z
else:
    y = 1.0
""",
    ),
    "dec return bool": (
        "p",
        """
import math


def predict(p):
    return p >= 0.5


x, w = 1.0, 0.5
p = 1 / (1 + math.exp(-x * w))
ok = predict(p)
""",
    ),
    "dec early stop best": (
        "loss",
        """
x, w, best = 1.0, 0.5, 9e9
for i in range(2):
    loss = (x * w - 1) ** 2
    if loss < best:
        best = loss
        wait = 0
    else:
        wait += 1
    w -= 0.1 * 2 * (x * w - 1) * x
""",
    ),
}
