"""PowerPoint decks: what is on the slides, what is said with them, and how they look elsewhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import numpy as np
import pytest
from PIL import Image

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.slides.figure_pictures import seen_part
from tests.cases import CASES
from tests.formats.hostile import HOSTILE, hostile_movie
from tests.formats.pixels import share_apart

pptx = pytest.importorskip("pptx")
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def opened(movie, tmp_path, **options):
    return pptx.Presentation(movie.replace(**options).save(tmp_path / "a.pptx")[0])


def pictures(slide):
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def svg_of(slide, picture):
    blip = next(picture._element.iter(SVG_BLIP))
    return slide.part.related_part(blip.get(EMBED)).blob.decode()


def test_each_figure_has_a_slide_with_its_title_its_notes_and_its_words(neuron, tmp_path):
    deck = opened(neuron, tmp_path, width=300)
    assert (deck.slide_width, deck.slide_height) == (12_192_000, 6_858_000)
    assert len(deck.slides) == len(neuron)
    for slide, frame in zip(deck.slides, neuron.frames, strict=True):
        assert slide.shapes.title.text == frame.caption.count
        assert frame.caption.sentence in slide.notes_slide.notes_text_frame.text
        (picture,) = pictures(slide)
        assert picture._element.nvPicPr.cNvPr.get("descr") == frame.alt
        assert svg_of(slide, picture) == neuron[frame.index].svg


@pytest.mark.long
@pytest.mark.parametrize("fit", ["natural", "phone", "16:9"])
def test_a_figure_fills_its_slide_below_the_title_and_keeps_its_shape(fit, neuron, tmp_path):
    deck = opened(neuron, tmp_path, fit=fit, width=300)
    slide = deck.slides[0]
    (picture,) = pictures(slide)
    title, scene = slide.shapes.title, neuron.replace(fit=fit).rendering.scene
    assert title.top + title.height <= picture.top
    assert picture.top + picture.height <= deck.slide_height
    assert picture.left >= 0
    assert picture.left + picture.width <= deck.slide_width
    middle = picture.left + picture.width / 2
    assert middle == pytest.approx(deck.slide_width / 2, abs=2)
    wide = scene.width * (1 - picture.crop_left - picture.crop_right)
    high = scene.height * (1 - picture.crop_top - picture.crop_bottom)
    assert picture.width / picture.height == pytest.approx(wide / high, rel=1e-4)
    is_as_high = picture.height > 0.85 * deck.slide_height
    assert is_as_high or picture.width > 0.95 * deck.slide_width


@pytest.mark.parametrize("name", ["neuron", "fan_out", "two_layers"])
def test_only_what_is_blank_on_every_figure_is_left_away(name):
    scene = CASES[name].movie().rendering.scene
    seen = seen_part(scene)
    for mark in scene.marks:
        top = scene.height * scene.page_of(mark)
        assert seen.left <= mark.box.left < mark.box.right <= seen.right
        assert seen.top <= mark.box.top - top < mark.box.bottom - top <= seen.bottom
    assert seen.bottom - seen.top < scene.height


@pytest.mark.long
def test_the_png_of_a_slide_is_the_same_picture(neuron, tmp_path):
    (picture,) = pictures(opened(neuron, tmp_path, width=1000).slides[16])
    few = Image.open(io.BytesIO(picture.image.blob)).convert("RGB")
    whole = Image.open(io.BytesIO(neuron.replace(width=1000)[16].png)).convert("RGB")
    assert few.getpixel((3, 3)) == (255, 255, 255)
    assert share_apart(np.asarray(few), np.asarray(whole)) < 1e-4


@pytest.mark.long
def test_a_transparent_figure_stays_so(neuron, tmp_path):
    (picture,) = pictures(opened(neuron, tmp_path, background=None, width=600).slides[0])
    image = Image.open(io.BytesIO(picture.image.blob)).convert("RGBA")
    assert image.getpixel((3, 3))[3] == 0


def clicks(slide):
    """For each click the ids of what comes and of what goes."""
    steps = []
    for effect in slide._element.iter(f"{PRESENTATION}cTn"):
        if effect.get("presetClass"):
            (shape,) = {one.get("spid") for one in effect.iter(f"{PRESENTATION}spTgt")}
            (value,) = {one.get("val") for one in effect.iter(f"{PRESENTATION}strVal")}
            assert (effect.get("presetClass") == "entr") == (value == "visible")
            if effect.get("nodeType") == "clickEffect":
                steps.append([])
            steps[-1].append((int(shape), value))
    return steps


def test_one_slide_has_a_step_at_each_click(neuron, tmp_path):
    deck = opened(neuron, tmp_path, slides="one", width=300)
    (slide,) = deck.slides
    shapes = [picture.shape_id for picture in pictures(slide)]
    assert len(shapes) == len(neuron)
    seen = {shapes[0]}
    for step, effects in enumerate(clicks(slide), 1):
        for shape, value in effects:
            seen = seen | {shape} if value == "visible" else seen - {shape}
        assert seen == {shapes[step]}
    assert step == len(neuron) - 1
    ids = [int(one.get("id")) for one in slide._element.iter(f"{PRESENTATION}cTn")]
    assert len(ids) == len(set(ids))
    notes = slide.notes_slide.notes_text_frame.text
    assert all(frame.caption.sentence in notes for frame in neuron.frames)


@pytest.mark.long
def test_the_same_movie_gives_the_same_bytes_and_no_date(neuron, tmp_path):
    data = [neuron.replace(width=300).save(tmp_path / "a.pptx")[0].read_bytes() for _ in range(2)]
    assert data[0] == data[1]
    assert data[0].endswith(b"graphviz_backprop")
    with zipfile.ZipFile(io.BytesIO(data[0])) as deck:
        assert {entry.date_time[0] for entry in deck.infolist()} == {1980}
        assert not re.findall(rb"20[12]\d-", deck.read("docProps/core.xml"))
        assert not [name for name in deck.namelist() if "thumbnail" in name]


def test_the_books_figures_are_small(neuron, tmp_path):
    path = neuron.replace(sequence="book").save(tmp_path / "a.pptx")[0]
    assert path.stat().st_size < 1_000_000


def test_hostile_names_stay_text(tmp_path):
    path = hostile_movie().save(tmp_path / "a.pptx")[0]
    with zipfile.ZipFile(path) as deck:
        texts = {
            name: deck.read(name) for name in deck.namelist() if name.endswith((".xml", ".rels"))
        }
        svgs = [deck.read(name) for name in deck.namelist() if name.endswith(".svg")]
    for text in (*texts.values(), *svgs):
        ET.fromstring(text)
    links = [b'TargetMode="External"' in text for text in texts.values()]
    assert not any(links)
    assert not [name for name, text in texts.items() if b"hlinkClick" in text or b"macro" in text]
    titles = [slide.notes_slide.notes_text_frame.text for slide in pptx.Presentation(path).slides]
    assert any(HOSTILE[1] in title for title in titles)


def test_wrong_options_and_too_many_figures_are_said_in_one_line(neuron, monkeypatch, tmp_path):
    with pytest.raises(BackpropError, match=r"slides: got 'two'; expected one of each, one"):
        neuron.replace(slides="two")
    monkeypatch.setattr("graphviz_backprop.slides.deck._MOST", 16)
    with pytest.raises(
        BackpropError, match=r"pptx: 17 figures are too many for a deck, 16 at most"
    ):
        neuron.save(tmp_path / "a.pptx")
    assert not list(tmp_path.iterdir())


def test_without_python_pptx_one_line_says_what_to_install(neuron, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(BackpropError, match=r"pptx needs pptx.*'graphviz-backprop\[pptx\]'"):
        neuron.save(tmp_path / "a.pptx")


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice Impress")
@pytest.mark.parametrize("slides", ["each", "one"])
def test_libreoffice_shows_the_slides_and_knows_the_clicks(slides, tmp_path):
    movie = CASES["neuron"].movie().replace(slides=slides)
    movie.save(tmp_path / "a.pptx")
    for kind in ("pdf", "fodp"):
        command = ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", tmp_path, tmp_path / "a.pptx"]
        subprocess.run(command, check=True, capture_output=True)
    pages = (tmp_path / "a.pdf").read_bytes().count(b"/Type/Page/")
    assert pages == (len(movie) if slides == "each" else 1)
    clicks = (tmp_path / "a.fodp").read_text().count('node-type="on-click"')
    assert clicks == (0 if slides == "each" else len(movie) - 1)
