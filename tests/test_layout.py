"""Where things stand in figures of numbers, over a teacher's programs and random graphs."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Circle, Layer, Line, Mark, Scene
from graphviz_backprop.figure.layout.packing import Shape, joint_scale, pack_pages
from tests.checks import beyond_the_page, touches
from tests.conftest import tries
from tests.layout_checks import crossings, number_on_slide, strayed_boxes, upside_down
from tests.layout_graphs import PROGRAMS, movie_of_program, random_movie
from tests.quick_or_long import quick

LARGE_ENOUGH = 18.0  # pixels of a number on a slide


@cache
def scene_of(name):
    return movie_of_program(name).rendering.scene


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_wires_cross_and_operands_stand_in_order(name):
    assert crossings(scene_of(name)) == []
    assert upside_down(scene_of(name)) == []


@pytest.mark.parametrize("name", quick(PROGRAMS, 7))
def test_nothing_touches_and_nothing_is_cut(name):
    movie = movie_of_program(name).replace(sequence="book")
    assert [str(touch) for touch in touches(movie.rendering.scene)] == []
    assert beyond_the_page(movie.rendering.scene) == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_box_is_nearest_to_its_own_ring_or_tied_to_it(name):
    assert strayed_boxes(scene_of(name)) == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_numbers_can_be_read_on_a_slide(name):
    assert number_on_slide(scene_of(name)) >= LARGE_ENOUGH


@pytest.mark.parametrize("start", range(0, tries(20, 300), 10))
def test_random_graphs_have_no_crossing_no_touch_and_the_order_of_the_call(start):
    for seed in range(start, start + 10):
        scene = random_movie(seed).rendering.scene
        assert crossings(scene) == [], seed
        assert upside_down(scene) == [], seed
        assert [str(touch) for touch in touches(scene)] == [], seed
        assert strayed_boxes(scene) == [], seed
        assert beyond_the_page(scene) == [], seed


def wire(producer, points, argument=0, consumer="9"):
    data = {"producer": producer, "consumer": consumer, "argument": str(argument), "from": producer}
    data["points"] = " ".join(f"{x},{y}" for x, y in points)
    return Mark("w", "wire", Layer.WIRE, (Line(tuple(points), "#000000", 1.0),), 0, 1, data)


def ring(index, x, y):
    circle = Circle(x, y, 18.0, stroke="#000000")
    return Mark("r", "ring", Layer.RING, (circle,), 0, 1, {"index": index})


def test_the_checks_can_fail():
    crossed = wire("1", [(0.0, 0.0), (50.0, 50.0)]), wire("2", [(0.0, 50.0), (50.0, 0.0)], 1)
    scene = Scene(100.0, 100.0, "#ffffff", crossed)
    assert crossings(scene) == [("1", "2")]
    assert upside_down(scene) == ["9"]
    box = Mark("c", "calculation", Layer.CALCULATION, (Circle(90.0, 20.0, 8.0),), 0, 1)
    box = replace(box, data={"consumer": "1"})
    rings = ring("1", 20.0, 20.0), ring("2", 120.0, 20.0)
    assert strayed_boxes(Scene(200.0, 40.0, "#ffffff", (*rings, box))) == [box]
    tied = replace(box, data={"consumer": "1", "leader": "true"})
    assert strayed_boxes(Scene(200.0, 40.0, "#ffffff", (*rings, tied))) == []
    assert number_on_slide(Scene(3840.0, 100.0, "#ffffff", ())) == 7.0


def test_shared_values_are_stubs_with_their_contributions_that_sum_up_at_home():
    movie = movie_of_program("2-3-1 in lists")
    scene = movie.rendering.scene
    stubs = {(m.data["index"], m.data["consumer"]) for m in scene.marks if m.kind == "stub"}
    assert stubs
    for index, _ in stubs:
        node = int(index)
        shown = {
            step.edge.consumer: step.contribution
            for step in movie.steps
            if step.edge.producer == node
        }
        assert sum(shown.values()) == pytest.approx(movie.backprop.gradients[node])
        told = {
            m.data["consumer"]: float(m.data["value"])
            for m in scene.alive(len(movie) - 1)
            if m.kind == "contribution" and m.data["index"] == index
        }
        for consumer, value in told.items():
            assert value == pytest.approx(shown[int(consumer)], rel=1e-4, abs=1e-9)


def test_all_places_of_a_shared_value_light_up_together():
    movie = movie_of_program("RNN, 3 steps")
    scene = movie.rendering.scene
    stubs = [m for m in scene.marks if m.kind == "stub"]
    index = stubs[0].data["index"]
    places = 1 + sum(m.data["index"] == index for m in stubs)
    step = next(s for s in movie.steps if s.edge.producer == int(index))
    frame = movie.rendering.storyboard.arrival[step.index]
    lit = [m for m in scene.alive(frame) if m.kind == "shared"]
    assert len(lit) == places
    assert {m.data["index"] for m in lit} == {index}


def test_svg_tells_its_geometry():
    root = ET.fromstring(movie_of_program("LSTM cell")[25].svg)
    groups = [group.attrib for group in root.iter("{http://www.w3.org/2000/svg}g")]

    def of(kind):
        return [one for one in groups if one.get("class") == kind]

    left, top, width, height = map(float, root.get("viewBox").split())
    for wire in of("wire"):
        for pair in wire["data-points"].split():
            x, y = map(float, pair.split(","))
            assert left <= x <= left + width
            assert top <= y <= top + height
    assert {"data-producer", "data-consumer", "data-argument"} <= {
        key for wire in of("wire") for key in wire
    }
    rings = {ring["data-index"]: ring for ring in of("ring")}
    (box,) = of("calculation")
    x, y, across, down = map(float, box["data-box"].split())
    ring = rings[box["data-consumer"]]
    away = abs(x + across / 2 - float(ring["data-cx"])), abs(y + down / 2 - float(ring["data-cy"]))
    assert max(away) < 260
    assert {value["data-size"] for value in of("value")} == {"14"}


def test_every_use_is_a_wire_where_that_is_wanted():
    movie = movie_of_program("2-3-1 in lists").replace(shared="wires")
    kinds = {mark.kind for mark in movie.rendering.scene.marks}
    assert not kinds & {"stub", "again", "contribution", "panel"}
    assert crossings(movie.rendering.scene)


def panels_of(movie):
    """How many rings each panel has."""
    scene = movie.rendering.scene
    rings = [mark for mark in scene.marks if mark.kind == "ring"]
    panels = [mark.box for mark in scene.marks if mark.kind == "panel"]
    return [
        sum(
            p.left < ring.box.left and ring.box.right < p.right and p.top < ring.box.top < p.bottom
            for ring in rings
        )
        for p in panels
    ]


CLOSED_BY_A_CHAIN = [
    "loss = (h - 0.5) ** 2",
    "loss = math.tanh(h) * 2.0",
    "loss = -math.log(1.0 / (1.0 + math.exp(-h)))",
]


@pytest.mark.parametrize("end", CLOSED_BY_A_CHAIN)
def test_the_end_of_a_graph_is_no_panel_of_one_ring(end):
    code = """
