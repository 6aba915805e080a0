"""What is too much is refused before it is painted, in one line, with what would fit."""

from __future__ import annotations

import warnings

import pytest

import graphviz_backprop as gb
from graphviz_backprop import rendering, saving
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats.chosen_figures import chosen_figures, left_out_text
from tests.cases import CASES


@pytest.fixture
def unpainted(monkeypatch):
    def fail(*args, **options):
        raise AssertionError("something was painted")

    for module in ("raster", "vector"):
        monkeypatch.setattr(f"graphviz_backprop.paint.{module}.compile_pages", fail)


@pytest.mark.parametrize("name", ["png", "gif"])
def test_too_many_pixels_are_refused_with_a_width_that_fits(unpainted, tmp_path, name):
    movie = CASES["neuron"].movie().replace(width=20_000)
    with pytest.raises(BackpropError, match=r"million pixels at most; the width \d+ fits") as error:
        movie.save(tmp_path / f"neuron.{name}")
    width = int(str(error.value).split("the width ")[1].split()[0])
    saving.check_fit(movie.replace(width=width).rendering, [name])
    with pytest.raises(BackpropError):
        saving.check_fit(movie.replace(width=width + 100).rendering, [name])
    assert list(tmp_path.iterdir()) == []
    saving.check_fit(movie.rendering, ["svg"])


def test_one_picture_is_asked_too(unpainted):
    with pytest.raises(BackpropError, match="pixels is too large"):
        _ = CASES["neuron"].movie().replace(width=20_000)[3].png


def test_no_width_is_advised_to_one_who_gave_a_size(monkeypatch):
    monkeypatch.setattr(rendering, "MOST_PIXELS", 1000)
    with pytest.raises(BackpropError) as error:
        saving.check_fit(CASES["neuron"].movie().replace(fit="800x600").rendering, ["png"])
    assert "the width" not in str(error.value)


def test_the_sequence_book_is_advised_only_where_it_helps(monkeypatch, tmp_path):
    movie = CASES["two_layers"].movie()
    book = movie.replace(sequence="book")
    assert len(book) < len(movie)
    monkeypatch.setattr(saving, "MOST_FRAMES", len(book))
    with pytest.raises(BackpropError, match="choose the sequence book"):
        movie.save_all(tmp_path, "chain", ["png"])
    saving.check_fit(book.rendering, ["png"])
    monkeypatch.setattr(saving, "MOST_FRAMES", len(book) - 1)
    for one in (movie, book):
        with pytest.raises(BackpropError, match="too many to draw") as error:
            one.save_all(tmp_path, "chain", ["png"])
        assert "the sequence book" not in str(error.value)
    saving.check_fit(movie.rendering, ["json"])


CHAIN = "h = 1.0\nw = 0.9\nfor k in range(3):\n    h = h * w + 0.1\nearly = h * 2.0\n"
# Two views of a list's numbers: the layers are smaller, those of the calls are not.
LISTS = """
import math
W = [[0.1 * (i - k) for k in range(9)] for i in range(9)]
x = [0.5 * k for k in range(9)]
h = [math.tanh(sum(a * b for a, b in zip(w, x))) for w in W]
y = sum(v * v for v in h)
"""
CALLS = """
import math
def neuron(h, w, b):
    z = h * w + b
    return math.tanh(z)
h, w, b = 0.5, 0.8, 0.1
y = neuron(neuron(neuron(neuron(neuron(h, w, b), w, b), w, b), w, b), w, b)
"""


@pytest.mark.parametrize(
    ("code", "limit", "advice"),
    [
        (
            "w = 0.9\nh = 1.0\n" + "h = h * w + 0.1\n" * 9 + "y = h",
            9,
            "choose the format json alone",
        ),
        (CHAIN + "y = early\n" + "y = y * w + 0.1\n" * 9, 30, "an earlier output such as early"),
        (LISTS, 20, "choose the level layer"),
    ],
)
def test_the_advice_to_one_with_too_many_figures_helps(monkeypatch, code, limit, advice):
    monkeypatch.setattr(saving, "MOST_FRAMES", limit)
    movie = gb.run(code=code, level="element")
    with pytest.raises(BackpropError, match="too many to draw") as error:
        saving.check_fit(movie.rendering, ["gif"])
    assert advice in str(error.value)
    followed = {
        "the level layer": {"level": "layer"},
        "an earlier output such as early": {"of": "early"},
    }
    for way, options in followed.items():
        if way in str(error.value):
            made = gb.run(code=code, **({"level": "element"} | options))
            saving.check_fit(made.rendering, ["gif"])


