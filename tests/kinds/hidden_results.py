"""A later result hides behind no operation without a derivative, no list."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _neuron(w, x, b):
    return _sigmoid(np.dot(w, x) + b)


KINDS = {
    "an operation without a derivative hides no later result": (
        Example(
            name="asin_of_a_product",
            code="""
import math
u, v = 0.4, 0.5
k = u * v
n = k + 1.0
y = math.asin(k) * n
""",
            output="y",
            gradients=slopes(lambda u, v: np.arcsin(u * v) * (u * v + 1.0), u=0.4, v=0.5),
        ),
        Example(
            name="gamma_after_a_named_sum",
            code="""
import math
a = 2.5
side = a * 3.0
y = math.gamma(a) + side
""",
            output="y",
            or_says=("y", "gamma", "line 5"),
            gradients={"a": 3.0 + 0.70315664 * math.gamma(2.5)},
        ),
        Example(
            name="arctan_and_hypot_in_numpy",
            code="""
import numpy as np
p = np.array([0.6, 0.8])
q = p * 2.0
r = np.hypot(q[0], q[1])
angle = np.arctan2(q[1], q[0])
y = np.arctan(q).sum() + r + angle
""",
            output="y",
            gradients=slopes(
                lambda p: (
                    np.arctan(2 * p).sum()
                    + np.hypot(2 * p[0], 2 * p[1])
                    + np.arctan2(2 * p[1], 2 * p[0])
                ),
                p=[0.6, 0.8],
            ),
        ),
        Example(
            name="fft_after_a_result",
            code="""
import numpy as np
signal = np.array([1.0, -2.0, 0.5])
scaled = signal * 3.0
spectrum = np.fft.fft(scaled)
power = np.abs(spectrum).sum() + scaled.sum()
""",
            output="power",
            or_says=("power", "fft", "line 5"),
            gradients=slopes(
                lambda signal: np.abs(np.fft.fft(3 * signal)).sum() + 3 * signal.sum(),
                signal=[1.0, -2.0, 0.5],
            ),
        ),
    ),
    "a rounded value that is used with others hides no result": (
        Example(
            name="floor_times_a_sum",
            code="""
import math
x, w = 2.7, 1.5
steps = math.floor(x * w)
z = x + w
y = steps * z
print(y)
""",
            output="y",
            gradients={"x": 4.0, "w": 4.0},
            or_says=("y depends on", "floor", "line 4", "z is drawn instead"),
        ),
        Example(
            name="squared_distance_to_a_rounded_value",
            code="""
x, w = 1.2, 0.7
p = x * w
q = round(p, 1)
loss = (q - p) ** 2 + p
print(loss)
""",
            output="loss",
            or_says=("loss depends on", "round", "line 4", "p is drawn instead"),
        ),
        Example(
            name="whole_part_in_an_interpolation",
            code="""
position, scale = 2.25, 1.5
at = position * scale
left = int(at)
share = at - left
value = (1.0 - share) * 2.0 + share * 5.0
print(value)
""",
            output="value",
            or_says=("value depends on", "int", "line 4", "at is drawn instead"),
        ),
        Example(
            name="a_loss_that_is_rounded_to_be_shown",
            code="""
x, w, t = 1.2, 0.7, 3.0
loss = (x * w - t) ** 2
percent = round(loss * 100, 2) / 100
off = abs(round(loss) - t)
print(percent)
""",
            output="loss",
            quiet=("percent", "off"),
        ),
    ),
    "a loss that is kept in a list": (
        Example(
            name="losses_appended_by_a_method",
            code="""
class Model:
    def __init__(self):
        self.w, self.losses = 0.2, []

    def fit(self, x, t, steps):
        for _ in range(steps):
            guess = self.w * x
            loss = (guess - t) ** 2
            self.losses.append(loss)
            self.w -= 0.1 * 2 * (guess - t) * x

model = Model()
model.fit(1.5, 3.0, 3)
print([round(loss, 4) for loss in model.losses])
""",
            output="loss",
            outputs=("loss", "loss", "loss"),
            gradients={"self.w|model.w|w": 2 * (0.2 * 1.5 - 3.0) * 1.5},
        ),
        Example(
            name="costs_returned_with_parameters",
            code="""
def train(rounds):
    w, costs = 2.0, []
    for i in range(rounds):
        cost = (w * 3.0 - 1.0) ** 2
        costs.append(cost)
        w = w - 0.01 * 6.0 * (w * 3.0 - 1.0)
    return {"w": w, "costs": costs}

model = train(2)
""",
            output="cost",
            value=25.0,
            outputs=("cost", "cost"),
            gradients={"w": 30.0},
        ),
        Example(
            name="history_as_a_dict_of_lists",
            code="""
import numpy as np
x = np.array([1.0, 2.0])
t = np.array([1.0, 3.0])

def fit(w, epochs):
    history = {"loss": []}
    for epoch in range(epochs):
        err = w * x - t
        mse = np.mean(err ** 2)
        history["loss"].append(mse)
        w = w - 0.1 * np.mean(2 * err * x)
    return w, history

w, history = fit(0.5, 2)
print(history["loss"][-1] < history["loss"][0])
""",
            output="mse",
            value=2.125,
            outputs=("mse", "mse"),
            gradients={"w": -4.5},
        ),
    ),
}
