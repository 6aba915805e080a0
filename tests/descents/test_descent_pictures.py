"""Steps down the gradient in pictures: nothing moves, and a hundred of them stay small."""

import imageio.v3 as iio
import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.descents.descent_captions import UPDATE
from graphviz_backprop.formats import FORMATS
from tests.descents.test_descents import NEURON, run

MOST_OFF = 100  # of 255: the palette has fewer shades


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
