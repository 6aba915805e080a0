"""A training file on one picture: its first pass, its last, and the curve of what was recorded."""

import pytest

import graphviz_backprop as gb
from graphviz_backprop.descents.descent_captions import UPDATE
from graphviz_backprop.errors import BackpropError
from tests.conftest import command

STEP = """x, w, b = 2.0, 3.0, 1.0
y = w * x + b
dw, db = x, 1.0
w += -0.1 * dw
b += -0.1 * db
y = w * x + b
"""
TRAINING = """import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(6, 3)); T = rng.normal(size=(6, 1))
W = rng.normal(size=(3, 1)); b = np.zeros((1, 1))
for epoch in range(300):
    y = X @ W + b
    loss = np.mean((y - T) ** 2)
    dy = 2 * (y - T) / 6
    dW = X.T @ dy
    db = dy.sum(axis=0, keepdims=True)
    W -= 0.05 * dW
    b -= 0.05 * db
"""

FORWARD = """z = X @ W
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
loss = np.mean(-np.log(p[range(len(X)), T]))
"""
CLASSES = """import numpy as np
rng = np.random.default_rng(1)
X = rng.normal(size=(8, 3)); T = rng.integers(0, 3, size=8)
W = rng.normal(size=(3, 3))
for epoch in range(40):
    z = X @ W
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True)
    loss = np.mean(-np.log(p[range(len(X)), T]))
    dz = p.copy()
    dz[range(8), T] -= 1
    dW = X.T @ dz / 8
    W -= 0.5 * dW
"""


def test_the_codes_own_update_is_shown_with_its_line():
    movie = gb.training(code=STEP)
    assert movie.outputs == pytest.approx([7.0, 6.5])
    update = next(frame for frame in movie.frames if frame.kind == UPDATE)
    assert update.caption.code == "w += -0.1 * dw"
    assert str(update.caption.place) == "line 4"
    assert update.caption.sentence == "The code updates w: 3.0 becomes 2.8; b likewise"
    changes = [m.data["value"] for m in movie._rendering.scene.alive(1) if m.kind == "update"]
    assert changes == ["3.0 → 2.8", "1.0 → 0.9"]
    assert movie.frames[-1].caption.remark == ""


def test_an_update_that_does_not_follow_the_gradient_is_said():
    wrong = gb.training(code=STEP.replace("dw, db = x, 1.0", "dw, db = 13.0, 1.0").replace(
        "b += -0.1 * db", "b += -0.1 * db; x += -0.1 * w * 0 - 0.3"))  # fmt: skip
    assert "w moves by -1.3, but -0.1 times its gradient 2.0 is -0.2" in wrong.text
    momentum = gb.training(code=STEP.replace("w += -0.1 * dw", "w += -0.07 * dw"))
    assert "times its gradient" not in momentum.text


def test_a_long_training_shows_first_and_last_and_all_that_was_recorded():
    movie = gb.training(code=TRAINING)
    numbers = movie.descent.numbers
    assert (numbers[0], numbers[-1]) == (1, 300)
    names = {}
    exec(TRAINING, names)
    assert movie.outputs[-1] == pytest.approx(float(names["loss"]))
    assert len(movie.descent.kept) > 8
    scene = movie._rendering.scene
    assert any(mark.kind == "recorded" for mark in scene.alive(movie.frames[-1].index))
    first, last = ({m.data["index"]: m.box for m in scene.alive(i) if m.kind == "ring"}
                   for i in (0, movie.frames[-1].index))  # fmt: skip
    assert first == last
    updated = {movie.descent.graph.nodes[index].name for index in movie.descent.parameters}
    assert updated == {"W", "b"}


def test_a_last_round_that_is_drawn_otherwise_is_shown_all_the_same():
    code = CLASSES + "classes = np.argmax(p, axis=1)\nchosen = p[:, 0] * 2.0\n"
    movie = gb.training(code=code, of="loss", level="layer")
    assert movie.descent.numbers[-1] == 40
    names = {}
    exec(CLASSES, names)
    assert movie.outputs[-1] == pytest.approx(float(names["loss"]))


def test_a_validation_after_the_training_is_no_pass_of_it():
    code = CLASSES + "X = X[:5]; T = T[:5]\n" + FORWARD
    movie = gb.training(code=code, of="loss", level="layer")
    assert movie.descent.numbers[-1] == max(movie.descent.kept) == 40


def test_another_rule_than_the_gradient_is_no_slip():
    code = CLASSES.replace("W -= 0.5 * dW", "c = dW ** 2; W -= 0.5 * dW / (np.sqrt(c) + 0.1)")
    assert "times its gradient" not in gb.training(code=code, of="loss").text


def test_batches_are_no_parameters():
    code = TRAINING.replace(
        "    y = X @ W + b\n", "    X = rng.normal(size=(6, 3))\n    y = X @ W + b\n"
    )
    movie = gb.training(code=code)
    names = {movie.descent.graph.nodes[index].name for index in movie.descent.parameters}
    assert names == {"W", "b"}


def test_without_an_update_there_is_nothing_to_show(tmp_path):
    with pytest.raises(BackpropError, match="no forward pass after an update was found"):
        gb.training(code="x = 2.0\ny = x * 3.0\n")
    (tmp_path / "step.py").write_text(STEP)
    done = command("run", "step.py", "--descend", "own", "--formats", "txt", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["step.descent.txt"]
    assert "2: 6.5" in (tmp_path / "step.descent.txt").read_text()
