"""The figures mark the reader's own numbers: struck through where wrong, a tick where right."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import jsonschema
import pytest

import graphviz_backprop as gb
from graphviz_backprop.checking.check_program import check_for_figures
from graphviz_backprop.command.cli import main
from graphviz_backprop.figure import Layer
from graphviz_backprop.formats.json import movie_schema
from graphviz_backprop.graph import Judged
from graphviz_backprop.sources import read_code
from tests.check.test_verdicts import layer, neuron

BATCHES = Path(__file__).parent.parent / "checking" / "batches"
WRONG_LINE = "✗ line 12 has dz_dp1 = 7; it is 1"


@pytest.fixture(scope="module")
def slip():
    """A neuron whose dz_dp1 is 7 in the place of 1."""
    with pytest.warns(UserWarning, match="dz_dp1 is 7 and should be 1"):
        return gb.run(code=neuron(slip="7"))


@pytest.fixture(scope="module")
def right():
    return gb.run(code=neuron())


def frame_of(movie, name):
    """The frame on which a value's gradient arrives."""
    node = next(node.index for node in movie.graph.nodes if node.name == name)
    steps = [s.index for s in movie.steps if s.edge.producer == node]
    return movie.frames[movie.rendering.storyboard.arrival[steps[-1]]]


def marks(movie, frame):
    return [m for m in movie.rendering.scene.alive(frame) if m.kind.startswith("struck")]


def texts(found):
    return [mark.inks[0].plain for mark in found]


def test_a_wrong_local_derivative_and_what_follows_are_told_at_their_steps(slip):
    p1, w1 = frame_of(slip, "p1"), frame_of(slip, "w[1]")
    follows = "✗ line 14 has dy_dp1 = 7.0; it is 1.0; follows from dz_dp1"
    assert p1.caption.judged == (WRONG_LINE, follows)
    assert "✗ line 16 has dy_dw1 = -14.0; it is -2.0; follows from dz_dp1" in w1.caption.judged
    assert frame_of(slip, "p0").caption.judged == ("✓ dz_dp0 = 1, line 11; dy_dp0 = 1.0, line 13",)
    assert WRONG_LINE in slip.frames[-1].caption.judged
    assert WRONG_LINE in p1.alt


def test_they_are_struck_through_from_their_step_on(slip):
    p1, w1 = frame_of(slip, "p1").index, frame_of(slip, "w[1]").index
    assert texts(marks(slip, p1)) == ["7.0", "7"]
    assert marks(slip, p1 - 1) == []
    assert texts(marks(slip, w1)) == ["7.0", "−14.0"]
    assert texts(marks(slip, len(slip) - 1)) == ["7.0", "−14.0"]


def test_a_struck_number_is_clear_of_all_other_texts(slip):
    for frame in range(len(slip)):
        alive = [m for m in slip.rendering.scene.alive(frame) if m.layer == Layer.TEXT]
        for one, other in combinations(alive, 2):
            if "struck" in (one.kind, other.kind):
                assert one.box.distance(other.box) > 0


def test_what_is_right_has_ticks_and_no_alarm(right):
    assert frame_of(right, "p1").caption.judged == ("✓ dz_dp1 = 1, line 12; dy_dp1 = 1.0, line 14",)
    assert right.frames[-1].caption.judged[0] == "✓ 8 derivatives of your code are right"
    assert all(marks(right, frame) == [] for frame in range(len(right)))


def test_without_the_check_nothing_is_marked():
    movie = gb.run(code=neuron(slip="7"), check=False)
    assert movie.graph.judged == ()
    assert all(frame.caption.judged == () for frame in movie.frames)


def test_only_what_both_find_is_marked(right):
    """A verdict whose truth is not that of the backward pass marks nothing."""
    judged = Judged("dz_dp1", None, 12, 1, 3.0, "wrong", "z", "p1")
    movie = gb.Movie(replace(right.graph, judged=(judged,)))
    assert all(frame.caption.by_hand == () for frame in movie.frames)
    assert all(marks(movie, frame) == [] for frame in range(len(movie)))
    true = replace(judged, value=2, truth=1.0)
    movie = gb.Movie(replace(right.graph, judged=(true,)))
    assert texts(marks(movie, frame_of(movie, "p1").index)) == ["2"]


