"""The slide for reveal.js: each press of a key shows what the next frame shows, and no more."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb
from graphviz_backprop.formats.lifetimes import stretches_of
from tests.browser import browser, needs_browser, opened, picture
from tests.cases import CASES
from tests.formats.hostile import HOSTILE, hostile_movie
from tests.formats.pixels import share_apart

SAME = 0.001  # of the pixels: neighbouring frames differ in twice as many


class Fragments(HTMLParser):
    """All elements with their attributes, and for each mark the fragments that it lies in."""

    def __init__(self):
        super().__init__()
        self.elements, self.marks = [], []
        self._around = []  # the groups of the picture that are open, outermost first

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "svg":
            self._around = []
        elif tag == "g":
            self._around.append(attributes)
            is_placed = ["transform" in one for one in self._around]
            if is_placed[-1] and is_placed.count(True) == 1 and "id" not in self._around[0]:
                self.marks.append(self._around[:-1])

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "use" and self._around and "fragment" in self._around[-1].get("class", ""):
            self.marks.append(self._around[:])

    def handle_endtag(self, tag):
        if tag == "g":
            self._around.pop()


def read(text):
    parser = Fragments()
    parser.feed(text)
    return parser


def is_seen(fragments, pressed):
    """Whether reveal.js shows ink inside of these fragments after so many presses."""
    for one in fragments:
        is_past = int(one["data-fragment-index"]) < pressed
        if is_past == ("fade-out" in one["class"]):
            return False
    return True


@pytest.mark.parametrize("name", ["neuron", "fan_out", "partly_used"])
def test_each_press_shows_the_marks_of_the_next_frame(name, tmp_path):
    movie = CASES[name].movie()
    found = read(movie.save(tmp_path / "a.reveal.html")[0].read_text())
    for frame in range(len(movie)):
        alive = len(list(movie.rendering.scene.alive(frame)))
        assert sum(is_seen(mark, frame) for mark in found.marks) == alive, frame


def test_marks_of_pages_come_back_with_their_page():
    code = "x = [0.1 * i for i in range(200)]\nw = [0.2] * 200\n"
    code += "y = sum(a * b for a, b in zip(x, w)) * sum(a + b * b for a, b in zip(x, w))\n"
    movie = gb.run(code=code, level="element").replace(terms="all", sequence="book")
    scene, count = movie.rendering.scene, len(movie)
    assert len(set(scene.pages)) > 1
    stretches = stretches_of(scene, count)
    assert max(map(len, stretches.values())) > 1
    for frame in range(count):
        seen = {mark for mark, turns in stretches.items() if any(a <= frame < b for a, b in turns)}
        assert seen == {mark.id for mark in scene.alive(frame)}, frame


def test_every_step_has_its_words_for_the_speaker_and_for_a_screen_reader(neuron, tmp_path):
    found = read(neuron.save(tmp_path / "a.reveal.html")[0].read_text())
    notes = [a["data-notes"] for _, a in found.elements if "data-notes" in a]
    assert len(notes) == len(neuron)
    for frame, note in zip(neuron.frames, notes, strict=True):
        assert note == f"{frame.caption.count}. {frame.caption.sentence}."
    assert sum(a.get("class") == "fragment backprop-words" for _, a in found.elements) == 16


def test_two_figures_in_one_deck_share_no_id(tmp_path):
    texts = [CASES[n].movie().save(tmp_path / f"{n}.reveal.html") for n in ("neuron", "fan_out")]
    ids = [set(re.findall(r' id="([^"]+)"', paths[0].read_text())) for paths in texts]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_hostile_name_stays_text_and_nothing_is_fetched(tmp_path):
    text = hostile_movie().save(tmp_path / "a.reveal.html")[0].read_text()
    found = read(text)
    tags = {tag for tag, _ in found.elements}
    assert tags <= set("section style span div svg defs g path use rect p".split())
    names = {name for _, attributes in found.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "xlink:href")}
    links = [a["href"] for _, a in found.elements if "href" in a]
    assert links
    assert all(link.startswith("#") for link in links)
    assert HOSTILE[0] in dict(found.elements)["svg"]["aria-label"]


@pytest.fixture(scope="module")
def reveal_js(tmp_path_factory):
    """The folder of reveal.js, from npm."""
    if not shutil.which("npm"):
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, "reveal.js"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("npm can't fetch reveal.js")
    return folder / "node_modules" / "reveal.js" / "dist"


def deck(reveal_js, *sections):
    between = "\n".join(f"<section></section>{section}" for section in sections)
    return f"""<!doctype html><meta charset="utf-8"><title>Deck</title>
