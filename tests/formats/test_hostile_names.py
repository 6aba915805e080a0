"""Names that would be code, in every format: parsed, opened and run, nothing of theirs is there."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
import zlib
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from PIL import Image

from graphviz_backprop.formats import FORMATS
from tests.browser import browser, needs_browser, opened
from tests.formats.hostile import HOSTILE, hostile_movie, plain_movie
from tests.quick_or_long import quick

NEEDS = {"mp4": "imageio_ffmpeg", "webm": "imageio_ffmpeg", "pptx": "pptx"}
# What a file in PDF would do, show from elsewhere, or hold.
PDF_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|URI|EmbeddedFile|OpenAction|GoToR|AA)\b")


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Saves a movie in a format, once for all tests; its files by their names."""
    made = {}

    def save(name, movie):
        pytest.importorskip(NEEDS.get(name, "graphviz_backprop"))
        key = name, movie
        if key not in made:
            folder = tmp_path_factory.mktemp(name)
            movie.save_all(folder, "a", [name])
            made[key] = {path.name: path.read_bytes() for path in folder.iterdir()}
        return made[key]

    return save


class Elements(HTMLParser):
    """The names of elements and of their attributes; scripts and styles as they stand."""

    def __init__(self, text):
        super().__init__()
        self.kinds, self.code, self._inside = set(), [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.kinds |= {tag, *(f"{tag} {name}" for name, _ in attrs)}
        self._inside = tag

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside in ("script", "style"):
            self.code.append(data)


def kinds_of_xml(data):
    return {kind for one in ET.fromstring(data).iter() for kind in (one.tag, *one.attrib)}


def pages(files):
    """The texts that are HTML, or become HTML where they are shown."""
    for name, data in files.items():
        text = data.decode() if name.endswith((".html", ".md", ".svg")) else ""
        if name.endswith(".md"):
            text = MarkdownIt("commonmark", {"html": True}).render(text)
        if text:
            yield name, text


def test_the_names_are_in_the_figures():
    words = " ".join(frame.alt for frame in hostile_movie().frames)
    assert all(repr(name)[1:9].rstrip("'") in words for name in HOSTILE)


@pytest.mark.parametrize(
    "format", quick(["svg", "html", "animated-svg", "md", "readme", "reveal"], 2)
)
def test_markup_has_the_elements_and_attributes_of_plain_names_alone(format, saved):
    hostile, plain = (dict(pages(saved(format, m()))) for m in (hostile_movie, plain_movie))
    assert hostile.keys() == plain.keys() != set()
    known = set().union(*(Elements(text).kinds for text in plain.values()))
    for name, text in hostile.items():
        found = Elements(text)
        assert found.kinds <= known, name
        assert not [kind for kind in found.kinds if " on" in kind]
        assert len(found.code) == len(Elements(plain[name]).code), name


@pytest.mark.parametrize("format", ["animated-svg", "svg", "pptx"])
def test_xml_is_well_formed_and_has_no_other_elements(format, saved):
    def parts(movie):
        for name, data in saved(format, movie).items():
            if name.endswith(".pptx"):
                with zipfile.ZipFile(io.BytesIO(data)) as deck:
                    for one in deck.namelist():
                        if one.endswith((".xml", ".rels", ".svg")):
                            yield one, deck.read(one)
            else:
                yield name, data

    plain = set().union(*(kinds_of_xml(data) for _, data in parts(plain_movie())))
    for name, data in parts(hostile_movie()):
        assert kinds_of_xml(data) <= plain, name


def test_json_holds_the_names_as_they_are(saved):
    data = json.loads(saved("json", hostile_movie())["a.json"])
    names = {node["name"] for node in data["nodes"]}
    assert {f"w[{name!r}]" for name in HOSTILE} <= names


@pytest.mark.parametrize("format", quick(["png", "gif", "webp", "apng"], 2))
def test_pictures_open(format, saved):
    for data in saved(format, hostile_movie()).values():
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert image.width == 600


@pytest.mark.long
@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_captions_of_a_video_have_no_tags_and_no_times_of_a_name(format, saved):
    files = {kind: saved(format, m())["a.vtt"] for kind, m in
             (("hostile", hostile_movie), ("plain", plain_movie))}  # fmt: skip
    hostile, plain = (files[kind].decode() for kind in ("hostile", "plain"))
    assert "<" not in hostile
    assert hostile.count("-->") == plain.count("-->")


def test_a_transcript_and_markdown_tell_the_names(saved):
    text = saved("txt", hostile_movie())["a.txt"].decode()
    assert all(repr(name)[1:-1] in text for name in HOSTILE)


def streams(data):
    """A PDF's own bytes, and those of its streams where they are packed."""
    yield data
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            continue


@pytest.mark.parametrize("format", ["pdf", "beamer"])
def test_a_pdf_does_nothing_and_refers_to_nothing(format, saved):
    for name, data in saved(format, hostile_movie()).items():
        if name.endswith(".pdf"):
            parts = list(streams(data))
            assert len(parts) > 10
            assert not [part[:200] for part in parts if PDF_ACTIONS.search(part)], name


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_a_pdf_has_the_names_as_text(saved, tmp_path):
    (tmp_path / "a.pdf").write_bytes(saved("pdf", hostile_movie())["a.pdf"])
    done = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    for name in ("w['=cmd()']", "w[']]>']", "w['#panic()']", "w['%s$x$#1&_^~']"):
        assert name in text


def test_latex_has_no_name_at_all(saved):
    text = saved("beamer", hostile_movie())["a.beamer.tex"].decode()
    assert text == saved("beamer", plain_movie())["a.beamer.tex"].decode()


@pytest.mark.skipif(not shutil.which("neato"), reason="needs Graphviz")
def test_graphviz_draws_the_names_as_text(saved):
    data = saved("gv", hostile_movie())["a_05.gv"]
    done = subprocess.run(["neato", "-n2", "-Tsvg"], input=data, capture_output=True, check=True)
    assert done.stderr == b""
    root = ET.fromstring(done.stdout)
    assert not [one for one in root.iter() if one.tag.endswith(("script", "image", "}img"))]


def test_every_format_is_tried():
    tried = "animated-svg html md readme reveal svg pptx json gif png webp apng mp4 webm txt"
    assert {*tried.split(), "pdf", "beamer", "gv"} == set(FORMATS.names())


@needs_browser
@pytest.mark.long
@pytest.mark.parametrize("format", ["animated-svg", "html", "md", "readme", "reveal", "svg"])
def test_nothing_of_a_name_runs_in_a_browser(format, saved, tmp_path):
    files = saved(format, hostile_movie())
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    shown = list(pages(files))[:2]
    with browser(900, 600) as driver:
        for name, text in shown:
            path = tmp_path / name
            if name.endswith(".md"):
                path = tmp_path / f"{name}.html"
                path.write_text(f"<!doctype html><meta charset='utf-8'>{text}")
            opened(driver, path)  # an alert that is open would be an error of what follows
            assert driver.execute_script("return document.images.length") == len(
                re.findall(r"<img\b", text) if not name.endswith((".html", ".svg")) else []
            )
            assert not driver.execute_script(
                "return [...document.querySelectorAll('*')].filter(e => [...e.attributes]"
                ".some(a => a.name.startsWith('on'))).length"
            )
