"""The output keeps its name where a helper has it too, its object is gone, or it begins with d."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_GATES = """
class Wire:
    def __init__(self, value):
        self.value = value
        self.grad = 0.0

class Times:
    def forward(self, left, right):
        self.left, self.right = left, right
        self.out = Wire(left.value * right.value)
        return self.out

    def backward(self):
        self.left.grad += self.right.value * self.out.grad
        self.right.grad += self.left.value * self.out.grad
"""
_TWICE = """
a, b, c = Wire(2.0), Wire(-1.0), Wire(0.5)
first, second = Times(), Times()

def run():
    inner = first.forward(a, b)
    result = second.forward(inner, c)
    return result

{name} = run()
{name}.grad = 1.0
second.backward()
first.backward()
for wire in (a, b, c):
    wire.value += 0.1 * wire.grad
{name} = run()
print({name}.value)
"""

KINDS = {
    "a helper's own name": (
        Example(
            name="z_here_and_in_a_function",
            code="""
import math
def wave(x):
    z = math.sin(x)
    return z

x, y = 1.0, 2.0
z = x * y + wave(x)
""",
            output="z",
            gradients={"x": 2.0 + math.cos(1.0), "y": 1.0},
        ),
        Example(
            name="total_of_a_helper",
            code="""
def weighted(x, w):
    y = 0.0
    for a, b in zip(x, w):
        y += a * b
    return y

x, w = [1.0, -2.0], [0.5, 0.25]
y = weighted(x, w) ** 2 + weighted(w, w)
""",
            output="y",
        ),
        Example(
            name="chain_of_one_name_counts_on",
            code="""
s = 2.0
s = s * s
s = s + 1.0
s = s * 3.0
""",
            output="s|s#2|s#3|s#4",
            value=15.0,
        ),
    ),
    "an object that is gone by the end": (
        Example(
            name="gates_that_run_twice",
            code=_GATES + _TWICE.format(name="s"),
            output="s.value|s",
            value=-1.0,
            gradients={"a|a.value": -0.5, "b|b.value": 1.0, "c|c.value": -2.0},
        ),
        Example(
            name="gates_whose_result_has_a_long_name",
            code=_GATES + _TWICE.format(name="circuit_output"),
            output="circuit_output.value|circuit_output",
        ),
        Example(
            name="gates_that_run_once",
            code=_GATES
            + """
p, q = Wire(3.0), Wire(-4.0)
gate = Times()
f = gate.forward(p, q)
f.grad = 1.0
gate.backward()
""",
            output="f.value|f",
            gradients={"p|p.value": -4.0, "q|q.value": 3.0},
        ),
    ),
    "two underscores in a name that begins with d are no derivative": (
        Example(
            name="data__x",
            code="data__x, layer__w = 3.0, 2.0\nz = data__x * layer__w\n",
            output="z",
            inputs=("data__x", "layer__w"),
            gradients={"data__x": 2.0, "layer__w": 3.0},
        ),
        Example(
            name="dense__w",
            code="""
import numpy as np
x = np.array([1.0, -2.0])
dense__w = np.array([0.5, 0.25])
dense__b = 1.0
y = x @ dense__w + dense__b
""",
            output="y",
            inputs=("x", "dense__w", "dense__b"),
            gradients={"dense__w": [1.0, -2.0], "dense__b": 1.0},
        ),
        Example(
            name="decoder__y",
            code="x, w = 2.0, -1.5\nencoder__y = x * w\ndecoder__y = encoder__y + x\n",
            output="decoder__y",
            gradients={"x": -0.5, "w": 2.0},
        ),
    ),
    "rows that are chosen and named": (
        Example(
            name="embedded_tokens",
            code="""
import numpy as np
E = np.arange(24.0).reshape(6, 4) / 10
W = np.array([[0.5, -1.0], [0.25, 0.0], [-0.5, 2.0], [1.0, 0.1]])
x = E[[1, 4, 2]]
h = x @ W
loss = np.sum(h ** 2)
""",
            output="loss",
            options={"level": "array"},
            captions=("x = E[[1, 4, 2]]: (6, 4) → (3, 4)",),
            no_caption=("E[…]",),
        ),
        Example(
            name="a_batch_by_a_permutation",
            code="""
import numpy as np
np.random.seed(2)
features = np.random.randn(8, 3)
w = np.random.randn(3)
order = np.random.permutation(8)
batch = features[order[:4]]
score = (batch @ w).sum()
""",
            output="score",
            options={"level": "array"},
            captions=("batch @ w",),
        ),
        Example(
            name="a_slice_and_a_transpose",
            code="""
import numpy as np
table = np.arange(12.0).reshape(4, 3) - 5
first = table[:2]
columns = first.T
w = np.array([0.5, -2.0])
total = np.sum((columns @ w) ** 2)
""",
            output="total",
            options={"level": "array"},
            captions=("columns @ w",),
        ),
        Example(
            name="a_row_of_a_loop_is_told_by_its_place",
            code="""
import numpy as np
X = np.array([[1.0, 2.0], [0.5, -1.5]])
w = np.array([0.1, 0.4])
total = 0.0
for x in X:
    total += np.dot(x, w)
""",
            output="total",
            options={"level": "array"},
            captions=("np.dot(X[0], w)",),
        ),
    ),
}
