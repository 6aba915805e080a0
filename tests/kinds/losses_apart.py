"""A second loss beside a training that has nothing to do with it: a line says so."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a loss of what is not trained": (
        Example(
            name="a_second_loss_of_another_number",
            code="""
import numpy as np
x, w = np.array([1.0, 2.0]), np.array([0.5, -0.5])
a = 0.3
for k in range(3):
    y = w @ x
    loss = (y - 1) ** 2
    other = a * 2.0
    loss2 = (other - 1.0) ** 2
    w -= 0.1 * 2 * (y - 1) * x
print(loss, loss2)
""",
            output="loss",
            says=("loss2", "nothing to do with what is trained", "loss is drawn"),
        ),
        Example(
            name="an_error_of_a_fixed_guess",
            code="""
xs, ys = [1.0, 2.0, 3.0], [2.0, 4.0, 7.0]
m = 0.5
guess = 3.0
for epoch in range(3):
    cost = sum((m * x - y) ** 2 for x, y in zip(xs, ys)) / 3
    fixed_error = sum((guess - y) ** 2 for y in ys) / 3
    dm = sum(2 * (m * x - y) * x for x, y in zip(xs, ys)) / 3
    m -= 0.05 * dm
print(cost, fixed_error)
""",
            output="cost",
            says=("fixed_error", "nothing to do with what is trained"),
        ),
        Example(
            name="what_the_training_uses_is_not_apart",
            code="""
import numpy as np
x, y, w = np.array([1.0, 2.0]), np.array([2.0, 3.0]), 0.5
for epoch in range(3):
    noise_cost = np.mean((y - 2.0) ** 2)
    loss = np.mean((w * x - y) ** 2) / noise_cost
    dw = np.mean(2 * (w * x - y) * x) / noise_cost
    w -= 0.1 * dw
print(loss)
""",
            output="loss",
            quiet=("nothing to do with",),
        ),
    ),
}
