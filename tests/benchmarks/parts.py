"""Where the time of the neuron's GIF goes: a table of its parts, in one process.

python -m tests.benchmarks.parts PIXELS
"""

from __future__ import annotations

import gc
import os
import sys
import time

gc.set_threshold(400_000)  # as the command does
os.environ["OPENBLAS_NUM_THREADS"] = "1"
_LAPS: list[tuple[str, float, float]] = []
_STARTED = [time.perf_counter(), time.process_time()]


def lap(what: str) -> None:
    """A part has ended."""
    now = [time.perf_counter(), time.process_time()]
    wall, cpu = (1000 * (b - a) for a, b in zip(_STARTED, now, strict=True))
    _LAPS.append((what, wall, cpu))
    _STARTED[:] = now


def main(pixels: str) -> None:
    """Go the command's way step by step, and print the rows."""
    import graphviz_backprop.command.cli
    import graphviz_backprop.isolation.running

    lap("the command line and what starts the reader's process: imports")
    import graphviz_backprop.figure.scene
    import graphviz_backprop.movies
    from graphviz_backprop.formats import FORMATS, gif
    from graphviz_backprop.typesetting import prepare

    FORMATS["gif"]
    prepare()
    lap("what draws: imports (while the reader's process runs)")
    from graphviz_backprop.command.parser import EXAMPLES
    from graphviz_backprop.isolation.running import Running
    from graphviz_backprop.limits import Limits
    from graphviz_backprop.sources import read_program

    program = read_program(EXAMPLES["neuron"])
    with Running(program, Limits(60, 4), sys.stderr, sys.stderr) as running:
        running.call("graphviz_backprop.capture:capture_program", program)
        (graph,) = running.result().graphs
    lap("the reader's process, here waited for (its own processor time is not in this row)")
    movie = graphviz_backprop.movies.Movie(graph, width=int(pixels))
    rendering = movie.rendering
    assert rendering.scene
    lap("backward pass, captions, layout: the scene")
    from graphviz_backprop.paint import Raster, make_gif

    raster = Raster(rendering.scene, rendering.scale)
    shots = list(gif._shots(rendering, raster, lambda: None))
    lap("painting by typst, reading its PNG, composing")
    make_gif(shots, raster.size, rendering.theme.colors, b"comment")
    lap("colours of the palette, LZW")
    print("| part | wall | processor |\n|---|---:|---:|")
    for what, wall, cpu in _LAPS:
        print(f"| {what} | {wall:.0f} ms | {cpu:.0f} ms |")


if __name__ == "__main__":
    main(*sys.argv[1:])
