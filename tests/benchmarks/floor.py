"""The least that a GIF can cost, as a program: the imports, and encoding what changed.

    python -m tests.benchmarks.floor prepare PATCHES PIXELS
    python -m tests.benchmarks.floor encode PATCHES OUTPUT

PATCHES holds, of each frame of the neuron, the indexed pixels that changed.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from PIL import GifImagePlugin, Image


def prepare(path: str, pixels: str) -> None:
    """Write what the neuron's GIF is encoded from."""
    from graphviz_backprop.formats import gif
    from graphviz_backprop.paint import Raster, animation
    from graphviz_backprop.paint.palette import Palette
    from tests.cases import CASES

    rendering = CASES["neuron"].movie().replace(width=int(pixels)).rendering
    raster = Raster(rendering.scene, rendering.scale)
    shots = gif._shots(rendering, raster, lambda: None)
    palette = Palette(rendering.theme.colors)
    timed = animation._timed(animation._patches(shots, raster.size, palette))
    patches = [
        (indices.tobytes(), indices.shape[::-1], palette.table, corner)
        for (corner, indices), _ in timed
    ]
    Path(path).write_bytes(pickle.dumps(patches))


def encode(patches: str, output: str) -> None:
    """Encode the patches."""
    parts: list[bytes] = []
    for pixels, size, palette, corner in pickle.loads(Path(patches).read_bytes()):
        image = Image.frombytes("P", size, pixels)
        image.putpalette(palette)
        parts += [] if parts else GifImagePlugin.getheader(image.copy(), info={"loop": 0})[0]
        parts += GifImagePlugin.getdata(image, corner, duration=1000, disposal=1, transparency=255)
    Path(output).write_bytes(b"".join([*parts, b";"]))


if __name__ == "__main__":
    {"prepare": prepare, "encode": encode}[sys.argv[1]](*sys.argv[2:])
