"""How far two pictures are apart, apart from the soft edges of their lines and letters."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

_NEAR = 48  # of 255: a shade of the same colour
_AROUND = 3  # pixels wide: another painter may put an edge one aside


def share_apart(one: np.ndarray, other: np.ndarray) -> float:
    """The share of pixels in which two pictures differ beyond antialiasing.

    A pixel is alike where, in each colour, it lies within the range of the other picture's pixels
    beside it, give or take a shade, both ways round: so an edge may lie half a pixel aside.

    Args:
        one: pixels in RGB, of shape (height, width, 3), from 0 to 255.
        other: the same.
    """
    assert one.shape == other.shape, f"{one.shape} and {other.shape}"
    apart = _beyond(one, other) | _beyond(other, one)
    return float(apart.mean())


def _beyond(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    image = Image.fromarray(other.astype(np.uint8))
    low = np.asarray(image.filter(ImageFilter.MinFilter(_AROUND)), int) - _NEAR
    high = np.asarray(image.filter(ImageFilter.MaxFilter(_AROUND)), int) + _NEAR
    return ((one < low) | (one > high)).any(axis=-1)
