"""Code of the reader that Python itself calls: constructors, operators, properties."""

from __future__ import annotations

import importlib.util
import math

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.plainly import run_plainly, run_with_hooks


class Held:
    def __init__(self, x):
        self.v = math.exp(x)


class Operators:
    def __init__(self, v):
        self.v = v

    def __mul__(self, other):
        return Operators(math.exp(self.v) * other.v)

    def __getitem__(self, index):
        return math.exp(self.v)

    @property
    def exponential(self):
        return math.exp(self.v)


class Called:
    def __call__(self, x):
        return math.exp(x) * x


class Inherited(Called):
    pass


class Layer:
    def __init__(self):
        self.w = 1.0


class Network(Layer):
    def __init__(self):
        super().__init__()

    def forward(self, x):
        return math.exp(x) * x * self.w


NETWORK = Network()
FORMS = {
    "constructor": lambda x: Held(x).v * x,
    "operator": lambda x: (Operators(x) * Operators(x)).v,
    "index": lambda x: Operators(x)[0] * x,
    "property": lambda x: Operators(x).exponential * x,
    "inherited call": lambda x: Inherited()(x),
    "an object made before": lambda x: NETWORK.forward(x),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_python_calls_is_seen(form):
    expected = math.exp(0.5) * 1.5
    assert gb.trace(FORMS[form], x=0.5).gradients == pytest.approx({"x": expected})


def test_the_classes_get_their_own_methods_back():
    before = [dict(vars(cls)) for cls in (Held, Operators, Called)]
    gb.trace(FORMS["operator"], x=0.5)
    gb.trace(FORMS["inherited call"], x=0.5)
    assert [dict(vars(cls)) for cls in (Held, Operators, Called)] == before


def test_functions_of_one_code_keep_their_own_defaults():
    steps = [lambda x, k=k: x * k for k in (1.0, 2.0, 3.0)]
    assert gb.trace(lambda x: sum(step(x) for step in steps), x=1.0).gradients == {"x": 6.0}


def test_a_file_that_changed_after_its_import_is_refused(tmp_path):
    file = tmp_path / "changing.py"
    file.write_text("def f(x):\n    return x * 2.0\n")
    spec = importlib.util.spec_from_file_location("changing", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    file.write_text("def f(x):\n    return x * 100.0\n")
    with pytest.raises(BackpropError, match="has changed since it was loaded"):
        gb.trace(module.f, x=1.0)


def test_an_integer_that_is_handed_over_is_an_input_where_it_has_a_derivative():
    assert gb.trace(lambda x, n: n * x**n, x=2.0, n=2).gradients == pytest.approx(
        {"x": 8.0, "n": 4.0 + 8.0 * math.log(2.0)}
    )
    assert gb.trace(lambda x, n: x**n, x=-2.0, n=2).gradients == {"x": -4.0}


def test_zeros_that_are_handed_over_are_inputs():
    def onto(x, b):
        b[0] += x
        b[1] = b[1] + 2 * x
        return b[0] * b[1]

    assert gb.trace(onto, x=3.0, b=[0.0, 0.0]).gradients == {"x": 12.0, "b": [6.0, 3.0]}


class Closed(type):
    def __setattr__(cls, name, value):
        raise AttributeError("closed")


class Sealed(metaclass=Closed):
    def forward(self, x):
        return math.exp(x) * x


def test_a_class_that_lets_nothing_be_set_is_left_as_it_is():
    assert gb.trace(lambda x: Sealed().forward(x), x=0.5).gradients == pytest.approx(
        {"x": math.exp(0.5) * 1.5}
    )


def test_what_the_code_sets_on_a_class_stays():
    def patched(x):
        Inherited.extra = lambda self: x
        return Inherited()(x)

    gb.trace(patched, x=0.5)
    assert Inherited().extra() == 0.5
    del Inherited.extra


def test_values_that_are_moved_through_lists_are_still_seen():
    def with_bias(x, w):
        row = x + [1.0] + [2.0]  # noqa: RUF005  # concatenation is what is tested
        return sum(a * b for a, b in zip(row, w))

    gradients = gb.trace(with_bias, [3.0], [4.0, 5.0, 6.0]).gradients
    assert gradients["x"] == [4.0]
    assert gradients["w"] == [3.0, 1.0, 2.0]


CONSTRUCTED = """
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

@dataclass
class Neuron:
    w: list[float]
    b: float = 0.5
    log: list[float] = field(default_factory=list)

@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    w: tuple[float, ...]
    b: int

class Typed(NamedTuple):
    w: list[float]
    b: float

Untyped = namedtuple("Untyped", "w b")
x = 3.0
"""


@pytest.mark.parametrize(
    "made",
    [
        "Neuron([2.0, -1.0], 1.0)",
        "Neuron(b=1, w=[2, -1])",
        "Frozen(w=(2.0, -1.0), b=1)",
        "Typed([2.0, -1.0], 1.0)",
        "Untyped(b=1.0, w=[2.0, -1.0])",
    ],
)
def test_numbers_given_to_a_generated_constructor_are_inputs(made):
    code = f"{CONSTRUCTED}n = {made}\ny = n.w[0] * x + n.w[1] * x * x + n.b\nprint(n, y)\n"
    traced = run_with_hooks(code)
    gradients = traced.gradients("y")
    assert {name: list(flat([gradients[name]])) for name in gradients} == {
        "w": [3.0, 9.0],
        "b": [1.0],
        "x": [-4.0],
    }
    assert traced.seen() == run_plainly(code).seen()


@pytest.mark.parametrize("made", ["Neuron()", "Typed(1.0)", "Frozen(1.0, 2)", "Untyped(1, c=2)"])
def test_a_generated_constructor_has_its_own_errors(made):
    code = f"{CONSTRUCTED}{made}"
    assert run_plainly(code).error is not None
    assert run_with_hooks(code).error == run_plainly(code).error


def flat(parts):
    for part in parts:
        yield from flat(part) if isinstance(part, list | tuple) else [part]
