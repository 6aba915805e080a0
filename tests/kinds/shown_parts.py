"""A part of an array that is shown, beside a result that the whole array goes into."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "a part of an array is no result beside what is computed from all of it": (
        Example(
            name="confidence_of_the_first_sample",
            code="""
import numpy as np
X = np.array([[1.0, 2.0], [0.5, -1.0]])
W = np.array([[0.1, -0.2], [0.4, 0.3]])
y = np.array([1, 0])
scores = X @ W
p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
confidence = p[0, 1]
print("confidence of the first sample", confidence)
loss = -np.log(p[range(2), y]).mean()
print(loss)
""",
            output="loss",
        ),
        Example(
            name="first_row_and_first_hidden_neuron",
            code="""
import numpy as np
x, w, t = np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.1, -0.2]), 1.0
h = np.tanh(x * w)
first = h[0]
rest = h[1:]
cost = (h.sum() - t) ** 2
print(first, rest, cost)
""",
            output="cost",
        ),
        Example(
            name="output_for_one_input_in_a_class",
            code="""
import numpy as np

class Net:
    def __init__(self):
        self.w = np.array([[0.5, -0.25], [0.1, 0.75]])

    def forward(self, X):
        self.out = 1 / (1 + np.exp(-(X @ self.w)))
        return self.out

net = Net()
X, T = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
net.forward(X)
shown = net.out[1][0]
print("for the second:", shown)
error = ((net.out - T) ** 2).sum()
print(error)
""",
            output="error",
        ),
        Example(
            name="a_part_is_the_result_where_nothing_else_is",
            code="""
import numpy as np
x, w = np.array([1.0, 2.0]), np.array([[0.5, 1.5], [1.0, -2.0]])
z = w @ x
y = z[1]
print(y)
""",
            output="y",
            value=-3.0,
            gradients={"x": [1.0, -2.0]},
        ),
        Example(
            name="a_part_and_a_length_are_two_results",
            code="""
import numpy as np
z, w = np.array([0.5, 1.0, -0.3]), np.array([1.0, 2.0, 0.5])
h = np.tanh(z * w)
score = h[1]
length = np.sqrt(np.sum(h ** 2))
""",
            fails=True,
            says=("2 results could be the output: score, length",),
        ),
    ),
}
