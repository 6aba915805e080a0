"""Names: one node has one name everywhere; values in objects and lists keep the reader's."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Example
from tests.kinds.numeric_differences import slopes

_LAYER = {"level": "layer"}


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _leaky(z):
    return np.maximum(z, 0) + 0.1 * np.minimum(z, 0)


_DRAWN = np.random.RandomState(3).randn(9)  # two biases, one, four weights, two
_COLUMN_SLOPES = slopes(
    lambda w, b: _leaky(_DRAWN[None, 7:] @ _leaky(w @ [[0.2], [0.7]] + b) + _DRAWN[2]),
    w=_DRAWN[3:7].reshape(2, 2),
    b=_DRAWN[:2].reshape(2, 1),
)

KINDS = {
    "several inputs of one name": (
        Example(
            name="name_given_three_times",
            code="""
w = 2.0
a = w * 3.0
w = -1.0
b = a * w
w = 0.5
y = b + w
print(y)
""",
            output="y",
            value=-5.5,
            gradients={"w": -3.0, "w#2": 6.0, "w#3": 1.0},
            unique=True,
        ),
        Example(
            name="loop_variable_as_input",
            code="""
total = 1.0
for factor in [2.0, 3.0, -4.0]:
    total = total * factor
y = total + 1.0
""",
            output="y",
            value=-23.0,
            gradients={"factor": -12.0, "factor#2": -8.0, "factor#3": 6.0},
            unique=True,
        ),
        Example(
            name="arrays_of_a_dict_that_are_filled",
            code="""
import numpy as np
W = np.array([[0.1, 0.2, -0.3], [0.5, -0.1, 0.2]])
def total(letters):
    marks, sums = {}, 0.0
    for t, letter in enumerate(letters):
        marks[t] = np.zeros((3, 1))
        marks[t][letter] = 1
        sums = sums + np.sum((t + 1) * np.dot(W, marks[t]))
    return sums
y = total([2, 0])
""",
            output="y",
            value=1.1,
            gradients={
                "marks[0]": [[0.6], [0.1], [-0.1]],
                "marks[1]": [[1.2], [0.2], [-0.2]],
                "W": [[2.0, 0.0, 1.0], [2.0, 0.0, 1.0]],
            },
            unique=True,
            prints=False,
        ),
        Example(
            name="parameter_of_two_calls_with_numbers",
            code="""
def double(v):
    return v * 2.0

y = double(3.0) * double(4.0)
""",
            output="y",
            value=48.0,
            gradients={"v": 16.0, "v#2": 12.0},
            unique=True,
        ),
        Example(
            name="array_and_number_of_one_name",
            code="""
import numpy as np
x = np.array([1.0, 2.0])
s = x.sum()
x = 4.0
z = s * x
print(z)
""",
            output="z",
            value=12.0,
            gradients={"x": [4.0, 4.0], "x#2": 3.0},
            unique=True,
        ),
    ),
    "layers that are columns of vectors in a class": (
        Example(
            name="network_of_zipped_columns",
            code="""
import numpy as np

class Net:
    def __init__(self):
        self.weights = [np.array([[0.5, -0.25], [1.0, 0.75]]), np.array([[1.5, -1.0]])]
        self.biases = [np.array([[0.1], [-0.2]]), np.array([[0.3]])]

    def feedforward(self, a):
        for b, w in zip(self.biases, self.weights):
            a = 1 / (1 + np.exp(-(np.dot(w, a) + b)))
        return a

net = Net()
x = np.array([[1.0], [0.5]])
y = net.feedforward(x)
print(y)
""",
            output="y|a",
            gradients={
                f"self.weights[{n}]|net.weights[{n}]|w" + f"#{n + 1}" * n: slope
                for n, slope in enumerate(
                    slopes(
                        lambda w, v: _sigmoid(
                            v @ _sigmoid(w @ [[1.0], [0.5]] + [[0.1], [-0.2]]) + 0.3
                        ),
                        w=[[0.5, -0.25], [1.0, 0.75]],
                        v=[[1.5, -1.0]],
                    ).values()
                )
            },
        ),
        Example(
            name="backprop_with_deltas_of_columns",
            code="""
