"""Values that stand in a name only until the real one comes: no inputs of their own."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a start value that a function goes on from": (
        Example(
            name="sum_by_a_helper",
            code="""
def add(a, b):
    return a + b

x, w, s = [1.0, -2.0, 3.0], [-3.0, -1.0, 2.0], 0
for i in range(3):
    s = add(s, x[i] * w[i])
y = max(s, 0)
""",
            output="y",
            gradients={"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0]},
            inputs=("x", "w"),
        ),
        Example(
            name="sum_of_squares_by_a_lambda",
            code="""
plus = lambda a, b: a + b
total, errors = 0.0, [2.0, -3.0, 0.5]
for error in errors:
    total = plus(total, error * error)
""",
            output="total",
            gradients={"errors": [4.0, -6.0, 1.0]},
            inputs=("errors",),
        ),
        Example(
            name="zero_that_is_an_input",
            code="""
def add(a, b):
    return a + b

b, x = 0.0, 2.0
z = add(b, x)
y = z * z + b
""",
            output="y",
            gradients={"b": 5.0, "x": 4.0},
            inputs=("b", "x"),
        ),
    ),
    "an entry that is given anew before it is used": (
        Example(
            name="one_hot_list",
            code="""
import math
probabilities = [0.7, 0.1, 0.2]
expected = [0, 0, 0]
expected[0] = 1
loss = 0
for p, e in zip(probabilities, expected):
    loss += -e * math.log(p)
""",
            output="loss",
            gradients={"probabilities": [-1 / 0.7, 0.0, 0.0]},
            inputs=("probabilities", "expected"),
        ),
        Example(
            name="rows_filled_one_by_one",
            code="""
m = [[0.0, 0.0], [0.0, 0.0]]
m[0][1] = 0.5
m[1][0] = 4.0
m[1][0] = -2.0
y = m[0][1] * m[1][0] + m[1][1]
""",
            output="y",
            gradients={"m": [[0.0, -2.0], [0.5, 1.0]]},
            inputs=("m",),
        ),
        Example(
            name="entry_that_was_used_before",
            code="""
v = [2.0, 3.0]
u = v[0] * 5.0
v[0] = 7.0
y = u * v[0] * v[1]
""",
            output="y",
        ),
    ),
}
