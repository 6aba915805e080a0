"""Why a gradient is gone, made visible: the slope of an activation, dead neurons."""

from __future__ import annotations

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.drawing.curve import draw_tangent
from graphviz_backprop.figure.mark import Layer, Line, Rect
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.storyboard import label
from graphviz_backprop.storyboard.captions.diagnosis import dead_neurons

_AROUND = 3.4  # from the numbers to the dashes
_DASHES = 1.2


def draw_cause(page: Page, marks: Marks, step: Step) -> None:
    """The tangent on the curve, flat where a unit is saturated; dashes around dead neurons.

    From the frame on that calculates the step, as the gradients stay too.
    """
    arrival = page.storyboard.arrival[step.index]
    frames = page.storyboard.frames
    first = arrival - 1 if frames[arrival - 1].steps == (step.index,) else arrival
    draw_tangent(page, marks, step, first)
    _neurons(page, marks, step, (first, arrival))


def _neurons(page: Page, marks: Marks, step: Step, lifetime: tuple[int, int]) -> None:
    """Around the neurons' columns in the values, and in the gradients that are zero there."""
    axis, dead = dead_neurons(page.graph, step)
    node = page.graph.nodes[step.edge.producer]
    born, arrival = lifetime
    text, sizes = page.texts[node.index], page.theme.sizes
    row = page.layout.homes[node.index]
    if row is None:
        return
    middle, wire = row.numbers, row.height
    top = wire - sizes.gap - text.value.size(sizes)[1]
    grids = [(text.value, top, (born, page.end))]
    for one, below in zip(page.shown[node.index], text.gradients, strict=True):
        if one.dies > arrival:
            grids.append((below, wire + sizes.gap, (max(one.born, born), one.dies)))
    for written, start, seen in grids if dead else ():
        if written.thumbnail is not None:
            continue
        matrix = written.matrix(middle, start, sizes)
        shown = matrix.grid.columns if axis else matrix.grid.rows
        places = [at for at, neuron in enumerate(shown) if neuron in dead]
        around = [matrix.column(at) if axis else matrix.row(at) for at in places]
        if around:
            inks = tuple(_dashes(page, rect) for rect in around)
            line = "column" if axis else "row"
            title = f"dead: {line} {', '.join(map(str, dead))} of {label(page.graph, node)}"
            marks.add("cause", Layer.ACTIVE, inks, seen, title, index=str(node.index))


def _dashes(page: Page, rect: Rect) -> Line:
    box = rect.grown(_AROUND)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return Line(corners, page.theme.colors.dimmed, _DASHES, dashed=True)
