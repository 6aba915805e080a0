"""Results beside what is trained: a loss in another measure, counts of what was won."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_LINE = """
import math
import numpy as np

X = np.array([1.0, 2.0, 3.0])
y = np.array([2.0, 4.1, 6.2])
w, b = 0.5, 0.0
for epoch in range(6):
"""
_PLAYED = """
import numpy as np

np.random.seed(1)
w = np.array([0.3, -0.6])
average = None
for game in range(5):
    x = np.random.randn(2)
"""

KINDS = {
    "a loss told in another measure": (
        Example(
            name="root_of_the_mean_square",
            code=_LINE
            + """
    pred = w * X + b
    loss = np.mean((pred - y) ** 2)
    rmse = np.sqrt(loss)
    dw = 2 * np.mean((pred - y) * X)
    db = 2 * np.mean(pred - y)
    w -= 0.05 * dw
    b -= 0.05 * db
    print(epoch, rmse)
""",
            output="loss",
            gradients={"w": -43.6 / 3, "b": -18.6 / 3},
            quiet=("should be",),
        ),
        Example(
            name="perplexity",
            code=_LINE
            + """
    cost = sum((w * u - v) ** 2 for u, v in zip(X, y)) / 3
    perplexity = math.exp(cost)
    dw = sum(2 * (w * u - v) * u for u, v in zip(X, y)) / 3
    w -= 0.01 * dw
""",
            output="cost",
            gradients={"w": -43.6 / 3},
            quiet=("should be",),
        ),
        Example(
            name="root_as_a_power",
            code=_LINE
            + """
    mse = ((w * X + b - y) ** 2).mean()
    rmse = mse ** 0.5
    grad_w = (2 * (w * X + b - y) * X).mean()
    w = w - 0.05 * grad_w
""",
            output="mse",
            quiet=("should be",),
        ),
        Example(
            name="root_that_the_gradient_goes_by",
            code=_LINE
            + """
    mse = ((w * X + b - y) ** 2).mean()
    rmse = mse ** 0.5
    dw = ((w * X + b - y) * X).mean() / rmse
    w = w - 0.05 * dw
""",
            output="rmse",
            quiet=("should be",),
        ),
        Example(
            name="root_of_which_the_first_gradient_is",
            code=_LINE
            + """
    pred = w * X + b
    mse = np.mean((pred - y) ** 2)
    loss = np.sqrt(mse)
    dmse = 0.5 / np.sqrt(mse)
    dpred = dmse * 2 * (pred - y) / 3
    dw = np.sum(dpred * X)
    w -= 0.05 * dw
""",
            output="loss",
            quiet=("should be",),
        ),
        Example(
            name="exponential_of_an_error",
            code="""
import numpy as np

x, w, t = 2.0, 0.5, 0.3
err = w * x - t
loss = np.exp(err)
derr = np.exp(err)
dw = derr * x
""",
            output="loss",
            gradients={"w": 2 * np.exp(0.7), "t": -np.exp(0.7)},
            quiet=("should be",),
        ),
    ),
    "what was won, beside what is trained": (
        Example(
            name="running_mean_of_rewards",
            code=_PLAYED
            + """
    z = w @ x
    p = 1 / (1 + np.exp(-z))
    reward = 1.0 if np.random.rand() < 0.5 else -1.0
    dz = (1 - p) * reward
    dw = dz * x
    w += 0.1 * dw
    average = reward if average is None else 0.9 * average + 0.1 * reward
    print(average)
""",
            never=("average",),
        ),
        Example(
            name="sum_of_two_draws",
            code=_PLAYED
            + """
    first, second = np.random.rand(), np.random.rand()
    total = first + second
    z = w @ x
    loss = (z - 1.0) ** 2
    dw = 2 * (z - 1.0) * x
    w -= 0.1 * dw
    print(total)
""",
            output="loss",
        ),
        Example(
            name="data_joined_of_thousands",
            code="""
import numpy as np

w, seen = 0.5, np.array([0.5])
for i in range(1500):
    seen = np.append(seen, [0.001 * i])
loss = np.sum((w * np.array([1.0, 2.0]) - 1.0) ** 2)
""",
            output="loss",
            gradients={"w": -1.0},
        ),
        Example(
            name="size_of_the_sample",
            code=_PLAYED
            + """
    loss = (w @ x - 1.0) ** 2
    size = np.sqrt(x @ x)
    dw = 2 * (w @ x - 1.0) * x
    w -= 0.1 * dw
print(loss, size)
""",
            output="loss",
        ),
    ),
}
