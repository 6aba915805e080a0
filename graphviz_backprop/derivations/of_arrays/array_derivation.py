"""The derivation of the gradient of an array, from one entry to the loss, as data."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cached_property
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.of_arrays.line import Line
from graphviz_backprop.derivations.of_arrays.sections import Section, sections_of, start_of
from graphviz_backprop.derivations.spelled import escaped, latex_name
from graphviz_backprop.errors import BackpropError, NothingThereError
from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import label

_LONGEST = 100  # characters of a line with all put in


@quick_dataclass(frozen=True)
class ArrayDerivation:
    """How the gradient of an array comes about, from the operation that uses it to the output.

    Attributes:
        backprop: the backward pass.
        sections: a step each, from the array on.
    """

    backprop: Backprop
    sections: tuple[Section, ...]

    @property
    def step(self) -> Step:
        """The first one that is derived."""
        return self.sections[0].step

    @property
    def name(self) -> str:
        """Of the gradient, as code."""
        return self.sections[0].target

    @property
    def arrays(self) -> dict[str, Any]:
        """What the lines can be run with, by what is written for it."""
        found: dict[str, Any] = {}
        for section in reversed(self.sections):
            found |= section.arrays
        return found

    @cached_property
    def lines_with_edges(self) -> tuple[tuple[Line, frozenset[Edge]], ...]:
        """From one entry to the whole array, then step by step to the output, then all put in."""
        found = [
            (line, frozenset({section.step.edge}))
            for section in self.sections
            for line in section.lines
        ]
        if len(self.sections) > 1 and self.start and self._reaches_start:
            found.append((self.start, frozenset()))
        if self.together:
            found.append((self.together, frozenset(one.step.edge for one in self.sections)))
        return tuple(found)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The same without what they are about."""
        return tuple(line for line, _ in self.lines_with_edges)

    @property
    def code(self) -> str:
        """The whole array at once: with all put in, else by the gradient that comes back."""
        own = self.sections[0].code or self.sections[0].lines[-1]
        return (self.together or own).text

    @cached_property
    def start(self) -> Line | None:
        """What the chain rule starts from."""
        return start_of(self.backprop)

    @property
    def _reaches_start(self) -> bool:
        assert self.start is not None
        return any(section.upstream == self.start.left for section in self.sections)

    @property
    def as_it_runs(self) -> tuple[Line, ...]:
        """The whole arrays in the order of the backward pass; none where one has no short form."""
        codes = [section.code for section in self.sections]
        if not all(codes):
            return ()
        ordered = sorted(self.sections, key=lambda section: section.step.index)
        start = (self.start,) if self.start and self._reaches_start else ()
        return (*start, *(section.code for section in ordered if section.code))

    @cached_property
    def together(self) -> Line | None:
        """One line with all put in; None where it is long, or uses something twice."""
        lines = self.as_it_runs
        often = Counter(line.left for line in lines)
        if len(self.sections) < 2 or max(often.values(), default=2) > 1:
            return None
        expressions: dict[str, ast.expr] = {}
        for line in lines:
            try:
                tree = ast.parse(line.right, mode="eval").body
            except SyntaxError:  # two statements
                return None
            used = Counter(one.id for one in ast.walk(tree) if isinstance(one, ast.Name))
            if any(used[name] > 1 for name in expressions):
                return None
            expressions[line.left] = _PutIn(expressions).visit(tree)
        text = ast.unparse(expressions[self.name])
        if len(text) > _LONGEST:
            return None
        latex = rf"{latex_name(self.name)} &= \texttt{{{escaped(text)}}}"
        return Line(self.name, text, "all put in", latex, True)

    @property
    def title(self) -> str:
        """What is derived."""
        graph, step = self.backprop.graph, self.step
        own, output = graph.nodes[step.edge.producer], graph.nodes[graph.output]
        of = sum(section.target == self.name for section in self.sections)
        through = f"through the {graph.nodes[step.edge.consumer].op.noun}"
        what = through if of == 1 else f"with its {of} contributions"
        is_long = len(self.sections) > of
        end = f", down to {label(graph, output)}" if is_long else ""
        return f"The gradient of {label(graph, own)} {what}{end}"


class _PutIn(ast.NodeTransformer):
    """Expressions in the place of names."""

    def __init__(self, expressions: dict[str, ast.expr]) -> None:
        self._expressions = expressions

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._expressions.get(node.id, node)


def derive_array(backprop: Backprop, name: str) -> ArrayDerivation:
    """Derive the gradient of an array.

    Args:
        backprop: of a graph of arrays or layers.
        name: of the array, as the figures show it.

    Raises:
        BackpropError: there is no such array, or it goes into nothing that has a short form.
    """
    graph = backprop.graph
    found = [node for node in graph.nodes if node.is_array and label(graph, node) == name]
    if not found:
        names = [label(graph, node) for node in graph.nodes if node.is_array and node.name]
        known = f"; expected one of {', '.join(names[:12])}" if names else ""
        raise NothingThereError(f"{graph.source}: no array {name!r}{known}")
    sections = tuple(sections_of(backprop, found[0]))
    if sections:
        return ArrayDerivation(backprop, sections)
    steps = [step for step in backprop.steps if step.edge.producer == found[0].index]
    used = ", ".join(dict.fromkeys(graph.nodes[step.edge.consumer].op.noun for step in steps))
    raise BackpropError(
        f"{graph.source}: {name} goes into {used or 'nothing'}; derived are arrays that go into "
        "a matrix product, a softmax, with its loss too, a sum, mean or maximum, or an operation "
        "on each entry"
    )
