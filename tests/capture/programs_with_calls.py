"""Programs with calls and loops, and for each operation those around it."""

from __future__ import annotations

from tests.capture.programs_with_objects import DENSE, OF_OBJECTS

OF_FUNCTIONS = {
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
        ["products > loop in line 3", "y", "products > loop in line 3", "y"],
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
}
PROGRAMS = OF_FUNCTIONS | OF_OBJECTS
