"""Objects that carry a number, trained in a loop: recording sleeps, names and labels stay right."""

from __future__ import annotations

import math

from tests.kinds.example import Example

_NUMBER = """
import math

class Num:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = data, 0.0, parents
        self.push = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))
        def push():
            self.grad += out.grad
            other.grad += out.grad
        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))
        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.push = push
        return out

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -(other if isinstance(other, Num) else Num(other))

    def __rsub__(self, other):
        return -self + other

    def log(self):
        out = Num(math.log(self.data), (self,))
        def push():
            self.grad += out.grad / self.data
        out.push = push
        return out

    def sigmoid(self):
        s = 1 / (1 + math.exp(-self.data))
        out = Num(s, (self,))
        def push():
            self.grad += s * (1 - s) * out.grad
        out.push = push
        return out

    def backward(self):
        order, seen = [], set()
        def visit(node):
            if id(node) not in seen:
                seen.add(id(node))
                for parent in node.parents:
                    visit(parent)
                order.append(node)
        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            node.push()
"""
_LOGISTIC = (
    _NUMBER
    + """
points = [(2.0, 1), (-1.0, 0), (0.5, 0)]
w, b = Num(0.3), Num(0.1)
for epoch in range(400):
    loss = 0
    for x, label in points:
        p = (w * x + b).sigmoid()
        loss = loss - (label * p.log() + (1 - label) * (1 - p).log())
    loss = loss * (1 / len(points))
    w.grad = b.grad = 0.0
    loss.backward()
    w.data -= 0.1 * w.grad
    b.data -= 0.1 * b.grad
print(round(loss.data, 6), round(w.data, 6))
"""
)
_IN_A_FUNCTION = (
    _NUMBER
    + """
class Line:
    def __init__(self):
        self.w, self.b = Num(0.5), Num(0)

    def __call__(self, x):
        return self.w * x + self.b

    def parameters(self):
        return [self.w, self.b]

line = Line()
xs, ts = [1.0, 2.0, -1.0], [2.0, 3.5, -2.0]

def cost():
    errors = [line(x) - t for x, t in zip(xs, ts)]
    data_cost = sum(e * e for e in errors) * (1 / 3)
    decay = 0.01 * sum(p * p for p in line.parameters())
    total = data_cost + decay
    return total, len(errors)

for step in range(300):
    total, count = cost()
    for p in line.parameters():
        p.grad = 0
    total.backward()
    for p in line.parameters():
        p.data -= 0.05 * p.grad
print(round(total.data, 6), count)
"""
)
_MANY = (
    _NUMBER
    + """
weights = [Num(0.01 * k - 0.2) for k in range(40)]
for step in range(120):
    score = sum(weight * (0.02 * k) for k, weight in enumerate(weights))
    loss = (score - 1.0) * (score - 1.0)
    for weight in weights:
        weight.grad = 0.0
    loss.backward()
    for weight in weights:
        weight.data -= 0.05 * weight.grad
print(round(loss.data, 6))
"""
)


def _share(z: float) -> float:
    return 1 / (1 + math.exp(-z))


_POINTS = [(2.0, 1), (-1.0, 0), (0.5, 0)]
_ERRORS = [(x, _share(0.3 * x + 0.1) - label) for x, label in _POINTS]
_LOSS = -sum(math.log(1 - abs(error)) for _, error in _ERRORS) / 3
_COST = [(x, 0.5 * x - t) for x, t in [(1.0, 2.0), (2.0, 3.5), (-1.0, -2.0)]]
_SCORE = sum((0.01 * k - 0.2) * 0.02 * k for k in range(40))

KINDS = {
    "objects that carry a number, trained": (
        Example(
            name="labels_of_zero_and_objects",
            code=_LOGISTIC,
            output="loss",
            value=_LOSS,
            gradients={
                "w": sum(x * error for x, error in _ERRORS) / 3,
                "b": sum(error for _, error in _ERRORS) / 3,
            },
            seconds=10.0,
        ),
        Example(
            name="last_round_of_objects",
            code=_LOGISTIC.replace("range(400)", "range(40)"),
            options={"pass_number": "last"},
            output="loss",
            seconds=10.0,
        ),
        Example(
            name="objects_in_a_function_that_gives_the_cost",
            code=_IN_A_FUNCTION,
            output="total",
            value=sum(e * e for _, e in _COST) / 3 + 0.01 * 0.25,
            gradients={
                "line.w": sum(2 * e * x for x, e in _COST) / 3 + 0.01,
                "line.b": sum(2 * e for _, e in _COST) / 3,
            },
            seconds=10.0,
        ),
        Example(
            name="forty_objects_many_steps",
            code=_MANY,
            output="loss",
            value=(_SCORE - 1) ** 2,
            gradients={"weights[39]": 2 * (_SCORE - 1) * 0.02 * 39},
            seconds=10.0,
        ),
    ),
}
