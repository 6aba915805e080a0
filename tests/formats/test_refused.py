"""What a format can't take is said before any format draws."""

from __future__ import annotations

import sys

import pytest

from graphviz_backprop.errors import BackpropError
from tests.cases import CASES


@pytest.mark.parametrize(
    ("format", "limit", "message"),
    [
        ("gif", "formats.gif._MOST_PIXELS", r"a GIF of 500 x \d+ pixels is too large"),
        ("webp", "video.animated_pictures._MOST_MEMORY", r"webp: \d+ pictures of 500 x \d+"),
        ("apng", "video.animated_pictures._MOST_MEMORY", r"apng: \d+ pictures of 500 x \d+"),
        ("mp4", "video.video_file._MOST_PIXELS", r"a video of 500 x \d+ pixels is too large"),
        ("webm", "video.video_file._MOST_PIXELS", r"a video of 500 x \d+ pixels is too large"),
        ("pptx", "slides.deck._MOST", r"pptx: \d+ figures are too many"),
    ],
)
def test_a_limit_is_told_before_anything_is_drawn(format, limit, message, monkeypatch, tmp_path):
    pytest.importorskip({"mp4": "imageio_ffmpeg", "webm": "imageio_ffmpeg"}.get(format, "PIL"))
    pytest.importorskip("pptx" if format == "pptx" else "PIL")
    monkeypatch.setattr(f"graphviz_backprop.{limit}", 1)
    drawn = []
    movie = CASES["square"].movie().replace(width=500)
    with pytest.raises(BackpropError, match=message):
        movie.save_all(tmp_path, "a", ["svg", format], tick=lambda: drawn.append(1))
    assert drawn == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("format", "module", "extra"),
    [
        ("mp4", "imageio_ffmpeg", "video"),
        ("webm", "imageio_ffmpeg", "video"),
        ("pptx", "pptx", "pptx"),
    ],
)
def test_an_extra_that_is_absent_is_told_before_anything_is_drawn(
    format, module, extra, monkeypatch, tmp_path
):
    monkeypatch.setitem(sys.modules, module, None)
    drawn = []
    movie = CASES["square"].movie()
    with pytest.raises(
        BackpropError, match=rf"{module}.*pip install 'graphviz-backprop\[{extra}\]'"
    ):
        movie.save_all(tmp_path, "a", ["svg", format], tick=lambda: drawn.append(1))
    assert drawn == []
    movie.save_all(tmp_path, "a", ["txt"])  # the rest works
