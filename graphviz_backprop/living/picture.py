"""The figure of a page: every mark once, with the frames that show it; slots for its numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graphviz_backprop.figure import Line, Mark, Point, Text
from graphviz_backprop.figure.drawing.curve import (
    function_at,
    has_period,
    point_sizes,
    within_period,
)
from graphviz_backprop.figure.drawing.wires import arrow
from graphviz_backprop.graph import Edge, Node
from graphviz_backprop.living.drawn import (
    Outlines,
    attributes_text,
    dash_text,
    ink_text,
    number_text,
    polyline,
    shape,
)
from graphviz_backprop.living.mark_attributes import (
    edge_of,
    life_of,
    points_of,
    room_around,
    wire_key,
)
from graphviz_backprop.living.told import Quantities
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import SEED, STEP, label
from graphviz_backprop.storyboard.texts.words import (
    AFTER,
    CONTRIBUTION,
    GRADIENT,
    LOCAL,
    UPSTREAM,
    VALUE,
)
from graphviz_backprop.storyboard.texts.words import SEED as SEED_NUMBER
from graphviz_backprop.typesetting import mono_width

USES = "uses"  # what several steps contribute together
_PARTIAL = "partial"  # a gradient that is not complete
_OF_CURVES = ("point", "tangent")
_STRUCK = ("struck", "struck_factor")  # they say what is not the answer
_WIRES = ("wire", "dimmed", "active")


class Picture:
    """Collects the elements of a page's figure, and what the page must know to repaint them."""

    def __init__(self, rendering: Rendering, quantities: Quantities, is_live: bool) -> None:
        self._rendering = rendering
        self._graph = rendering.graph
        self._board = rendering.storyboard
        self._backprop = self._board.backprop
        self._theme = rendering.theme
        self._quantities = quantities
        self._is_live = is_live
        self.outlines = Outlines(rendering.scene)
        self.slots: list[list[Any]] = []
        self.curves: list[list[Any]] = []
        self.stubs: list[str] = []
        self._wires: dict[tuple[str, ...], tuple[int, list[Mark]]] = {}
        self.elements = self._drawn()

    def _drawn(self) -> list[str]:
        """The elements, from the lowest to the highest."""
        marks = [
            mark
            for mark in self._rendering.scene.marks
            if mark.kind != "caption"
            and not mark.is_early
            and not (self._rendering.quiz and mark.kind in _STRUCK)
        ]
        grouped: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
        for mark in marks:
            if self._is_live and mark.kind in _WIRES:
                grouped[wire_key(mark)].append(mark)
        made: list[str] = []
        below = '<g id="dimmed"></g>'
        for mark in marks:
            if self._is_live and mark.kind in _WIRES:
                if not made or below not in made:
                    made.append(below)  # where wires begin
                together = grouped.pop(wire_key(mark), None)
                if together:
                    made.append(self._wire(together))
            elif not (self._is_live and mark.kind in _OF_CURVES):
                made.append(self._mark(mark))
                if self._is_live and mark.kind == "ring":
                    made.append(self._curve(mark))
        return made

    # What stays as it is, and numbers

    def _mark(self, mark: Mark) -> str:
        own = {"class": mark.kind, **life_of(mark.born, mark.dies), **self._page(mark)}
        slot = self._slot(mark) if self._is_live else None
        if slot is None:
            body = "".join(ink_text(ink, self.outlines) for ink in mark.inks)
            return f"<g{attributes_text(own)}>{body}</g>"
        text = next(ink for ink in mark.inks if isinstance(ink, Text))
        rest = "".join(ink_text(ink, self.outlines) for ink in mark.inks if ink is not text)
        kind, node, parts = slot
        own |= {"id": f"s{len(self.slots)}"} | self._said(kind, node)
        middle = text.x + text.width / 2
        room = max(text.width, self._theme.sizes.room * mono_width("m", text.size))
        if kind == "calculation":
            room = mark.inks[0].box.right - mark.inks[0].box.left - 8.0
        self.slots.append([kind, node, parts, round(room, 2)])
        if kind == VALUE and self._graph.nodes[node].is_leaf:
            rest += room_around(text, room)
        elif kind == GRADIENT:
            rest += room_around(text, room, "hit")
        place = {"x": middle, "y": text.baseline, "font-size": text.size}
        numbers = {key: number_text(value) for key, value in place.items()}
        numbers["lengthAdjust"] = "spacingAndGlyphs"
        return f"<g{attributes_text(own)}>{rest}<text{attributes_text(numbers)}></text></g>"

    def _page(self, mark: Mark) -> dict[str, str]:
        """Which page a mark stands on, where there are several."""
        scene = self._rendering.scene
        return {"data-page": str(scene.page_of(mark))} if scene.pages else {}

    def _said(self, kind: str, node: int) -> dict[str, str]:
        """What an element says about its number."""
        if kind == "calculation":
            return {"role": "img"}
        said = {"data-kind": kind, "data-node": label(self._graph, self._graph.nodes[node])}
        if kind == VALUE and self._graph.nodes[node].is_leaf:
            return said | {"role": "spinbutton", "tabindex": "0", "aria-label": said["data-node"]}
        return said | {"role": "img"}

    def _slot(self, mark: Mark) -> tuple[str, int, list[Any]] | None:
        """What a mark's number is: its kind, its node, and the parts of its text."""
        if mark.kind == "calculation":
            step = self._board.frames[mark.born].steps[0]
            kinds = iter((LOCAL, UPSTREAM, CONTRIBUTION))
            text = next(ink for ink in mark.inks if isinstance(ink, Text))
            spans = [
                [
                    self._quantities.place(next(kinds), step) if place % 2 == 0 else span.text,
                    span.color,
                    int(span.bold),
                ]
                for place, span in enumerate(text.spans)
            ]
            return mark.kind, step, spans
        found = self._number(mark)
        if found is None:
            return None
        kind, node, place = found
        (text,) = (ink for ink in mark.inks if isinstance(ink, Text))
        (span,) = text.spans
        return kind, node, [[place, span.color, int(span.bold)]]

    def _number(self, mark: Mark) -> tuple[str, int, int] | None:
        if mark.kind not in ("value", "again", "gradient", "contribution"):
            return None
        node = int(mark.data["index"])
        if mark.kind in ("value", "again"):
            return mark.kind, node, self._quantities.place(VALUE, node)
        if mark.kind == "contribution":
            uses = self._steps_of_use(Edge(node, int(mark.data["consumer"]), 0), mark.born)
            return mark.kind, node, self._quantities.place(USES, uses)
        frame = self._board.frames[mark.born]
        steps = [s for s in frame.steps if self._backprop.steps[s].edge.producer == node]
        if mark.dies == len(self._board):
            return GRADIENT, node, self._quantities.place(GRADIENT, node)
        if frame.kind == SEED and not steps:
            return _PARTIAL, node, self._quantities.place(SEED_NUMBER, 0)
        return _PARTIAL, node, self._quantities.place(AFTER, steps[-1])

    def _steps_of_use(self, use: Edge, frame: int) -> list[int]:
        """The steps from one operator to one value that have arrived on a frame."""
        return [
            step.index
            for step in self._backprop.steps
            if (step.edge.producer, step.edge.consumer) == (use.producer, use.consumer)
            and self._board.arrival[step.index] <= frame
        ]

    # Wires

    def _wire(self, marks: list[Mark]) -> str:
        """A wire, bright or dimmed as the numbers are."""
        mark = marks[0]
        born, dies = min(one.born for one in marks), max(one.dies for one in marks)
        key = edge_of(mark)
        own = {**life_of(born, dies), **self._page(mark), "data-wire": " ".join(key)}
        colors, sizes = self._theme.colors, self._theme.sizes
        if mark.kind == "active":
            line = next(ink for ink in mark.inks if isinstance(ink, Line))
            return self._active(line.points, own)
        if mark.data.get("stub"):
            self.stubs.append(" ".join(key[1:]))
        points = points_of(mark.data["points"])
        is_path = len(key) > 1 and len(points) > 2
        line = Line(points[1:] if is_path else points, colors.wire, sizes.wire)
        is_dashed = next(ink for ink in marks[0].inks if isinstance(ink, Line)).dashed
        line = Line(line.points, line.color, line.width, is_dashed and mark.kind == "wire")
        return polyline(line, {"class": "wire", **own})

    def _active(self, points: tuple[Point, ...], own: dict[str, str]) -> str:
        colors, sizes = self._theme.colors, self._theme.sizes
        thick = Line(points, colors.wire, sizes.active_wire)
        under = Line(points, colors.page, sizes.active_wire)
        dashes = Line(points, colors.dimmed, sizes.active_wire, dashed=True)
        flows = shape(thick) + shape(arrow(points, colors.wire, sizes))
        return (
            f"<g{attributes_text({'class': 'active', **own})}>"
            f'<g class="flows">{flows}</g>'
            f'<g class="blocked">{shape(under)}{shape(dashes)}</g></g>'
        )

    # Curves

    def _curve(self, ring: Mark) -> str:
        """The point on a ring's curve, and the tangent there."""
        node = self._graph.nodes[int(ring.data["index"])]
        if node.op.curve is None or len(node.inputs) != 1:
            return ""
        value = self._graph.nodes[node.inputs[0]].value
        center = float(ring.data["cx"]), float(ring.data["cy"])
        numbers = [within_period(node.op, float(value))]
        curve = function_at(node, numbers, center, self._theme.sizes)
        if curve is None:
            return ""
        step = self._step_into(node)
        ends = curve.low, curve.high, *curve.heights
        own = [node.index, *center, curve.width, *ends, int(has_period(node.op))]
        self.curves.append([*own, step])
        colors, sizes = self._theme.colors, point_sizes(self._theme.sizes)
        dot = {"r": number_text(sizes.dot), "fill": colors.curve, "stroke": colors.page}
        dot["stroke-width"] = number_text(sizes.around)
        head = {"stroke": colors.curve, "stroke-width": number_text(sizes.arrow_line)}
        side = {"stroke": colors.local, "stroke-width": number_text(sizes.tangent)}
        page = self._page(ring)
        point = {"id": f"p{node.index}", "class": "point", **life_of(ring.born, ring.dies), **page}
        made = (
            f"<g{attributes_text(point)}><circle{attributes_text(dot)}/>"
            f"<polyline{attributes_text(head)}/></g>"
        )
        if step is None:
            return made
        life = life_of(self._seen_from(step), len(self._board)) | page
        tangent = attributes_text({"id": f"t{node.index}", "class": "tangent", **life})
        return f"{made}<g{tangent}>{f'<polyline{attributes_text(side)}/>' * 2}</g>"

    def _step_into(self, node: Node) -> int | None:
        steps = self._backprop.steps
        return next((step.index for step in steps if step.edge.consumer == node.index), None)

    def _seen_from(self, step: int) -> int:
        """The frame that calculates a step, or the one on which its result arrives."""
        arrival, frames = self._board.arrival[step], self._board.frames
        is_pair = frames[arrival].kind != STEP and frames[arrival - 1].steps == (step,)
        return arrival - 1 if is_pair else arrival

    def sizes(self) -> dict[str, float | str]:
        """What the page needs to draw points on curves, and dashes."""
        sizes = point_sizes(self._theme.sizes)
        return {
            "rise": sizes.rise,
            "inset": sizes.inset,
            "arrowhead": sizes.arrowhead,
            "rim": sizes.rim,
            "reach": sizes.reach,
            "limit": sizes.limit,
            "shortest": sizes.shortest,
        }

    def dash(self) -> str:
        """The dashes of a dimmed wire."""
        return dash_text(self._theme.sizes.wire)
