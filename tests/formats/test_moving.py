"""Animated pictures and video: the moments of the movie, in their colours and their time."""

import io
import re
from itertools import pairwise

import imageio.v3 as iio
import numpy as np
import pytest
from PIL import Image, ImageSequence

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.playing import moments_of, refuse_beyond, seconds_of

NEAR = 40  # of 255: what the compression of a video may change


@pytest.fixture(scope="module")
def movie():
    def product(x, w):
        z = x * w
        return max(z, 0.0)

    return gb.trace(product, x=2.0, w=-3.0).replace(width=201)


def moments(movie):
    """What the movie shows: pictures, with their milliseconds."""
    timeline = moments_of(movie.rendering)
    seconds = seconds_of(movie.rendering, timeline)
    return [(index, round(1000 * one)) for index, one in zip(timeline.frames, seconds, strict=True)]


@pytest.mark.parametrize("format", ["webp", "apng"])
def test_an_animated_picture_has_the_frames_of_the_movie(movie, format, tmp_path):
    path = movie.save(tmp_path / f"a.{format}")[0]
    with Image.open(path) as image:
        shown = []
        for frame in ImageSequence.Iterator(image):
            pixels = np.asarray(frame.convert("RGB")).astype(int)  # and only then its duration
            shown.append((frame.info["duration"], pixels))
    assert sum(duration for duration, _ in shown) == sum(time for _, time in moments(movie))
    last = np.asarray(Image.open(io.BytesIO(movie[len(movie) - 1].png)).convert("RGB")).astype(int)
    assert abs(shown[0][1] - last).max() < 3  # the poster, by another way of painting
    assert abs(shown[-1][1] - last).max() < 3
    assert abs(shown[1][1] - last).max() > 100


@pytest.mark.parametrize("format", ["webp", "apng"])
def test_a_transparent_page_stays_so(format, tmp_path):
    movie = gb.trace(lambda x: x * 2.0, x=1.0).replace(background=None, width=200)
    with Image.open(movie.save(tmp_path / f"a.{format}")[0]) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0


# Reading leaves pipes of ffmpeg open until they are collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_video_has_the_time_and_the_colours_of_the_movie(movie, format, tmp_path):
    pytest.importorskip("imageio_ffmpeg")
    video, track = movie.save(tmp_path / f"a.{format}")
    said = iio.immeta(video, plugin="FFMPEG")
    assert said["codec"] == {"mp4": "h264", "webm": "vp9"}[format]
    # Matrix, primaries and transfer, or each player guesses: `bt709/unknown/unknown`.
    assert re.fullmatch(r"yuv420p\(tv, bt709(, progressive)?\)", said["pix_fmt"])
    frames = iio.imread(video, plugin="FFMPEG")
    seconds = sum(time for _, time in moments(movie)) / 1000
    assert len(frames) == pytest.approx(10 * seconds, abs=1)
    assert frames.shape[1] % 2 == frames.shape[2] % 2 == 0
    last = np.asarray(Image.open(io.BytesIO(movie[len(movie) - 1].png)).convert("RGB")).astype(int)
    height, width, _ = last.shape
    assert 0 <= frames.shape[1] - height <= 1  # padded, not stretched
    assert 0 <= frames.shape[2] - width <= 1
    shown = frames[-1][:height, :width].astype(int)
    assert abs(shown - last).mean() < 3
    assert abs(np.median(shown, axis=(0, 1)) - 255).max() <= 2  # the page stays white
    assert track.name == "a.vtt"


def test_captions_of_a_video_say_each_frame_in_its_time(movie, tmp_path):
    pytest.importorskip("imageio_ffmpeg")
    text = movie.save(tmp_path / "a.mp4")[1].read_text()
    assert text.startswith("WEBVTT")
    cues = re.findall(r"([\d:.]+) --> ([\d:.]+)\n(.*)\n", text)
    assert len(cues) == len(movie) + 1  # the poster, then every frame
    assert cues[0][0] == "00:00:00.000"
    assert all(end == start for (_, end, _), (start, _, _) in pairwise(cues))
    for (_, _, line), frame in zip(cues[1:], movie.frames, strict=True):
        assert line == f"{frame.caption.count}: {frame.caption.sentence}"


def test_without_ffmpeg_one_line_says_what_to_install(movie, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "imageio_ffmpeg", None)
    with pytest.raises(
        BackpropError, match=r"mp4 needs imageio_ffmpeg.*graphviz-backprop\[video\]"
    ):
        movie.save(tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


def test_what_would_not_fit_into_memory_is_refused(movie):
    timeline = moments_of(movie.rendering)
    refuse_beyond(movie.rendering, timeline, 10**9, "webp")
    with pytest.raises(BackpropError, match=r"webp: \d+ pictures of 201 x \d+ pixels .* --width"):
        refuse_beyond(movie.rendering, timeline, 10**5, "webp")


@pytest.mark.parametrize("format", ["webp", "apng"])
def test_the_same_movie_gives_the_same_bytes(movie, format):
    again = movie.replace(width=201)
    made = [FORMATS[format].make(one.rendering, unwatched) for one in (movie, again)]
    assert made[0] == made[1]
