"""Parts of the work against the plain way to do them, timed in turn in one process.

python -m tests.benchmarks.in_process
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import imageio.v3 as iio

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, FrameFormat, MovieFormat, unwatched
from tests.cases import CASES

OPERATIONS = 100_000
ROUNDS = 3


def chain(x: float, w: float) -> float:
    for _ in range(OPERATIONS // 2):
        x = x * w + 0.0001
    return x


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(what: str, ours: Callable[[], object], other: Callable[[], object]) -> None:
    """Time the two in turn; print medians and the median of the ratios."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"| {what} | {mine * 1000:,.1f} ms | {theirs * 1000:,.1f} ms | {ratio:.2f} |", flush=True)


def main() -> None:
    """Print the rows."""
    print("| what | ours | other | times less |\n|---|---:|---:|---:|")
    compare(
        "capture of 100,000 operations, against plain Python",
        lambda: gb.trace(chain, x=1.0, w=0.9999),
        lambda: chain(1.0, 0.9999),
    )
    captured = gb.trace(chain, x=1.0, w=0.9999)
    compare(
        "backward pass of 100,000 operations, against their capture",
        lambda: captured.replace(seed=2.0),
        lambda: gb.trace(chain, x=1.0, w=0.9999),
    )
    for name in ("neuron", "two_layers"):
        pictures(name)


def pictures(name: str) -> None:
    rendering = CASES[name].movie().rendering
    gif, png, svg = (FORMATS[format] for format in ("gif", "png", "svg"))
    assert isinstance(gif, MovieFormat)
    assert isinstance(png, FrameFormat)
    assert isinstance(svg, FrameFormat)
    images = [iio.imread(picture, extension=".png")[..., :3] for picture in png.every(rendering)]
    compare(
        f"{name}: GIF with its painting, against imageio's GIF of ready frames",
        lambda: gif.make(rendering, unwatched),
        lambda: iio.imwrite(io.BytesIO(), images, extension=".gif", duration=1000),
    )
    compare(
        f"{name}: PNG of all frames, against imageio's PNG of ready frames",
        lambda: list(png.every(rendering)),
        lambda: [iio.imwrite("<bytes>", image, extension=".png") for image in images],
    )
    compare(
        f"{name}: SVG of all frames, against that of one",
        lambda: list(svg.every(rendering)),
        lambda: svg.one(rendering, len(rendering.storyboard) - 1),
    )


if __name__ == "__main__":
    main()
