"""The ground under a drawing: the theme's page, another colour, or nothing."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, MovieFormat, unwatched
from graphviz_backprop.paint import make_timeline
from graphviz_backprop.themes import THEMES
from tests.conftest import command

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def movie():
    """With a dead branch, whose dashes lie on a line in the colour of the page."""
    made = gb.trace(lambda x, w: max(x * w, 0) + x, x=2.0, w=-3.0)
    return made.replace(width=700)


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA")).astype(int)


def gif_frames(movie):
    gif = FORMATS["gif"]
    assert isinstance(gif, MovieFormat)
    image = Image.open(io.BytesIO(gif.make(movie.rendering, unwatched)))
    frames, shown = [], 0.0
    for number in range(image.n_frames):
        image.seek(number)
        shown += image.info["duration"] / 1000
        frames.append(np.asarray(image.convert("RGBA")).astype(int))
    return frames, shown


def on(ground, picture):
    """A picture laid on a colour."""
    color = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)])
    cover = picture[..., 3:] / 255
    return picture[..., :3] * cover + color * (1 - cover)


def rings(movie):
    scale = movie.rendering.scale
    for mark in movie.rendering.scene.marks:
        if mark.kind == "ring":
            box = mark.box
            yield round((box.left + box.right) / 2 * scale), round((box.top + 8.0) * scale)


@pytest.mark.parametrize("background", [None, "none"])
def test_png_has_no_ground_and_filled_rings(movie, background):
    clear = movie.replace(background=background)
    picture = pixels(clear[-1].png)
    assert (picture[2, 2] == (0, 0, 0, 0)).all()
    assert (picture[..., 3] == 0).mean() > 0.7
    for x, y in rings(movie):
        assert tuple(picture[y, x]) == (255, 255, 255, 255)


@pytest.mark.parametrize("theme", ["book", "dark"])
def test_on_its_own_page_a_transparent_png_is_the_opaque_one(movie, theme):
    opaque = movie.replace(theme=theme)
    clear = opaque.replace(background=None)
    for index in (0, len(movie) // 2, len(movie) - 1):
        laid = on(THEMES[theme].colors.page, pixels(clear[index].png))
        assert abs(laid - pixels(opaque[index].png)[..., :3]).max() <= 3


def test_svg_has_no_ground(movie):
    opaque, clear = movie[-1].svg, movie.replace(background=None)[-1].svg
    grounds = [len(ET.fromstring(svg).findall(f"{SVG}rect")) for svg in (opaque, clear)]
    assert grounds == [1, 0]
    assert re.sub(r"<rect[^>]*/>\n", "", opaque) == clear


def test_dot_has_no_ground(movie):
    source = movie.replace(background=None)[-1].source.source
    assert "bgcolor=transparent" in source
    program = shutil.which("neato")
    if program is None:
        pytest.skip("no Graphviz is installed")
    run = [program, "-n2", "-Tpng"]
    drawn = subprocess.run(run, input=source.encode(), capture_output=True, timeout=60)
    assert pixels(drawn.stdout)[2, 2, 3] == 0


@pytest.mark.parametrize("theme", ["book", "dark"])
def test_every_frame_of_a_transparent_gif_is_its_png(movie, theme):
    """Nothing of the frame before is left, and no pixel is half there."""
    clear = movie.replace(theme=theme, background=None)
    frames, seconds = gif_frames(clear)
    in_two = [frame.kind == "step" for frame in clear.frames]
    moments = make_timeline(clear.rendering.scene, in_two).frames
    assert len(frames) == len(moments)
    later = 1.0 + 1.5 * sum(in_two)  # the poster, and calculations before their results
    assert seconds == pytest.approx(later + sum(clear.rendering.seconds(f) for f in clear.frames))
    for moment, (index, frame) in enumerate(zip(moments, frames, strict=True)):
        assert set(np.unique(frame[..., 3])) == {0, 255}
        if moments[moment + 1 : moment + 2] == (index,):
            continue  # the number is still to come
        picture = pixels(clear[index].png)
        sure = abs(picture[..., 3] - 127.5) > 30
        assert ((frame[..., 3] == 255) == (picture[..., 3] > 127))[sure].mean() > 0.9999


def fringe(frame, page):
    """The share of edge pixels whose colour leans to the page."""
    is_there = frame[..., 3] == 255
    inner = is_there.copy()
    for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
        inner &= np.roll(is_there, step, axis)
    edge = frame[..., :3][is_there & ~inner]
    return (abs(edge - page).max(axis=1) < 60).mean()


def test_a_transparent_gif_has_no_seam_of_the_page(movie):
    """Soft edges that were mixed with white would shine on a dark slide."""
    frames, _ = gif_frames(movie.replace(background=None))  # the first is the complete figure
    page = np.array([255, 255, 255])
    assert fringe(frames[0], page) < 0.005
    opaque = pixels(movie[-1].png)  # of the same frame, with white cut out: what must not come
    opaque[..., 3] = np.where((opaque[..., :3] == 255).all(axis=-1), 0, 255)
    assert fringe(opaque, page) > 0.1


@pytest.mark.parametrize(
    ("background", "color"),
    [("#FDF6E3", "#fdf6e3"), ("101418", "#101418"), ("white", "#ffffff"), ("black", "#000000")],
)
def test_a_color_is_the_page(movie, background, color):
    dark = "dark" if color in ("#101418", "#000000") else "print"
    made = movie.replace(theme=dark, background=background)
    expected = (*bytes.fromhex(color[1:]), 255)
    picture = pixels(made[0].png)
    assert tuple(picture[2, 2]) == expected
    for x, y in rings(made):
        assert tuple(pixels(made[-1].png)[y, x]) == expected
    frames, _ = gif_frames(made)
    assert tuple(frames[0][2, 2]) == expected
    assert f'fill="{color}"' in made[0].svg
    assert f'bgcolor="{color}"' in made[0].source.source


def test_the_halo_goes_with_the_page(movie):
    colors = movie.replace(theme="dark", background="black").rendering.theme.colors
    assert (colors.page, colors.halo) == ("#000000", "#1c0301")
    assert movie.replace(theme="dark", background="theme").rendering.theme is THEMES["dark"]


def test_a_color_on_which_little_is_seen_is_a_warning(movie):
    with pytest.warns(UserWarning, match="theme book on #2b579a: low contrast: gradient on page"):
        assert movie.replace(background="#2b579a")[0].png


@pytest.mark.parametrize("background", ["reddish", "#fff", "", 3, "#12345g"])
def test_what_is_no_color_is_an_error(movie, background):
    with pytest.raises(BackpropError, match=r"background: got .*; expected none, or a colour"):
        movie.replace(background=background)


def test_the_command_knows_the_option(tmp_path):
    done = command("demo", "--background", "none", "--formats", "svg,gif", "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert ET.parse(tmp_path / "neuron_00.svg").getroot().findall(f"{SVG}rect") == []
    wrong = command("demo", "--background", "reddish", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "expected none, or a colour" in wrong.stderr
    pale = command("demo", "--background", "2b579a", "--formats", "json", cwd=tmp_path)
    assert pale.returncode == 0
    assert pale.stderr.count("\n") == 1
    assert "theme book on #2b579a: low contrast" in pale.stderr
