"""One figure of a movie as each format shows it, as pixels.

`python -m tests.formats.figures_of_formats` prints for each format how many of its pixels differ
from the PNG's beyond soft edges, its size and the time that it takes, for the book's neuron.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

import graphviz_backprop as gb
from graphviz_backprop.command.parser import EXAMPLES
from graphviz_backprop.living.rendered import for_page
from graphviz_backprop.paint import Raster
from tests.browser import browser, opened, picture
from tests.formats.pixels import share_apart

WIDTH = 1000  # pixels


def reference(movie: gb.Movie, index: int = -1) -> np.ndarray:
    """A figure as PNG has it, the last if none is named."""
    data = movie[index].png
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def from_picture(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """The last picture of a file that moves, or its only one."""
    with Image.open(path) as image:
        frames = [frame.convert("RGB") for frame in ImageSequence.Iterator(image)]
    return np.asarray(frames[-1]).astype(int)


def from_video(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """The last frame without the row and the column that make its size even."""
    import imageio.v3 as iio

    return iio.imread(path, plugin="FFMPEG")[-1][: shape[0], : shape[1]].astype(int)


def from_pdf(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """The last page, by poppler."""
    size = ["-scale-to-x", str(shape[1]), "-scale-to-y", str(shape[0])]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-png", *size, path, f"{folder}/page"], check=True)
        return from_picture(sorted(Path(folder).iterdir())[-1], shape)


def from_page(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """What Chromium shows of a picture in an `<img>`, or of a piece of HTML."""
    page = path.with_suffix(".page.html")
    body = f'<img src="{path.name}" width="{shape[1]}" height="{shape[0]}">'
    if path.suffix == ".html":
        body = f'<div style="width: {shape[1]}px; height: {shape[0]}px">{path.read_text()}</div>'
    style = "<style>body { margin: 0 } img { display: block }</style>"
    page.write_text(f'<!doctype html><meta charset="utf-8">{style}{body}')
    with browser(shape[1], shape[0]) as driver:
        opened(driver, page)
        return picture(driver)[: shape[0], : shape[1]]


def from_deck(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """The figure on the last slide as LibreOffice shows it, cut out by its place there.

    The blank edges that the slide leaves away are blank here too.
    """
    import pptx

    deck = pptx.Presentation(str(path))
    place = next(one for one in deck.slides[-1].shapes if one.shape_type == 13)
    scale = shape[1] * (1 - place.crop_left - place.crop_right) / place.width
    size = round(deck.slide_height * scale), round(deck.slide_width * scale)
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'home').as_uri()}"]
        command += ["--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)
        slide = from_pdf(Path(folder, f"{path.stem}.pdf"), size)
    high, wide = (round(one * scale) for one in (place.height, place.width))
    top, left = round(place.crop_top * shape[0]), round(place.crop_left * shape[1])
    y = top + round(place.top * scale - place.crop_top * shape[0])
    x = left + round(place.left * scale - place.crop_left * shape[1])
    whole = np.full((*shape, 3), slide[-1, -1])
    whole[top : top + high, left : left + wide] = slide[y : y + high, x : x + wide]
    return whole


def from_graphviz(path: Path, shape: tuple[int, int]) -> np.ndarray:
    """What Graphviz draws, large, then in this size."""
    command = ["neato", "-n2", "-Tpng", "-Gdpi=288", path]
    drawn = subprocess.run(command, capture_output=True, check=True).stdout
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    return np.asarray(image.resize(shape[::-1], Image.Resampling.LANCZOS)).astype(int)


def page_and_png(path: Path, movie: gb.Movie, index: int) -> tuple[np.ndarray, np.ndarray]:
    """A figure on the living page, and the same with the page's room as PNG, without captions.

    The words below the figure are the page's own, in the reader's fonts.
    """
    rendering = for_page(movie.rendering)
    with browser(1400, 1000) as driver:
        opened(driver, path)
        driver.execute_script("location.hash = `frame=${arguments[0]}`", index)
        driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 100))"
        )
        left, top, scale, width, height = driver.execute_script(
            "const svg = document.getElementById('figure'), m = svg.getScreenCTM(),"
            " v = svg.viewBox.baseVal; return [m.e, m.f, m.a, v.width, v.height]"
        )
        shown = picture(driver)
    (png,) = Raster(rendering.scene, scale).pngs([index])
    made = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    rows, columns = int(height * scale), min(int(width * scale), made.shape[1])
    figure = shown[round(top) :, round(left) :]
    return figure[:rows, :columns], made[:rows, :columns]


Rasteriser = Callable[[Path, tuple[int, int]], np.ndarray]
CHROMIUM, POPPLER = ("chromium", "chromedriver"), ("pdftoppm",)
# Of each format: the file, who shows it, and the programs that it takes.
SHOWN: dict[str, tuple[str, Rasteriser | None, tuple[str, ...]]] = {
    "svg": ("a_{last}.svg", from_page, CHROMIUM),
    "png": ("a_{last}.png", from_picture, ()),
    "animated-svg": ("a.animated.svg", from_page, CHROMIUM),
    "gif": ("a.gif", from_picture, ()),
    "webp": ("a.webp", from_picture, ()),
    "apng": ("a.apng", from_picture, ()),
    "mp4": ("a.mp4", from_video, ()),
    "webm": ("a.webm", from_video, ()),
    "pdf": ("a.pdf", from_pdf, POPPLER),
    "beamer": ("a-slides.pdf", from_pdf, POPPLER),
    "reveal": ("a.reveal.html", from_page, CHROMIUM),
    "pptx": ("a.pptx", from_deck, ("soffice", *POPPLER)),
    "md": ("a_{last}.svg", from_page, CHROMIUM),
    "readme": ("a_light.svg", from_page, CHROMIUM),
    "gv": ("a_{last}.gv", from_graphviz, ("neato",)),
    "html": ("a.html", None, CHROMIUM),  # see `page_and_png`
}
WITHOUT_CAPTIONS = {"gv"}  # Graphviz sets these in a serif font of the reader's own
NO_PICTURE = {"json", "txt"}


def lacking(format: str) -> list[str]:
    """The programs that are not here."""
    return [program for program in SHOWN[format][2] if not shutil.which(program)]


def differs(format: str, movie: gb.Movie, folder: Path, other: np.ndarray) -> float:
    """The share of pixels in which a format differs from a picture, beyond soft edges."""
    name, rasterised, _ = SHOWN[format]
    path = folder / name.format(last=f"{len(movie) - 1:02}")
    if rasterised is None:
        return share_apart(*page_and_png(path, movie, len(movie) - 1))
    shown = rasterised(path, other.shape[:2])
    rows = above_captions(movie) if format in WITHOUT_CAPTIONS else len(other)
    return share_apart(shown[:rows], other[:rows])


def above_captions(movie: gb.Movie) -> int:
    """The rows of the picture above its words."""
    scene = movie.rendering.scene
    top = min(mark.box.top for mark in scene.marks if mark.kind == "caption")
    return int(top * movie.rendering.scale)


def main() -> None:
    """Print the table."""
    movie = gb.run(EXAMPLES["neuron"]).replace(sequence="book", width=WIDTH)
    whole = movie.replace(width=None)
    expected = reference(movie)
    print("| format | pixels that differ | bytes | seconds |\n|---|---|---|---|")
    for format in SHOWN:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            movie.save_all(folder, "a", [format])
            lacks = lacking(format)
            apart = f"{100 * differs(format, movie, folder, expected):.2f} %"
            (folder / "whole").mkdir()
            start = time.perf_counter()
            made = whole.replace().save_all(folder / "whole", "a", [format])[format]
            seconds = time.perf_counter() - start
            size = sum(path.stat().st_size for path in made)
            shown = f"no {lacks[0]}" if lacks else apart
            print(f"| {format} | {shown} | {size:,} | {seconds:.2f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
