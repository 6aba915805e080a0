"""What the SVG of each frame shows, in the way in which a page is asked for it."""

from __future__ import annotations

from graphviz_backprop.figure import Circle, Text
from graphviz_backprop.figure.drawing.curve import function_at, within_period
from graphviz_backprop.figure.text.caption_lines import prose
from graphviz_backprop.numerals import typeset

NUMBERS = ("value", "again", "gradient", "contribution", "calculation")
_WIRES = ("wire", "dimmed", "active")


def marks_of(rendering, frame):
    """Of each mark but wires and captions its kind, and the text and place of a number."""
    found = []
    for mark in rendering.scene.alive(frame):
        if mark.kind in (*_WIRES, "caption", "tangent", "point"):
            continue
        text = next((ink for ink in mark.inks if isinstance(ink, Text)), None)
        is_number = mark.kind in NUMBERS and text is not None
        place = (text.x + text.width / 2, text.baseline) if is_number else (0, 0)
        found.append((mark.kind, text.plain if is_number else "", *place))
    return found


def wires_of(rendering, frame):
    """Which wires are seen, which of them dimmed, and which is the active one."""
    found = set()
    for mark in rendering.scene.alive(frame):
        if mark.kind not in _WIRES:
            continue
        keys = ("producer", "consumer", "argument")
        name = " ".join(mark.data[key] for key in keys if key in mark.data)
        is_active = mark.kind == "active"
        is_dim = mark.kind == "dimmed" or (is_active and mark.title.startswith("blocked"))
        found.add((name, is_dim, is_active))
    return found


def points_of(rendering, frame):
    """Where the points on curves are."""
    return [
        (mark.inks[0].x, mark.inks[0].y)
        for mark in rendering.scene.alive(frame)
        if mark.kind == "point" and isinstance(mark.inks[0], Circle)
    ]


def points_with_other_numbers(rendering, other, frame):
    """Where the points are that stand on these curves with the numbers of another graph."""
    found, sizes = [], rendering.theme.sizes
    for mark in rendering.scene.alive(frame):
        if mark.kind != "ring":
            continue
        node = rendering.graph.nodes[int(mark.data["index"])]
        if node.op.curve is None or len(node.inputs) != 1:
            continue
        center = float(mark.data["cx"]), float(mark.data["cy"])
        before, now = (
            within_period(node.op, float(graph.nodes[node.inputs[0]].value))
            for graph in (rendering.graph, other)
        )
        curve = function_at(node, [before], center, sizes)
        if curve is not None:
            found.append(curve.point(now))
    return found


def caption_of(frame):
    """The texts of a caption as a page sets them."""
    caption = frame.caption
    code = [caption.code, *map(str, caption.vectors)]
    return {
        "count": caption.count,
        "sentence": prose(caption.sentence),
        "code": "\n".join(typeset(line) for line in code if line),
        "remark": prose(caption.remark),
        "place": str(caption.place) if caption.place else "",
    }
