"""What the lines of one step over arrays are written with: names, and the numbers behind them."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.of_arrays.entries import row_name
from graphviz_backprop.derivations.of_arrays.line import Line
from graphviz_backprop.derivations.spelled import escaped, latex_name
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard import GradientNames, label, shape_text
from graphviz_backprop.storyboard.captions.code_names import CodeNames
from graphviz_backprop.storyboard.captions.gradient_code import gradient_code
from graphviz_backprop.storyboard.texts.parentheses import fitted

_ASSIGNED = re.compile(r" \+?= ")


class Writing:
    """Names for the arrays of a step.

    Args:
        backprop: the backward pass.
        step: what is derived.

    Attributes:
        node: the operation.
        inputs: its arguments.
        own: the one that is derived.
        target: the name of its gradient.
        upstream: that of the operation's.
        arrays: the numbers by what is written for them.
    """

    def __init__(self, backprop: Backprop, step: Step) -> None:
        graph = backprop.graph
        self.backprop, self.step = backprop, step
        self.node = graph.nodes[step.edge.consumer]
        self.inputs = [graph.nodes[index] for index in self.node.inputs]
        self.own = graph.nodes[step.edge.producer]
        self._names = GradientNames(backprop)
        self._code = CodeNames(self._names)
        self.target = self._code.gradient(self.own)
        self.upstream = self._code.gradient(self.node)
        self.arrays: dict[str, Any] = {}

    @property
    def contribution(self) -> Any:
        """What the step gives, as an array."""
        return np.asarray(self.step.contribution, dtype=float)

    @property
    def share(self) -> tuple[int, int]:
        """Which one of how many contributions to the gradient it is, from 1."""
        return self._names.share(self.step)

    def name(self, node: Node, row: tuple[int, ...] = ()) -> str:
        """What is written for an array, or for a row of it."""
        text = self._code.value(node) or label(self.backprop.graph, node)
        return self.keep(fitted(text, after="[0]"), node.value, row)

    def keep(self, text: str, value: Any, row: tuple[int, ...] = ()) -> str:
        """The same for numbers that are given; they are known by it from then on."""
        self.arrays[text] = np.asarray(value, dtype=float)
        text = row_name(text, row) if row else text
        self.arrays[text] = np.asarray(value, dtype=float)[row]
        return text

    def all_at_once(self, reason: str = "") -> Line:
        """The line of code that a figure has, which computes the whole array."""
        made = self.line_of_code()
        latex = rf"{latex_name(self.target)} &= \texttt{{{escaped(made)}}}"
        reason = reason or f"all entries at once, of shape {shape_text(self.own.shape)}"
        return Line(self.target, made, reason, latex, True)

    def line_of_code(self) -> str:
        """The right side of the line that a figure has; empty where it has none."""
        made = gradient_code(self.backprop, self.step, self._names)
        return _ASSIGNED.split(made, maxsplit=1)[-1].partition("  #")[0] if made else ""