@pytest.mark.parametrize("fit", ["1600x1200", "natural"])
@pytest.mark.parametrize("code", [LISTS, CALLS], ids=["lists", "calls"])
@pytest.mark.long
def test_the_level_layer_is_advised_for_pixels_only_where_it_fits(monkeypatch, code, fit):
    movie = gb.run(code=code, level="element").replace(fit=fit)
    pixels = gb.run(code=code, level="layer").replace(fit=fit).rendering.pixels
    for most in (0.9 * pixels, 1.01 * pixels):
        monkeypatch.setattr(rendering, "MOST_PIXELS", min(most, 0.99 * movie.rendering.pixels))
        with pytest.raises(BackpropError) as error:
            movie.rendering.check_pixels()
        assert ("the level layer fits" in str(error.value)) is (pixels <= rendering.MOST_PIXELS)


def test_no_picture_is_one_that_pillow_warns_of():
    from PIL import Image

    assert rendering.MOST_PIXELS < Image.MAX_IMAGE_PIXELS


@pytest.mark.long
def test_a_folder_of_svg_grows_with_what_changes(monkeypatch, tmp_path):
    movies = {}
    for count in (10, 40):

        def chain(x, w, count=count):
            for _ in range(count):
                x = (x * w + 0.1) / 2.0
            return x

        movies[count] = gb.trace(chain, x=1.0, w=0.5)
    written = {}
    for count, movie in movies.items():
        made = movie.rendering
        assert chosen_figures(made, most=10**9) == list(range(len(movie)))
        some = chosen_figures(made, most=0)
        assert {0, len(movie) - 1} <= set(some)
        once = sum(len(movie.rendering.vector.ink(mark)) for mark in made.scene.marks)
        whole = sum(len(movie[index].svg) for index in some)
        written[count] = whole / once
    # Every figure shows up to the whole graph, yet together they are a few graphs long.
    assert written[40] < 2 * written[10]
    movie = movies[10]
    some = chosen_figures(movie.rendering, most=0)
    monkeypatch.setattr(chosen_figures, "__defaults__", (0,))
    made = movie.save_all(tmp_path, "chain", ["svg"])["svg"]
    assert [int(path.stem.split("_")[1]) for path in made] == some
    assert f"svg: {len(some)} of {len(movie)} figures" in left_out_text(movie.rendering, None)
    assert left_out_text(movie.rendering, ["md"]).startswith("md: ")
    page, *pictures = movie.save_all(tmp_path, "chain", ["md"])["md"]
    assert [int(path.stem.split("_")[1]) for path in pictures] == some
    text = page.read_text()
    assert text.count("![") == len(some)
    assert all(f"**{frame.caption.count}.**" in text for frame in movie.frames)
    with pytest.raises(BackpropError, match="pptx: a deck would have over 64 MB; the formats pdf"):
        movie.save_all(tmp_path, "chain", ["pptx"])
    assert left_out_text(movie.rendering, ["png"]) == ""


def test_nothing_warns_of_large_pictures(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CASES["square"].movie().replace(width=4000)[0].save(tmp_path / "square.png")


def test_too_many_figures_are_refused_before_one_is_told_or_laid_out(monkeypatch):
    movie = CASES["neuron"].movie()
    monkeypatch.setattr(saving, "MOST_FRAMES", 10)
    monkeypatch.setattr(rendering, "make_storyboard", fail_to_draw)
    monkeypatch.setattr(rendering.Rendering, "_layout", property(fail_to_draw))
    with pytest.raises(BackpropError, match="11 figures and more are too many to draw, 10 at"):
        saving.check_fit(movie.rendering, ["gif"])


def fail_to_draw(*arguments):
    raise AssertionError("it is drawn")
