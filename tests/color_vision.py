"""How far apart colours look: for a colour vision, and in grey."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from graphviz_backprop.themes import Colors
from graphviz_backprop.themes.contrast import linear_rgb

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
# deficiency" (2009): for linear RGB, without any of the cones of one kind.
VISIONS = {
    "trichromat": np.eye(3),
    "protanope": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranope": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanope": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])
PAIRS = list(combinations(("value", "gradient", "local"), 2))


def lab(color, vision="trichromat"):
    """A colour in CIE L*a*b*, as somebody of this vision sees it."""
    light = np.clip(VISIONS[vision] @ np.array(linear_rgb(color)), 0.0, 1.0)
    xyz = _XYZ @ light / _WHITE
    low = xyz <= 216 / 24389
    x, y, z = np.where(low, (24389 / 27 * xyz + 16) / 116, np.cbrt(xyz))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(first, second, vision="trichromat"):
    """CIE 1976: about 2 is seen side by side, 20 at a glance."""
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


def lightness(color):
    """L* from 0 to 100: all that is left of a colour in a copy in grey."""
    return float(lab(color)[0])


def hue(color):
    """The angle in the plane of a* and b* in degrees; red is about 40."""
    _, a, b = lab(color)
    return float(np.degrees(np.arctan2(b, a)))


def confusions(colors: Colors, vision: str, least: float) -> list[tuple[str, str]]:
    """Pairs of value, gradient and local derivative that look alike."""
    return [
        pair
        for pair in PAIRS
        if difference(*(getattr(colors, role) for role in pair), vision) < least
    ]


def confusions_in_grey(colors: Colors, least: float) -> list[tuple[str, str]]:
    """The same pairs where only lightness is left."""
    levels = {role: lightness(getattr(colors, role)) for pair in PAIRS for role in pair}
    return [(one, other) for one, other in PAIRS if abs(levels[one] - levels[other]) < least]
