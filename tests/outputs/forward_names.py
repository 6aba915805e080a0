"""Forward values whose names look like those of gradients."""

PROGRAMS = {
    "delta step leaf": (
        "y",
        """
delta = 0.1
x = 2.0
w = 3.0
y = w * (x + delta)
""",
    ),
    "huber delta": (
        "loss",
        """
delta = 1.0
w, x, t = 3.0, 2.0, 1.0
y = w * x
r = y - t
if abs(r) <= delta:
    loss = 0.5 * r**2
else:
    loss = delta * (abs(r) - 0.5 * delta)
""",
    ),
    "delta diff": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
y = w * x + b
delta = y - t
loss = delta**2
w -= 0.1 * 2 * delta * x
""",
    ),
    "dx distance": (
        "dist",
        """
import math

x1, y1, x2, y2 = 1.0, 2.0, 4.0, 6.0
dx = x2 - x1
dy = y2 - y1
dist = math.sqrt(dx * dx + dy * dy)
""",
    ),
    "dx after result": (
        "dist|r",
        """
import math

x, y, s = 3.0, 4.0, 2.0
u = x * s
v = y * s
dx = u - x
dy = v - y
r = math.sqrt(dx * dx + dy * dy)
""",
    ),
    "delta t": (
        "speed",
        """
x0, v, t0, t1 = 1.0, 2.0, 0.0, 0.5
delta_t = t1 - t0
x1 = x0 + v * delta_t
speed = (x1 - x0) * 3.0
""",
    ),
    "dot den": (
        "f",
        """
import math

x, y = 3.0, -4.0
dot = x * y
den = 1 + math.exp(-dot)
f = 1.0 / den
""",
    ),
    "data double": (
        "total",
        """
import numpy as np

data = np.array([1.0, 2.0])
double = data * 2
deposit = double + 1
total = deposit.sum()
""",
    ),
    "error sq": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
pred = w * x + b
error = pred - t
loss = error**2
""",
    ),
    "decay": (
        "y",
        """
x, w, decay = 2.0, 3.0, 0.9
decayed = w * decay
y = decayed * x
""",
    ),
    "dist dropout": (
        "out",
        """
import numpy as np

x = np.array([1.0, 2.0])
w = np.array([0.5, 0.25])
dense = x * w
dropped = dense * 2
out = dropped.sum()
""",
    ),
    "diff": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
pred = w * x + b
diff = pred - t
loss = diff * diff
""",
    ),
    "delta x physics": (
        "y",
        """
x, w = 2.0, 3.0
z = x * w
delta_x = z - x
y = delta_x * w
""",
    ),
    "weight delta in use": (
        "loss",
        """
w, x, b, t = 0.5, 2.0, 0.1, 1.0
shift = w * b
w_delta = w - shift
y = w_delta * x
loss = (y - t) ** 2
""",
    ),
    "derivative named forward": (
        "y",
        """
x, w = 2.0, 3.0
d = x * w
y = d * d
""",
    ),
    "time dt": (
        "x1",
        """
x0, v, t, dt = 1.0, 2.0, 0.0, 0.1
x1 = x0 + v * dt
t = t + dt
""",
    ),
    "line gradient": (
        "y",
        """
gradient, intercept, x = 2.0, 1.0, 3.0
y = gradient * x + intercept
""",
    ),
    "rise run": (
        "y",
        """
x1, y1, x2, y2, x = 1.0, 2.0, 3.0, 5.0, 4.0
rise = y2 - y1
run = x2 - x1
gradient = rise / run
y = y1 + gradient * (x - x1)
""",
    ),
    "dist delta": (
        "distance",
        """
import math

lat1, lat2, lon1, lon2 = 1.0, 1.5, 2.0, 2.5
dlat = lat2 - lat1
dlon = lon2 - lon1
a = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
distance = 2 * math.sqrt(a)
""",
    ),
    "bn dx": (
        "out",
        """
import numpy as np

x = np.array([1.0, 2.0, 4.0])
g = np.array([1.0, 0.5, 2.0])
mu = x.mean()
dx = x - mu
var = np.mean(dx**2)
xhat = dx / np.sqrt(var + 1e-5)
out = g * xhat
""",
    ),
    "contrastive margin": (
        "loss",
        """
margin, a, p, n = 1.0, 0.5, 0.7, 0.1
d_pos = (a - p) ** 2
d_neg = (a - n) ** 2
loss = max(d_pos - d_neg + margin, 0)
""",
    ),
    "d model": (
        "out",
        """
d_model, x, w = 4.0, 2.0, 3.0
scale = d_model**0.5
out = x * w * scale
""",
    ),
    "discount": (
        "value",
        """
r, g, v = 1.0, 0.9, 2.0
discounted = g * v
value = r + discounted
""",
    ),
    "td delta": (
        "loss",
        """
r, g, v, vn = 1.0, 0.9, 2.0, 1.5
target = r + g * vn
delta = target - v
loss = 0.5 * delta**2
""",
    ),
    "prime number forward": (
        "y",
        """
x, w = 2.0, 3.0
x_prime = x * 2
y = w * x_prime
""",
    ),
    "derived": (
        "y",
        """
x, w = 2.0, 3.0
derived = x * w
y = derived * 2
""",
    ),
    "gradual": (
        "y",
        """
x, w = 2.0, 3.0
gradual = x * w
y = gradual * 2
""",
    ),
}
