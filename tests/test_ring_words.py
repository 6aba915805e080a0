"""Words in rings and above them can be read, also on a phone."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Text
from tests.checks import touches

IN_HAND = 390  # pixels of a phone's width


def test_a_word_in_a_ring_can_be_read_on_a_phone():
    scene = gb.trace(lambda x, y: max(x, y) * min(x, 1), 2, 3).replace(fit="phone").rendering.scene
    rings = [mark for mark in scene.marks if mark.kind == "ring"]
    words = [ink for mark in rings for ink in mark.inks if isinstance(ink, Text)]
    assert min(ink.size for ink in words) * IN_HAND / scene.width >= 8.4


@pytest.mark.parametrize(
    ("call", "name"),
    [("hypot(x, y)", "hypot"), ("atan2(y, x)", "atan2"), ("atan2(2.0, x) * y", "atan2")],
)
def test_a_word_that_a_ring_on_a_phone_has_no_room_for_stands_above_it(call, name):
    movie = gb.run(code=f"import math\nx, y = 3.0, 4.0\nz = math.{call}\n")
    scene = movie.replace(fit="phone").rendering.scene
    drawn = {
        kind: [
            ink.plain
            for m in scene.marks
            if m.kind == kind
            for ink in m.inks
            if isinstance(ink, Text)
        ]
        for kind in ("ring", "label")
    }
    assert name in drawn["label"]
    assert name not in drawn["ring"]
    assert [str(touch) for touch in touches(scene)] == []
    usual = [m.inks[1].plain for m in movie.rendering.scene.marks if m.kind == "ring"]
    assert name in usual  # a larger ring has room


@pytest.mark.parametrize("fit", ["natural", "phone"])
def test_the_name_of_a_function_and_a_constant_before_it_have_a_place_each(fit):
    movie = gb.run(code="import numpy as np\nx = 3.0\nz = np.logaddexp(1.0, x) * x\n")
    scene = movie.replace(fit=fit).rendering.scene
    assert "logaddexp" in [m.inks[0].plain for m in scene.marks if m.kind == "label"]
    assert [str(touch) for touch in touches(scene)] == []


@pytest.mark.parametrize("fit", ["natural", "phone"])
@pytest.mark.parametrize("call", ["math.hypot(x, w)", "math.atan2(x, w)", "np.logaddexp(x, w)"])
def test_a_second_wire_of_a_value_leaves_the_name_above_the_ring_free(call, fit):
    code = f"import math\nimport numpy as np\nx, w = 2.0, -0.5\ny = (1.5 * x) * {call}\n"
    scene = gb.run(code=code).replace(fit=fit).rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
