"""The contrast rule for a theme's colours, with the ratio of WCAG 2.

Source: Web Content Accessibility Guidelines 2.2, success criteria 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes.theme import Colors

TEXT = 4.5
LINES = 3.0
_TEXT_ROLES = ("name", "index", "faint", "symbol", "value", "gradient", "local")
_LINE_ROLES = ("ring", "wire", "dimmed", "frame", "curve")
_GROUNDS = ("page", "panel")
_ROLES_ON_HALO = ("ring", "wire", "dimmed", "gradient")  # the last is the ring around the halo


@quick_dataclass(frozen=True, slots=True)
class LowContrast:
    """A colour that is hard to see where it is drawn.

    Attributes:
        role, ground: fields of `Colors`: what is drawn, and on what.
        ratio: the contrast that they have, from 1 to 21.
        least: what it should be.
    """

    role: str
    ground: str
    ratio: float
    least: float

    def __str__(self) -> str:
        return f"{self.role} on {self.ground} {self.ratio:.1f} : 1 of {self.least:g} : 1"


def low_contrasts(colors: Colors) -> list[LowContrast]:
    """All colours that break the rule, the worst first; on a panel those that hold on the page."""
    wanted = [
        *((role, _GROUNDS, TEXT) for role in _TEXT_ROLES),
        *((role, _GROUNDS, LINES) for role in _LINE_ROLES),
        *((role, ("halo",), LINES) for role in _ROLES_ON_HALO),
    ]
    low = []
    for role, grounds, least in wanted:
        for ground in grounds:
            ratio = contrast(getattr(colors, role), getattr(colors, ground))
            if ratio < least:
                low.append(LowContrast(role, ground, ratio, least))
                break
    return sorted(low, key=lambda one: one.ratio / one.least)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = linear_rgb(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear_rgb(color: str) -> tuple[float, ...]:
    """The shares of red, green and blue light in a colour `#rrggbb` of sRGB, from 0 to 1."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
