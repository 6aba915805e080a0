"""What is drawn at random, packed or asked for: data, and never what is differentiated."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_ROWS = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_TARGETS = np.array([[1.0], [0.0], [2.0]])
_START = np.array([[0.4], [-0.3]])
_FIT = """
import numpy as np

rows = np.array([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
targets = np.array([[1.0], [0.0], [2.0]])
slopes = np.array([[0.4], [-0.3]])
"""
_OFF = _ROWS @ _START + 0.2 - _TARGETS

_SEQUENCE = """
import numpy as np

np.random.seed(2)

def squash(v):
    return 1 / (1 + np.exp(-v))

ones = np.array([1.0, 0.0, 1.0])
tens = np.array([0.0, 1.0, 1.0])
wanted = np.array([1.0, 1.0, 0.0])
a = np.random.randn(2, 3)
h = np.random.randn(3, 3)
b = np.random.randn(3, 1)
for turn in range(3):
    kept, deltas = [np.zeros((1, 3))], []
    miss = 0
    for t in range(3):
        row = {0}
        mid = squash(row @ a + kept[-1] @ h)
        guess = squash(mid @ b)
        error = wanted[t] - guess
        deltas.append(error * guess * (1 - guess))
        miss += np.abs(error[0])
        kept.append(mid.copy())
    a_step, h_step, b_step = np.zeros_like(a), np.zeros_like(h), np.zeros_like(b)
    later_delta = np.zeros((1, 3))
    for t in reversed(range(3)):
        row = {0}
        mid = kept[t + 1]
        delta = (later_delta @ h.T + deltas[t] @ b.T) * mid * (1 - mid)
        b_step += mid.T @ deltas[t]
        h_step += kept[t].T @ delta
        a_step += row.T @ delta
        later_delta = delta
    a += 0.1 * a_step
    h += 0.1 * h_step
    b += 0.1 * b_step
"""
_LISTS = """
import math

layers = [[[0.3, -0.2], [0.5, 0.1], [-0.4, 0.6]], [[0.2, -0.5, 0.4]]]

def answers_of(layer, values):
    return [1 / (1 + math.exp(-sum(w * v for w, v in zip(row, values)))) for row in layer]

def learn(values, wanted):
    seen = []
    outputs = values
    for layer in layers:
        seen.append(outputs)
        outputs = answers_of(layer, outputs)
    errors = [out - goal for out, goal in zip(outputs, wanted)]
    for layer in reversed(layers):
        {0} = [error * out * (1 - out) for error, out in zip(errors, outputs)]
        outputs = seen.pop()
        errors = [0] * len(outputs)
        for row, change in zip(layer, {0}):
            for i, value in enumerate(outputs):
                row[i] -= 0.5 * change * value
                errors[i] += change * row[i]

for values, wanted in [([0.0, 1.0], [1.0]), ([1.0, 1.0], [0.0])] * 2:
    learn(values, wanted)
"""

KINDS = {
    "first weights drawn between bounds with a name": (
        Example(
            name="list_made_by_a_function",
            code="""
import random

random.seed(3)

def first_weights(limit, count):
    return [random.uniform(-limit, limit) for _ in range(count)]

w = first_weights(0.5, 2)
x = [1.0, 2.0]
y = w[0] * x[0] + w[1] * x[1]
""",
            output="y",
            gradients={"w": [1.0, 2.0]},
            quiet=("goes into",),
        ),
        Example(
            name="generator_of_its_own",
            code="import random\nrng = random.Random(8)\nlow, high = 0.1, 0.9\n"
            "k = rng.uniform(low, high)\nm = 3.0\nn = k * m\n",
            output="n",
            gradients={"k": 3.0},
            says=("goes into random.uniform",),
            prints=True,
        ),
        Example(
            name="weights_of_neurons",
            code="""
import math, random

random.seed(5)

class Cell:
    def __init__(self, count):
        bound = 1 / math.sqrt(count)
        self.w = [random.uniform(-bound, bound) for _ in range(count)]
        self.b = random.triangular(-bound, bound)

    def fire(self, inputs):
        return math.tanh(sum(w * v for w, v in zip(self.w, inputs)) + self.b)

cell = Cell(3)
out = cell.fire([0.5, -1.0, 2.0])
""",
            output="out",
            inputs=("cell.w", "cell.b", "inputs"),
        ),
    ),
    "a bias that is an array of one number, its gradient one number": (
        Example(
            name="mean_squared_error_without_a_loss",
            code=_FIT
            + """
offset = np.array([0.2])
for turn in range(8):
    fitted = np.dot(rows, slopes) + offset
    miss = targets - fitted
    slopes_grad = -2 * np.dot(rows.T, miss) / rows.shape[0]
    offset_grad = -2 * np.sum(miss) / rows.shape[0]
    slopes -= 0.1 * slopes_grad
    offset -= 0.1 * offset_grad
""",
            output="fitted",
            gradients={"slopes": 2 * _ROWS.T @ _OFF / 3, "offset": [2 * _OFF.sum() / 3]},
        ),
        Example(
            name="zeros_of_one",
            code=_FIT
            + """
b = np.zeros(1) + 0.2
for turn in range(8):
    fitted = rows @ slopes + b
    miss = fitted - targets
    dslopes = rows.T @ miss / len(rows)
    db = miss.sum() / len(rows)
    slopes = slopes - 0.1 * dslopes
    b = b - 0.1 * db
""",
            output="fitted",
            gradients={"slopes": _ROWS.T @ _OFF / 3},
        ),
        Example(
            name="row_of_one",
            code=_FIT
            + """
b = np.array([[0.2]])
for turn in range(8):
    fitted = rows @ slopes + b
    miss = fitted - targets
    grad_slopes = 2 * rows.T @ miss
    grad_b = 2 * np.sum(miss)
    slopes -= 0.05 * grad_slopes
    b -= 0.05 * grad_b
""",
            output="fitted",
            gradients={"slopes": 2 * _ROWS.T @ _OFF},
        ),
    ),
    "data packed once more before each gradient": (
        Example(
            name="steps_of_a_sequence_gone_back",
            code=_SEQUENCE.format("np.array([[tens[t], ones[t]]])"),
            options={"pass_number": "last"},
            output="miss|guess",
        ),
        Example(
            name="joined_from_rows",
            code=_SEQUENCE.format("np.stack([tens[t : t + 1], ones[t : t + 1]], axis=1)"),
            options={"pass_number": "last"},
            output="miss|guess",
        ),
        Example(
            name="joined_in_another_way",
            code=_SEQUENCE.format("np.concatenate([tens[[t]], ones[[t]]]).reshape(1, 2)"),
            options={"pass_number": "last"},
            output="miss|guess",
        ),
    ),
    "steps of neurons in lists that end with deltas": (
        Example(
            name="lists_of_weights_and_their_deltas",
            code=_LISTS.format("weight_deltas"),
            output="outputs[0]|answers[0]",
            options={"pass_number": 2},
        ),
        Example(
            name="node_deltas",
            code=_LISTS.format("node_deltas"),
            output="outputs[0]|answers[0]",
            options={"pass_number": 1},
        ),
        Example(
            name="cell_deltas",
            code=_LISTS.format("cell_deltas"),
            output="outputs[0]|answers[0]",
            options={"pass_number": "last"},
        ),
    ),
}