import numpy as np

class Network:
    def __init__(self):
        self.w = [np.array([[0.4, 0.6]]), np.array([[-1.2]])]
        self.b = [np.array([[0.0]]), np.array([[0.5]])]

    def backprop(self, x, y):
        activations, zs, activation = [x], [], x
        for b, w in zip(self.b, self.w):
            z = w @ activation + b
            zs.append(z)
            activation = np.tanh(z)
            activations.append(activation)
        delta = (activations[-1] - y) * (1 - np.tanh(zs[-1]) ** 2)
        nabla_w = [None, delta @ activations[-2].T]
        nabla_b = [None, delta]
        delta = (self.w[1].T @ delta) * (1 - np.tanh(zs[0]) ** 2)
        nabla_w[0] = delta @ activations[0].T
        nabla_b[0] = delta
        return nabla_w, nabla_b

net = Network()
x = np.array([[1.0], [-2.0]])
nabla_w, nabla_b = net.backprop(x, np.array([[0.25]]))
print(nabla_w[0], nabla_b[1])
""",
            output="activation|activation[0, 0]",
            never=("delta", "nabla_w[0]", "nabla_b[0]", "nabla_w[1]", "nabla_b[1]"),
            value=np.tanh(-1.2 * np.tanh(-0.8) + 0.5),
        ),
        Example(
            name="columns_from_a_list_of_sizes",
            code="""
import numpy as np
np.random.seed(3)
sizes = [2, 2, 1]
biases = [np.random.randn(n, 1) for n in sizes[1:]]
weights = [np.random.randn(n, m) for m, n in zip(sizes[:-1], sizes[1:])]
activation = np.array([[0.2], [0.7]])
for W, b in zip(weights, biases):
    z = np.dot(W, activation) + b
    activation = np.maximum(z, 0) + 0.1 * np.minimum(z, 0)
print(activation)
""",
            output="activation",
            gradients={
                "weights[0]|W": _COLUMN_SLOPES["w"],
                "biases[0]|b": _COLUMN_SLOPES["b"],
            },
            unique=True,
        ),
    ),
    "layers of columns are drawn alike": (
        Example(
            name="two_columns_with_at",
            code="""
import numpy as np
x = np.array([[1.0], [2.0], [-1.0]])
W1 = np.array([[0.1, 0.2, 0.3], [-0.4, 0.5, 0.6]])
b1 = np.array([[0.0], [1.0]])
W2 = np.array([[1.0, -1.0], [0.5, 2.0]])
b2 = np.array([[0.3], [0.4]])
h = np.tanh(W1 @ x + b1)
out = np.tanh(W2 @ h + b2)
""",
            options=_LAYER,
            output="out",
            boxes=("dense", "dense"),
        ),
        Example(
            name="three_layers_in_a_function",
            code="""
import numpy as np

def layer(W, a, b):
    return np.maximum(0, np.dot(W, a) + b)

x = np.array([[0.5], [-1.5]])
W1 = np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, -1.0]])
b1 = np.zeros((3, 1)) + 0.1
W2 = np.array([[0.3, 0.6, -0.9], [1.2, -1.5, 1.8]])
b2 = np.array([[0.2], [0.1]])
W3 = np.array([[1.0, 1.0]])
b3 = np.array([[0.0]])
y = layer(W3, layer(W2, layer(W1, x, b1), b2), b3)
print(y)
""",
            options=_LAYER,
            output="y",
            boxes=("layer", "layer", "layer"),
        ),
        Example(
            name="bias_first_and_one_column_of_data",
            code="""
import numpy as np
data = np.array([[2.0], [1.0]])
V = np.array([[0.5, -1.0]])
c = np.array([[0.25]])
U = np.array([[2.0]])
d = np.array([[-0.5]])
hidden = 1 / (1 + np.exp(-(np.dot(V, data) + c)))
score = np.dot(U, hidden) + d
""",
            options=_LAYER,
            output="score",
            boxes=("dense", "dense"),
        ),
    ),
}
