"""The animated SVG: what its style shows at each moment is what the timeline says."""

import re
import xml.etree.ElementTree as ET
from itertools import accumulate

import pytest

import graphviz_backprop as gb
from graphviz_backprop.paint import compact
from graphviz_backprop.playing import moments_of, seconds_of
from tests.cases import CASES

SVG = "{http://www.w3.org/2000/svg}"
RULE = re.compile(
    r"\.(\w+) \{ animation: \w+ ([\d.e]+)s step-end infinite \} @keyframes \w+ \{(.*)\}"
)
STEP = re.compile(r"([\d.]+)% \{ visibility: (\w+) \}")


def made(movie, tmp_path):
    return movie.save(tmp_path / "a.animated.svg")[0].read_text()


def seen_by_style(text, moment, starts):
    """How many groups are seen at a moment, by the rules of the style alone."""
    root = ET.fromstring(text)
    rules = {name: steps for name, _, steps in RULE.findall(text)}
    count = 0
    at = 100 * (starts[moment] + 0.01) / starts[-1]
    for group in root.findall(f"{SVG}g"):
        steps = rules.get(group.get("class"))
        if steps is None:
            count += 1
            continue
        past = [seen for start, seen in STEP.findall(steps) if float(start) <= at]
        count += past[-1] == "visible"
    return count


@pytest.mark.parametrize("name", ["neuron", "fan_out", "partly_used"])
def test_each_moment_shows_the_marks_that_live_then(name, tmp_path):
    movie = CASES[name].movie()
    text = made(movie, tmp_path)
    timeline = moments_of(movie.rendering)
    starts = [0.0, *accumulate(seconds_of(movie.rendering, timeline))]
    for moment in range(len(timeline.frames)):
        alive = {t.mark.id for t in timeline.marks if t.born <= moment < t.dies}
        assert seen_by_style(text, moment, starts) == len(alive), moment


def test_without_motion_the_complete_figure_is_seen(neuron, tmp_path):
    root = ET.fromstring(made(neuron, tmp_path))
    still = [group for group in root.findall(f"{SVG}g") if group.get("visibility") != "hidden"]
    assert len(still) == len(list(neuron.rendering.scene.alive(len(neuron) - 1)))
    assert "prefers-reduced-motion: reduce" in root.find(f"{SVG}style").text


def test_no_script_and_no_reference_to_elsewhere(tmp_path):
    file = tmp_path / "<script>alert(1).py"
    file.write_text("x = 2.0\ny = x * 3.0\n")
    text = made(gb.run(file), tmp_path)
    root = ET.fromstring(text)
    assert not [one for one in root.iter() if one.tag.endswith("script")]
    references = re.findall(r'href="([^"]*)"', text)
    assert references
    assert all(reference.startswith("#") for reference in references)
    assert "<script>" in root.find(f"{SVG}title").text


def test_the_neuron_is_small(neuron, tmp_path):
    assert len(made(neuron.replace(sequence="book"), tmp_path)) < 150_000


def test_the_shorter_spelling_draws_every_glyph_once_more(neuron):
    vector = neuron.rendering.vector
    inks = [vector.ink(mark) for mark in neuron.rendering.scene.marks]
    text = "".join([*vector.glyphs(), *inks])
    short = compact(text)
    assert short.count("<use") == text.count("<use")
    known = set(re.findall(r'<path id="(\w+)"', short))
    assert set(re.findall(r'<use href="#(\w+)"', short)) <= known
    assert len(known) == text.count("<symbol") > 0
    assert "NaN" not in short


def test_a_shorter_outline_is_the_same():
    symbol = '<symbol id="g0" overflow="visible"><path d="M 0 0m 1.5 -0.25l 10 0.125Z "/></symbol>'
    assert compact(symbol) == '<path id="a" d="m1.5-.25l10 .12Z"/>'
