"""Steps down the gradient: each pass is what the code would give, and the pictures say so."""

import math
import random
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.chosen_steps import MOST, choose_steps
from graphviz_backprop.descents.replay import ReplayError, replayed
from graphviz_backprop.errors import BackpropError
from tests.conftest import command
from tests.quick_or_long import quick

NEURON = """x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
y = max(z, 0.0)
"""
LAYER = """import numpy as np
X = np.array([[1.0, -2.0, 0.5], [0.3, 0.8, -1.0]])
W = np.array([[0.2, 0.8], [-0.5, 0.1], [0.4, -0.3]])
z = X @ W
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
loss = np.mean(-np.log(p[range(2), [0, 1]]))
"""


@cache
def run(code):
    return gb.run(code=code)


def neuron(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w, strict=True)) + b
    return max(z, 0)


def square(w):
    return (w - 1.0) ** 2


def said(movie):
    return [f"{frame.caption.sentence}. {frame.caption.remark}" for frame in movie.frames]


def test_the_neuron_of_the_book():
    movie = run(NEURON).descend(rate=0.001, steps=100)
    assert movie.outputs[:2] == pytest.approx([6.0, 5.985])
    assert movie.outputs[-1] == pytest.approx(6.0 - 100 * 0.015)
    by_function = gb.descend(neuron, x=[1.0, -2.0, 3.0], w=[-3.0, -1.0, 2.0], b=1.0)
    assert by_function.outputs == pytest.approx(movie.outputs)


def test_only_what_is_named_is_updated():
    movie = run(NEURON).descend(steps=1, update=["w"])
    assert movie.outputs[-1] == pytest.approx(5.986)
    assert [node.name for node in movie.descent.updated(0)] == ["w[0]", "w[1]", "w[2]"]


@pytest.mark.parametrize("level", ["array", "layer"])
def test_a_layer_learns_as_numpy_has_it(level):
    movie = gb.run(code=LAYER, level=level).descend(rate=0.5, steps=20)
    names = {}
    exec(LAYER, names)
    x, w, p = names["X"], names["W"].copy(), names["p"]
    for _ in range(20):
        w -= 0.5 * x.T @ ((p - np.eye(2)) / 2)
        e = np.exp(x @ w)
        p = e / e.sum(axis=1, keepdims=True)
    assert movie.outputs[-1] == pytest.approx(-np.log(p[[0, 1], [0, 1]]).mean(), rel=1e-9)


@pytest.mark.parametrize("seed", quick(range(30), 10))
def test_a_graph_that_is_run_again_gives_what_the_code_gives(seed):
    chance = random.Random(seed)
    forms = ("{} * {}", "{} + {}", "{} - {}", "math.tanh({})", "max({}, 0.0)", "({}) ** 2",
             "math.exp(-abs({}))", "min({}, {})", "abs({})", "math.log({} ** 2 + 2.0)")  # fmt: skip
    names, lines = ["a", "b", "c"], []
    for number in range(chance.randint(2, 6)):
        form = chance.choice(forms)
        operands = [chance.choice(names) for _ in range(form.count("{}"))]
        lines.append(f"v{number} = {form.format(*operands)}")
        names.append(f"v{number}")
    lines.append(f"y = {names[-1]} * 1.5 + a")
    values = {name: chance.uniform(-2, 2) for name in "abc"}
    given = [f"{name} = {value!r}" for name, value in values.items()]
    graph = gb.run(code="\n".join(["import math", *given, *lines]), of="y", level="element").graph
    other = {name: chance.uniform(-2, 2) for name in values}
    leaves = {node.index: other[node.name] for node in graph.nodes if node.is_leaf}
    new = replayed(graph, leaves)
    names = {"math": math, **other}
    exec("\n".join(lines), names)
    assert new.nodes[new.output].value == names["y"]


def test_a_comparison_that_would_go_otherwise_ends_the_steps():
    code = "w = 0.5\nif w > 0:\n    y = w * 3.0\nelse:\n    y = w * w\n"
    movie = gb.run(code=code).descend(rate=0.1, steps=10)
    assert len(movie.outputs) == 2
    assert "No step 2: the code would go another way: w > 0" in movie.text
    with pytest.raises(ReplayError, match="w > 0"):
        replayed(movie.descent.graph, {0: -1.0})


