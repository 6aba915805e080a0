"""Gradients in other words: `dL_w`, `del_w`, an error term, `ddot`, an error sent back."""

from __future__ import annotations

import math

import numpy as np

from tests.kinds.example import Example


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


_X = np.array([0.8, -0.4])
_W = np.array([0.3, 0.9])
_HAT = float(_sigmoid(_X @ _W))
_SLOPE = _HAT * (1 - _HAT)
_STEP = """
import numpy as np

def sigmoid(t):
    return 1 / (1 + np.exp(-t))

def sigmoid_prime(t):
    return sigmoid(t) * (1 - sigmoid(t))

rate = 0.3
x = np.array([0.8, -0.4])
target = np.array(0.7)
weights = np.array([0.3, 0.9])
"""
KINDS = {
    "gradients of a loss in its letter: `dL_w`": (
        Example(
            name="two_factors_with_new_weights",
            code="""
import math

def squash(v):
    return 1 / (1 + math.exp(-v))

a, goal = 2.0, 0.25
w1, w2 = 0.5, -1.5
mid = squash(w1 * a)
guess = w2 * mid
dL_guess = 2 * (guess - goal)
dL_w2 = dL_guess * mid
dL_w1 = dL_guess * w2 * mid * (1 - mid) * a
new_w2 = w2 - 0.1 * dL_w2
new_w1 = w1 - 0.1 * dL_w1
print(new_w1, new_w2)
""",
            output="guess",
            gradients={"w2": 2 * (-1.5 * _sigmoid(1.0) - 0.25) * _sigmoid(1.0)},
        ),
        Example(
            name="derivative_of_the_error_by_a_slope",
            code="m, c = 1.5, -0.5\nx, y = 2.0, 4.0\nyhat = m * x + c\nE = (yhat - y) ** 2\n"
            "dE_yhat = 2 * (yhat - y)\ndE_m = dE_yhat * x\ndE_c = dE_yhat\nprint(dE_m, dE_c)\n",
            output="E",
            gradients={"m": -6.0, "c": -3.0},
        ),
        Example(
            name="cost_spelled_out",
            code="u = 0.5\nv = 3.0\nq = u * v\nr = q + v\ncost = r * r\ndcost_r = 2 * r\n"
            "dcost_q = dcost_r\ndcost_u = dcost_q * v\ndcost_v = dcost_q * u + dcost_r\n",
            output="cost",
            gradients={"u": 27.0, "v": 13.5},
        ),
    ),
    "losses that begin with a d": (
        Example(
            name="differences_that_a_loss_is_made_of",
            code="w, x, b = 0.5, 2.0, 0.1\ny = w * x + b\ndE_mean = y * 2\n"
            "dL_total = dE_mean + b\nloss = (dL_total - 1.0) ** 2\n",
            output="loss",
            gradients={"w": 10.4, "b": 7.8},
        ),
        Example(
            name="loss_of_a_discriminator",
            code="import math\nu, v = 0.5, -1.0\nreal = 1 / (1 + math.exp(-u))\n"
            "fake = 1 / (1 + math.exp(-u * v))\nd_loss_real = -math.log(real)\n"
            "d_loss_fake = -math.log(1 - fake)\nd_loss = d_loss_real + d_loss_fake\n",
            output="d_loss",
        ),
        Example(
            name="loss_of_a_discriminator_in_arrays",
            code="import numpy as np\nw = np.array([0.5, -0.2])\n"
            "x = np.array([[1.0, 2.0], [0.5, 1.5]])\n"
            "d_loss_real = np.mean((x @ w - 1) ** 2)\nd_loss_fake = np.mean((-x @ w) ** 2)\n"
            "d_loss_total = 0.5 * (d_loss_real + d_loss_fake)\nprint(d_loss_total)\n",
            output="d_loss_total",
        ),
        Example(
            name="its_error",
            code="p, q = 0.4, 0.7\nd_error_left = (p - 1.0) ** 2\nd_error_right = (q - 1.0) ** 2\n"
            "d_error = d_error_left + d_error_right\n",
            output="d_error",
        ),
    ),
    "one step of training, computed and shown": (
        Example(
            name="steps_in_a_list_from_an_error_term",
            code=_STEP
            + """
guess = sigmoid(x[0] * weights[0] + x[1] * weights[1])
error = target - guess
error_term = error * sigmoid_prime(np.dot(x, weights))
del_w = [rate * error_term * x[0], rate * error_term * x[1]]
print(guess, error, del_w)
""",
            output="guess",
            seed=0.7 - _HAT,
            gradients={"weights": (0.7 - _HAT) * _SLOPE * _X},
            prints=True,
        ),
        Example(
            name="slope_written_out",
            code=_STEP
            + """
guess = sigmoid(np.dot(x, weights))
error = target - guess
del_w = rate * error * guess * (1 - guess) * x
print(del_w)
""",
            output="guess",
            gradients={"weights": (0.7 - _HAT) * _SLOPE * _X},
        ),
        Example(
            name="error_terms_of_two_layers",
            code=_STEP
            + """
second = np.array([0.6, -0.2])
mid = sigmoid(x * weights)
guess = sigmoid(np.dot(mid, second))
error = target - guess
output_error_term = error * guess * (1 - guess)
hidden_error_term = output_error_term * second * mid * (1 - mid)
delta_second = rate * output_error_term * mid
delta_weights = rate * hidden_error_term * x
print(delta_second, delta_weights)
""",
            output="guess",
        ),
    ),
    "the gradient of a product that has no name": (
        Example(
            name="neuron_of_lists",
            code="""
import math

weights = [1.0, -0.5, 0.25]
values = [-0.5, 2.0]
s = weights[0] * values[0] + weights[1] * values[1] + weights[2]
f = 1.0 / (1.0 + math.exp(-s))
ddot = (1 - f) * f
dvalues_ = [weights[0] * ddot, weights[1] * ddot]
dweights_ = [values[0] * ddot, values[1] * ddot, ddot]
""",
            output="f",
            gradients={
                "weights[1]": 2.0 * math.exp(1.25) / (1 + math.exp(1.25)) ** 2,
            },
        ),
        Example(
            name="short_names_for_lists_of_longer_ones",
            code="""
import math

wVals = [0.5, -0.5]
xVals = [2.0, 1.0]
x = wVals[0] * xVals[0] + wVals[1] * xVals[1]
f = 1 / (1 + math.exp(-x))
ddot = (1 - f) * f
dx = [wVals[0] * ddot, wVals[1] * ddot]
dw = [xVals[0] * ddot, xVals[1] * ddot]
""",
            output="f",
            quiet=("should be",),
        ),
        Example(
            name="arrays",
            code="""
import numpy as np

w_vals = np.array([0.5, -1.0, 0.2])
x_vals = np.array([1.0, 0.5, 2.0])
x = np.dot(w_vals, x_vals)
f = np.tanh(x)
ddot = 1 - f ** 2
dx = w_vals * ddot
dw = x_vals * ddot
""",
            output="f",
            quiet=("should be",),
        ),
    ),
}
