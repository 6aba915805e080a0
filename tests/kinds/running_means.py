"""Means and totals over a training are no outputs; a state that is carried on is no total."""

from __future__ import annotations

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

KINDS = {
    "a value that runs on over the updates": (
        Example(
            name="smoothed_loss_of_a_training",
            code="""
w, x, target = 0.5, 2.0, 3.0
smooth = 5.0 * 2
for step in range(4):
    loss = (w * x - target) ** 2
    smooth = smooth * 0.9 + loss * 0.1
    dw = 2 * (w * x - target) * x
    w -= 0.05 * dw
    print(step, smooth)
""",
            outputs=("loss",) * 4,
            gradients=slopes(lambda w, x, target: (w * x - target) ** 2, w=0.5, x=2.0, target=3.0),
        ),
        Example(
            name="exponential_average_with_a_rate",
            code="""
import numpy as np

beta = 0.8
W = np.array([[0.2, -0.4]])
X, t = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([[1.0], [0.0]])
average = None
for epoch in range(3):
    out = X @ W.T
    cost = np.mean((out - t) ** 2)
    average = cost if average is None else beta * average + (1 - beta) * cost
    dout = 2 * (out - t) / len(t)
    dW = dout.T @ X
    W -= 0.1 * dW
print(average)
""",
            outputs=("cost",) * 3,
        ),
        Example(
            name="total_over_samples",
            code="""
w = 0.5
total = 0.0
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    loss = (w * x - t) ** 2
    total += loss
    dw = 2 * (w * x - t) * x
    w -= 0.1 * dw
print(total)
""",
            outputs=("loss",) * 3,
        ),
        Example(
            name="leaky_state_is_on_the_way_to_the_loss",
            code="""
w, state = 0.5, 0.25
for x, t in [(1.0, 2.0), (2.0, 3.0), (-1.0, 0.5)]:
    drive = w * x
    state = 0.5 * state + drive
    loss = (state - t) ** 2
    dw = 2 * (state - t) * x
    w -= 0.1 * dw
print(state)
""",
            outputs=("loss",) * 3,
            gradients={"w": 2 * (0.5 * 0.25 + 0.5 - 2.0)},
        ),
    ),
}
