"""The judge sees each thing that is not as an example asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.kinds.example import Command, Example
from tests.kinds.judge import Outcome, command_complaints, complaints, find_gradient, run_example

LINE = Example(
    name="line",
    code="x = 2.0\nw = -3.0\ny = x * w\n",
    output="y",
    value=-6.0,
    seed=1.0,
    gradients={"x": -3.0, "w": 2.0},
    inputs=("x", "w"),
    unique=True,
    captions=("multiplication", "x"),
    most_nodes=3,
    outputs=("y",),
    values=(-6.0,),
)
WRONG = {
    "output": {"output": "x|w"},
    "never": {"never": ("y",)},
    "value": {"value": 6.0},
    "seed": {"seed": 2.0},
    "gradients": {"gradients": {"x": -3.1}},
    "a name without a gradient": {"gradients": {"b": 1.0}},
    "inputs": {"inputs": ("x",)},
    "captions": {"captions": ("division",)},
    "no_caption": {"no_caption": ("multiplication",)},
    "last_caption": {"last_caption": ("dx",)},
    "most_nodes": {"most_nodes": 2},
    "outputs": {"outputs": ("y", "y")},
    "values": {"values": (6.0,)},
    "boxes": {"boxes": ("dense",)},
    "says": {"says": ("skipped",)},
    "fails": {"fails": True},
    "seconds": {"seconds": 0.01, "options": {"timeout": 60}},
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    return run_example(LINE, tmp_path_factory.mktemp("line"))


def test_what_is_as_asked_has_no_complaint(outcome):
    assert complaints(LINE, outcome) == []


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_not_as_asked_has_one(outcome, change, tmp_path):
    example = replace(LINE, **change)
    if "last_caption" in change:
        outcome = run_example(example, tmp_path)
    assert complaints(example, outcome) != []


def test_a_line_excuses_what_is_not_drawn_right_only_with_all_its_words():
    example = replace(LINE, or_says=("x", "line 3"))
    assert complaints(example, Outcome(["code.py: line 3: x is not followed"], "")) == []
    assert complaints(example, Outcome(["code.py: line 3: w is not followed"], "")) != []


@pytest.mark.parametrize("line", ["Traceback (most recent call last)", "red \x1b[31m", "quiet"])
def test_what_no_line_may_hold_is_seen(line):
    example = replace(LINE, fails=True, quiet=("quiet",))
    assert complaints(example, Outcome([line], "")) != []


def test_a_gradient_is_looked_up_by_name_or_by_its_place():
    assert find_gradient({"w": [1.0, [2.0, 3.0]]}, "w[1][0]") == 2.0
    assert find_gradient({"w": [1.0]}, "v|w[0]") == 1.0
    assert find_gradient({"w": [1.0]}, "w[1]") is None


def test_how_a_command_ends_is_judged(tmp_path):
    right = Command(
        name="hello",
        program="hello.py",
        arguments="",
        files={"hello.py": "import sys\nprint('said', 1)\nsys.exit('in the end')\n"},
        status=1,
        says=("in", "end"),
        lists=(("said", "1"),),
    )
    assert command_complaints(right, tmp_path) == []
    for change in (
        {"status": 0},
        {"says": ("start",)},
        {"lists": (("said", "2"),)},
        {"quiet": ("end",)},
        {"outputs": ("y",)},
    ):
        assert command_complaints(replace(right, **change), tmp_path) != []


def test_a_program_that_hangs_is_killed(tmp_path):
    hanging = Command(
        name="hang", program="-c", arguments="__import__('time').sleep(60)", limit=1.0
    )
    [complaint] = command_complaints(hanging, tmp_path)
    assert "the status is -9" in complaint
