"""Costs and reports that are only shown: which of them the code trains by."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a cost that is only shown": (
        Example(
            name="log_loss_that_is_appended",
            code="""
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(6, 2))
y = (X[:, 0] > 0).astype(float)
w = np.zeros(2)
b = 0.0
losses = []
for i in range(10):
    p = 1 / (1 + np.exp(-(X @ w + b)))
    losses.append(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))
    dw = X.T @ (p - y) / len(y)
    db = np.mean(p - y)
    w -= 0.1 * dw
    b -= 0.1 * db
print(losses[-1])
""",
            output="losses[0]",
            value=0.6931471805599453,
        ),
        Example(
            name="a_cost_without_the_target",
            code="""
import math, random
random.seed(3)
class Net:
    def __init__(self):
        self.w = [0.3, -0.2]
        self.b = 0.1
    def forward(self, x):
        z = self.w[0] * x[0] + self.w[1] * x[1] + self.b
        y = 1 / (1 + math.exp(-z))
        return y
    def train(self, x, t):
        y = self.forward(x)
        delta = (y - t) * y * (1 - y)
        for i in range(2):
            dw = delta * x[i]
            self.w[i] -= 0.5 * dw
        self.b -= 0.5 * delta
        return y
def fuel_cost(y):
    return 1.7 * y + 2.0
def mse(y, t):
    return (y - t) ** 2
net = Net()
for epoch in range(4):
    for x, t in [([0.0, 1.0], 1.0), ([1.0, 1.0], 0.0)]:
        y = net.train(x, t)
        print(fuel_cost(y))
""",
            output="y",
            never=("fuel_cost",),
            seed=-0.52497918747894,
        ),
        Example(
            name="a_cost_of_one_number",
            code="""
import math, random
random.seed(3)
class Net:
    def __init__(self):
        self.w = [0.3, -0.2]
        self.b = 0.1
    def forward(self, x):
        z = self.w[0] * x[0] + self.w[1] * x[1] + self.b
        y = 1 / (1 + math.exp(-z))
        return y
    def train(self, x, t):
        y = self.forward(x)
        delta = (y - t) * y * (1 - y)
        for i in range(2):
            dw = delta * x[i]
            self.w[i] -= 0.5 * dw
        self.b -= 0.5 * delta
        return y
def fuel_cost(y):
    return 1.7 * y + 2.0
def mse(y, t):
    return (y - t) ** 2
net = Net()
for epoch in range(4):
    for x, t in [([0.0, 1.0], 1.0), ([1.0, 1.0], 0.0)]:
        y = net.train(x, t)
        print(mse(y, t))
""",
            output="mse",
            value=0.27560314728604807,
        ),
    ),
    "a report written out": (
        Example(
            name="root_of_the_mean_square_written_out",
            code="""
import numpy as np
x = np.array([1.0, 2.0, 3.0])
t = np.array([2.0, 4.0, 6.5])
w, b = 0.5, 0.1
for epoch in range(10):
    y = w * x + b
    rmse = np.sqrt(np.mean((y - t) ** 2))
    w -= 0.05 * 2 * np.mean((y - t) * x)
    b -= 0.05 * 2 * np.mean(y - t)
    if epoch % 2 == 0:
        print(f"epoch {epoch}: rmse = {rmse:.4f}")
""",
            output="y",
            seed=[-1.4, -2.9, -4.9],
        ),
        Example(
            name="share_that_is_explained",
            code="""
import numpy as np
np.random.seed(1)
X = np.random.rand(8, 2)
y = X @ np.array([2.0, -1.0]) + 0.5
w = np.zeros(2)
b = 0.0
for epoch in range(5):
    pred = X @ w + b
    r2 = 1 - np.sum((y - pred) ** 2) / np.sum((y - y.mean()) ** 2)
    dw = X.T @ (pred - y) / len(y)
    db = (pred - y).mean()
    w -= 0.3 * dw
    b -= 0.3 * db
print(r2)
""",
            output="pred",
            quiet=("should be",),
        ),
        Example(
            name="root_that_the_gradients_use",
            code="""
import numpy as np
x = np.array([1.0, 2.0, 3.0])
t = np.array([2.0, 4.0, 6.5])
w, b = 0.5, 0.1
for epoch in range(10):
    y = w * x + b
    rmse = np.sqrt(np.mean((y - t) ** 2))
    dw = np.mean((y - t) * x) / rmse
    db = np.mean(y - t) / rmse
    w -= 0.05 * dw
    b -= 0.05 * db
    print(rmse)
""",
            output="rmse",
        ),
    ),
}
