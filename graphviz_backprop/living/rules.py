"""The typeset rules under the figure: of a gate both, for its numbers say which one holds."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.backward import Step
from graphviz_backprop.figure import Formula
from graphviz_backprop.figure.rules.array_rule import rule_of_step
from graphviz_backprop.living.drawn import Outlines
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import GradientNames, is_calculation, is_over_arrays
from graphviz_backprop.typesetting import formula, measure
from graphviz_backprop.values import is_array

_PAD = 2.0


class TypesetRules:
    """The rules of all calculations, each once.

    Attributes:
        sizes: width and height of each in points.
        elements: each as an SVG group.
    """

    def __init__(self, rendering: Rendering, outlines: Outlines) -> None:
        backprop = rendering.storyboard.backprop
        graph, theme = backprop.graph, rendering.theme
        names = GradientNames(backprop)
        self._places: dict[str, int] = {}
        self._of_frames: dict[int, list[int]] = {}
        plain: list[str] = []
        for frame in rendering.storyboard.frames:
            if not is_calculation(frame) or is_over_arrays(graph, backprop.steps[frame.steps[0]]):
                continue
            rules = []
            for step in self._forms(rendering, backprop.steps[frame.steps[0]]):
                rule = rule_of_step(graph, step, names)
                if rule.source not in self._places:
                    self._places[rule.source] = len(self._places)
                    plain.append(rule.plain)
                rules.append(self._places[rule.source])
            self._of_frames[frame.index] = rules
        size, color = theme.sizes.formula, theme.colors.local
        measured = measure([f"#{formula(source, size)}" for source in self._places])
        self.sizes = [[round(w + 2 * _PAD, 2), round(h + 2 * _PAD, 2)] for w, h in measured]
        self.elements: list[str] = []
        for place, (source, (width, height)) in enumerate(zip(self._places, measured, strict=True)):
            ink = Formula(_PAD, _PAD, width, height, source, plain[place], size, color)
            drawn = outlines.add(ink)
            self.elements.append(f'<g data-rule="{place}" class="off">{drawn}</g>')

    def _forms(self, rendering: Rendering, step: Step) -> list[Step]:
        """The step, and where its rule depends on its local derivative, that with zero too."""
        op = rendering.graph.nodes[step.edge.consumer].op
        if op.gate and op.variadic and not is_array(step.local):
            return [replace(step, local=1.0), replace(step, local=0.0)]
        return [step]

    def of_frame(self, frame: int) -> list[int]:
        """The rules of a frame: none, one, or one for open and one for closed gates."""
        return self._of_frames.get(frame, [])
