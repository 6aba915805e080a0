"""The Python faces: a movie, its figures, what Jupyter is given, saving by the suffix."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor

import graphviz
import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.conftest import movie_of


def test_a_figure_is_a_graphviz_source(neuron):
    source = neuron[7].source
    assert isinstance(source, graphviz.Source)
    assert "-3.0" in source.source


def test_jupyter_shows_a_figure_and_the_animation(neuron):
    bundle = neuron[7]._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "application/pdf", "text/plain"}
    asked = neuron[7]._repr_mimebundle_(include=["image/png"])
    small = base64.b64decode(asked["image/png"])
    assert small == neuron[7].small_png
    assert len(small) < len(neuron[7].png) / 2
    without = neuron[7]._repr_mimebundle_(exclude=set(bundle) - {"text/plain"})
    assert set(without) == {"text/plain"}
    assert bundle["text/plain"] == (
        "<Figure 7: Backward 3 of 12, xw0 gets 1 × upstream = 1.0 × 1.0 = 1.0>"
    )
    movie = movie_of("identity")._repr_mimebundle_()
    assert movie["text/html"].startswith('<iframe sandbox="allow-scripts" title="')
    assert base64.b64decode(movie["image/gif"]).startswith(b"GIF89a")
    assert base64.b64decode(movie["image/png"]).startswith(b"\x89PNG")


def test_figures_are_counted_like_a_sequence(neuron):
    assert len(neuron) == len(list(neuron)) == 17
    assert neuron[-1].index == 16
    assert [figure.index for figure in neuron[3:6]] == [3, 4, 5]
    with pytest.raises(IndexError, match="figure 17 of 17"):
        neuron[17]


def test_saving_goes_by_the_suffix(neuron, tmp_path):
    small = movie_of("square").replace(width=400)
    assert small.save(tmp_path / "new" / "a.gif") == [tmp_path / "new" / "a.gif"]
    assert [p.name for p in small.save(tmp_path / "b.svg")] == [f"b_0{n}.svg" for n in range(5)]
    assert small[2].save(tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    assert small.save(tmp_path / "d", format="json")[0].name == "d"
    with pytest.raises(
        BackpropError, match=r"unknown format: 'bmp' \(must be one of animated-svg, "
    ):
        small.save(tmp_path / "a.bmp")
    with pytest.raises(BackpropError, match="no suffix"):
        small.save(tmp_path / "a")
    with pytest.raises(BackpropError, match="format of whole movies"):
        small[0].save(tmp_path / "a.gif")
    assert not (tmp_path / "a.bmp").exists()


def test_two_threads_may_draw_at_once():
    with ThreadPoolExecutor(2) as threads:
        seeds = [2.0, 3.0, 2.0, 3.0]
        made = list(threads.map(lambda seed: movie_of("square").replace(seed=seed)[-1].svg, seeds))
    assert made[0] == made[2] != made[1] == made[3]


def test_a_title_is_text_and_not_html(tmp_path):
    file = tmp_path / 'a"<b>.py'
    file.write_text("x = 2.0\ny = x * x\n")
    html = gb.run(file).replace(width=300)._repr_mimebundle_()["text/html"]
    assert 'title="Backpropagation through a&quot;&lt;b&gt;.py"' in html


@pytest.mark.parametrize("number", ["2", 1.0, True])
def test_a_pass_number_is_a_whole_number(number):
    with pytest.raises(BackpropError, match=r"^pass_number: got .*; expected a whole number"):
        gb.run(code="x = 2.0; y = x * x", pass_number=number)


@pytest.mark.parametrize("path", [3, b"a.py", ["a.py"]])
def test_a_path_is_the_name_of_a_file(path):
    with pytest.raises(BackpropError, match=r"^path: got .*; expected the name of a file$"):
        gb.run(path)


@pytest.mark.parametrize(
    "options", [{"width": 2.5}, {"width": "a"}, {"width": 1}, {"seed": "a"}, {"seed": float("nan")}]
)
def test_options_that_are_none_are_one_line(options):
    with pytest.raises(BackpropError, match=r"got .*; expected a"):
        movie_of("square").replace(**options)
