"""The derivation of one derivative as data: its lines, what was done from one to the next."""

from __future__ import annotations

from functools import cached_property

from graphviz_backprop.backward import Backprop
from graphviz_backprop.derivations.parts import Part, Row, alive, written
from graphviz_backprop.derivations.spelled import NUMBERS
from graphviz_backprop.derivations.value_code import nested
from graphviz_backprop.derivations.writing_out import WritingOut, number_of_gradient
from graphviz_backprop.errors import BackpropError, NothingThereError
from graphviz_backprop.graph import Edge, Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import label


@quick_dataclass(frozen=True)
class Derivation:
    """How the derivative of the output with respect to one value comes about.

    Attributes:
        backprop: the backward pass, of numbers.
        leaf: the value.
        name: of the gradient, as code: the reader's own, else `dy_dx0`.
        products: of the first line, whose sum is the gradient.
        rows: the lines.
    """

    backprop: Backprop
    leaf: Node
    name: str
    products: list[list[Part]]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[str]:
        """Every line as code; the last one runs with the reader's own names."""
        return [f"{self.name} = {written(self.products, row)}" for row in range(len(self.rows))]

    @property
    def code(self) -> str:
        """The last line: `drelu_dx0 = dvalue * (1. if z > 0 else 0.) * w[0]`."""
        return self.lines[-1]

    @property
    def gradient(self) -> float:
        """The number that it gives."""
        return number_of_gradient(self.backprop, self.leaf)

    @property
    def numbers(self) -> str:
        """The last line with numbers: `1.0 * 1.0 * (-3.0) = -3.0`."""
        put_in = written(self.products, len(self.rows) - 1, NUMBERS)
        result = shown(self.gradient)
        return put_in if put_in == result else f"{put_in} = {result}"

    @property
    def nested(self) -> str:
        """The output as functions in functions: `ReLU(sum(mul(x[0], w[0]), b))`."""
        graph = self.backprop.graph
        return nested(graph, graph.nodes[graph.output])

    @cached_property
    def factors(self) -> dict[Edge, int]:
        """The wires that the derivation passes, numbered from 1 as they first appear."""
        found: dict[Edge, int] = {}
        for row in range(len(self.rows)):
            for part in alive(self.products, row):
                if part.edge is not None and part.node is None:
                    found.setdefault(part.edge, len(found) + 1)
        return found


def derive(backprop: Backprop, name: str) -> Derivation:
    """Derive the derivative of the output with respect to a value.

    Args:
        backprop: the backward pass.
        name: of the value, as the figures show it: `x[0]`.

    Raises:
        BackpropError: there is no such value, it is the output or one that the output does not
            depend on, the graph has arrays or boxes, or the derivative has too many factors.
    """
    graph = backprop.graph
    if graph.is_backward:
        raise BackpropError(f"{graph.source}: a backward pass alone has nothing to derive")
    if any(node.is_array for node in graph.nodes) or graph.level != "element":
        raise NothingThereError(
            f"{graph.source}: drawn at level {graph.level}; a number's derivation needs numbers: "
            "--level element"
        )
    found = [node for node in graph.nodes if not node.is_constant and label(graph, node) == name]
    if not found:
        names = [label(graph, node) for node in graph.nodes if node.name]
        known = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
        raise NothingThereError(f"{graph.source}: no value {name!r}; expected one of {known}")
    node = found[0]
    if node.index == graph.output:
        raise BackpropError(f"{graph.source}: {name} is the output; choose what it depends on")
    if not any(step.edge.producer == node.index for step in backprop.steps):
        raise BackpropError(f"{graph.source}: the output does not depend on {name}")
    made = WritingOut(backprop, node)
    return Derivation(backprop, node, made.name, made.products, tuple(made.rows))