def test_a_function_that_goes_another_way_ends_the_steps():
    def bent(w):
        return w * 3.0 if w > 0 else w * w

    movie = gb.descend(bent, rate=0.1, steps=10, w=0.5)
    assert len(movie.outputs) == 2
    assert "another figure" in movie.text


LEAKY = """import numpy as np
w = np.array([1.0, -2.0])
y = np.sum(np.where(w > 0, w, w * 0.1))
"""


def leaky(w):
    return np.sum(np.where(w > 0, w, w * 0.1))


def test_what_data_decides_is_refused_and_a_function_is_run_anew():
    with pytest.raises(BackpropError, match=r"line 3: the data decides here"):
        gb.run(code=LEAKY, level="array").descend(rate=0.5, steps=3)
    found = gb.descend(leaky, rate=0.5, steps=4, level="array", w=np.array([1.0, -2.0])).outputs
    w, expected = np.array([1.0, -2.0]), []
    for _ in range(5):
        expected.append(leaky(w))
        w = w - 0.5 * np.where(w > 0, 1.0, 0.1)
    assert found == pytest.approx(expected)


def test_a_rate_that_is_too_large_is_said():
    movie = gb.descend(square, rate=1.1, steps=20, w=3.0)
    assert movie.outputs[1] > movie.outputs[0]
    last = said(movie)[-1]
    assert "makes (w - 1.0) ** 2 larger: the rate 1.1 is too large here" in last
    wild = gb.descend(square, rate=1e30, steps=20, w=3.0)
    assert "grow beyond all bounds" in said(wild)[-1]


def test_a_dead_relu_and_a_rate_that_does_nothing_are_said():
    dead = run(NEURON.replace("b = 1.0", "b = -9.0")).descend(steps=50)
    assert "The ReLU is dead: z = -4.0" in said(dead)[-1]
    assert set(dead.outputs) == {0.0}
    still = run(NEURON).descend(rate=1e-12, steps=50)
    assert "The rate 1e-12 is too small: y stays 6.0 for all 50 steps" in said(still)[-1]
    least = gb.descend(square, steps=5, w=1.0)
    assert "All gradients are zero here" in said(least)[-1]


def test_steps_are_chosen_by_change():
    assert choose_steps([1.0]) == (0,)
    falling = [0.9**k for k in range(101)]
    chosen = choose_steps(falling)
    assert chosen[:4] == (0, 1, 2, 3)
    assert chosen[-1] == 100
    assert len(chosen) <= MOST + 2
    gaps = [falling[a] - falling[b] for a, b in pairwise(chosen[3:])]
    assert max(gaps) < 2 * (falling[3] - falling[100]) / 8
    assert choose_steps([3.0, 1.0, *[0.0] * 50]) == (0, 1, 2, 3, 51)
    rising = [*falling[:50], 2.0, *falling[51:]]
    assert {49, 50} <= set(choose_steps(rising))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rate": -1.0}, "rate: got -1.0"),
        ({"rate": math.nan}, "rate: got nan"),
        ({"steps": 0}, "steps: got 0"),
        ({"steps": 1001}, "steps: got 1001"),
        ({"update": ["q"]}, "no input 'q' to update; expected one of x, w, b"),
    ],
)
def test_wrong_options_are_one_line(options, message):
    with pytest.raises(BackpropError, match=message) as error:
        run(NEURON).descend(**options)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("x", "w", "b", "update", "outputs"),
    [
        ([-1.0, 2.0, -3.0], [6.0, 8.0, -2.0], 1.0, None, [17.0, 16.985]),
        ([1.0, 2.0, 3.0], [1, 2, 3], 0.3, ["w"], [14.3, 14.286]),
    ],
)
def test_other_neurons(x, w, b, update, outputs):
    movie = gb.descend(neuron, steps=1, update=update, x=x, w=w, b=b)
    assert movie.outputs == pytest.approx(outputs)


def test_the_command(tmp_path):
    (tmp_path / "neuron.py").write_text(NEURON)
    done = command(
        "run", "neuron.py", "--descend", "1", "--update", "w", "--formats", "txt", cwd=tmp_path
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["neuron.descent.txt"]
    assert "   1: 5.986\n" in (tmp_path / "neuron.descent.txt").read_text()
    wrong = command("run", "neuron.py", "--descend", "1", "--formats", "json", cwd=tmp_path)
    assert wrong.returncode == 1
    assert "no format 'json' here (must be one of svg, gif, png, txt)" in wrong.stderr
