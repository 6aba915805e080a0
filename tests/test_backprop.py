"""The backward pass: numbers, order, accumulation, depth."""

from __future__ import annotations

import math
import random
import sys

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import run_program
from graphviz_backprop.sources import read_code
from tests.cases import BOOK, CASES, neuron


def flat(structure):
    if isinstance(structure, np.ndarray):
        return structure.ravel().tolist()
    if isinstance(structure, list):
        return [number for part in structure for number in flat(part)]
    return [structure]


def nudged(structure, place, by):
    """A copy of nested lists or an array with the number at one place (counted through) changed."""
    if isinstance(structure, np.ndarray):
        return np.array(nudged(structure.tolist(), place, by))
    if not isinstance(structure, list):
        return structure + by if place == 0 else structure
    done = []
    for part in structure:
        done.append(nudged(part, place, by))
        place -= len(flat(part))
    return done


def finite_difference(function, inputs, name, place):
    step = 1e-6 * max(1.0, abs(flat(inputs[name])[place]))
    up = function(**{**inputs, name: nudged(inputs[name], place, step)})
    down = function(**{**inputs, name: nudged(inputs[name], place, -step)})
    return (up - down) / (2 * step)


@pytest.mark.parametrize("name", CASES)
def test_gradients_match_finite_differences(name):
    case = CASES[name]
    gradients = case.movie().gradients
    for variable, value in case.inputs.items():
        expected = [
            finite_difference(case.function, case.inputs, variable, place)
            for place in range(len(flat(value)))
        ]
        assert flat(gradients[variable]) == pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_the_books_neuron(neuron):
    assert neuron.gradients == {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}
    inner = [n for n in neuron.graph.nodes if n.is_operator]
    assert [n.value for n in inner] == [-3.0, 2.0, 6.0, 6.0, 6.0]
    assert [neuron.backprop.gradients[n.index] for n in inner] == [1.0] * 5


def test_the_order_is_the_books(neuron):
    names = [neuron.graph.nodes[step.edge.producer].name for step in neuron.steps]
    assert names == "z xw0 xw1 xw2 b x[0] w[0] x[1] w[1] x[2] w[2]".split()


def test_every_step_is_the_chain_rule(any_movie):
    gradients = {any_movie.graph.output: any_movie.backprop.seed}
    for step in any_movie.steps:
        assert step.upstream == gradients[step.edge.consumer]
        assert step.contribution == step.local * step.upstream
        before = gradients.get(step.edge.producer)
        assert step.before == before
        assert step.after == (step.contribution if before is None else before + step.contribution)
        gradients[step.edge.producer] = step.after


def test_a_gradient_is_complete_before_it_is_handed_on(any_movie):
    handed_on = set()
    for step in any_movie.steps:
        assert step.edge.producer not in handed_on
        handed_on.add(step.edge.consumer)


def test_there_is_one_step_for_each_edge_from_a_variable(any_movie):
    graph = any_movie.graph
    wanted = {e for e in graph.edges if not graph.nodes[e.producer].is_constant}
    used = {e for e in wanted if e.consumer in graph.used}
    assert {step.edge for step in any_movie.steps} == used
    assert len(any_movie.steps) == len(used)


def test_x_times_x_keeps_two_edges_and_accumulates():
    movie = CASES["square"].movie()
    assert [(s.contribution, s.after, s.accumulates) for s in movie.steps] == [
        (3.0, 3.0, False),
        (3.0, 6.0, True),
    ]


def test_the_seed_scales_all(neuron):
    movie = neuron.replace(seed=-2.5)
    assert movie.gradients["w"] == [-2.5, 5.0, -7.5]
    assert movie.steps[0].upstream == -2.5


def test_a_dead_relu_blocks_everything():
    movie = CASES["dead_relu"].movie()
    assert movie.gradients == {"x": [0.0] * 3, "w": [0.0] * 3, "b": 0.0}
    assert [step.blocks for step in movie.steps] == [True] + [False] * 10
    assert "-0.0" not in str(movie.gradients)


@pytest.mark.long
def test_a_chain_of_100_000_operations_at_the_default_recursion_limit():
    def long_chain(x, w):
        for _ in range(50_000):
            x = x * w + 0.0001
        return x

    assert sys.getrecursionlimit() == 1_000
    movie = gb.trace(long_chain, x=1.0, w=0.9999)
    assert len(movie.steps) == 150_000
    assert movie.gradients["x"] == pytest.approx(0.9999**50_000, rel=1e-9)


