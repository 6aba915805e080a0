"""Inputs that are fields of data classes are called by their objects."""

from __future__ import annotations

from tests.kinds.example import Example

KINDS = {
    "fields of data classes in other objects": (
        Example(
            name="two_parameters_of_a_layer",
            code="""
from dataclasses import dataclass, field
import numpy as np

@dataclass
class Param:
    data: np.ndarray
    grad: np.ndarray = field(default=None)

    def __post_init__(self):
        self.grad = np.zeros_like(self.data)

class Dense:
    def __init__(self):
        self.W = Param(np.array([[0.5], [-1.0]]))
        self.b = Param(np.array([0.25]))

    def __call__(self, x):
        self.x = x
        return x @ self.W.data + self.b.data

    def backward(self, g):
        self.W.grad += self.x.T @ g
        self.b.grad += g.sum(axis=0)

dense = Dense()
x, t = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[0.0], [1.0]])
for epoch in range(3):
    y = dense(x)
    loss = ((y - t) ** 2).mean()
    for p in (dense.W, dense.b):
        p.grad.fill(0.0)
    dense.backward(2 * (y - t) / len(t))
    for p in (dense.W, dense.b):
        p.data -= 0.05 * p.grad
""",
            output="loss",
            gradients={"dense.W.data": [[4.0], [-4.25]], "dense.b.data": [0.5]},
            inputs=("x", "t", "dense.W.data", "dense.b.data"),
            outputs=("loss",) * 3,
        ),
        Example(
            name="points_in_a_list",
            code="""
from dataclasses import dataclass

@dataclass
class Point:
    x: float
    y: float

points = [Point(1.0, 2.0), Point(-3.0, 0.5)]
area = points[0].x * points[1].y - points[1].x * points[0].y
""",
            output="area",
            gradients={
                "points[0].x": 0.5,
                "points[0].y": 3.0,
                "points[1].x": -2.0,
                "points[1].y": 1.0,
            },
        ),
        Example(
            name="weights_in_a_dict_of_data_classes",
            code="""
from dataclasses import dataclass

@dataclass
class Gate:
    w: float
    b: float = 0.0

gates = {"keep": Gate(0.5, 1.0), "write": Gate(w=-2.0)}
x = 3.0
kept = gates["keep"].w * x + gates["keep"].b
out = kept * gates["write"].w
""",
            output="out",
            gradients={"gates['keep'].w": -6.0, "gates['write'].w": 2.5, "x": -1.0},
        ),
    ),
}
