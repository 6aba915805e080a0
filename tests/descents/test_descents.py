"""Steps down the gradient: each pass is what the code would give, and the pictures say so."""

import math
import random
from functools import cache
from itertools import pairwise

import imageio.v3 as iio
import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.chosen_steps import MOST, choose_steps
from graphviz_backprop.descents.descent_captions import UPDATE
from graphviz_backprop.descents.replay import ReplayError, replayed
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS
from tests.conftest import command

MOST_OFF = 100  # of 255: the palette has fewer shades
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


@pytest.mark.parametrize("seed", range(30))
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


def test_the_picture_of_an_update_shows_the_change_and_nothing_moves():
    movie = run(NEURON).descend(steps=100)
    scene, frames = movie._rendering.scene, movie.frames
    update = next(frame for frame in frames if frame.kind == UPDATE)
    changes = [mark for mark in scene.alive(update.index) if mark.kind == "update"]
    assert {mark.data["value"] for mark in changes} == {
        "-3.0 → -3.001", "-1.0 → -0.998", "2.0 → 1.997", "1.0 → 0.999",
    }  # fmt: skip
    still = {"name", "wire", "ring", "label", "axes"}
    for frame in frames[1:]:
        kept = [
            [mark.box for mark in scene.alive(index) if mark.kind in still]
            for index in (0, frame.index)
        ]
        assert kept[0] == kept[1]
    middles = {}
    for frame in frames:
        for mark in scene.alive(frame.index):
            if mark.kind in ("value", "update", "gradient"):
                middle = round((mark.box.left + mark.box.right) / 2, 6)
                kind = "gradient" if mark.kind == "gradient" else "value"
                assert middles.setdefault((kind, mark.data["index"]), middle) == middle


WIDE = """import math
x = [0.1 * k for k in range(6)]
w = [[0.01 * j - 0.02 * k for j in range(6)] for k in range(12)]
h = [math.tanh(sum(a * b for a, b in zip(row, x))) for row in w]
y = math.exp(-sum(h)) * 2.0
"""


def test_a_graph_of_several_pages_stands_on_one():
    movie = gb.run(code=WIDE, level="element")
    assert len(set(movie.rendering.scene.pages)) > 1
    descended = movie.descend(rate=0.1, steps=2)
    scene = descended._rendering.scene
    assert scene.pages == ()
    shown = {mark.data["node"] for mark in scene.alive(0) if mark.kind == "value"}
    assert {"y", "x[0]", "w[0][0]"} <= shown
    assert descended.number_in_page < movie.rendering.number_in_page
    derived = movie.derive("h[3]")
    lines = [mark for mark in derived._rendering.scene.marks if mark.kind == "line"]
    assert lines
    assert not any(mark.kind == "wire" for mark in derived._rendering.scene.marks)


def test_every_frame_shows_the_numbers_of_its_pass_and_the_curve_up_to_it():
    movie = run(NEURON).descend(steps=40)
    scene = movie._rendering.scene
    for frame in movie.frames:
        marks = list(scene.alive(frame.index))
        point = next(mark for mark in marks if mark.kind == "step")
        output = next(m for m in marks if m.kind == "value" and m.data["node"] == "y")
        assert point.data["value"] == output.data["value"]
        assert sum(mark.kind == "curve" for mark in marks) <= frame.index
    rows = [mark.box for mark in scene.alive(movie.frames[-1].index) if mark.kind == "value"]
    assert not any(a.distance(b) == 0 for i, a in enumerate(rows) for b in rows[:i])


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


@pytest.mark.long
def test_a_hundred_steps_are_a_small_animation(tmp_path):
    movie = run(NEURON).descend(steps=100)
    made = movie.save_all(tmp_path, "neuron")
    assert [path.name for path in made] == [f"neuron.descent.{s}" for s in ("svg", "gif", "txt")]
    assert made[1].stat().st_size < 1_000_000
    again = run(NEURON).descend(steps=100).save_all(tmp_path / "again", "neuron")
    assert [path.read_bytes() for path in made] == [path.read_bytes() for path in again]


NETWORK = """
import math
x = [0.5, -1.0]
W1 = [[0.4, -0.6], [0.3, 0.8], [-0.5, 0.2], [0.7, 0.1]]
b1 = [0.1, -0.2, 0.05, 0.0]
W2 = [0.6, -0.4, 0.9, 0.3]
b2 = 0.2
h = [math.tanh(sum(w * a for w, a in zip(row, x)) + b) for row, b in zip(W1, b1)]
y = sum(a * w for a, w in zip(h, W2)) + b2
loss = (y - 1.0) ** 2
"""


@pytest.mark.long
def test_a_hundred_steps_of_a_network_are_a_small_animation():
    movie = run(NETWORK).descend(rate=0.01, steps=100)
    made = FORMATS["gif"].make(movie._rendering, lambda: None)
    assert len(made) < 1_000_000
    assert iio.improps(made, extension=".gif").shape[2] == 1920  # the page fills a slide
    assert movie.outputs[-1] < 0.01 * movie.outputs[0]


@pytest.mark.long
def test_the_animation_shows_the_pictures():
    movie = run(NEURON).descend(rate=0.05, steps=20)
    rendering = movie._rendering
    frames = iio.imread(FORMATS["gif"].make(rendering, lambda: None))
    assert len(frames) == 1 + len(movie.frames)
    for index, whole in enumerate(FORMATS["png"].every(rendering)):
        picture = iio.imread(whole)[..., :3].astype(int)
        assert np.abs(picture - frames[1 + index]).max() < MOST_OFF


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
