"""Operators that write into an input: an operation like any other, in functions and views too."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "an input to which another is added in place": (
        Example(
            name="times_in_place",
            code="""
import numpy as np
x = np.array([1.0, 2.0, 3.0])
scale = np.array([2.0, -1.0, 0.5])
x *= scale
y = x.sum()
print(y)
""",
            output="y",
            value=1.5,
            gradients={"x": [2.0, -1.0, 0.5], "scale": [1.0, 2.0, 3.0]},
        ),
        Example(
            name="minus_a_number_in_place_then_divided",
            code="""
import numpy as np
data = np.array([4.0, 6.0])
mean = 5.0
std = 2.0
data -= mean
data /= std
y = (data ** 2).sum()
""",
            output="y",
            value=0.5,
            gradients={"data": [-0.5, 0.5], "mean": 0.0, "std": -0.5},
        ),
        Example(
            name="power_in_place_of_a_matrix",
            code="""
import numpy as np
A = np.array([[1.0, -2.0], [3.0, 0.5]])
A **= 2
total = A.sum()
print(total)
""",
            output="total",
            value=14.25,
            gradients={"A": [[2.0, -4.0], [6.0, 1.0]]},
        ),
        Example(
            name="in_place_through_a_row_view",
            code="""
import numpy as np
M = np.array([[1.0, 2.0], [3.0, 4.0]])
b = np.array([10.0, 20.0])
row = M[1]
row += b
y = (M * np.array([[1.0, 2.0], [3.0, 4.0]])).sum()
print(M)
""",
            output="y",
            value=140.0,
            gradients={"M": [[1.0, 2.0], [3.0, 4.0]], "b": [3.0, 4.0]},
        ),
        Example(
            name="np_add_with_out",
            code="""
import numpy as np
x = np.array([1.0, -1.0])
b = np.array([0.5, 0.25])
np.add(x, b, out=x)
y = (x * x).sum()
""",
            output="y",
            value=2.8125,
            gradients={"x": [3.0, -1.5], "b": [3.0, -1.5]},
        ),
    ),
    "an array that is added to itself in place": (
        Example(
            name="times_itself_in_place",
            code="""
import numpy as np
a = np.array([3.0, -1.0])
a *= a
y = a.sum()
print(y)
""",
            output="y",
            value=10.0,
            gradients={"a": [6.0, -2.0]},
        ),
        Example(
            name="plus_its_own_transpose",
            code="""
import numpy as np
S = np.array([[1.0, 2.0], [3.0, 4.0]])
S += S.T.copy()
y = (S * S).sum()
""",
            output="y",
            value=118.0,
            gradients={"S": [[8.0, 20.0], [20.0, 32.0]]},
        ),
        Example(
            name="minus_its_own_mean",
            code="""
import numpy as np
v = np.array([1.0, 2.0, 6.0])
v -= v.mean()
y = (v ** 2).sum()
print(y)
""",
            output="y",
            value=14.0,
            gradients={"v": [-4.0, -2.0, 6.0]},
        ),
    ),
    "an operator in place inside a function": (
        Example(
            name="normalise_returns_nothing",
            code="""
import numpy as np

def centre(values, middle):
    values -= middle

points = np.array([2.0, 5.0])
middle = 1.0
centre(points, middle)
y = (points * np.array([3.0, -1.0])).sum()
print(y)
""",
            output="y",
            value=-1.0,
            gradients={"points|values": [3.0, -1.0], "middle": -2.0},
        ),
        Example(
            name="method_that_adds_to_its_attribute",
            code="""
import numpy as np

class Memory:
    def __init__(self, state):
        self.state = state

    def feed(self, x):
        self.state += x
        return self.state

state = np.array([1.0, 1.0])
x = np.array([0.5, -0.5])
memory = Memory(state)
memory.feed(x)
memory.feed(x)
y = (memory.state ** 2).sum()
""",
            output="y",
            value=4.0,
            gradients={"state": [4.0, 0.0], "x": [8.0, 0.0]},
        ),
        Example(
            name="list_element_in_place_in_a_function",
            code="""
def bump(numbers, step):
    for i in range(len(numbers)):
        numbers[i] += step * i
    return numbers

numbers = [1.0, 2.0, 3.0]
step = 0.5
bumped = bump(numbers, step)
y = bumped[0] * bumped[1] * bumped[2]
print(y)
""",
            output="y",
            value=10.0,
            gradients={"numbers": [10.0, 4.0, 2.5], "step": 9.0},
        ),
        Example(
            name="softmax_that_shifts_its_argument",
            code="""
import numpy as np

def softmax(scores):
    scores -= scores.max()
    e = np.exp(scores)
    return e / e.sum()

scores = np.array([1.0, 1.0, 1.0])
p = softmax(scores)
y = p[0] - p[2]
""",
            output="y",
            value=0.0,
            gradients={"scores": [1 / 3, 0.0, -1 / 3]},
        ),
    ),
}
