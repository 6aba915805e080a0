"""Results that are only shown or put into lists: the output where nothing with a name is one."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example

_X, _W1, _W2 = (
    np.array([[1.0, 2.0]]),
    np.array([[0.1, -0.2], [0.3, 0.4]]),
    np.array([[0.5], [-0.6]]),
)
_H = np.tanh(_X @ _W1)
_P = (_H @ _W2).item()
_UNIT = 1 / (1 + math.exp(-(0.4 * 1.5 - 0.2)))
_A0, _T = np.array([[0.5], [-0.2]]), 1.0
_A1 = np.tanh(np.array([[0.3, -0.1], [0.2, 0.4]]) @ _A0)
_A2 = np.tanh(np.array([[0.7, -0.5]]) @ _A1)
_D2 = (_A2 - _T) * (1 - _A2**2)
_D1 = np.array([[0.7], [-0.5]]) * _D2 * (1 - _A1**2)

KINDS = {
    "a result without a name": (
        Example(
            name="loss_that_is_only_printed",
            code="""
import numpy as np

class Net:
    def __init__(self):
        self.w1 = np.array([[0.1, -0.2], [0.3, 0.4]])
        self.w2 = np.array([[0.5], [-0.6]])

    def forward(self, x):
        return np.tanh(x @ self.w1) @ self.w2

def mse(p, t):
    return np.mean((p - t) ** 2)

net = Net()
print("loss", round(float(mse(net.forward(np.array([[1.0, 2.0]])), 0.7)), 4))
""",
            output="mse",
            value=(_P - 0.7) ** 2,
            gradients={"net.w2": 2 * (_P - 0.7) * _H.T},
        ),
        Example(
            name="neuron_in_an_f_string",
            code="""
import math

def neuron(x, w, b):
    return 1 / (1 + math.exp(-(x * w + b)))

x, w, b = 1.5, 0.4, -0.2
print(f"{neuron(x, w, b):.3f}")
""",
            output="neuron",
            value=_UNIT,
            gradients={"w": 1.5 * _UNIT * (1 - _UNIT), "b": _UNIT * (1 - _UNIT)},
        ),
        Example(
            name="expression_in_a_percent_text",
            code="""
x, w, t = 2.0, 0.5, 3.0
print("off by %.2f" % ((w * x - t) ** 2))
""",
            output="(w * x - t) ** 2",
            value=4.0,
            gradients={"w": -8.0, "x": -2.0},
        ),
        Example(
            name="activations_and_gradients_in_lists",
            code="""
import numpy as np

weights = [np.array([[0.3, -0.1], [0.2, 0.4]]), np.array([[0.7, -0.5]])]
activations = [np.array([[0.5], [-0.2]])]
for w in weights:
    activations.append(np.tanh(w @ activations[-1]))

delta = (activations[-1] - 1.0) * (1 - activations[-1] ** 2)
grads = []
for k in (1, 0):
    grads.insert(0, delta @ activations[k].T)
    delta = (weights[k].T @ delta) * (1 - activations[k] ** 2)
print(grads[0].shape)
""",
            output="activations[2]",
            value=_A2.item(),
            seed=(_A2 - _T).item(),
            gradients={"weights[0]": _D1 @ _A0.T, "weights[1]": _D2 @ _A1.T},
        ),
        Example(
            name="named_result_goes_first",
            code="""
w, x = 3.0, 2.0
y = w * x
print(y ** 2, round(y * 0.5, 2))
""",
            output="y",
            value=6.0,
        ),
    ),
}
