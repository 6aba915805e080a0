"""What a page's script must know of a mark, as attributes and shapes."""

from __future__ import annotations

from graphviz_backprop.figure import Mark, Point, Rect, Text
from graphviz_backprop.living.drawn import attributes_text, number_text

_AROUND = 3.0  # from an input's number to the line around it


def life_of(born: int, dies: int) -> dict[str, str]:
    """The frames that show a mark."""
    return {"data-born": str(born), "data-dies": str(dies)}


def edge_of(mark: Mark) -> tuple[str, ...]:
    """The producer of a wire, and the consumer and its argument where it leads to one."""
    data = mark.data
    return tuple(data[key] for key in ("producer", "consumer", "argument") if key in data)


def wire_key(mark: Mark) -> tuple[str, ...]:
    """The same for a wire's bright and its dimmed mark."""
    kind = "active" if mark.kind == "active" else "wire"
    return (kind, *edge_of(mark), mark.data.get("points", ""))


def points_of(text: str) -> tuple[Point, ...]:
    """Corners from an attribute."""
    pairs = (point.split(",") for point in text.split())
    return tuple((float(x), float(y)) for x, y in pairs)


def room_around(text: Text, room: float, name: str = "edge") -> str:
    """The line around a number that can be changed, or room to point at one."""
    half = room / 2 + _AROUND
    middle = text.x + text.width / 2
    box = Rect(middle - half, text.baseline - 0.9 * text.size, middle + half, text.baseline + 2.5)
    place = {
        "x": box.left,
        "y": box.top,
        "width": 2 * half,
        "height": box.bottom - box.top,
        "rx": 3,
    }
    numbers = {key: number_text(value) for key, value in place.items()}
    return f"<rect{attributes_text({'class': name, **numbers})}/>"
