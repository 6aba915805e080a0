"""The least that a GIF can cost, as a program: the imports, and encoding what changed.

    python -m tests.benchmarks.floor PATCHES OUTPUT

PATCHES is what `save_patches` has written: of each frame the indexed pixels that changed.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from PIL import GifImagePlugin, Image

import graphviz_backprop.api
import graphviz_backprop.formats.gif
from graphviz_backprop.film import Film
from graphviz_backprop.paint import animation
from graphviz_backprop.paint.raster import Raster


def save_patches(film: Film, path: Path) -> None:
    """Write what a movie's GIF is encoded from."""
    frames = film.storyboard.frames
    images = Raster(film.scene, film.scale).frames(len(frames))
    shots = ((*image, film.seconds(f)) for image, f in zip(images, frames, strict=True))
    palette = animation._Palette(film.theme.colors)
    patches = [
        (patch.tobytes(), patch.size, patch.getpalette(), corners[:2])
        for (patch, corners), _ in animation._timed(animation._patches(shots, palette))
    ]
    path.write_bytes(pickle.dumps(patches))


def main(patches: str, output: str) -> None:
    """Encode the patches."""
    parts: list[bytes] = []
    for pixels, size, palette, corner in pickle.loads(Path(patches).read_bytes()):
        image = Image.frombytes("P", size, pixels)
        image.putpalette(palette)
        parts += [] if parts else GifImagePlugin.getheader(image.copy(), info={"loop": 0})[0]
        parts += GifImagePlugin.getdata(image, corner, duration=1000, disposal=1, transparency=255)
    Path(output).write_bytes(b"".join([*parts, b";"]))


if __name__ == "__main__":
    assert graphviz_backprop.api
    main(*sys.argv[1:])
