"""Captions and remarks that say what the code says, and tables of which few rows are used."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "parentheses of the code in a caption": (
        Example(
            name="inverted_dropout_mask",
            code="""
import numpy as np
x = np.array([1.0, -2.0, 4.0])
mask = np.array([1, 0, 1])
rate = 0.5
out = x * mask / (1 - rate)
""",
            options={"level": "array"},
            output="out",
            no_caption=("/ 1 - rate",),
        ),
        Example(
            name="difference_as_the_first_factor",
            code="""
import numpy as np

def shrink(v, keep):
    return (keep - 2.0) * v

v = np.array([1.0, 3.0])
keep = 0.5
y = shrink(v, keep)
""",
            options={"level": "array"},
            output="y",
            no_caption=("keep - 2.0 *",),
        ),
        Example(
            name="difference_that_is_taken_away",
            code="""
import numpy as np
u = np.array([2.0, 5.0])
p, q = 3.0, 1.0
w = u - (p - q)
""",
            options={"level": "array"},
            output="w",
            no_caption=("- p - q",),
        ),
        Example(
            name="sum_as_an_exponent",
            code="""
import numpy as np
base = np.array([1.5, 2.0])
n = 2.0
grown = base ** (n + 1.0)
print(grown)
""",
            options={"level": "array"},
            output="grown",
            no_caption=("** n + 1.0",),
        ),
    ),
    "a mean makes gradients small, nothing vanishes": (
        Example(
            name="mean_of_500_squares",
            code="""
import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(500, 3))
w1 = 0.01 * rng.normal(size=(3, 4))
w2 = 0.01 * rng.normal(size=(4, 1))
out = np.maximum(0, X @ w1) @ w2
cost = np.mean((out - 1.0) ** 2)
""",
            output="cost",
            no_caption=("vanish",),
        ),
        Example(
            name="sum_divided_by_the_count",
            code="""
import numpy as np
np.random.seed(1)
X = np.random.randn(400, 2)
W = 0.05 * np.random.randn(2, 2)
h = np.tanh(X @ W)
loss = (h ** 2).sum() / len(X)
""",
            output="loss",
            no_caption=("vanish",),
        ),
        Example(
            name="mean_in_plain_python",
            code="""
xs = [float(i % 5) for i in range(60)]
w = 0.02
guesses = [w * x for x in xs]
loss = sum((g - 1.0) ** 2 for g in guesses) / len(xs)
""",
            output="loss",
            no_caption=("vanish",),
        ),
        Example(
            name="ten_saturated_sigmoids_do_vanish",
            code="""
import math
x = 1.0
a = x
for layer in range(10):
    a = 1 / (1 + math.exp(-0.5 * a - 3.0))
y = a
""",
            output="y|a",
            captions=("vanish",),
        ),
    ),
    "rows of a table that nothing uses": (
        Example(
            name="list_of_rows_of_which_the_first_is_used",
            code="""
table = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0], [9.0, 10.0], [11.0, 12.0]]
w = [0.5, -0.5]
guess = table[0][0] * w[0] + table[0][1] * w[1]
""",
            output="guess",
            value=-0.5,
            gradients={"w": [1.0, 2.0]},
            most_nodes=10,
        ),
        Example(
            name="one_row_of_a_matrix_by_its_index",
            code="""
import numpy as np
E = np.arange(24.0).reshape(8, 3)
word = 5
u = np.array([1.0, 0.5, -1.0])
score = E[word] @ u
""",
            output="score",
            value=6.0,
            gradients={"u": [15.0, 16.0, 17.0]},
            most_nodes=14,
        ),
        Example(
            name="first_sample_of_a_dict_of_data",
            code="""
import numpy as np
data = {"x": np.arange(20.0).reshape(10, 2), "t": np.arange(10.0)}
w = np.array([1.0, -1.0])
miss = data["x"][1] @ w - data["t"][1]
""",
            output="miss",
            value=-2.0,
            gradients={"w": [2.0, 3.0]},
            most_nodes=14,
        ),
    ),
}
