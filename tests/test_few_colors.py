"""Figures as PNG in few colours: one figure costs one figure, whichever was shown before."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PIL import Image

from graphviz_backprop.figure import Scene
from graphviz_backprop.movies import Movie
from graphviz_backprop.paint import FewColors, sprites
from graphviz_backprop.paint.palette import Palette
from graphviz_backprop.themes import THEMES
from tests.cases import CASES
from tests.layout_graphs import movie_of_program
from tests.quick_or_long import quick


def _several_pages() -> Movie:
    return movie_of_program("8-8-1 in lists")


MOVIES: dict[str, Callable[[], Movie]] = {
    "the neuron": lambda: CASES["neuron"].movie(),
    "a dark theme": lambda: CASES["branches"].movie().replace(theme="dark"),
    "a colour of one's own": lambda: CASES["dead_relu"].movie().replace(background="#ffffff"),
    "several pages": _several_pages,
}


@pytest.fixture(params=quick(MOVIES, 3), ids=lambda name: name.replace(" ", "_"))
def movie(request) -> Movie:
    return MOVIES[request.param]().replace(width=500)


def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def test_a_figure_is_the_whole_picture_in_the_colours_of_the_theme(movie):
    palette = Palette(movie.rendering.theme.colors)
    colors = np.frombuffer(palette.table, dtype=np.uint8).reshape(-1, 3).astype(int)
    for figure in movie:
        whole = palette.nearest(_pixels(figure.png).view("<u4")[..., 0])
        small = _pixels(figure.small_png)[..., :3]
        distance = np.abs(colors[whole] - small).max(axis=2)
        # Sprites have soft edges of their own, which fall on another shade now and then.
        assert (distance > 0).mean() < 0.02
        assert distance.max() < 90


def test_a_figure_is_the_same_bytes_whichever_was_shown_before(movie):
    alone = [movie.replace(width=500)[k].small_png for k in (0, len(movie) // 2, -1)]
    order = [*range(len(movie))] * 2
    random.Random(1).shuffle(order)
    shown = {k: movie[k].small_png for k in order}
    assert alone == [shown[k] for k in (0, len(movie) // 2, len(movie) - 1)]
    assert all(movie[k].small_png == png for k, png in shown.items())


def test_the_several_pages_are_several():
    assert len(set(_several_pages().rendering.scene.pages)) > 1


def _painted(scene: Scene, scale: float, order: Sequence[int], monkeypatch) -> int:
    """The pixels that typst paints for these figures."""
    painted = 0
    compile_pages = sprites.compile_pages

    def counted(pages, *rest):
        nonlocal painted
        made = compile_pages(pages, *rest)
        sizes = [Image.open(io.BytesIO(png)).size for png in made]
        painted += sum(width * height for width, height in sizes)
        return made

    monkeypatch.setattr(sprites, "compile_pages", counted)
    figures = FewColors(scene, scale, THEMES["book"].colors)
    for index in order:
        figures.png(index)
    monkeypatch.undo()
    return painted


@pytest.mark.parametrize("name", quick(["chain of 30", "RNN, 3 steps", "attention 2 x 2"], 1))
def test_all_figures_are_painted_for_the_price_of_few(name, monkeypatch):
    rendering = movie_of_program(name).rendering
    scene, count = rendering.scene, len(rendering.storyboard)
    page = scene.width * scene.height  # pixels, at this scale
    assert count > 30
    assert _painted(scene, 1.0, range(count), monkeypatch) < 4 * page
    again = [*range(count), *range(count)]
    once = _painted(scene, 1.0, range(count), monkeypatch)
    assert _painted(scene, 1.0, again, monkeypatch) < 1.5 * once


def test_a_figure_on_a_transparent_page_has_all_its_colours():
    figure = CASES["square"].movie().replace(background=None)[-1]
    assert figure.small_png == figure.png
