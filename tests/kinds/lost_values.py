"""Seeded draws and iterators over an input: right, or a line names the place."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example

_ORDER = np.random.RandomState(7).permutation(4)
_CHOICE = np.random.default_rng(2).choice(3, size=4)
_SHUFFLED = np.random.default_rng(11).permutation(3)
_BOOTSTRAP = np.random.RandomState(1).randint(0, 3, 3)

KINDS = {
    "seeded permutations, shuffles and choices of an input": (
        Example(
            name="batch_by_permuted_indices",
            code="""
import numpy as np
X = np.array([1.0, 2.0, 3.0, 4.0])
c = np.array([1.0, 10.0, 100.0, 1000.0])
np.random.seed(7)
order = np.random.permutation(4)
y = (X[order] * c).sum()
print(y)
""",
            output="y",
            gradients={"X": [10.0 ** int(np.argsort(_ORDER)[n]) for n in range(4)]},
        ),
        Example(
            name="choice_of_rows_by_a_generator",
            code="""
import numpy as np
values = np.array([0.5, -1.0, 2.0])
picked = np.random.default_rng(2).choice(values, size=4)
out = (picked * np.array([1.0, 2.0, 4.0, 8.0])).sum()
print(out)
""",
            output="out",
            gradients={
                "values": [sum(2.0**k for k in range(4) if _CHOICE[k] == n) for n in range(3)]
            },
            or_says=("values", "choice", "line 4"),
        ),
        Example(
            name="shuffle_in_place",
            code="""
import numpy as np
X = np.array([1.0, 2.0, 3.0])
w = np.array([1.0, 10.0, 100.0])
rng = np.random.default_rng(11)
rng.shuffle(X)
y = X @ w
print(y)
""",
            output="y",
            gradients={
                "X": [10.0 ** int(np.argsort(_SHUFFLED)[n]) for n in range(3)],
                "w": [float(_SHUFFLED[n] + 1) for n in range(3)],
            },
            or_says=("X", "shuffle", "line 6"),
        ),
        Example(
            name="bootstrap_sample",
            code="""
import numpy as np
sample = np.array([1.0, 4.0, 9.0])
np.random.seed(1)
again = sample[np.random.randint(0, 3, 3)]
mean = (again * np.array([1.0, 2.0, 4.0])).sum()
""",
            output="mean",
            gradients={
                "sample": [sum(2.0**k for k in range(3) if _BOOTSTRAP[k] == n) for n in range(3)]
            },
            or_says=("sample", "line 5"),
        ),
        Example(
            name="random_shuffle_of_a_list",
            code="""
import random
numbers = [1.0, 2.0, 3.0]
random.seed(4)
random.shuffle(numbers)
y = numbers[0] * 2.0 + numbers[1] * 3.0 + numbers[2] * 5.0
print(y)
""",
            output="y",
            inputs=("numbers",),
        ),
        Example(
            name="normal_noise_around_an_input",
            code="""
import numpy as np
mu = np.array([1.0, -1.0])
sigma = 0.5
np.random.seed(0)
z = np.random.normal(mu, sigma)
y = (z ** 2).sum()
""",
            output="y",
            gradients={"mu": [2 * (1 + 0.5 * 1.76405235), 2 * (-1 + 0.5 * 0.40015721)]},
            or_says=("mu", "normal", "line 6"),
        ),
    ),
    "iterators over the elements of an array": (
        Example(
            name="nditer_in_a_function",
            code="""
import numpy as np

def squares(values):
    total = 0.0
    for v in np.nditer(values):
        total = total + v * v
    return total

A = np.array([1.0, -2.0, 3.0])
out = squares(A)
print(out)
""",
            output="out|total",
            value=14.0,
            gradients={"A|values": [2.0, -4.0, 6.0]},
            or_says=("A", "nditer", "line 6"),
        ),
        Example(
            name="loops_inside_each_other",
            code="""
import numpy as np

w = 2.0
A = np.array([[1.0, 2.0], [3.0, 4.0]])
rows, columns = np.nested_iters(A, [[0], [1]])
loss = 0.0
for _ in rows:
    for v in columns:
        loss += w * v * v
