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
    "a_part_of_a_part_has_its_own_name": (
        Example(
            name="embeddings_side_by_side",
            code="""
import numpy as np
ids = np.array([[0, 2, 1], [3, 0, 4]])
E = np.arange(10.0).reshape(5, 2) / 10
W = np.linspace(-1.0, 1.0, 18).reshape(6, 3)
emb = E[ids]
flat = emb.reshape(2, -1)
h = flat @ W
loss = np.mean(h ** 2)
""",
            output="loss",
            captions=("The matrix product flat @ W",),
            no_caption=("E#2",),
        ),
        Example(
            name="windows_of_a_series",
            code="""
import numpy as np
series = np.array([0.5, 1.0, -0.5, 2.0, 1.5, 0.25])
window = series[1:5]
pairs = window.reshape(2, 2)
k = np.array([[0.2, -0.4], [0.6, 0.8]])
mixed = np.tanh(pairs @ k)
total = np.sum(mixed)
""",
            options={"level": "array"},
            output="total",
            captions=("The matrix product pairs @ k",),
            no_caption=("series#2",),
        ),
        Example(
            name="rows_chosen_then_turned",
            code="""
import numpy as np
data = np.array([[1.0, 2.0, 0.5], [0.1, -0.2, 0.3], [2.0, 1.0, -1.0]])
batch = data[[2, 0]]
columns = batch.T
v = np.array([0.5, -1.5])
score = np.sum(np.tanh(columns @ v))
""",
            options={"level": "array"},
            output="score",
            captions=("The matrix product columns @ v",),
            no_caption=("data#2",),
        ),
    ),
    "what_gives_a_loss_is_no_layer": (
        Example(
            name="loss_of_the_model_itself",
            code="""
import numpy as np
class Net:
    def __init__(self):
        self.W = np.array([[0.5, -0.3], [0.2, 0.8]])
    def forward(self, X):
        self.out = np.tanh(X @ self.W) * 2.0
        return self.out
    def loss(self, t):
        return np.mean((self.out - t) ** 2) + 0.5 * np.sum(np.abs(self.out))
net = Net()
out = net.forward(np.array([[1.0, 2.0]]))
cost = net.loss(np.array([[0.5, 0.5]]))
""",
            options={"level": "layer"},
            output="cost",
            captions=("The function net.loss of",),
            no_caption=("The layer net.loss",),
        ),
        Example(
            name="cost_of_a_line",
            code="""
import numpy as np
class Line:
    def __init__(self):
        self.a, self.b = np.array([0.5, 1.0]), np.array([0.1, 0.2])
    def predict(self, x):
        return np.exp(self.a * x) + self.b * x
    def compute_cost(self, guess, t):
        return np.sum((guess - t) ** 2) / 4 + np.sum(np.abs(guess))
line = Line()
guess = line.predict(np.array([1.0, 2.0]))
J = line.compute_cost(guess, np.array([2.0, 1.0]))
""",
            options={"level": "layer"},
            output="J",
            captions=("The function line.compute_cost of",),
        ),
        Example(
            name="error_of_a_unit",
            code="""
import numpy as np
class Unit:
    def __init__(self, w):
        self.w = w
    def fire(self, x):
        return np.tanh(self.w * x) + self.w
    def error(self, y, t):
        return np.sum(np.abs(y - t)) + np.sum((y - t) ** 2)
unit = Unit(np.array([0.5, -1.0]))
y = unit.fire(np.array([1.0, 2.0]))
E = unit.error(y, np.array([0.0, 1.0]))
""",
            options={"level": "layer"},
            output="E",
            captions=("The function unit.error of",),
        ),
    ),
}
