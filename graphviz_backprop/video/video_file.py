"""MP4 and WebM through ffmpeg, which imageio brings with the extra `video`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.extras import import_extra
from graphviz_backprop.paint import Pixels, without_transparency
from graphviz_backprop.playing import moments_of, pictures_of, seconds_of
from graphviz_backprop.rendering import Rendering

FRAMES_PER_SECOND = 10  # the themes count in tenths of a second
_MOST_PIXELS = 8_192  # wide or high: more is beyond what players take
_CODECS = {"mp4": "libx264", "webm": "libvpx-vp9"}
# Colours as the web has them, said in the file by each frame, for ffmpeg's encoders ask those; the
# same bytes for the same pictures.
_COLORS = (
    "-vf scale=out_color_matrix=bt709:out_range=tv,"
    "setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv "
    "-threads 4 -fflags +bitexact -flags:v +bitexact -map_metadata -1"
).split()
_OF_CODEC = {
    "mp4": "-crf 16 -preset medium -tune stillimage -movflags +faststart".split(),
    "webm": "-crf 20 -b:v 0 -row-mt 1 -deadline realtime -cpu-used 6 -tune-content screen".split(),
}


def refuse_video(rendering: Rendering, kind: str) -> None:
    """See that a video can be made before anything is drawn.

    Args:
        rendering: the movie.
        kind: "mp4" or "webm".

    Raises:
        BackpropError: ffmpeg is not installed, or the picture is too large.
    """
    import_extra("imageio_ffmpeg", "video", f"the format {kind}")
    width, height = (size + size % 2 for size in _size(rendering))
    if max(width, height) > _MOST_PIXELS:
        raise BackpropError(
            f"{rendering.graph.source}: a video of {width} x {height} pixels is too large, "
            f"{_MOST_PIXELS} at most; choose a --width"
        )


def video(rendering: Rendering, kind: str, comment: str, tick: Callable[[], None]) -> bytes:
    """The movie once, padded to even sizes with the page's colour.

    Args:
        rendering: the movie.
        kind: "mp4" or "webm".
        comment: what the file says of its maker.
        tick: called for each frame of the movie.

    Raises:
        BackpropError: ffmpeg is not installed.
    """
    import_extra("imageio_ffmpeg", "video", f"the format {kind}")
    iio: Any = import_module("imageio.v2")  # its types lack what the writers of video can do
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"movie.{kind}"
        with iio.get_writer(
            path,
            format="FFMPEG",
            fps=FRAMES_PER_SECOND,
            codec=_CODECS[kind],
            quality=None,
            pixelformat="yuv420p",
            macro_block_size=2,
            ffmpeg_log_level="error",
            output_params=[*_COLORS, *_OF_CODEC[kind], "-metadata", f"comment={comment}"],
        ) as writer:
            for picture, count in _shown(rendering):
                pixels = _padded(picture)
                for _ in range(count):
                    writer.append_data(pixels)
        for _ in rendering.storyboard.frames:
            tick()
        return path.read_bytes()


def _size(rendering: Rendering) -> tuple[int, int]:
    scene, scale = rendering.scene, rendering.scale
    return round(scene.width * scale), round(scene.height * scale)


def _shown(rendering: Rendering) -> Iterator[tuple[Pixels, int]]:
    """Each moment's picture, and on how many frames of the video it is seen."""
    timeline = moments_of(rendering)
    ends = accumulate(seconds_of(rendering, timeline), initial=0.0)
    counts = (round(end * FRAMES_PER_SECOND) for end in ends)
    for picture, (start, end) in zip(
        pictures_of(rendering, timeline), pairwise(counts), strict=True
    ):
        yield picture, end - start


def _padded(picture: Pixels) -> Pixels:
    """On white, and of an even width and height: the page's last row and column come twice."""
    height, width, _ = picture.shape
    opaque = without_transparency(picture)
    return np.pad(opaque, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