<link rel="stylesheet" href="{reveal_js.as_uri()}/reveal.css">
<link rel="stylesheet" href="{reveal_js.as_uri()}/theme/white.css">
<div class="reveal"><div class="slides">{between}<section></section></div></div>
<script src="{reveal_js.as_uri()}/reveal.js"></script>
<script>Reveal.initialize({{transition: "none", controls: false, progress: false}})</script>"""


@needs_browser
@pytest.mark.long
def test_a_key_is_a_step_in_a_deck(reveal_js, tmp_path):
    movie = CASES["neuron"].movie().replace(width=1600)
    other = CASES["fan_out"].movie()
    sections = [one.save(tmp_path / "a.reveal.html")[0].read_text() for one in (movie, other)]
    (tmp_path / "deck.html").write_text(deck(reveal_js, *sections))
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    with browser(1280, 720) as driver:
        opened(driver, tmp_path / "deck.html")
        driver.execute_async_script(
            "Reveal.on('ready', arguments[0]); Reveal.isReady() && arguments[0]()"
        )

        def press(key):
            ActionChains(driver).send_keys(key).perform()

        press(Keys.SPACE)
        for frame in range(len(movie)):
            assert driver.execute_script("return Reveal.getIndices().h") == 1
            if frame in (0, 1, 6, 11, 16):
                assert picture_differs(driver, movie[frame]) < SAME, frame
                assert picture_differs(driver, movie[frame - 1]) > SAME, frame
            press(Keys.SPACE)
        assert driver.execute_script("return Reveal.getIndices().h") == 2
        press(Keys.ARROW_LEFT)
        assert picture_differs(driver, movie[len(movie) - 1]) < SAME
        press(Keys.ARROW_LEFT)
        assert picture_differs(driver, movie[len(movie) - 2]) < SAME


@needs_browser
@pytest.mark.long
def test_names_of_code_do_nothing_in_a_deck(reveal_js, tmp_path):
    movie = hostile_movie()
    section = movie.save(tmp_path / "a.reveal.html")[0].read_text()
    (tmp_path / "deck.html").write_text(deck(reveal_js, section))
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    with browser(1280, 720) as driver:
        opened(driver, tmp_path / "deck.html")
        driver.execute_async_script(
            "Reveal.on('ready', arguments[0]); Reveal.isReady() && arguments[0]()"
        )
        for _ in range(len(movie) + 1):  # into the slide, and through it
            ActionChains(driver).send_keys(Keys.SPACE).perform()
        assert driver.execute_script("return Reveal.getIndices().h") == 2
        # An alert that is open would have been an error.
        assert driver.execute_script("return document.images.length") == 0
        assert driver.execute_script("return document.scripts.length") == 2


def picture_differs(driver, figure):
    """The share of pixels that differ between the slide's figure and the PNG, beyond soft edges."""
    box = driver.execute_script(
        "const svg = document.querySelector('section.present svg'), m = svg.getScreenCTM(),"
        " v = svg.viewBox.baseVal; return [m.e, m.f, m.a * v.width, m.d * v.height]"
    )
    left, top, width, height = box
    png = Image.open(io.BytesIO(figure.png)).convert("RGB")
    page = Image.new("RGB", (1280, 720), "white")
    page.paste(png.resize((round(width), round(height)), Image.LANCZOS), (round(left), round(top)))
    return share_apart(np.asarray(page).astype(int), picture(driver))
