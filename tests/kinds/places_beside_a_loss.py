"""Whole numbers that the code computes to take an item by: no results beside a loss."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "an index beside a loss": (
        Example(
            name="an_index_that_is_not_negative",
            code="""
xs = [1.0, 2.0, 3.0]
n = 1
i = n if n > 0 else 0
w = 0.5
y = w * xs[i]
loss = (y - 2.0) ** 2
print(loss, i)
""",
            output="loss",
            gradients={"w": -4.0, "xs": [0.0, -1.0, 0.0]},
        ),
        Example(
            name="the_first_and_last_row_that_there_is",
            code="""
rows = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
n, m = 4, -2
last = min(n, 2)
first = max(m, 0)
w = [0.5, -0.25]
cost = (w[0] * rows[last][0] + w[1] * rows[first][1] - 1.0) ** 2
print(cost)
""",
            output="cost",
            gradients={"w": [10.0, 4.0]},
        ),
        Example(
            name="a_place_that_a_function_gives",
            code="""
def pick(k):
    return k if k > 0 else 0
values = [0.5, 1.5, 2.5]
k = 2
place = pick(k)
x = 3.0
error = (values[place] * x - 4.0) ** 2
print(error)
""",
            output="error",
            gradients={"x": 17.5, "values": [0.0, 0.0, 21.0]},
        ),
        Example(
            name="a_loss_of_whole_numbers",
            code="""
x, w, t = 3, 2, 5
y = w * x
loss = (y - t) ** 2
print(loss)
""",
            output="loss",
            gradients={"w": 6.0},
        ),
    ),
}