import math
def neuron(x, w, b):
    return math.tanh(x[0] * w[0] + x[1] * w[1] + b)
x, w, u, b = [0.5, -0.2], [0.3, 0.4], [-0.7, 0.1], [0.1, 0.2, 0.3]
v = [0.2, -0.6]
one, other = neuron(x, w, b[0]), neuron(x, u, b[1])
h = neuron([one, other], v, b[2])
"""
    counts = panels_of(gb.run(code=code + end, level="element"))
    assert not counts or min(counts) > 1


def test_a_chain_is_cut_behind_values_with_names():
    movie = movie_of_program("chain of 30")
    stubs = [mark for mark in movie.rendering.scene.marks if mark.kind == "stub"]
    assert stubs
    assert all(movie.graph.nodes[int(mark.data["index"])].name for mark in stubs)


@pytest.mark.parametrize("name", ["RNN, 3 steps", "convolution", "chain of 30"])
def test_panels_are_read_by_rows_in_the_order_of_the_code(name):
    boxes = [mark.box for mark in scene_of(name).marks if mark.kind == "panel"]
    assert boxes == sorted(boxes, key=lambda box: (round(box.top), box.left))


SLIDE = Shape(1920.0, 1080.0, (90.0, 190.0), 700.0)


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ([(2000.0, 200.0)] * 6, 2),  # each is too wide for the scale that is wished
        ([(300.0, 200.0)] * 14, 2),
        ([(1300.0, 600.0)] * 3, 3),
        ([(2000.0, 200.0), (300.0, 1200.0), (300.0, 200.0)], 2),
    ],
)
def test_pages_are_filled_at_the_scale_that_all_of_them_have(sizes, pages):
    packed = pack_pages(sizes, SLIDE, 18.0 / 14.0)
    assert len(packed) == pages
    alone = min(map(SLIDE.scale, sizes))
    assert joint_scale(packed, SLIDE) >= min(18.0 / 14.0, 0.9 * alone)


@pytest.mark.parametrize("seed", quick([111, 178, 262, 287], 1))
def test_a_box_that_no_line_can_tie_stands_where_it_needs_none(seed):
    assert strayed_boxes(random_movie(seed).rendering.scene) == []


@pytest.mark.parametrize("seed", [163])
def test_two_uses_with_folded_terms_between_them_are_two_stubs(seed):
    scene = random_movie(seed).rendering.scene
    stubs = [mark for mark in scene.marks if mark.kind == "stub"]
    assert len({(mark.box.left, mark.box.top) for mark in stubs}) == len(stubs)
    assert [str(touch) for touch in touches(scene)] == []


@pytest.mark.parametrize(
    ("name", "count"), [("chain of 30", 5), ("RNN, 3 steps", 3), ("8-8-1 in lists", 7)]
)
def test_panels_of_one_kind_look_alike(name, count):
    scene = movie_of_program(name).rendering.scene
    rings = [mark for mark in scene.marks if mark.kind == "ring"]
    panels = [mark.box for mark in scene.marks if mark.kind == "panel"]
    places = [
        [
            (round(ring.box.left - panel.left, 6), round(ring.box.top - panel.top, 6))
            for ring in rings
            if panel.left < ring.box.left < panel.right and panel.top < ring.box.top < panel.bottom
        ]
        for panel in panels
    ]
    assert max(places.count(one) for one in places) >= count
