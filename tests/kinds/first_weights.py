"""First weights and data that the code makes up: inputs, whatever sizes they are scaled by."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "random weights divided by the root of their number": (
        Example(
            name="randn_over_the_root_of_a_named_size",
            code="""
import numpy as np
np.random.seed(2)
n_in, n_out = 3, 2
x = np.array([[0.5, -1.0, 2.0]])
W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
y = np.sum(x @ W)
print(W.shape)
""",
            output="y",
            gradients={"W": [[0.5, 0.5], [-1.0, -1.0], [2.0, 2.0]]},
        ),
        Example(
            name="he_weights_in_a_function",
            code="""
import numpy as np
size = 2
rng = np.random.default_rng(5)

def train(hidden):
    W = rng.standard_normal((size, hidden)) * np.sqrt(2.0 / size)
    x = np.array([1.0, -3.0])
    for step in range(30):
        y = np.sum(x @ W)
        dW = np.outer(x, np.ones(hidden))
        W -= 0.01 * dW
    return y

print(train(2) < 100)
""",
            output="y",
            gradients={"W": [[1.0, 1.0], [-3.0, -3.0]]},
        ),
        Example(
            name="uniform_weights_by_a_size_of_a_list",
            code="""
import numpy as np
np.random.seed(3)
sizes = [2, 1]
w = 0.5 * np.random.rand(sizes[0]) / sizes[0]
x = np.array([4.0, -1.0])
z = np.sum(w * x)
print(w.shape)
""",
            output="z",
            gradients={"w": [4.0, -1.0]},
        ),
    ),
    "data from which a target is made up": (
        Example(
            name="sine_over_a_range",
            code="""
import numpy as np

def sine(samples=4):
    X = np.arange(samples).reshape(-1, 1) / samples
    y = np.sin(2 * np.pi * X)
    return X, y

X, y = sine()
w = np.array([[2.0]])
error = np.sum(X @ w - y)
print(X.shape)
""",
            output="error",
            gradients={"X": [[2.0]] * 4, "w": [[1.5]], "y": [[-1.0]] * 4},
        ),
        Example(
            name="line_with_noise",
            code="""
import numpy as np

def points(n):
    rng = np.random.default_rng(0)
    xs = np.linspace(0.0, 1.0, n)
    ts = 2 * xs + 0.1 * rng.normal(size=n)
    return xs, ts

xs, ts = points(3)
w = 0.5
total = np.sum(w * xs - ts)
print(total)
""",
            output="total",
            gradients={"xs": [0.5] * 3, "w": 1.5, "ts": [-1.0] * 3},
        ),
        Example(
            name="square_kept_in_an_object",
            code="""
import numpy as np

class Data:
    def __init__(self):
        self.x = np.arange(1.0, 4.0)
        self.t = self.x ** 2

data = Data()
a = 3.0
s = np.sum(a * data.x - data.t)
print(s)
""",
            output="s",
            gradients={"data.x": [3.0] * 3, "a": 6.0, "data.t": [-1.0] * 3},
        ),
    ),
}
