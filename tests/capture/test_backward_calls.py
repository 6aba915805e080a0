"""What the code calls `.backward()` on is the output, in files and in traced functions."""

from __future__ import annotations

import importlib
import itertools

import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.movies import Movie
from graphviz_backprop.sources import read_code
from tests.capture.test_carriers import ENGINE

PROGRAM = """
a = Num(2.0)
b = Num(3.0)
c = a * b
d = c + a
L = d.relu()
"""
# What follows, and the output with its gradients.
CALLS = {
    "a report of it comes after": ("L.backward()\nrmse = math.sqrt(L.data)", "L", (4.0, 2.0)),
    "an object is computed from it": ("L.backward()\nM = L * 3.0", "L", (4.0, 2.0)),
    "an inner one": ("d.backward()", "d", (4.0, 2.0)),
    "one of two results": ("e = a * b * 3.0\nL.backward()", "L", (4.0, 2.0)),
    "the other of two results": ("e = a * b * 3.0\ne.backward()", "e", (9.0, 6.0)),
    "two, of which the last counts": ("d.backward()\nL.backward()", "L", (4.0, 2.0)),
    "in a function": ("def go(x):\n    x.backward()\nM = L * 3.0\ngo(L)", "L", (4.0, 2.0)),
}


@pytest.mark.parametrize("name", CALLS)
def test_the_object_that_is_differentiated_is_the_output(name):
    after, output, (a, b) = CALLS[name]
    movie = Movie(run_program(read_code(ENGINE + PROGRAM + after))[0])
    assert movie.graph.versions[movie.graph.output] == output
    assert movie.gradients == {"a": a, "b": b}


def test_each_round_of_a_training_loop_has_its_own():
    loop = """
for k in range(3):
    L = (a * b + a) * 0.5
    a.grad = b.grad = 0.0
    L.backward()
    report = L * 100.0
    a.data -= 0.1 * a.grad
    b.data -= 0.1 * b.grad
"""
    code = ENGINE + "a = Num(2.0)\nb = Num(3.0)\n" + loop
    graphs = run_program(read_code(code), choice="all")
    assert [graph.versions[graph.output] for graph in graphs] == ["L"] * 3


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("engine")
    (folder / "engine_of_numbers.py").write_text(ENGINE + FUNCTIONS)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield importlib.import_module("engine_of_numbers")


FUNCTIONS = """
def from_numbers(x, w):
    a = Num(x)
    b = Num(w)
    c = a * b
    d = c + a
    L = d.tanh()
    return L

def of_its_data(x, w):
    return from_numbers(x, w).data

def of_objects(a, b):
    c = a * b
    d = c + a
    L = d.tanh()
    L.backward()
    return L

def of_a_list(terms):
    total = Num(0.5)
    for term in terms:
        total = total + term * term
    return total

def without_a_result(a, b):
    L = (a * b).relu()
    L.backward()
    report = L * 100.0
"""


def as_a_file():
    code = (
        ENGINE + "a = Num(2.0)\nb = Num(-0.75)\nc = a * b\nd = c + a\nL = d.tanh()\nL.backward()\n"
    )
    return Movie(run_program(read_code(code))[0])


@pytest.mark.parametrize("function", ["from_numbers", "of_its_data", "of_objects"])
def test_a_traced_function_has_the_names_and_gradients_of_a_file(engine, function):
    inputs = [2.0, -0.75] if function != "of_objects" else [engine.Num(2.0), engine.Num(-0.75)]
    movie, file = gb.trace(getattr(engine, function), *inputs), as_a_file()
    assert movie.gradients == file.gradients
    assert movie.graph.versions == file.graph.versions
    operators = [[node.op.name for node in one.graph.operators()] for one in (movie, file)]
    assert operators[0] == operators[1] == ["mul", "add", "tanh"]


def test_the_objects_that_are_handed_over_stay_as_they_are(engine):
    a, b = engine.Num(2.0), engine.Num(-0.75)
    movie = gb.trace(engine.of_objects, a=a, b=b)
    assert [type(number.data) for number in (a, b)] == [float, float]
    assert (a.data, a.grad, b.data, b.grad) == (2.0, 0.0, -0.75, 0.0)
    grads = {one.name: one.value for one in movie.graph.handwritten}
    assert {"a": grads["a.grad"], "b": grads["b.grad"]} == pytest.approx(movie.gradients)


def test_objects_in_a_list_are_inputs_by_their_places(engine):
    terms = [engine.Num(2.0), engine.Num(-3.0)]
    movie = gb.trace(engine.of_a_list, terms)
    names = itertools.islice(movie.gradients.items(), 2)
    assert dict(names) == {"terms[0]": 4.0, "terms[1]": -6.0}


def test_a_function_that_gives_nothing_has_what_it_differentiates_for_its_output(engine):
    movie = gb.trace(engine.without_a_result, engine.Num(2.0), engine.Num(3.0))
    assert movie.gradients == {"a": 3.0, "b": 2.0}
    assert movie.graph.versions[movie.graph.output] == "L"


def test_a_function_that_gives_nothing_at_all_is_an_error():
    with pytest.raises(BackpropError, match="returned a NoneType"):
        gb.trace(lambda x: print(x * 2.0), x=1.0)
