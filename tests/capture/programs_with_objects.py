"""Programs with objects whose methods call each other, and the calls around each operation."""

from __future__ import annotations

DENSE = """
class Dense:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        return x * self.w + self.b

"""

OF_OBJECTS = {
    "decorated": (
        """
import functools

def watched(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper

class Dense:
    def __init__(self, w):
        self.w = w

    @watched
    def forward(self, x):
        return x * self.w

@watched
def double(x):
    return x * 2.0

x = 2.0
dense = Dense(3.0)
y = double(dense.forward(x))
""",
        ["dense > forward", "double > double"],
    ),
    "a constructor, a property and an operator": (
        """
class Point:
    def __init__(self, x):
        self.x = x * 2.0

    @property
    def size(self):
        return self.x * self.x

    def __mul__(self, other):
        return self.x * other.x

a = 2.0
point = Point(a)
y = point.size + point * point
""",
        ["Point", "point.size", "Point.__mul__", ""],
    ),
    "a function handed over": (
        """
def double(x):
    return x * 2.0

def twice(f, x):
    return f(f(x))

x = 3.0
y = sum(map(double, [twice(double, x)]))
""",
        ["twice > double", "twice > double", "double"],
    ),
    "a sum in a neuron": (
        """
class Neuron:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        z = 0.0
        for v, w in zip(x, self.w):
            z += v * w
        return max(z + self.b, 0.0)

x = [1.0, 2.0]
neuron = Neuron([3.0, 4.0], 1.0)
y = neuron.forward(x)
""",
        ["neuron > z"] * 3 + ["neuron"] * 2,
    ),
    "loops in loops": (
        """
x = [1.0, 2.0]
y = 1.0
for i in range(2):
    z = 1.0 * x[i]
    for j in range(2):
        z = z * x[j]
    y = y * z
""",
        ["y", "y > z", "y > z", "y"] * 2,
    ),
    "what a loop does not run again": (
        """
x = 2.0
y = x
for i in range(int("2")):
    y = y * x
else:
    y = y * 5.0
while y * x < 100.0: y = y * x
""",
        ["y", "y", "", "y"],
    ),
    "a list that a loop fills": (
        """
x = [1.0, 2.0]
w = 3.0
made = []
for v in x:
    product = v * w
    made.append(product * product)
y = made[0] + made[1]
""",
        ["made"] * 4 + [""],
    ),
    "async": (
        """
import asyncio

async def product(x, w):
    return x * w

async def main():
    a = 2.0
    b = 3.0
    return await product(a, b) * 2.0

y = asyncio.run(main())
""",
        ["main > product", "main"],
    ),
    "a text as code": (
        "def f(x):\n    exec('global z; z = x * 2.0')\n    return z * x\nx = 3.0\ny = f(x)\n",
        ["f", "f"],
    ),
    "arrays": (
        """
import numpy as np

class Dense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, inputs):
        self.output = np.dot(inputs, self.weights) + self.biases
        return self.output

def total(values):
    return np.sum(values)

dense1 = Dense(np.array([[1.0, 2.0]]), np.array([0.5, 0.1]))
X = np.array([[3.0], [4.0]])
y = total(np.maximum(dense1.forward(X), 0.0))
""",
        ["dense1"] * 8 + [""] * 4 + ["total"],
    ),
}
