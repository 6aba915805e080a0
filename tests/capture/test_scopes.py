"""The calls and loops that each value was computed in, and what they are called."""

from __future__ import annotations

import textwrap

import pytest

from graphviz_backprop.capture import run_program
from graphviz_backprop.graph import Place, Scope
from graphviz_backprop.sources import read_program

DENSE = """
class Dense:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def forward(self, x):
        return x * self.w + self.b

"""


def graph_of(tmp_path, code):
    file = tmp_path / "program.py"
    file.write_text(textwrap.dedent(code))
    return run_program(read_program(file))[0]


def paths(graph):
    """The names of the parts of each operation, from the outermost to the innermost."""
    return [" > ".join(part.name for part in node.parts) for node in graph.operators()]


def numbers(graph):
    return [tuple(part.number for part in node.parts) for node in graph.operators()]


# The code, and for each operation the calls and loops around it.
PROGRAMS = {
    "no call": ("x = 2.0\nw = 3.0\ny = x * w\n", [""]),
    "two layers of one class": (
        DENSE
        + """
dense1 = Dense(2.0, 0.5)
dense2 = Dense(3.0, 0.1)
x = 1.0
y = dense2.forward(dense1.forward(x))
""",
        ["dense1", "dense1", "dense2", "dense2"],
    ),
    "a loop over layers": (
        DENSE
        + """
layers = [Dense(2.0, 0.5), Dense(3.0, 0.1)]
x = 1.0
y = x
for layer in layers:
    y = layer.forward(y)
""",
        ["y > Dense 1", "y > Dense 1", "y > Dense 2", "y > Dense 2"],
    ),
    "one layer in a loop": (
        DENSE + "y = 1.0\nfor layer in [Dense(2.0, 0.5)]:\n    y = layer.forward(y)\n",
        ["y > Dense", "y > Dense"],
    ),
    "layers by their numbers": (
        DENSE
        + """
layers = [Dense(2.0, 0.5), Dense(3.0, 0.1)]
x = 1.0
y = layers[1].forward(layers[0].forward(x))
""",
        ["layers[0]", "layers[0]", "layers[1]", "layers[1]"],
    ),
    "layers by a number that varies": (
        DENSE
        + """
layers = [Dense(2.0, 0.5), Dense(3.0, 0.1)]
y = 1.0
i = 0
while i < 2:
    y = layers[i].forward(y)
    i += 1
""",
        ["y > Dense 1", "y > Dense 1", "y > Dense 2", "y > Dense 2"],
    ),
    "one name for two layers": (
        DENSE
        + """
def through(layer, x):
    return layer.forward(x)

a = Dense(2.0, 0.5)
b = Dense(3.0, 0.1)
x = 1.0
y = through(b, through(a, x))
""",
        [f"through > Dense {n}" for n in (1, 1, 2, 2)],
    ),
    "objects that are gone": (
        DENSE + "y = 1.0\nfor w in [2.0, 3.0]:\n    y = Dense(w, 0.5).forward(y)\n",
        [f"y > Dense {n}" for n in (1, 1, 2, 2)],
    ),
    "a model of layers": (
        DENSE
        + """
class ReLU:
    def __call__(self, z):
        return max(z, 0.0)

class Model:
    def __init__(self):
        self.dense = Dense(2.0, 0.5)
        self.activation = ReLU()

    def __call__(self, x):
        return self.forward(x)

    def forward(self, x):
        z = self.dense.forward(x)
        return self.activation(z)

model = Model()
x = 1.0
y = model(x) * 2.0
""",
        ["model > forward > dense"] * 2 + ["model > forward > activation", ""],
    ),
    "a base class and super": (
        """
class Layer:
    def forward(self, x):
        return x * self.w

class Dense(Layer):
    def __init__(self, w):
        self.w = w

    def forward(self, x):
        return super().forward(x) + 1.0

x = 2.0
dense = Dense(3.0)
y = dense.forward(x)
""",
        ["dense > forward", "dense"],
    ),
    "a function called twice": (
        "def square(x):\n    return x * x\na = 2.0\nb = 3.0\ny = square(a) * square(b)\n",
        ["square", "square", ""],
    ),
    "functions within functions": (
        """
def outer(x):
    def inner(z):
        return z * 3.0
    return inner(x) + 1.0

x = 2.0
y = outer(x)
""",
        ["outer > inner", "outer"],
    ),
    "recursion": (
        """
def power(x, n):
    return x if n == 1 else power(x, n - 1) * x

x = 2.0
y = power(x, 3)
""",
        ["power > power", "power"],
    ),
    "a generator": (
        """
def products(xs, w):
    for v in xs:
        yield v * w

x = [1.0, 2.0]
w = 3.0
y = 1.0
for part in products(x, w):
    y = y * part
""",
        ["products > loop, line 3", "y", "products > loop, line 3", "y"],
    ),
    "lambdas and comprehensions": (
        """
def weigh(xs, ws):
    return sum([v * w for v, w in zip(xs, ws)])

x = [1.0, 2.0]
w = [3.0, 4.0]
activate = lambda z: z * z
y = activate(weigh(x, w))
""",
        ["weigh", "weigh", "weigh", ""],
    ),
    "calls in a comprehension": (
        DENSE
        + """
neurons = [Dense(2.0, 0.5), Dense(3.0, 0.1)]
x = 1.0
y = sum([neuron.forward(x) for neuron in neurons])
""",
        ["Dense 1", "Dense 2", ""],
    ),
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


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_operation_knows_its_calls_and_loops(tmp_path, name):
    code, expected = PROGRAMS[name]
    assert paths(graph_of(tmp_path, code)) == expected


def test_two_calls_of_one_function_are_two_parts(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a function called twice"][0])
    assert numbers(graph) == [(1,), (2,), ()]


def test_the_rounds_of_a_loop_are_one_part_and_their_calls_are_several(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a loop over layers"][0])
    found = numbers(graph)
    assert found[0] == found[1] != found[2] == found[3]
    assert len({path[0] for path in found}) == 1
    assert len({path[1] for path in found}) == 2


def test_a_loop_is_another_part_in_each_call(tmp_path):
    code = """
    def run(x):
        for i in range(2):
            x = x * x
        return x

    x = 2.0
    y = run(run(x))
    """
    graph = graph_of(tmp_path, code)
    assert paths(graph) == ["run > x"] * 4
    assert len(set(numbers(graph))) == 2


def test_what_a_part_says(tmp_path):
    graph = graph_of(tmp_path, PROGRAMS["a sum in a neuron"][0])
    place = [Place("program.py", line) for line in (15, 9)]
    assert graph.nodes[2].parts == (
        Scope("call", "neuron", "Neuron.forward", place[0], 1),
        Scope("loop", "z", "Neuron.forward", place[1], 2),
    )


def test_a_constant_stands_where_it_is_used(tmp_path):
    graph = graph_of(tmp_path, "def f(x):\n    return x * 2.0\nx = 3.0\ny = f(x)\n")
    constant = next(node for node in graph.nodes if node.is_constant)
    assert [part.name for part in constant.parts] == ["f"]
    assert graph.nodes[0].parts == ()
