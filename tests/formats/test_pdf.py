"""PDF and Beamer: as many pages as figures, with their words, and nothing of a name's own."""

import re
import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
HOSTILE = r"\input{passwd} $x$ %&_#~^.py"


def words(path, *options):
    done = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


@needs_poppler
def test_every_frame_is_a_page_with_its_words(neuron, tmp_path):
    path, complete = neuron.save(tmp_path / "a.pdf")
    pages = words(path).split("\f")[:-1]
    assert len(pages) == len(neuron)
    for page, frame in zip(pages, neuron.frames, strict=True):
        assert frame.caption.count in page
    assert len(words(complete).split("\f")[:-1]) == 1


@needs_poppler
def test_a_page_is_the_same_picture_as_the_png(neuron, tmp_path):
    path = neuron[9].save(tmp_path / "a.pdf")
    (tmp_path / "a.png").write_bytes(neuron[9].png)
    png = Image.open(tmp_path / "a.png").convert("RGB")
    size = ["-scale-to-x", str(png.width), "-scale-to-y", str(png.height)]
    subprocess.run(["pdftoppm", "-png", *size, path, tmp_path / "page"], check=True)
    page = Image.open(next(tmp_path.glob("page*.png"))).convert("RGB")
    apart = abs(np.asarray(png, int) - np.asarray(page, int)).max(axis=-1)
    assert (apart > 96).mean() < 0.01


def test_a_pdf_is_tagged_and_has_no_date(neuron, tmp_path):
    path = neuron.save(tmp_path / "a.pdf")[0]
    data = path.read_bytes()
    assert b"/MarkInfo" in data
    assert b"/CreationDate" not in data
    assert data == neuron.replace().save(tmp_path / "b.pdf")[0].read_bytes()
    assert len(neuron.replace(sequence="book").save(tmp_path / "c.pdf")[0].read_bytes()) < 200_000


def test_beamer_has_a_slide_for_each_page_of_the_pdf_beside_it(neuron, tmp_path):
    tex, pdf = neuron.save(tmp_path / "a.beamer.tex")
    assert pdf.name == "a-slides.pdf"
    overlays = re.findall(r"\\includegraphics<(\d+)>\[page=(\d+),.*\]\{(.*)\}", tex.read_text())
    assert overlays == [(str(n), str(n), "a-slides.pdf") for n in range(1, len(neuron) + 1)]


def test_a_hostile_name_never_comes_into_latex(tmp_path):
    (tmp_path / HOSTILE).write_text("x = 2.0\ny = x * 3.0\n")
    movie = gb.run(tmp_path / HOSTILE)
    tex, pdf = movie.save_all(tmp_path, HOSTILE.removesuffix(".py"), ["beamer"])["beamer"]
    text = tex.read_text()
    assert "passwd}" not in text
    assert "passwd" not in text.replace(pdf.name, "")
    assert re.fullmatch(r"[\w-]+\.pdf", pdf.name)


def test_stems_without_latin_letters_have_slides_of_their_own(neuron, tmp_path):
    names = [neuron.save(tmp_path / f"{stem}.beamer.tex")[1].name for stem in ("权重", "数据")]
    assert len(set(names)) == 2
    assert all(re.fullmatch(r"\w+-slides\.pdf", name, re.ASCII) for name in names)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("pdflatex"), reason="needs LaTeX with beamer")
def test_beamer_compiles(neuron, tmp_path):
    tex = neuron.save(tmp_path / "a.beamer.tex")[0]
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", tex.name],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert len(words(tmp_path / "a.beamer.pdf").split("\f")[:-1]) == len(neuron)
