"""Losses of absolute errors: outputs, where the code trains by the signs of the errors."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

_W = [[0.3, -0.2], [0.1, 0.4], [-0.5, 0.2]]
_LINE_X, _LINE_Y = [1.0, 2.0, 3.0, 4.0], [2.1, 3.9, 6.2, 7.8]


def _errors(w):
    return w * np.array(_LINE_X) - np.array(_LINE_Y)


def _huber(w):
    size = np.abs(_errors(w))
    return np.mean(np.where(size < 0.6, 0.5 * size**2, 0.6 * size - 0.18))


def _both(w):
    return _mean_of_squares(w) + 0.1 * np.sum(np.abs(_errors(w)))


def _mean_of_squares(w):
    return np.mean(_errors(w) ** 2)


KINDS = {
    "losses with absolute errors in them": (
        Example(
            name="a_huber_loss_that_is_chosen_by_the_absolute_error",
            code=f"""
import numpy as np
x, y = np.array({_LINE_X}), np.array({_LINE_Y})
w = 1.7
for epoch in range(3):
    err = w * x - y
    huber = np.mean(np.where(np.abs(err) < 0.6, 0.5 * err ** 2, 0.6 * np.abs(err) - 0.18))
    g = np.where(np.abs(err) < 0.6, err, 0.6 * np.sign(err)) / len(y)
    w = w - 0.05 * np.sum(g * x)
print(huber)
""",
            output="huber",
            gradients=slopes(_huber, w=1.7),
        ),
        Example(
            name="a_squared_error_with_a_share_of_the_absolute_one",
            code=f"""
import numpy as np
x, y = np.array({_LINE_X}), np.array({_LINE_Y})
w = 1.7
for epoch in range(3):
    err = w * x - y
    loss = np.mean(err ** 2) + 0.1 * np.sum(np.abs(err))
    dw = 2 * np.mean(err * x) + 0.1 * np.sum(np.sign(err) * x)
    w -= 0.05 * dw
print(loss)
""",
            output="loss",
            gradients=slopes(_both, w=1.7),
        ),
        Example(
            name="absolute_errors_that_are_squared_beside_their_mean",
            code=f"""
import numpy as np
x, y = np.array({_LINE_X}), np.array({_LINE_Y})
w = 1.7
for epoch in range(3):
    err = w * x - y
    cost = np.mean(np.abs(err) ** 2)
    mean_error = np.mean(np.abs(err))
    score = 100 - mean_error * 100
    w -= 0.05 * 2 * np.mean(err * x)
print(cost, score)
""",
            output="cost",
            gradients=slopes(_mean_of_squares, w=1.7),
        ),
    ),
    "absolute errors by whose signs the code trains, in other words": (
        *(
            Example(
                name=f"the_sign_of_an_error_{name}",
                code=f"""
import numpy as np
x, y, w = np.array({_LINE_X}), np.array({_LINE_Y}), 1.7
for epoch in range(3):
    e = w * x - y
    loss = np.mean(np.abs({error}))
    g = {sign}
    w = w - 0.1 * np.mean(g * x)
print(loss)
""",
                output="loss",
            )
            for name, error, sign in (
                ("by_a_choice", "e", "np.where(e > 0, 1.0, -1.0)"),
                ("by_its_size", "e", "e / np.abs(e)"),
                ("by_a_comparison", "y - w * x", "(e > 0) * 2.0 - 1.0"),
            )
        ),
        Example(
            name="a_function_of_absolute_errors_that_is_only_shown",
            code=f"""
import numpy as np
def mean_absolute_error(t, y):
    return np.mean(np.abs(t - y))
W, x, t = np.array({_W}), np.array([0.5, -1.0]), np.array([0.1, 0.2, 0.6])
for epoch in range(3):
    y = np.tanh(W @ x)
    print(mean_absolute_error(t, y))
    d = (y - t) * (1 - y ** 2)
    W = W - 0.1 * np.outer(d, x)
""",
            output="y",
        ),
    ),
}