def test_a_sum_of_many_terms_is_one_operator_and_not_quadratic():
    def total(x):
        s = 0.0
        for _ in range(20_000):
            s = s + x
        return s

    movie = gb.trace(total, x=1.0)
    assert [n.op.name for n in movie.graph.operators()] == ["add"]
    assert movie.gradients == {"x": 20_000.0}


class Expression:
    """A random program: both as Python on `math`, and as NumPy for autograd."""

    UNARY = ("tanh", "sin", "cos", "exp")

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        names = ["x", "y", "z"]
        self.lines = []
        for number in range(rng.randint(3, 14)):
            a, b = rng.choice(names), rng.choice(names)
            kind = rng.randrange(7)
            text = {
                0: f"{a} + {b}",
                1: f"{a} - {b}",
                2: f"{a} * {b}",
                3: f"{a} / ({b} * {b} + 1.5)",
                4: f"LIB.{rng.choice(self.UNARY)}({a} * 0.3)",
                5: f"0.7 * {a} ** 2 + {b}",
                6: f"RELU({a} - 0.1)",
            }[kind]
            names.append(f"t{number}")
            self.lines.append(f"    t{number} = {text}")
        self.lines.append(f"    return {names[-1]} + {names[-2]} * {names[-3]}")

    def source(self, library: str, relu: str) -> str:
        body = "\n".join(self.lines).replace("LIB", library).replace("RELU", relu)
        return f"def f(x, y, z):\n{body}\n"


@pytest.mark.filterwarnings("ignore:Output seems independent")
@pytest.mark.parametrize("seed", range(60))
def test_random_programs_match_autograd(seed):
    expression = Expression(seed)
    rng = random.Random(seed + 1_000)
    at = {name: round(rng.uniform(-1.5, 1.5), 3) for name in "xyz"}
    reference: dict = {"anp": anp, "relu": lambda v: anp.maximum(v, 0.0)}
    exec(expression.source("anp", "relu"), reference)
    assigned = "\n".join(f"{name} = {value}" for name, value in at.items())
    code = expression.source("math", "relu")
    program = read_code(
        f"import math\ndef relu(v):\n    return max(v, 0)\n{code}{assigned}\nout = f(x, y, z)\n"
    )
    [graph] = run_program(program, of="out")
    movie = gb.Movie(graph)
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(
        float(reference["f"](*at.values())), rel=1e-12
    )
    for position, name in enumerate(at):
        expected = float(autograd.grad(reference["f"], position)(*at.values()))
        assert movie.gradients.get(name, 0.0) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_trouble_names_the_first_bad_value():
    def bad(x):
        y = x * math.inf
        return y - y

    movie = gb.trace(bad, x=2.0)
    assert movie.first_nonfinite.startswith("y is inf at line ")


def test_what_adds_up_to_nothing_but_rounding_is_zero():
    def shifted(z):  # a constant that is added to all changes no softmax
        top = max(z)
        e = [math.exp(one - top) for one in z]
        return -math.log(e[0] / sum(e))

    movie = gb.trace(shifted, z=[0.3, 1.7, 0.9])
    (top,) = (node.index for node in movie.graph.nodes if node.name == "top")
    onto_top = [step for step in movie.steps if step.edge.producer == top]
    plain = 0.0
    for step in onto_top:
        plain += step.contribution
    assert len(onto_top) == 3
    assert 0 < abs(plain) < 1e-15  # what the sum of the terms alone leaves
    assert onto_top[-1].after == 0.0
    # What is merely small stays.
    small = gb.trace(lambda a, b: a * b - a * (b - 1e-12), a=1.0, b=0.5)
    assert small.gradients["a"] == pytest.approx(1e-12, rel=1e-3)


def test_entries_of_an_array_that_cancel_are_zero_each():
    code = """
import numpy as np
logits = np.array([[2.0, 1.0, 0.1], [0.5, 2.5, -1.0]])
top = np.max(logits, axis=1, keepdims=True)
e = np.exp(logits - top)
loss = -np.mean(np.log(e / np.sum(e, axis=1, keepdims=True))[:, 0])
"""
    movie = gb.run(code=code, level="array")
    (top,) = (node for node in movie.graph.nodes if node.name == "top")
    assert not movie.backprop.gradients[top.index].any()


def test_fresh_inputs_are_not_touched():
    inputs = {name: list(v) if isinstance(v, list) else v for name, v in BOOK.items()}
    gb.trace(neuron, **inputs)
    assert [type(v) for v in inputs["x"]] == [float] * 3


def test_an_int_beyond_all_floats_is_infinite_in_the_gradients():
    movie = gb.trace(lambda x, w: x**400 * w, x=10, w=2)
    assert movie.gradients["w"] == math.inf
    assert "gradient of" in movie.first_nonfinite
