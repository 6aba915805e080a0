"""What one frame costs, in movies of 28 to 2,000 frames: rows of a table.

python -m tests.benchmarks.frames
"""

from __future__ import annotations

import itertools
import resource
import time

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, FrameFormat, MovieFormat, unwatched

# How often the chain below multiplies and adds, for about so many frames.
LENGTHS = {28: 4, 100: 24, 500: 122, 2_000: 488}
_SOME = 40  # frames that are painted as PNG


def chain(length: int) -> gb.Movie:
    """A value that goes through so many steps of two operations."""

    def steps(x: float, w: float, b: float) -> float:
        for _ in range(length):
            x = x * w + b
        return x

    return gb.trace(steps, x=1.0, w=0.9, b=0.1)


def main() -> None:
    """Print the rows; the processor's time, for the machine may be busy."""
    gif, png = FORMATS["gif"], FORMATS["png"]
    assert isinstance(gif, MovieFormat)
    assert isinstance(png, FrameFormat)
    print("| frames | page, Mpx | GIF, a frame | its bytes, a frame | PNG, a frame | peak |")
    print("|---:|---:|---:|---:|---:|---:|")
    for length in LENGTHS.values():
        rendering = chain(length).rendering
        count = len(rendering.storyboard)
        pixels = rendering.scene.width * rendering.scene.height * rendering.scale**2 / 1e6
        start = time.process_time()
        data = gif.make(rendering, unwatched)
        of_gif = 1000 * (time.process_time() - start) / count
        start = time.process_time()
        painted = sum(1 for _ in itertools.islice(png.every(rendering), _SOME))
        of_png = 1000 * (time.process_time() - start) / painted
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"| {count} | {pixels:.1f} | {of_gif:.1f} ms | {len(data) / count / 1000:.1f} kB "
            f"| {of_png:.1f} ms | {peak:.0f} MB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
