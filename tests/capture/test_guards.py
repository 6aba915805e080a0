"""Guards: the comparisons that steered the code, with what they compared and how it went."""

from __future__ import annotations

import json

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.movies import Movie
from graphviz_backprop.sources import read_code


def shown(movie):
    """Each guard as its text, the names or values of its operands, and its outcome."""
    names = movie.graph.versions
    return [
        (
            guard.text,
            [names[side.node] if side.node is not None else side.value for side in guard.operands],
            guard.outcome,
        )
        for guard in movie.guards
    ]


def run(code):
    return Movie(run_program(read_code(code))[0])


BRANCH = """
x = 2.0
w = -3.0
z = x * w
if z > 0:
    y = z * 2.0
else:
    y = z * 0.1
"""


def test_a_guard_has_its_operands_its_outcome_its_text_and_its_place():
    movie = run(BRANCH)
    (guard,) = movie.guards
    assert shown(movie) == [("z > 0", ["z", 0], False)]
    assert (guard.operator, guard.place.line) == (">", 5)
    z = guard.operands[0]
    assert movie.graph.nodes[z.node].value == z.value == -6.0
    assert z.behind == ()


def test_the_json_has_the_guards(tmp_path):
    run(BRANCH).save(tmp_path / "branch.json")
    data = json.loads((tmp_path / "branch.json").read_text())
    (guard,) = data["guards"]
    z = next(node["index"] for node in data["nodes"] if node["name"] == "z")
    assert guard == {
        "operator": ">",
        "text": "z > 0",
        "operands": [{"node": z, "value": -6.0}, {"node": None, "value": 0}],
        "outcome": False,
        "cell": None,
        "line": 5,
    }


def test_code_without_a_comparison_has_no_guards(tmp_path):
    movie = run("x = 2.0\ny = max(x * 3.0, 0)\n")  # ReLU is an operation of the graph
    movie.save(tmp_path / "relu.json")
    assert json.loads((tmp_path / "relu.json").read_text())["guards"] == []


