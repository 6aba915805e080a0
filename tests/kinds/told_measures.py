"""Numbers that a training only tells: they are no output beside what its gradients are of."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

_X = [[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
_W = [[0.3, -0.2], [0.1, 0.4], [-0.5, 0.2]]
_V = [[0.6], [-0.7]]
_T = [[1.0], [0.0], [1.0]]


def _squash(z):
    return 1 / (1 + np.exp(-z))


def _squared(W, V):  # noqa: N803
    return -0.5 * np.sum((_squash(_squash(np.dot(_X, W)) @ V) - _T) ** 2)


_LINE_X, _LINE_Y = [1.0, 2.0, 3.0, 4.0], [2.1, 3.9, 6.2, 7.8]


KINDS = {
    "absolute errors that are added up to be printed": (
        Example(
            name="a_mean_absolute_error_beside_a_network",
            code=f"""
import numpy as np
X, T = np.array({_X}), np.array({_T})
W, V = np.array({_W}), np.array({_V})
for epoch in range(5):
    hidden = 1 / (1 + np.exp(-(X @ W)))
    out = 1 / (1 + np.exp(-(hidden @ V)))
    error = T - out
    mean_error = np.mean(np.abs(error))
    if epoch % 2 == 0:
        print(mean_error)
    d_out = error * out * (1 - out)
    d_hidden = (d_out @ V.T) * hidden * (1 - hidden)
    V += hidden.T @ d_out
    W += X.T @ d_hidden
""",
            output="out",
            gradients=slopes(_squared, W=_W, V=_V),
        ),
        Example(
            name="a_total_of_absolute_parts_of_errors",
            code="""
import numpy as np
def squash(z):
    return 1 / (1 + np.exp(-z))
U = np.array([[0.5], [-0.4]])
samples = [(np.array([[1.0, 0.0]]), 1.0), (np.array([[1.0, 2.0]]), 0.0)]
for turn in range(3):
    total_error = 0
    for a, goal in samples:
        guess = squash(np.dot(a, U))
        guess_error = goal - guess
        total_error += np.abs(guess_error[0])
        guess_delta = guess_error * guess * (1 - guess)
        U += 0.5 * a.T.dot(guess_delta)
    print("Error:", total_error)
""",
            output="guess",
            seed=1 - float(_squash(0.5)),
        ),
        Example(
            name="a_sum_of_absolute_errors_of_numbers",
            code="""
import math
w, b = 0.4, -0.3
for epoch in range(4):
    miss = 0.0
    for x, t in [(1.0, 1.0), (-2.0, 0.0)]:
        p = 1 / (1 + math.exp(-(w * x + b)))
        off = t - p
        miss += abs(off)
        slope = off * p * (1 - p)
        w += 0.1 * slope * x
        b += 0.1 * slope
    print(miss)
""",
            output="p",
            seed=1 - float(_squash(0.1)),
        ),
        Example(
            name="absolute_errors_by_whose_signs_the_code_trains",
            code="""
import numpy as np
X, y = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 7.0])
w = 0.5
for epoch in range(4):
    error = w * X - y
    mae = np.mean(np.abs(error))
    dw = np.mean(np.sign(error) * X)
    w -= 0.1 * dw
print(mae)
""",
            output="mae",
            gradients={"w": -2.0},
        ),
    ),
    "a share that is explained, beside the loss": (
        Example(
            name="r2_of_a_line",
            code=f"""
import numpy as np
x, y = np.array({_LINE_X}), np.array({_LINE_Y})
w, b = 0.0, 0.0
for epoch in range(6):
    pred = w * x + b
    loss = np.mean((y - pred) ** 2)
    base = np.mean((y - np.mean(y)) ** 2)
    r2 = 1 - loss / base
    w -= 0.05 * -2 * np.mean(x * (y - pred))
    b -= 0.05 * -2 * np.mean(y - pred)
print("R2", r2)
""",
            output="loss",
            gradients={"w": -29.85, "b": -10.0},
        ),
        Example(
            name="r_squared_of_residuals",
            code="""
import numpy as np
X = np.array([[1.0, 0.5], [2.0, -1.0], [3.0, 0.0], [4.0, 2.0]])
y = np.array([1.0, 3.0, 4.0, 3.5])
w = np.zeros(2)
for i in range(6):
    residuals = y - X @ w
    ss_res = np.sum(residuals ** 2)
    ss_tot = np.sum((y - y.mean()) ** 2)
    r_squared = 1 - ss_res / ss_tot
    gradient = -2 * X.T @ residuals
    w = w - 0.01 * gradient
print(r_squared)
""",
            output="ss_res",
            value=38.25,
        ),
        Example(
            name="score_of_numbers_in_a_list",
            code="""
xs, ys = [1.0, 2.0, 3.0], [2.0, 4.1, 6.2]
m, c = 0.0, 0.0
mean_y = sum(ys) / len(ys)
for epoch in range(4):
    cost = sum((m * x + c - y) ** 2 for x, y in zip(xs, ys)) / 3
    variance = sum((y - mean_y) ** 2 for y in ys) / 3
    score = 1 - cost / variance
    dm = sum(2 * (m * x + c - y) * x for x, y in zip(xs, ys)) / 3
    dc = sum(2 * (m * x + c - y) for x, y in zip(xs, ys)) / 3
    m -= 0.05 * dm
    c -= 0.05 * dc
print(cost, score)
""",
            output="cost",
            gradients={"c": -8.2},
        ),
        Example(
            name="a_share_that_is_trained_itself",
            code=f"""
import numpy as np
x, y, w = np.array({_LINE_X}), np.array({_LINE_Y}), 0.5
base = np.mean((y - np.mean(y)) ** 2)
for epoch in range(4):
    loss = np.mean((w * x - y) ** 2)
    r2 = 1 - loss / base
    dr2_dw = -2 * np.mean((w * x - y) * x) / base
    w += 0.05 * dr2_dw
print(r2)
""",
            output="r2",
        ),
        Example(
            name="a_share_whose_base_is_in_the_step",
            code=f"""
import numpy as np
x, y, w = np.array({_LINE_X}), np.array({_LINE_Y}), 0.5
base = np.sum((y - np.mean(y)) ** 2)
for epoch in range(4):
    e = y - w * x
    residuals = np.sum(e ** 2)
    r2 = 1 - residuals / base
    w += 0.1 * 2 * np.sum(e * x) / base
print(r2)
""",
            output="r2",
        ),
    ),
}
