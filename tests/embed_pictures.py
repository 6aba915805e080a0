"""Makes the pictures of `docs/embed.md`: `python -m tests.embed_pictures [FOLDER]`.

Each is what a reader sees where a figure is shown: in Chromium, LibreOffice, LaTeX, poppler. It
needs these, npm for reveal.js, an index of packages for Jupyter Book, and the extra `test`.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from markdown_it import MarkdownIt
from PIL import Image
from selenium.webdriver.common.keys import Keys

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from tests.browser import browser, opened, picture
from tests.documents.test_jupyter_book import command_in

FOLDER = Path(__file__).parent.parent / "docs" / "embed"
PROJECTS = Path(__file__).parent / "documents"
_WIDTH = 720  # pixels of a picture
_COLORS = 256
_A_STEP = 9.0  # seconds from the animation's start
_README = """\
<!doctype html><meta charset="utf-8">
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; margin: 32px;
  color: light-dark(#1f2328, #f0f6fc); background: light-dark(#fff, #0d1117) }
h1 { border-bottom: 1px solid #8886; font-size: 28px; padding-bottom: 8px }
img { max-width: 100% }
</style>
<h1>my-network</h1>
"""
_NARROW = "<style>img { width: 68% }</style>"  # so that words below are seen too
_DECK = """\
<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="{there}/reveal.css">
<link rel="stylesheet" href="{there}/theme/white.css">
<div class="reveal"><div class="slides">{section}</div></div>
<script src="{there}/reveal.js"></script>
<script>Reveal.initialize({{transition: "none", hash: true, fragmentInURL: true}})</script>
"""


def make_pictures(folder: Path) -> None:
    """Make all pictures anew in this folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    movie = gb.run(EXAMPLES["neuron"], check=False).replace(sequence="book")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        with browser(960, 720) as driver:
            _keep(_readme(driver, movie, work), folder / "readme.png")
            _keep(_reveal(driver, movie, work), folder / "reveal.png")
            _keep(_page(driver, _sphinx(work)), folder / "sphinx.png")
            _keep(_page(driver, _mkdocs(work)), folder / "mkdocs.png")
            _keep(_page(driver, _book(work)), folder / "jupyter_book.png")
            _keep(_page(driver, _markdown(movie, work)), folder / "md.png")
            _keep(_animated(driver, movie, work), folder / "animated_svg.png")
            _keep(_living(driver, movie, work), folder / "html.png")
        _keep(_beamer(movie, work), folder / "beamer.png")
        _keep(_pptx(movie, work), folder / "pptx.png")
        _keep(_pdf(movie, work), folder / "pdf.png")


def _keep(pixels: np.ndarray, path: Path) -> None:
    """Save a picture with few colours and a thin frame, for most pages are white."""
    image = Image.fromarray(pixels.astype(np.uint8))
    image.thumbnail((_WIDTH, _WIDTH), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (image.width + 2, image.height + 2), "#c8c8c8")
    framed.paste(image, (1, 1))
    framed.quantize(_COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


def _readme(driver: Any, movie: gb.Movie, work: Path) -> np.ndarray:
    """The complete figure on a light and on a dark page."""
    text = movie.save(work / "a.readme.md")[0].read_text()
    text = text[text.index("<picture>") :]
    body = MarkdownIt("commonmark", {"html": True}).render(text)
    (work / "readme.html").write_text(_README + body)
    halves = []
    for scheme in ("light", "dark"):
        driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        opened(driver, work / "readme.html")
        halves.append(picture(driver))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    return np.concatenate(halves, axis=1)


def _reveal(driver: Any, movie: gb.Movie, work: Path) -> np.ndarray:
    """A slide of a deck, some steps in."""
    command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(work), "reveal.js"]
    subprocess.run(command, check=True, capture_output=True)
    there = (work / "node_modules" / "reveal.js" / "dist").as_uri()
    section = movie.save(work / "a.reveal.html")[0].read_text()
    (work / "deck.html").write_text(_DECK.format(there=there, section=section))
    driver.get(f"{(work / 'deck.html').as_uri()}#/0/0/7")
    driver.execute_async_script(
        "Reveal.isReady() ? arguments[0]() : Reveal.on('ready', arguments[0])"
    )
    return picture(driver)


def _sphinx(work: Path) -> Path:
    """A page of the tests' project."""
    out = work / "sphinx"
    command = [sys.executable, "-m", "sphinx", "-q", "-d", str(work / "doctrees")]
    subprocess.run([*command, PROJECTS / "sphinx_project", out], check=True)
    return out / "index.html"


def _mkdocs(work: Path) -> Path:
    """A page of the tests' project."""
    shutil.copytree(PROJECTS / "mkdocs_project", work / "mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=work / "mkdocs", check=True)
    return work / "mkdocs" / "site" / "index.html"


def _book(work: Path) -> Path:
    """The page with a cell of the tests' project."""
    project = shutil.copytree(PROJECTS / "jupyter_book_project", work / "book")
    command = [command_in(work / "environment"), "build", project]
    subprocess.run(command, check=True, capture_output=True)
    return project / "_build" / "html" / "cells.html"


def _markdown(movie: gb.Movie, work: Path) -> Path:
    """One figure with its words, as the text has them."""
    text = movie.save_all(work, "a", ["md"])["md"][0].read_text()
    start = text.index("![Backward 4 of")
    body = MarkdownIt().render(text[start : text.index("![Backward 5 of")])
    (work / "markdown.html").write_text(f"{_README}{_NARROW}{body}")
    return work / "markdown.html"


def _animated(driver: Any, movie: gb.Movie, work: Path) -> np.ndarray:
    """The picture in a post, at a step."""
    name = movie.save(work / "a.animated.svg")[0].name
    (work / "post.html").write_text(f'{_README}{_NARROW}<p>Backwards:</p><img src="{name}">')
    opened(driver, work / "post.html")
    time.sleep(_A_STEP)
    return picture(driver)


def _page(driver: Any, path: Path) -> np.ndarray:
    """The top of a page."""
    opened(driver, path)
    return picture(driver)


def _living(driver: Any, movie: gb.Movie, work: Path) -> np.ndarray:
    """The page of its own, at its last figure."""
    opened(driver, movie.save(work / "a.html")[0])
    driver.find_element("tag name", "body").send_keys(Keys.END)
    return picture(driver)


def _pptx(movie: gb.Movie, work: Path) -> np.ndarray:
    """A slide, as LibreOffice shows it."""
    path = movie.save(work / "a.pptx")[0]
    home = f"-env:UserInstallation={(work / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", work, path]
    subprocess.run(command, check=True, capture_output=True)
    return _pages(work / "a.pdf", 1280, 9)


def _beamer(movie: gb.Movie, work: Path) -> np.ndarray:
    """A slide of LaTeX."""
    path = movie.save(work / "c.beamer.tex")[0]
    command = ["pdflatex", "-interaction=nonstopmode", path.name]
    subprocess.run(command, cwd=work, check=True, capture_output=True)
    return _pages(work / "c.beamer.pdf", 1280, 9)


def _pdf(movie: gb.Movie, work: Path) -> np.ndarray:
    """A page of the PDF."""
    return _pages(movie.save(work / "b.pdf")[0], 960, 9)


def _pages(path: Path, width: int, page: int) -> np.ndarray:
    command = ["pdftoppm", "-png", "-f", str(page), "-l", str(page), "-scale-to-x", str(width)]
    done = subprocess.run([*command, "-scale-to-y", "-1", path], check=True, capture_output=True)
    return np.asarray(Image.open(io.BytesIO(done.stdout)).convert("RGB"))


if __name__ == "__main__":
    make_pictures(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
