"""`error = t - out; d_out = error * slope`: the output is `out`, its gradient the error."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_X, _T = np.array([[0.0, 1.0], [1.0, 0.5]]), np.array([[1.0], [0.0]])
_W = np.array([[0.4], [-0.6]])
_OUT = 1 / (1 + np.exp(-_X @ _W))
_DELTA = (_T - _OUT) * _OUT * (1 - _OUT)
_A = _sigmoid(0.3 * 0.5 - 0.2 + 0.1)
_STEP = (1.0 - _A) * _A * (1 - _A)
_Y = math.tanh(0.5 * 1.5)

KINDS = {
    "an error that the gradient of the output begins with": (
        Example(
            name="error_of_a_prediction_and_its_product_with_the_slope",
            code="""
import numpy as np

def sigmoid(z, derivative=False):
    return z * (1 - z) if derivative else 1 / (1 + np.exp(-z))

X, t = np.array([[0.0, 1.0], [1.0, 0.5]]), np.array([[1.0], [0.0]])
w = np.array([[0.4], [-0.6]])
for step in range(40):
    predicted = sigmoid(X @ w)
    error = t - predicted
    if step % 20 == 0:
        print(np.abs(error).mean())
    d_predicted = error * sigmoid(predicted, True)
    w += 0.1 * X.T @ d_predicted
""",
            output="predicted",
            seed=_T - _OUT,
            gradients={"w": _X.T @ _DELTA},
        ),
        Example(
            name="miss_of_a_list_neuron_and_its_delta",
            code="""
import math
x, t = [0.5, -1.0], 1.0
w, b = [0.3, 0.2], 0.1
for step in range(30):
    out = 1 / (1 + math.exp(-(w[0] * x[0] + w[1] * x[1] + b)))
    miss = t - out
    out_delta = miss * (out * (1 - out))
    w = [wi + 0.5 * out_delta * xi for wi, xi in zip(w, x)]
    b = b + 0.5 * out_delta
print(out)
""",
            output="out",
            seed=1.0 - _A,
            gradients={"w": [0.5 * _STEP, -_STEP], "b": _STEP},
        ),
        Example(
            name="error_and_delta_in_a_class",
            code="""
import math

class Unit:
    def __init__(self, w):
        self.w = w

    def forward(self, x):
        self.y = math.tanh(self.w * x)
        return self.y

    def train(self, x, t):
        self.y_error = t - self.y
        self.y_delta = self.y_error * (1 - self.y ** 2)
        self.w += 0.1 * self.y_delta * x

unit, x = Unit(0.5), 1.5
for i in range(10):
    y = unit.forward(x)
    unit.train(x, 0.2)
print(y)
""",
            output="y",
            seed=0.2 - _Y,
            gradients={"unit.w": (0.2 - _Y) * (1 - _Y**2) * 1.5},
        ),
        Example(
            name="error_that_a_loss_is_made_of_too",
            code="""
w, x, t = 0.5, 2.0, 3.0
out = w * x
error = out - t
loss = error ** 2
d_out = 2 * error * 1.0
dw = d_out * x
print(loss, dw)
""",
            output="loss",
            gradients={"w": -8.0},
        ),
    ),
}
