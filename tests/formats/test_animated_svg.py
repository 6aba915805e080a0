"""The animated SVG: what its style shows at each moment is what the timeline says."""

import re
import time
import xml.etree.ElementTree as ET
from itertools import accumulate

import pytest

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.paint import compact
from graphviz_backprop.playing import moments_of, seconds_of
from tests.browser import browser, needs_browser, opened, picture
from tests.cases import CASES
from tests.formats.figures_of_formats import reference
from tests.formats.pixels import share_apart

SVG = "{http://www.w3.org/2000/svg}"
RULE = re.compile(r"\.(\w+)\{animation-name:\1\}@keyframes \1\{((?:[^{}]+\{[^{}]+\})+)\}")
STEP = re.compile(r"([\d.%,]+)\{visibility:(\w+)\}")
PATH = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)")  # the grammar of SVG: the longest number
COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "q": 4, "c": 6, "z": 0}  # what a command takes


def made(movie, tmp_path):
    return movie.save(tmp_path / "a.animated.svg")[0].read_text()


def seen_by_style(text, moment, starts):
    """How many groups are seen at a moment, by the rules of the style alone."""
    root = ET.fromstring(text)
    rules = dict(RULE.findall(text))
    count = 0
    at = 100 * (starts[moment] + 0.01) / starts[-1]
    for group in root.findall(f"{SVG}g"):
        steps = rules.get(group.get("class"))
        if steps is None:
            count += 1
            continue
        changes = [
            (float(start.removesuffix("%")), seen)
            for starts_of_one, seen in STEP.findall(steps)
            for start in starts_of_one.split(",")
        ]
        count += max(change for change in changes if change[0] <= at)[1] == "visible"
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


@needs_browser
@pytest.mark.long
def test_it_plays_in_a_picture_of_a_page_and_stands_still_for_who_asks(tmp_path):
    movie = CASES["square"].movie().replace(width=600)
    made(movie, tmp_path)
    page = tmp_path / "a.html"
    page.write_text('<body style="margin: 0"><img src="a.animated.svg" width="600">')
    pngs = [reference(movie, index) for index in range(len(movie))]
    size = 600, len(pngs[0])

    def shown(driver):
        pixels = picture(driver)[: size[1]]
        return min(range(len(pngs)), key=lambda index: share_apart(pixels, pngs[index]))

    with browser(*size) as driver:
        opened(driver, page)
        seen, end = set(), time.monotonic() + 20  # longer than it lasts
        while len(seen) < 3 and time.monotonic() < end:
            seen.add(shown(driver))
        assert len(seen) >= 3
    with browser(*size, "force-prefers-reduced-motion") as driver:
        opened(driver, page)
        for _ in range(8):
            time.sleep(0.5)
            assert shown(driver) == len(movie) - 1


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


def test_the_neuron_is_small(tmp_path):
    movie = gb.run(EXAMPLES["neuron"]).replace(sequence="book")
    assert movie.frames[-1].caption.judged  # with all that its captions can say
    assert len(made(movie, tmp_path)) < 150_000
    assert len(movie.save(tmp_path / "a.gif")[0].read_bytes()) < 400_000


def commands(path):
    """The commands of a path in full: each with its numbers, to a hundredth."""
    tokens, found = PATH.findall(path), []
    while tokens:
        if tokens[0].isalpha():
            letter = tokens.pop(0)
        count = COUNTS[letter.lower()]
        numbers = [float(tokens.pop(0)) for _ in range(count)]
        found.append((letter, [round(number + 0.0, 2) for number in numbers]))
        assert not count or letter not in "mM" or tokens[0].isalpha()  # none is repeated here
    return found


@pytest.mark.parametrize("name", ["neuron", "fan_out"])
def test_the_shorter_spelling_draws_every_glyph_once_more(name):
    rendering = CASES[name].movie().rendering
    vector = rendering.vector
    inks = [vector.ink(mark) for mark in rendering.scene.marks]
    text = "".join([*vector.glyphs(), *inks])
    short = compact(text)
    assert len(short) < 0.6 * len(text)
    assert compact(short) == short
    assert short.count("<use") == text.count("<use")
    known = set(re.findall(r'<path id="(\w+)"', short))
    assert set(re.findall(r'<use href="#(\w+)"', short)) <= known
    assert len(known) == text.count("<symbol") > 0
    outlines = [re.findall(r' d="([^"]*)"', one) for one in (text, short)]
    assert len(outlines[0]) == len(outlines[1]) > 100
    for long, brief in zip(*outlines, strict=True):
        expected = commands(long)
        if expected[:1] == [("M", [0.0, 0.0])] and expected[1:2] and expected[1][0] == "m":
            del expected[0]
        assert commands(brief) == expected


@pytest.mark.parametrize(
    ("long", "brief"),
    [
        ("M 0 0m 1.5 -0.25l 10 0.125Z ", "m1.5-.25l10 .12Z"),
        ("M 0 0m 0 0.5q 0 0.05 0.34 0.834q 0.1 -0.2 1 0.5 ", "m0 .5q0 .05.34.83.1-.2 1 .5"),
        ("M 0 0m 1 1h -5h 3h 0.5v 2v -2Z m 1 1h 1Z ", "m1 1h-5 3 .5v2-2Zm1 1h1Z"),
    ],
)
def test_a_shorter_outline_is_the_same(long, brief):
    symbol = f'<symbol id="g0" overflow="visible"><path d="{long}"/></symbol>'
    assert compact(symbol) == f'<path id="a" d="{brief}"/>'


def test_a_title_with_the_words_of_an_outline_stays_as_it_is(tmp_path):
    file = tmp_path / ' d="M 0 0m 1 1" stroke-linecap="butt".py'
    file.write_text("x = 2.0\ny = x * 3.0\n")
    root = ET.fromstring(made(gb.run(file), tmp_path))
    assert file.name in root.find(f"{SVG}title").text
