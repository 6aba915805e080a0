"""Each row is two ways to do the same work, timed in turn; the ratio is what counts."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import imageio.v3 as iio

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, FrameFormat, MovieFormat, unwatched
from graphviz_backprop.paint import Raster
from tests.benchmarks.processes import ROUNDS
from tests.cases import CASES

OPERATIONS = 100_000


def chain(x: float, w: float) -> float:
    for _ in range(OPERATIONS // 2):
        x = x * w + 0.0001
    return x


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(what: str, ours: Callable[[], object], other: Callable[[], object]) -> None:
    """Time the two in turn and print medians and the median of the ratios."""
    pairs = [(seconds(ours), seconds(other)) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what:<66}{mine * 1000:9.1f} ms{theirs * 1000:9.1f} ms{ratio:9.2f}")


def main() -> None:
    """Print the table."""
    print(f"{'ours against the other':<66}{'ours':>12}{'other':>12}{'ratio':>9}", flush=True)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.processes"], check=True)
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
    count = len(rendering.storyboard)
    raster = Raster(rendering.scene, rendering.scale)
    images = [iio.imread(picture, extension=".png")[..., :3] for picture in png.every(rendering)]
    compare(
        f"{name}: GIF with its painting, against imageio's GIF of ready frames",
        lambda: gif.make(rendering, unwatched),
        lambda: iio.imwrite(io.BytesIO(), images, extension=".gif", duration=1000),
    )
    compare(
        f"{name}: painting for the GIF, against every frame painted whole",
        lambda: [None for _ in raster.changes(count)],
        lambda: list(raster.pngs(range(count))),
    )
    compare(
        f"{name}: PNG of all frames, against imageio's PNG of ready frames",
        lambda: list(png.every(rendering)),
        lambda: [iio.imwrite("<bytes>", image, extension=".png") for image in images],
    )
    compare(
        f"{name}: SVG of all frames, against that of one",
        lambda: list(svg.every(rendering)),
        lambda: svg.one(rendering, count - 1),
    )


if __name__ == "__main__":
    main()