# Code in the place of BODY, what follows `x = 2.0; w = -3.0; z = x * w`, and its guards.
FORMS = {
    "while": (
        "while z < 0:\n    z = z * -0.5\ny = z * 1.0",
        [("z < 0", ["z", 0], True), ("z < 0", ["z#2", 0], False)],
    ),
    "and": (
        "if z > 0 and x > 0:\n    pass\ny = z * 1.0",
        [("z > 0", ["z", 0], False)],
    ),
    "or": (
        "if z > 0 or x>0:\n    pass\ny = z * 1.0",
        [("z > 0", ["z", 0], False), ("x>0", ["x", 0], True)],
    ),
    "not": ("if not z > 0:\n    pass\ny = z * 1.0", [("z > 0", ["z", 0], False)]),
    "not a number": ("if not z:\n    pass\ny = z * 1.0", [("z", ["z"], True)]),
    "truth": ("if z:\n    pass\ny = z * 1.0", [("z", ["z"], True)]),
    "or of values": ("y = z * 1.0\nq = y or 5.0", [("y", ["y"], True)]),
    "conditional": ("y = z * 2.0 if z > 0 else z * 0.1", [("z > 0", ["z", 0], False)]),
    "chain": (
        "if -10.0 < z < w:\n    pass\ny = z * 1.0",
        [("-10.0 < z", [-10.0, "z"], True), ("z < w", ["z", "w"], True)],
    ),
    "chain that ends early": (
        "if 0 < z < w:\n    pass\ny = z * 1.0",
        [("0 < z", [0, "z"], False)],
    ),
    "longer chain": (
        "if w > z <= x < 1e2:\n    pass\ny = z * 1.0",
        [
            ("w > z", ["w", "z"], True),
            ("z <= x", ["z", "x"], True),
            ("x < 1e2", ["x", 100.0], True),
        ],
    ),
    "assert": ("assert z < 0, z\ny = z * 1.0", [("z < 0", ["z", 0], True)]),
    "comprehension": (
        "y = z * sum([v * v for v in [x, w] if v > 0])",
        [("v > 0", ["x", 0], True), ("v > 0", ["w", 0], False)],
    ),
    "equal guards": (
        "y = z * 1.0\nfor i in range(5):\n    if z > 0:\n        pass",
        [("z > 0", ["z", 0], False)],
    ),
    "kept for later": (
        "is_dead = z <= 0\ny = z * (0.1 if is_dead else 2.0)",
        [("z <= 0", ["z", 0], True)],
    ),
    "function": (
        "def leaky(v):\n    if v > 0:\n        return v\n    return 0.1 * v\ny = leaky(z)",
        [("v > 0", ["z", 0], False)],
    ),
    "lambda": (
        "leaky = lambda v: v if v > 0 else 0.1 * v\ny = leaky(z)",
        [("v > 0", ["z", 0], False)],
    ),
    "case": (
        "match z:\n    case v if v < 0:\n        y = v * 2.0",
        [("v < 0", ["z", 0], True)],
    ),
    "in": (
        "if z in (1.0, -6.0):\n    pass\ny = z * 1.0",
        [("z in (1.0, -6.0)", ["z", (1.0, -6.0)], True)],
    ),
    "operator": (
        "import operator\ny = z * 1.0\nif operator.lt(z, 0):\n    pass",
        [("operator.lt(z, 0)", ["z", 0], True)],
    ),
    "sorted": (
        "y = sorted([x, z, w])[0] * 1.0",
        [("sorted([x, z, w])", ["x", "z", "w"], (1, 2, 0))],
    ),
    "sort": (
        "v = [x, z, w]\nv.sort(reverse=True)\ny = v[0] * z",
        [("v.sort(reverse=True)", ["x", "z", "w"], (0, 2, 1))],
    ),
    "the place of the largest": (
        "v = [z, x, w]\nk = max(range(3), key=lambda i: v[i])\ny = v[k] * z",
        [("max(range(3), key=lambda i: v[i])", ["z", "x", "w"], 1)],
    ),
    "the smallest pair": (
        "y = min((x, 'x'), (z, 'z'))[0] * w",
        [("min((x, 'x'), (z, 'z'))", ["x", "z"], 1)],
    ),
    "a count of rounds": (
        "y = z * 1.0\nfor _ in range(int(x)):\n    y = y * w",
        [("int(x)", ["x"], 2)],
    ),
    "the largest number": ("y = max([z, x]) * w", []),
    "only printed": ("y = z * 1.0\nprint(z > 0, f'{z > 0}')\nz > 0", []),
    "of a constant": ("y = z * 1.0\nn = 3\nif n > 2:\n    pass\nif len([x]) == 1:\n    pass", []),
    "identity": ("y = z * 1.0\nif z is not None:\n    pass", []),
    "another type": ("y = z * 1.0\nif z == 'text':\n    pass", []),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_guards(form):
    body, expected = FORMS[form]
    assert shown(run(f"x = 2.0\nw = -3.0\nz = x * w\n{body}\n")) == expected


def test_what_is_compared_need_not_be_a_node():
    movie = run(
        "x = 2.0\nw = -3.0\nz = x * w\nlimit = 5.0\nif abs(z) > limit:\n    pass\ny = z + w\n"
    )
    (guard,) = movie.guards
    size, limit = guard.operands
    names = movie.graph.versions
    assert (size.node, size.value, [names[index] for index in size.behind]) == (None, 6.0, ["z"])
    assert (limit.node, limit.value, limit.behind) == (None, 5.0, ())


NUMPY = """
import numpy as np
x = np.array([1.0, 2.0, -1.0])
w = np.array([0.5, -0.5, 2.0])
best = 100.0
z = x * w
if z[0] > 0:
    z = z * 2.0
if (z > 0).all() or np.any(z > 0):
    z = z + 1.0
if w[1] > 0:
    pass
loss = np.mean(z ** 2)
if loss < best:
    best = loss
print(np.all(z > 0))
z = np.where(z > 0, z, 0.0)
"""


@pytest.mark.parametrize("level", ["element", "array"])
def test_guards_on_arrays(level):
    movie = gb.run(code=NUMPY, level=level, of="loss")
    names = movie.graph.versions
    texts = [guard.text for guard in movie.guards]
    assert texts == ["z[0] > 0", "(z > 0).all()", "np.any(z > 0)", "w[1] > 0", "loss < best"]
    assert [guard.outcome for guard in movie.guards] == [True, False, True, False, True]
    first, every, _, second, last = movie.guards
    assert names[last.operands[0].node] == "loss"
    if level == "element":
        assert names[first.operands[0].node] == "z[0]"
        assert names[second.operands[0].node] == "w[1]"
        assert len(every.operands[0].behind) == 3
    else:
        assert second.operands[0].node is None
        assert [names[node] for node in second.operands[0].behind] == ["w"]
        assert movie.graph.nodes[every.operands[0].node].value.tolist() == [1.0, -2.0, -4.0]


def test_a_guard_inside_a_box_depends_on_what_goes_into_it():
    code = """
import numpy as np
x, w = np.array([[1.0, 2.0]]), np.array([[0.5], [0.25]])
def block(x):
    z = np.dot(x, w)
    if z[0, 0] > 0:
        z = z * 2.0
    return z
y = block(x)
loss = np.sum(np.square(y))
"""
    movie = gb.run(code=code, level="layer")
    (guard,) = movie.guards
    names = movie.graph.versions
    assert {names[node] for node in guard.operands[0].behind} == {"x", "w"}


VALUE = """
class Value:
    def __init__(self, data, children=()):
        self.data = data
        self.children = children
    def __mul__(self, other):
        return Value(self.data * other.data, (self, other))
    def __add__(self, other):
        return Value(self.data + other.data, (self, other))
    def __gt__(self, other):
        return self.data > other
a = Value(2.0)
b = Value(-3.0)
c = a * b
if c > 0:
    d = c + a
else:
    d = c * b
if d.data < 100.0:
    pass
"""


def test_guards_on_the_number_of_an_object():
    movie = run(VALUE)
    assert shown(movie) == [
        ("self.data > other", ["c", 0], False),
        ("d.data < 100.0", ["d", 100.0], True),
    ]
