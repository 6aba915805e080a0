"""DOT as stock Graphviz draws it: the same page, the same texts, in the same places."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Box, Text
from graphviz_backprop.numerals import MINUS

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def dot():
    program = shutil.which("neato")
    if program is None:
        pytest.skip("no Graphviz is installed")
    return program


def drawn(program, source, kind="svg"):
    done = subprocess.run(
        [program, "-n2", f"-T{kind}"], input=source.encode(), capture_output=True, timeout=60
    )
    assert done.stderr == b""
    assert done.returncode == 0
    return done.stdout


@pytest.mark.parametrize("frame", [0, 6, -1])
def test_stock_graphviz_draws_the_same(dot, any_movie, frame):
    figure = any_movie[max(-len(any_movie), min(frame, len(any_movie) - 1))]
    scene = any_movie.rendering.scene
    root = ET.fromstring(drawn(dot, figure.source.source))
    assert float(root.get("width")[:-2]) == pytest.approx(scene.width, abs=2)
    assert float(root.get("height")[:-2]) == pytest.approx(scene.height, abs=2)
    drawn_texts = [text for text in root.iter(f"{SVG}text") if text.text.strip()]
    texts = [(text.text.replace("\xa0", " "), text.get("fill")) for text in drawn_texts]
    for mark in scene.alive(figure.index):
        if mark.kind == "gradient":
            for ink in (ink for ink in mark.inks if isinstance(ink, Text)):  # of a list each row
                assert (ink.plain.replace("−", "-"), ink.spans[0].color) in texts


@pytest.mark.parametrize("frame", [0, 6, -1])
def test_stock_graphviz_puts_texts_where_we_do(dot, any_movie, frame):
    figure = any_movie[max(-len(any_movie), min(frame, len(any_movie) - 1))]
    scene = any_movie.rendering.scene
    places = {
        node["name"]: [run for run in node.get("_ldraw_", ()) if run["op"] == "T"]
        for node in json.loads(drawn(dot, figure.source.source, "json"))["objects"]
    }
    seen = set()
    for mark in scene.alive(figure.index):
        if any(isinstance(ink, Box) for ink in mark.inks):
            continue  # a calculation: one box with all its lines
        for number, ink in enumerate(mark.inks):
            if isinstance(ink, Text):
                runs = places[f"{mark.id}_{number}" if len(mark.inks) > 1 else mark.id]
                assert "".join(run["text"] for run in runs) == ink.plain.replace(MINUS, "-")
                left, right = runs[0]["pt"][0], runs[-1]["pt"][0] + runs[-1]["width"]
                if mark.kind == "caption":  # its lines share the left edge, whatever the font
                    assert left == pytest.approx(ink.x, abs=3)
                else:
                    assert (left + right) / 2 == pytest.approx(ink.x + ink.width / 2, abs=3)
                assert scene.height - runs[0]["pt"][1] == pytest.approx(ink.baseline, abs=3)
                seen.add(mark.kind)
    assert {"name", "value"} <= seen


def test_dot_names_its_layout_so_that_dot_draws_it_too(dot, neuron):
    program = shutil.which("dot")
    by_dot = subprocess.run(
        [program, "-Tplain"],
        input=neuron[16].source.source.encode(),
        capture_output=True,
        timeout=60,
    )
    by_neato = drawn(dot, neuron[16].source.source, "plain")
    assert by_dot.stdout == by_neato


@pytest.mark.parametrize("name", ["<b>u</b>", "<u", "<", "a:b", "%s", "\\N", '"q"', "u>"])
def test_a_name_is_text_whatever_it_begins_with(dot, name):
    x = gb.value(name, 2.0)
    movie = gb.movie(gb.tanh(x * 3.0))
    for figure in (movie[0], movie[-1]):
        root = ET.fromstring(drawn(dot, figure.source.source))
        assert name in [text.text for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("name", ["ميل", "x_وزن1", "משקל"])
def test_digits_and_brackets_stand_after_a_word_from_right_to_left(dot, name):
    """Without marks, `x[0] = 3 * 2` would be set from right to left after such a word."""
    x, w = gb.value(f"{name}[0]", 2.0), gb.value("w", 3.0)
    movie = gb.movie(gb.relu(x * w))
    root = ET.fromstring(drawn(dot, movie[0].source.source))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert any(text.endswith("\u200e") and name[-4:-1] in text for text in texts)
    assert all("\u200e" not in text for text in texts if text.isascii())
    plain = [text.replace("\u200e", "") for text in texts]
    assert name in plain
    assert {"[", "0", "]"} <= set(plain)