print(loss)
""",
            output="loss",
            value=60.0,
            gradients={"A": [[4.0, 8.0], [12.0, 16.0]], "w": 30.0},
        ),
        Example(
            name="ndenumerate_weighted_by_place",
            code="""
import numpy as np
grid = np.array([[1.0, 2.0], [3.0, 4.0]])
out = 0.0
for place, value in np.ndenumerate(grid):
    out += value * (place[0] + 2 * place[1])
print(out)
""",
            output="out",
            value=19.0,
            gradients={"grid": [[0.0, 2.0], [1.0, 3.0]]},
            or_says=("grid", "ndenumerate", "line 5"),
        ),
        Example(
            name="flat_iterator",
            code="""
import numpy as np
W = np.array([[0.5, 1.5], [-1.0, 2.0]])
scale = 3.0
out = 0.0
for v in W.flat:
    out = out + scale * v
""",
            output="out",
            value=9.0,
            gradients={"W": [[3.0, 3.0], [3.0, 3.0]], "scale": 3.0},
            or_says=("W", "flat", "line 6"),
        ),
        Example(
            name="ndindex_reads_each_element",
            code="""
import numpy as np
B = np.array([[2.0, -1.0], [0.5, 3.0]])
out = 1.0
for place in np.ndindex(B.shape):
    out = out * B[place]
print(out)
""",
            output="out",
            value=-3.0,
            gradients={"B": [[-1.5, 3.0], [-6.0, -1.0]]},
        ),
    ),
    "an iterator over arrays that are broadcast": (
        Example(
            name="broadcast_of_a_column_and_a_row",
            code="""
import numpy as np
a, b = np.array([[1.0], [2.0]]), np.array([3.0, -1.0])
pairs = np.broadcast(a, b)
out = 0.0
for u, v in pairs:
    out = out + u * v * v
print(out, pairs.shape, pairs.index)
""",
            gradients={"a": [[10.0], [10.0]], "b": [18.0, -6.0]},
            value=30.0,
            inputs=("a", "b"),
        ),
        Example(
            name="broadcast_with_a_number_step_by_step",
            code="""
import numpy as np
a, b = np.array([1.0, 2.0, 0.5]), 3.0
both = np.broadcast(a, b)
out = 0.0
while both.index < both.size:
    u, v = next(both)
    out = out + u * v
print(out)
""",
            gradients={"a": [3.0, 3.0, 3.0], "b": 3.5},
            inputs=("a", "b"),
        ),
        Example(
            name="broadcast_in_a_comprehension",
            code="""
import numpy as np

def product(a, b):
    shape = np.broadcast(a, b).shape
    return np.array([u * v for u, v in np.broadcast(a, b)]).reshape(shape)

a, b = np.array([[1.0, 2.0]]), np.array([[0.5], [-1.5]])
loss = (product(a, b) ** 2).sum()
print(loss)
""",
            output="loss",
            gradients={"a": [[5.0, 10.0]], "b": [[5.0], [-15.0]]},
        ),
    ),
    "a number that ends a slice and is computed with is an input": (
        Example(
            name="mean_of_the_first",
            code="""
import numpy as np

def mean_of(values, n):
    return np.sum(values[:n]) / n

x = np.array([1.0, 2.0, 4.0, 8.0])
k = 4
y = mean_of(x, k) * 2.0
""",
            output="y",
            inputs=("x", "k"),
            gradients={"x": [0.5] * 4, "k": -1.875},
        ),
        Example(
            name="width_of_a_window",
            code="""
import numpy as np
x = np.array([1.0, 2.0, 3.0, 4.0])
h = 2
area = np.sum(x[h:]) * h
""",
            output="area",
            inputs=("x", "h"),
            gradients={"x": [0.0, 0.0, 2.0, 2.0], "h": 7.0},
        ),
        Example(
            name="columns_that_are_written",
            code="""
import numpy as np
x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
c = 2
z = np.zeros((2, 3))
z[:, :c] = x[:, 1:] * c
loss = np.sum(z)
""",
            output="loss",
            inputs=("x", "c"),
            gradients={"x": [[0.0, 2.0, 2.0], [0.0, 2.0, 2.0]], "c": 16.0},
        ),
    ),
}
