"""Decisions and numeric checks beside the output, which they are not."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _neuron(w, x, b):
    return _sigmoid(np.dot(w, x) + b)


KINDS = {
    "a value that is only chosen by a comparison": (
        Example(
            name="patience_counter",
            code="""
x, w, best = 2.0, 0.75, 10.0
loss = (x * w - 2.0) ** 2
best_loss = loss if loss < best else best
patience = 0 if loss < best else 1
rate = 0.5 if loss < 0.1 else 0.05
""",
            output="loss|best_loss",
            value=0.25,
            gradients={"x": -0.75, "w": -2.0},
        ),
        Example(
            name="learning_rate_by_elif",
            code="""
def pick_rate(loss):
    if loss > 1.0:
        return 0.1
    elif loss > 0.1:
        return 0.01
    return 0.001

a, b = 1.5, -2.0
loss = (a + b) ** 2
rate = pick_rate(loss)
print(rate)
""",
            output="loss",
            value=0.25,
            gradients={"a": -1.0, "b": -1.0},
        ),
        Example(
            name="numpy_where_between_rates",
            code="""
import numpy as np
w = np.array([1.0, 2.0])
loss = np.sum(w ** 2)
lr = np.where(loss > 1.0, 0.01, 0.1)
""",
            output="loss",
            value=5.0,
            gradients={"w": [2.0, 4.0]},
        ),
    ),
    "a prediction that is a decision": (
        Example(
            name="round_of_a_probability",
            code="""
import math
w, x = 1.2, 0.5
p = 1 / (1 + math.exp(-w * x))
label = int(p > 0.5)
print(label)
""",
            output="p",
            gradients=slopes(lambda w, x: _sigmoid(w * x), w=1.2, x=0.5),
        ),
        Example(
            name="argmax_of_scores",
            code="""
import numpy as np
W = np.array([[0.2, 0.4], [0.1, -0.3]])
x = np.array([1.0, 2.0])
scores = W @ x
winner = np.argmax(scores)
answer = "cat" if winner == 0 else "dog"
print(answer)
""",
            output="scores",
            gradients={"W": [[1.0, 2.0], [1.0, 2.0]], "x": [0.3, 0.1]},
        ),
        Example(
            name="accuracy_of_where",
            code="""
import numpy as np
p = np.array([0.2, 0.7, 0.9])
q = np.array([1.5, 1.0, 0.5])
y_hat = p * q
y = np.array([0, 1, 1])
predictions = np.where(y_hat > 0.5, 1, 0)
accuracy = np.mean(predictions == y)
print(accuracy)
""",
            output="y_hat",
            value=[0.3, 0.7, 0.45],
            gradients={"p": [1.5, 1.0, 0.5], "q": [0.2, 0.7, 0.9]},
        ),
    ),
    "a numeric check of gradients": (
        Example(
            name="one_sided_quotient",
            code="""
def loss_of(w, b):
    y = w * 2.0 + b
    return (y - 1.0) ** 2

w, b, eps = 0.25, 0.1, 1e-5
loss = loss_of(w, b)
grad_w = (loss_of(w + eps, b) - loss) / eps
grad_b = (loss_of(w, b + eps) - loss) / eps
print(round(grad_w, 2), round(grad_b, 2))
""",
            output="loss",
            value=0.16,
            gradients={"w": -1.6, "b": -0.8},
        ),
        Example(
            name="check_in_a_loop_over_a_list",
            code="""
def cost(w):
    return w[0] ** 2 + 3.0 * w[1]

w = [2.0, -1.0]
h = 1e-6
J = cost(w)
numeric = []
for i in range(len(w)):
    plus = list(w)
    plus[i] += h
    minus = list(w)
    minus[i] -= h
    numeric.append((cost(plus) - cost(minus)) / (2 * h))
dw = [2 * w[0], 3.0]
print([round(n, 3) for n in numeric], dw)
""",
            output="J",
            value=1.0,
            gradients={"w": [4.0, 3.0]},
        ),
        Example(
            name="gradcheck_of_an_array",
            code="""
import numpy as np

def forward(theta):
    return np.sum(np.tanh(theta) * np.array([1.0, 2.0]))

theta = np.array([0.3, -0.6])
J = forward(theta)
gradapprox = np.zeros(2)
for i in range(2):
    e = np.zeros(2)
    e[i] = 1e-5
    gradapprox[i] = (forward(theta + e) - forward(theta - e)) / 2e-5
grad = (1 - np.tanh(theta) ** 2) * np.array([1.0, 2.0])
difference = np.linalg.norm(grad - gradapprox)
print(difference < 1e-6)
""",
            output="J",
            gradients=slopes(
                lambda theta: np.sum(np.tanh(theta) * np.array([1.0, 2.0])), theta=[0.3, -0.6]
            ),
        ),
    ),
    "the best round of a training": (
        Example(
            name="best_iteration_of_the_lowest_loss",
            code="""
import numpy as np

w = np.array([0.5, -0.3])
x = np.array([1.0, 2.0])
lowest_loss = 9999999
for iteration in range(1, 5):
    loss = (w @ x - 1.0) ** 2
    if loss < lowest_loss:
        lowest_loss = loss
        best_iteration = iteration
    dw = 2 * (w @ x - 1.0) * x
    w -= 0.05 * dw
print(lowest_loss, best_iteration)
""",
            outputs=("loss",) * 4,
            gradients={"w": [-2.2, -4.4]},
        ),
        Example(
            name="patience_of_early_stopping",
            code="""
w, b = 0.5, 0.1
best, wait, best_w = float("inf"), 0, None
for epoch in range(20):
    error = w * 2.0 + b - 3.0
    loss = error**2
    if loss < best - 1e-3:
        best, best_w = loss, w
        wait = 0
    else:
        wait += 1
    if wait == 3:
        print("stopped at", epoch)
        break
    w, b = w - 0.1 * 2 * error * 2.0, b - 0.1 * 2 * error
""",
            output="loss",
            gradients={"w": -7.6, "b": -3.8},
        ),
        Example(
            name="epoch_kept_in_a_function",
            code="""
def train(w, x, t, rate=0.1):
    best, best_epoch, stale = 1e9, -1, 0
    for epoch in range(6):
        y = w * x
        cost = (y - t) ** 2
        if cost < best:
            best = cost
            best_epoch = epoch + 1
            stale = 0
        grad = 2 * (y - t) * x
        w = w - rate * grad
    return w, best_epoch


w, best_epoch = train(0.5, 1.5, 2.0)
print(w, best_epoch)
""",
            output="cost",
            gradients={"w": 2 * (0.75 - 2.0) * 1.5},
        ),
        Example(
            name="a_dead_relu_is_no_decision",
            code="""
w, x = -1.5, 2.0
z = w * x
y = z
if z < 0:
    y = 0
out = y * 3.0
print(out)
""",
            output="out",
            value=0.0,
            gradients={"w": 0.0, "x": 0.0},
        ),
    ),
}
