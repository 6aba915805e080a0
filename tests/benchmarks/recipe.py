"""The plain recipe, as a program: one Graphviz render to PNG for each frame, then imageio.

    python -m tests.benchmarks.recipe FOLDER OUTPUT PIXELS

FOLDER holds the frames as DOT files, of which each is made PIXELS wide.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import graphviz
import imageio.v3 as iio

POINTS = 72


def main(folder: str, output: str, pixels: str) -> None:
    """Render each DOT file of the folder, and write the GIF."""
    sources = [path.read_text() for path in sorted(Path(folder).glob("*.gv"))]
    (width,) = re.findall(r'corner1 .*pos="([\d.]+),', sources[0])
    start = f"digraph {{ dpi={POINTS * int(pixels) / float(width):.4f};"
    frames = []
    for source in sources:
        sized = graphviz.Source(source.replace("digraph {", start, 1), engine="neato")
        frames.append(iio.imread(sized.pipe("png", neato_no_op=2), extension=".png"))
    iio.imwrite(output, frames, extension=".gif", duration=1000, loop=0)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (graphviz.ExecutableNotFound, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
