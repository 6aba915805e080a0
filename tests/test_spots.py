"""Where the box of a calculation stands: clear of wires, and tied by a straight line."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from graphviz_backprop.figure import Box, Layer, Line, Mark, Rect, Scene
from graphviz_backprop.figure.spots.boxes_and_lines import are_covered
from graphviz_backprop.figure.spots.placement import Spots
from graphviz_backprop.figure.spots.places import Ground, Wish
from tests.layout_checks import cross, points_of, wires
from tests.layout_graphs import movie_of_program
from tests.quick_or_long import quick

_INSET = 3.0  # what is covered less than that only touches
PROGRAMS = ["2-3-1 in lists", "trunk of 10", "20 inputs", "attention 2 x 2", "RNN, 3 steps"]
FITS = ["natural", "16:9", "phone"]


def covered_wires(scene: Scene) -> list[str]:
    """The operators whose box of a calculation covers a wire into them."""
    found = []
    for mark in calculations(scene):
        own = [one for one in wires(scene) if one.data["consumer"] == mark.data["consumer"]]
        pieces = [piece for one in own for piece in pairwise(points_of(one))]
        if any(are_covered(pieces, [mark.box.grown(-2 * _INSET)])):
            found.append(mark.data["consumer"])
    return found


def crossing_leaders(scene: Scene) -> list[str]:
    """The operators whose line to the box crosses a wire, or has a bend."""
    pieces = [piece for one in wires(scene) for piece in pairwise(points_of(one))]
    found = []
    for mark in calculations(scene):
        lines = [m for m in scene.marks if m.kind == "leader" and m.born == mark.born]
        for ink in (ink for line in lines for ink in line.inks if isinstance(ink, Line)):
            is_bent = len(ink.points) > 2
            if is_bent or any(cross(ink.points, piece) for piece in pieces):
                found.append(mark.data["consumer"])
    return found


def calculations(scene: Scene) -> list[Mark]:
    return [m for m in scene.marks if m.kind == "calculation" and "box" in m.data]


@pytest.mark.parametrize("fit", FITS)
@pytest.mark.parametrize("name", quick(PROGRAMS, 2))
def test_a_box_leaves_its_wires_free(name, fit):
    scene = movie_of_program(name).replace(fit=fit).rendering.scene
    assert covered_wires(scene) == []
    assert len(crossing_leaders(scene)) <= len(calculations(scene)) // 20


def test_the_checks_of_boxes_can_fail():
    scene = movie_of_program("two neurons").rendering.scene
    assert covered_wires(scene) == crossing_leaders(scene) == []
    box = calculations(scene)[0]
    wire = next(one for one in wires(scene) if one.data["consumer"] == box.data["consumer"])
    (x, y), (x1, y1) = points_of(wire)[-2:]
    middle = Rect((x + x1) / 2 - 30, (y + y1) / 2 - 12, (x + x1) / 2 + 30, (y + y1) / 2 + 12)
    moved = replace(box, inks=(Box(middle, "", "", 0.0, 0.0),))
    leader = Line(((x, y1), (x1, y)), "#000000", 1.0)
    over = Mark(
        "over",
        "leader",
        Layer.ACTIVE,
        (leader,),
        box.born,
        box.dies,
        data={"consumer": wire.data["consumer"]},
    )
    broken = replace(scene, marks=(*(m for m in scene.marks if m is not box), moved, over))
    assert covered_wires(broken) == [box.data["consumer"]]
    assert crossing_leaders(broken)


def test_what_stands_at_a_ring_is_not_in_the_way_of_a_line_that_begins_beside_it():
    ring, label = Rect(80, 80, 120, 120), Rect(85, 88, 115, 96)
    ground = Ground(Rect(0, 0, 200, 55), 500.0)  # the box is so far up that a line is drawn to it
    spots = Spots([label], [], [ring])
    from_centre, from_rim = (
        spots.best(Wish((100.0, 100.0), (60.0, 20.0), 5.0, (), rim), [ground])
        for rim in (0.0, 20.0)
    )
    assert from_centre.cost > from_rim.cost + 50