def test_all_formats_say_it(slip, tmp_path):
    svg = slip[frame_of(slip, "p1").index].svg
    assert 'class="struck"' in svg
    data = json.loads(slip.save(tmp_path / "m.json")[0].read_bytes())
    jsonschema.validate(data, movie_schema())
    (wrong,) = [n for f in data["frames"] for n in f.get("by_hand", ()) if n["verdict"] == "wrong"]
    assert (wrong["name"], wrong["line"], wrong["value"], wrong["truth"]) == ("dz_dp1", 12, 7, 1.0)
    for suffix in ("txt", "md", "html", "reveal.html"):
        format = "reveal" if suffix.startswith("reveal") else None
        slip.save(tmp_path / f"m.{suffix}", format)
        text = (tmp_path / f"m.{suffix}").read_text().replace("\\_", "_")
        assert WRONG_LINE in text, suffix


def test_a_quiz_keeps_the_true_numbers_to_itself(slip, tmp_path):
    slip.replace(quiz=True).save(tmp_path / "quiz.html")
    text = (tmp_path / "quiz.html").read_text()
    assert "it is 1" not in text
    assert 'class="struck' not in text


def test_in_an_array_the_entries_that_differ_are_counted():
    code = layer(dw="X.T @ dZ + np.array([[0.0, 0.0], [0.0, 0.5], [0.0, 0.0]])")
    with pytest.warns(UserWarning, match="dW is"):
        movie = gb.run(code=code, level="array")
    (line,) = [line for line in frame_of(movie, "W").caption.judged if "dW" in line]
    assert line.startswith("✗ line 12 has dW[1, 1] = 0.54598; it is 0.045983")
    assert frame_of(movie, "b").caption.judged == ("✓ db, line 13",)


def test_the_command_says_a_line_and_no_check_none(tmp_path, capsys):
    file = tmp_path / "neuron.py"
    file.write_text(neuron(slip="7"))
    options = ["run", str(file), "-o", str(tmp_path), "--formats", "txt"]
    assert main(options) == 0
    (line,) = [one for one in capsys.readouterr().err.splitlines() if "dz_dp1" in one]
    assert line.endswith("'graphviz-backprop check neuron.py' tells more")
    assert main([*options, "--no-check"]) == 0
    assert "dz_dp1" not in capsys.readouterr().err
    assert "✗" not in (tmp_path / "neuron.txt").read_text()


def test_the_code_leaves_behind_what_it_leaves_behind_in_one_run(tmp_path):
    log = f"with open(r'{tmp_path}/log.txt', 'a') as log:\n    log.write('ran\\n')\n"
    made = f"import os\nos.mkdir(r'{tmp_path}/new')\n"
    gb.run(code=log + neuron() + made)
    assert (tmp_path / "log.txt").read_text() == "ran\n"


def test_what_the_code_writes_and_reads_again_is_not_read_by_the_check(tmp_path):
    """The run beside it writes the file at some time, so that two runs might differ."""
    path = tmp_path / "data.txt"
    path.write_text("3.0")
    code = f"open(r'{path}', 'w').write('2.0')\n{neuron()}seen = open(r'{path}').read()\n"
    found = check_for_figures(read_code(code))
    assert "not written" in found.trouble
    assert len(found.verdicts) == 8
    assert path.read_text() == "3.0"


def test_long_code_is_not_checked_beside_the_figures(tmp_path, capsys):
    code = neuron(slip="7") + "k = 0.0\nfor _ in range(3000):\n    k = k + 1.0\n"
    assert gb.run(code=code).graph.judged == ()
    (tmp_path / "long.py").write_text(code)
    assert main(["run", str(tmp_path / "long.py"), "-o", str(tmp_path), "--formats", "txt"]) == 0
    assert "long code, so its own gradients are not checked here" in capsys.readouterr().err


def test_what_equals_the_backward_pass_needs_no_check(monkeypatch, right):
    monkeypatch.setattr("graphviz_backprop.check_beside._checked", None)  # it would be called
    for code in (neuron(), neuron(seed="2.5"), layer(), "data = 2.0\nw = 3.0\ny = data * w\n"):
        movie = gb.run(code=code)
        assert all(one.verdict == "right" for one in movie.graph.judged)
    assert {one.name for one in right.graph.judged} >= {"dz_dp1", "dy_dp1", "dy_dw1"}
    with pytest.raises(TypeError):
        gb.run(code=neuron(slip="7"))


