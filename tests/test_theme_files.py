"""Themes of the reader's own: what a file may say, and what is wrong with one."""

from __future__ import annotations

import io
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.paint import make_gif
from graphviz_backprop.themes import THEMES, find_theme
from tests.conftest import command
from tests.test_themes import BOOK, theme_with


@pytest.fixture
def theme_file(tmp_path):
    def write(text, name="my.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def line():
    return gb.trace(lambda x, w: x * w, x=2.0, w=-3.0)


OVERRIDES = """
base = "dark"
least_text = 11
[colors]
value = "#A0F0D0"
[sizes]
name = 20
[seconds]
forward = 0.5
"""


def test_a_file_overrides_a_theme(theme_file):
    theme = find_theme(theme_file(OVERRIDES))
    dark = THEMES["dark"]
    assert theme == replace(
        dark,
        name="my.toml",
        least_text=11.0,
        colors=replace(dark.colors, value="#a0f0d0"),
        sizes=replace(dark.sizes, name=20.0),
        seconds=dark.seconds | {"forward": 0.5},
    )


def test_an_empty_file_is_the_book(theme_file):
    assert replace(find_theme(theme_file("")), name="book") == BOOK


def test_a_file_is_taken_wherever_a_name_is(theme_file, monkeypatch):
    path = theme_file(OVERRIDES)
    monkeypatch.chdir(path.parent)
    x = gb.value("x", 2.0)
    by_hand = gb.movie(gb.tanh(x * 3.0), theme="my.toml", sequence="book")
    for movie in (by_hand, line().replace(theme=path), line().replace(theme=find_theme(path))):
        assert 'fill="#a0f0d0"' in movie[-1].svg
        assert movie.rendering.seconds(movie.frames[0]) == 0.5
    assert 'fill="#a0f0d0"' in by_hand.replace(width=300)[-1].svg


def test_a_theme_of_a_program_is_known_by_its_name(theme_file):
    THEMES.add("night.toml", theme_with(value="#123456"))
    try:
        assert 'fill="#123456"' in line().replace(theme="night.toml")[-1].svg
        assert find_theme(theme_file('base = "night.toml"')).colors.value == "#123456"
    finally:
        del THEMES._things["night.toml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colours = 1", "colours: unknown; expected one of base, colors, sizes, seconds, pixels_"),
        ('[colors]\ngradiant = "#000000"', "colors.gradiant: unknown; expected one of page, name,"),
        ('[colors]\nvalue = "red"', "colors.value: got 'red'; expected a colour as \"#b3001b\""),
        ('[colors]\nvalue = "#fff"', "colors.value: got '#fff'; expected a colour"),
        ('[colors]\nvalue = "#12345g"', "colors.value: got '#12345g'; expected a colour"),
        ('[colors]\nvalue = "#123456\\n"', "colors.value: got '#123456"),
        ("[colors]\nvalue = 255", "colors.value: got 255; expected a colour"),
        ('colors = "dark"', "colors: got 'dark'; expected a table [colors]"),
        ("[[colors]]", "colors: got [{}]; expected a table [colors]"),
        ('base = "night"', "base: got 'night'; expected one of book, colourblind, dark, print"),
        ('base = ["book"]', "base: got ['book']; expected one of"),
        ("[sizes]\nname = true", "sizes.name: got True; expected a number from 3.6 to 90"),
        ("[sizes]\nname = 0", "sizes.name: got 0; expected a number from 3.6 to 90"),
        ("[sizes]\nring = nan", "sizes.ring: got nan; expected a number from"),
        ("[sizes]\nring = inf", "sizes.ring: got inf; expected a number from"),
        ('[sizes]\nring = "20"', "sizes.ring: got '20'; expected a number from"),
        ("[seconds]\nforward = 0", "seconds.forward: got 0; expected a number from 0.02 to 60"),
        (
            "[seconds]\nbackward = 1",
            "seconds.backward: unknown; expected one of poster, forward,",
        ),
        ("most_pixels = 1e9", "most_pixels: got 1000000000.0; expected a whole number from 100"),
        ("least_text = -1", "least_text: got -1; expected a number from 1 to 100"),
        ("colors", "no theme: it is no TOML: Expected '=' after a key"),
        (b"\xff\xfe", "no theme: it is no TOML: 'utf-8' codec can't decode"),
        ("a = " + "[" * 9000, "no theme: it is no TOML: "),
        ("#" * 1_000_001, "no theme: more than 1,000,000 bytes"),
    ],
)
def test_a_wrong_file_is_one_line_with_file_key_and_what_was_expected(theme_file, text, message):
    path = theme_file(text)
    with pytest.raises(BackpropError) as caught:
        line().replace(theme=path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("wanted", ["missing.toml", "folder/theme", Path("missing"), Path("x\0")])
def test_a_file_that_is_missing_is_said(wanted):
    with pytest.raises(BackpropError, match="the theme can't be read"):
        line().replace(theme=wanted)


@pytest.mark.parametrize("wanted", [None, 3, b"book"])
def test_what_is_no_theme_at_all_is_said(wanted):
    with pytest.raises(BackpropError, match="expected a name or the path of a TOML file"):
        line().replace(theme=wanted)


PALE = '[colors]\nvalue = "#d0d0d0"\nwire = "#eeeeee"\nring = "#eeeeee"\nname = "#fafafa"'


def test_pale_colors_are_drawn_with_one_line(theme_file):
    with pytest.warns(
        UserWarning,
        match=r"my.toml on #ffffff: low contrast: name on page 1.0 : 1 of 4.5 : 1, .* and 3 more$",
    ) as caught:
        movie = line().replace(theme=theme_file(PALE))
    assert len(caught) == 1
    assert 'fill="#d0d0d0"' in movie.replace(width=400)[-1].svg  # and no second warning


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_theme_is_read_once(tmp_path):
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(OVERRIDES,))
    writer.start()
    movie = line().replace(theme=pipe)
    writer.join()
    pipe.unlink()
    assert movie.replace(background="black").rendering.theme.colors.page == "#000000"
    own = movie.replace(background="black").replace(background="theme")
    assert own.rendering.theme == movie.rendering.theme
    assert own.rendering.theme.colors.value == "#a0f0d0"


def test_times_beyond_what_gif_can_hold_are_cut(theme_file, tmp_path):
    path = theme_file("[seconds]\nforward=60\nseed=60\ncalculation=60\nresult=60\nlast=60")
    movie = gb.trace(lambda x: x + 0.0 * x, x=2.0).replace(theme=path, width=300)
    assert movie.save(tmp_path / "slow.gif")
    patch, size = Image.new("RGBA", (9, 9), "#ffffff"), (9, 9)
    still = make_gif([([((0, 0, 9, 9), patch)], 600.0), ([], 600.0)], size, BOOK.colors, b"")
    assert Image.open(io.BytesIO(still)).info["duration"] == 655_350


def test_the_command_takes_a_file(theme_file, tmp_path):
    path = theme_file(PALE)
    done = command("demo", "--theme", path, "--formats", "svg", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert done.stderr.count("low contrast") == 1
    assert 'fill="#d0d0d0"' in (tmp_path / "out" / "neuron_16.svg").read_text()


def test_a_wrong_file_stops_the_command_before_the_code_runs(theme_file, tmp_path):
    path, code = theme_file("[sizes]\nname = 0"), tmp_path / "code.py"
    code.write_text("open('ran', 'w')\nx = 2.0\ny = x * 3.0\n")
    done = command("run", code, "--theme", path, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"graphviz-backprop: {path}: sizes.name: got 0; expected")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "ran").exists()
