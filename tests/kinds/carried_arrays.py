"""Arrays that objects carry, and estimators that are fitted in a method."""

from __future__ import annotations

import numpy as np

from tests.kinds.example import Command, Example

_NODE = """
import numpy as np


class Node:
    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.push = lambda: None

    def __matmul__(self, other):
        out = Node(self.data @ other.data, (self, other))

        def push():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad

        out.push = push
        return out

    def tanh(self):
        out = Node(np.tanh(self.data), (self,))

        def push():
            self.grad += (1 - out.data ** 2) * out.grad

        out.push = push
        return out

    def mean(self):
        out = Node(self.data.mean(), (self,))

        def push():
            self.grad += np.ones_like(self.data) / self.data.size * out.grad

        out.push = push
        return out

    def backward(self):
        order = []

        def visit(node):
            if node not in order:
                for parent in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            node.push()


x = Node([[1.0, -0.5]])
w = Node([[0.3, -0.2], [0.1, 0.4]])
v = Node([[0.7], [-0.6]])
for step in range({steps}):
    for node in (w, v):
        node.grad = np.zeros_like(node.data)
    h = (x @ w).tanh()
    y = (h @ v).mean()
    y.backward()
    for node in (w, v):
        {update}
"""
_FITTED = """
import numpy as np


class Classifier:
    def __init__(self, rate=0.1, rounds=800):
        self.rate, self.rounds = rate, rounds

    def _squash(self, z):
        return 1 / (1 + np.exp(-z))

    def fit(self, X, y):
        self.theta = np.zeros(X.shape[1])
        for i in range(self.rounds):
            h = self._squash(X @ self.theta)
            loss = np.mean((h - y) ** 2)
            gradient = 2 * X.T @ ((h - y) * h * (1 - h)) / y.size
            self.theta -= self.rate * gradient

    def predict(self, X):
        return self._squash(X @ self.theta)


X = np.array([[0.5, 1.0], [-1.0, 0.25], [2.0, -0.5], [-0.75, -1.5]])
y = np.array([1, 0, 1, 0])
model = Classifier()
model.fit(X, y)
guesses = model.predict(X).round()
print((guesses == y).mean())
"""
_X, _W, _V = np.array([[1.0, -0.5]]), np.array([[0.3, -0.2], [0.1, 0.4]]), np.array([[0.7], [-0.6]])
_H = np.tanh(_X @ _W)
_OF_W = (_X.T @ ((1 - _H**2) * _V.T)).tolist()


def _once(name: str, update: str) -> Example:
    return Example(
        name=name,
        code=_NODE.format(steps=1, update=update),
        output="y",
        value=float((_H @ _V).item()),
        gradients={"w": _OF_W, "v": _H.T.tolist(), "x": ((1 - _H**2) * _V.T @ _W.T).tolist()},
        inputs=("x", "w", "v"),
    )


KINDS = {
    "arrays in objects keep the names of the objects": (
        _once("array_objects_updated_in_place", "node.data -= 0.1 * node.grad"),
        _once("array_objects_updated_anew", "node.data = node.data - 0.1 * node.grad"),
        Example(
            name="array_objects_trained_four_times",
            code=_NODE.format(steps=4, update="node.data -= 0.1 * node.grad"),
            options={"pass_number": 3},
            output="y",
            inputs=("x", "w", "v"),
        ),
    ),
    "a model that is fitted in a method and then used": (
        Command(
            name="fitted_model_listed",
            arguments="list code.py --timeout 6",
            files={"code.py": _FITTED},
            lists=(("loss", "→"),),
            plain="code.py",
        ),
        Command(
            name="fitted_model_first_pass",
            arguments="run code.py --formats json -o out --pass 1 --timeout 6",
            files={"code.py": _FITTED},
            outputs=("loss",),
            values=(0.25,),
            plain="code.py",
        ),
        Command(
            name="fitted_model_last_pass",
            arguments="run code.py --formats json -o out --pass last --timeout 6",
            files={"code.py": _FITTED.replace("loss =", "global loss; loss =")},
            outputs=("loss",),
            final="loss",
            plain="code.py",
        ),
    ),
    "operators of a class that copies its arrays": (
        Example(
            name="a_product_of_two_tensors",
            code="""
import numpy as np

class Tensor:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)

    def __mul__(self, other):
        return Tensor(self.data * other.data)

x, w = Tensor([1.0, -2.0]), Tensor([0.5, 0.25])
y = x * w
""",
            output="y",
            gradients={"x": [0.5, 0.25], "w": [1.0, -2.0]},
        ),
        Example(
            name="a_difference_written_as_a_sum",
            code="""
import numpy as np

class Vec:
    def __init__(self, v):
        self.v = np.array(v, dtype=float)

    def __sub__(self, other):
        return Vec(self.v + (-other.v))

    def __pow__(self, n):
        return Vec(self.v ** n)

    def total(self):
        return Vec(self.v.sum())

a, b = Vec([3.0, 1.0]), Vec([1.0, 4.0])
loss = ((a - b) ** 2).total()
""",
            output="loss",
            value=13.0,
            gradients={"a": [4.0, -6.0], "b": [-4.0, 6.0]},
        ),
        Example(
            name="a_relu_and_a_number_before_a_tensor",
            code="""
import numpy as np

class Arr:
    def __init__(self, data):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros_like(self.data)

    def __rmul__(self, k):
        return Arr(k * self.data)

    def relu(self):
        return Arr(np.maximum(0, self.data))

    def sum(self):
        return Arr(np.sum(self.data))

z = Arr([[1.0, -2.0], [0.5, 3.0]])
out = (2.0 * z).relu().sum()
""",
            output="out",
            value=9.0,
            gradients={"z": [[2.0, 0.0], [2.0, 2.0]]},
        ),
    ),
}