def test_what_another_name_hides_is_checked():
    """Dq is no derivative that the names tell: the check finds what it is of."""
    code = "x = 3.0\nw = 2.0\np = x * w\ny = p * p\ndq = 2 * p\ndw = dq * x\ndx = dq * w\n"
    movie = gb.run(code=code)
    assert all(frame.caption.by_hand == () or True for frame in movie.frames)


def test_the_demo_is_right_so_it_is_not_checked_each_time(tmp_path):
    code = (
        "import sys\nfrom graphviz_backprop.command.cli import main\n"
        f"main(['demo', '-o', {str(tmp_path)!r}, '--formats', 'txt'])\n"
        "assert not [name for name in sys.modules if '.checking' in name]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize("name", ["neuron", "layer", "network"])
def test_the_examples_of_the_demo_are_right(name):
    found = gb.check(Path(gb.__file__).parent / "examples" / f"{name}.py")
    assert (found.status, found.trouble) == (0, "")


def test_of_an_array_the_entry_is_told_that_the_figure_spells_out():
    with pytest.warns(UserWarning, match="dW is"):
        movie = gb.run(code=layer(dw="X.T @ dZ / 4"))
    frame = frame_of(movie, "W")
    (box,) = [m for m in movie.rendering.scene.alive(frame.index) if m.kind == "calculation"]
    (line,) = [line for line in frame.caption.judged if "dW" in line]
    assert "dW[0, 1] = " in line
    assert "dW[0, 1] = " in box.title
    assert line.endswith("(6 of 6 entries differ)")


def test_what_equals_another_gradient_is_not_taken_for_its_own():
    with pytest.warns(UserWarning, match="db is"):
        gb.run(code=layer(db="dZ"))


def test_a_wrong_gradient_from_which_the_drawn_part_starts_is_noticed():
    path = BATCHES / "batch_4" / "dense_stack_objects.py"
    code = path.read_text().replace("2 * self.diff / self.diff.size", "-2 * self.diff / 9")
    with pytest.warns(UserWarning, match="grad_pred is"):
        gb.run(code=code)


def test_a_gradient_that_is_another_value_under_a_name_is_seen():
    code = "x = 3.0\nw = 2.0\ny = x * w\ndy_dw = {0}\ndy_dx = w * 1.0\n"
    movie = gb.run(code=code.format("x"))
    assert [one.name for one in movie.graph.judged] == ["dy_dx", "dy_dw"]
    with pytest.warns(UserWarning, match="dy_dw is 2.0 and should be 3.0"):
        gb.run(code=code.format("w"))


def test_a_name_that_the_figures_do_not_know_is_left_to_the_check():
    path = BATCHES / "batch_1" / "rounding.py"
    gb.run(path)
    code = path.read_text().replace("d_err_out = round(", "d_err_out = -round(")
    with pytest.warns(UserWarning, match="d_err_out is"):
        gb.run(code=code)


def test_two_gradients_that_one_line_gives_keep_their_names():
    movie = gb.run(
        code="""
class Wire:
    def __init__(self, value):
        self.value, self.grad = value, 0.0

class Times:
    def forward(self, u, v):
        self.u, self.v = u, v
        self.top = Wire(u.value * v.value)
        return self.top
    def backward(self):
        self.u.grad += self.v.value * self.top.grad
        self.v.grad += self.u.value * self.top.grad

a, b, c = Wire(2.0), Wire(3.0), Wire(-4.0)
first, second = Times(), Times()
ab = first.forward(a, b)
y = second.forward(ab, c)
y.grad = 1.0
second.backward()
first.backward()
"""
    )
    said = [line for frame in movie.frames for line in frame.caption.judged]
    named = {part.split(",")[0].strip("✓ ") for line in said for part in line.split("; ")}
    assert {"a.grad = -12.0", "b.grad = -8.0", "c.grad = 6.0", "ab.grad = -4.0"} <= named
    assert not named & {"b.grad = 6.0", "c.grad = -8.0", "a.grad = -4.0", "ab.grad = -12.0"}
