"""Programs as readers write them: the gradients are those of the program run plainly.

Each is run again with its inputs a little changed: the output that is named here is what the rule
has to find, and its slopes are what the figures have to show.
"""

from __future__ import annotations

import textwrap

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.slopes import leaves, slopes

RIGHT = {
    "a bias of zero": ("z", "x = 3.0\nw = 2.0\nb = 0.0\nz = b\nz += x * w"),
    "a sum that starts from zero": (
        "y",
        "x = [3.0, 1.0]\nw = [2.0, 4.0]\nz = 0\nfor i in range(2): z += x[i] * w[i]\ny = max(z, 0)",
    ),
    "a bias of zero handed to a function": (
        "y",
        """
        x = [3.0, 1.0]
        w = [2.0, 4.0]
        b = 0.0
        def neuron(x, w, b):
            for xi, wi in zip(x, w): b += xi * wi
            return max(b, 0)
        y = neuron(x, w, b)
        """,
    ),
    "a zero among the items of a list": (
        "y",
        "x = 2.0\nw = [0.0, 3.0]\nw[0] += x\ny = w[0] * x + w[1]",
    ),
    "a zero to which a number is added": ("y", "x = 2.0\nw = 0.0\nw += 0.5\ny = x * w"),
    "a weight's attribute that starts from zero": (
        "z",
        """
        class Cell: pass
        cell = Cell()
        cell.b = 0.0
        x = 2.0
        z = cell.b
        z += x * x
        """,
    ),
    "a branch not taken in a function": (
        "y",
        """
        def relu(z):
            out = 0.0
            if z > 0: out = z
            return out
        x = -1.0
        w = 2.0
        y = relu(x * w)
        """,
    ),
    "a branch not taken": ("y", "x = -1.0\nw = 2.0\nz = x * w\ny = 0\nif z > 0: y = z"),
    "a branch that is taken later": ("y", "x = -1.0\nw = 2.0\ny = x * w\nif y < 0: y = 0.0"),
    "a rate that a branch could change": (
        "y",
        "x = 1.0\nw = 2.0\ny = x * w\nlr = 0.1\nif y > 100: lr = 0.05",
    ),
    "an integer as exponent": ("y", "x = 3\ny = 2 ** x"),
    "an integer printed as an exponent": ("y", "x = 5\nprint(2 ** x)\ny = x * x"),
    "an exponent that is a factor too": (
        "out",
        "w = 2.0\nx = 3.0\nn = 2\ny = w * x ** n\nout = y + n * 1.5",
    ),
    "a result that is changed": ("out", "x = 1.0\nw = -2.0\nout = x * w\nout = max(out, 0)"),
    "a result that is changed twice": ("y", "x = 1.0\ny = x * 2\ny = y + 1\ny = y ** 2"),
    "layers with one name": (
        "h",
        "import math\nx = 1.0\nu = .5\nv = .3\nh = x\nfor k in (u, v): h = math.tanh(h * k)",
    ),
    "a product in a loop": ("y", "x = [1., 2., 3.]\nw = 2.0\ny = w\nfor a in x: y = y * a"),
    "a state that is carried": (
        "h",
        "import math\nxs = [1., 2.]\nw = .5\nh = 0.1\nfor x in xs: h = math.tanh(w * x + w * h)",
    ),
    "halves until it is small": ("y", "x = 7.0\ny = x * x\nwhile y > 1: y = y / 2"),
    "distances called dx and dy": (
        "dist",
        """
        import math
        x0, x1, y0, y1 = 1.0, 4.0, 1.0, 5.0
        dx = x1 - x0
        dy = y1 - y0
        dist = math.sqrt(dx ** 2 + dy ** 2)
        """,
    ),
    "gradients of other names": (
        "loss",
        """
        x = 2.0
        w = 3.0
        t = 5.0
        y = x * w
        loss = (y - t) ** 2
        delta = y - t
        gw = delta * x
        w = w - 0.1 * gw
        """,
    ),
    "the derivative of an activation": (
        "a",
        "import math\nx = 2.0\nw = .3\na = 1 / (1 + math.exp(-x * w))\na_prime = a * (1 - a)",
    ),
    "the gradient of a loss called dLdw": (
        "L",
        "x = 2.0\nw = .3\nL = (x * w) ** 2\ndLdw = 2 * x * w * x",
    ),
    "weights unpacked into attributes": (
        "y",
        """
        class Neuron:
            def __init__(self): self.w, self.b = 2.0, 1.0
            def forward(self, x): return self.w * x + self.b
        x = 3.0
        y = Neuron().forward(x)
        """,
    ),
    "a mean that is only printed": (
        "y",
        "import statistics\nx = 2.0\nw = 4.0\nprint(statistics.mean([x, w]))\ny = x * w",
    ),
    "a helper's name": (
        "y",
        """
        def dot(a, b):
            total = 0
            for p, q in zip(a, b): total += p * q
            return total
        x = [1.0, 2.0]
        w = [3.0, 4.0]
        y = dot(x, w)
        """,
    ),
}
# Names of results: the number that they start from is no input.
START_VALUES = {"z", "y", "out", "total", "lr"}


@pytest.mark.parametrize("name", RIGHT)
def test_the_output_and_its_gradients(name, tmp_path):
    output, code = RIGHT[name]
    code = textwrap.dedent(code)
    file = tmp_path / "program.py"
    file.write_text(code)
    movie = gb.run(file, check=False)
    assert movie.graph.nodes[movie.graph.output].name == output
    found = leaves(movie.gradients)
    expected_slopes = slopes(code, output)
    names = sorted(found.keys() | expected_slopes.keys() - START_VALUES)
    expected = [expected_slopes.get(name, 0.0) for name in names]
    assert [found.get(name, 0.0) for name in names] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize(
    "code",
    [
        "x = 3.0\ny = 4.0\nq, r = divmod(x * y, 5.0)\nout = r * x + q",
        "import math\nx = 2.5\ny = 3.0\nf, i = math.modf(x)\nout = f * x * y + i",
        "from fractions import Fraction\nx = 2.0\nout = float(Fraction(x) * 2) * x",
        "class Odd(BaseException): pass\nraise Odd('not an Exception')",
    ],
)
def test_what_would_lose_a_dependency_is_refused(code, tmp_path):
    file = tmp_path / "program.py"
    file.write_text(code)
    with pytest.raises(BackpropError, match=r"program.py: line 2|not supported"):
        gb.run(file)


def test_of_takes_the_last_value_of_the_pass_and_not_of_the_next(tmp_path):
    file = tmp_path / "program.py"
    file.write_text(
        "w = 3.0\nx = 2.0\ny = w * x\ny = y * y\ng = 2 * y\nw = w - 0.1 * g\ny = w * x\ny = y * y"
    )
    assert gb.run(file, of="y").gradients == {"w": 24.0, "x": 36.0}
