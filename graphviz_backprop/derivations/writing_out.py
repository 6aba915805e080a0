"""From the chain rule to one short line of code, a replacement at a time (chapter 9).

`drelu_dx0 = drelu_dxw0 * dmul_dx0`, in which first the multiplication's derivative is put in, then
the gradient that came before it, then its derivative, until nothing is left but values of the
forward pass and the gradient from the next layer. Factors of 1 are dropped.
"""

from __future__ import annotations

import ast
from collections import Counter

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.parts import (
    GRADIENT,
    LOCAL,
    ONE,
    VALUE,
    ZERO,
    Part,
    Row,
    alive,
    needless_ones,
)
from graphviz_backprop.derivations.spelled import word
from graphviz_backprop.derivations.value_code import function_name, of_values, value_expression
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.expressions import constant
from graphviz_backprop.graph import Node, slope_at
from graphviz_backprop.storyboard import GradientNames, label
from graphviz_backprop.values import is_zero

_MOST_PARTS = 24


class WritingOut:
    """Writes the derivative of the output w.r.t. one value out, row by row.

    Args:
        backprop: of a graph of numbers.
        leaf: the value.

    Attributes:
        name: of the gradient, as code.
        products: of the first line, whose sum is the gradient.
        rows: the lines, from the chain rule on.

    Raises:
        BackpropError: so many ways lead from it to the output that no line would hold them.
    """

    def __init__(self, backprop: Backprop, leaf: Node) -> None:
        self._backprop = backprop
        self._graph = backprop.graph
        self._names = GradientNames(backprop)
        self._leaf = leaf
        self._gradient_names = self._make_names()
        self.name = self._gradient_name(leaf)
        self.rows: list[Row] = []
        self.products = self._products(leaf, 0)
        self._add_row(self._chain_rule(leaf, len(self.products)), [], list(alive(self.products, 0)))
        while self._replace_next():
            if sum(1 for _ in alive(self.products, len(self.rows))) > _MOST_PARTS:
                raise BackpropError(
                    f"{self._graph.source}: the derivative with respect to "
                    f"{label(self._graph, leaf)} has more than {_MOST_PARTS} factors; derive it "
                    "with respect to a later value"
                )

    def _replace_next(self) -> bool:
        """Go on by one line, if something is left to be replaced."""
        row = len(self.rows)
        parts = list(alive(self.products, row))
        found = {
            LOCAL: [part for part in parts if part.kind == LOCAL],
            ZERO: [part for part in parts if part.kind == ZERO],
            ONE: list(needless_ones(self.products, row)),
            # The gradient from the next layer is where it ends.
            GRADIENT: [p for p in parts if p.kind == GRADIENT and p.node != self._graph.output],
        }
        replacing = {
            LOCAL: self._put_in_rule,
            ZERO: self._vanish,
            ONE: self._drop,
            GRADIENT: self._put_in_gradient,
        }
        kind = next((kind for kind, some in found.items() if some), "")
        if not kind:
            return False
        replacing[kind](found[kind], row)
        return True

    def _put_in_rule(self, found: list[Part], row: int) -> None:
        part = found[0]
        assert part.edge is not None
        step = self._step(part)
        consumer = self._graph.nodes[part.edge.consumer]
        new = self._slope(step, row)
        producer = label(self._graph, self._graph.nodes[part.edge.producer])
        self._replace([part], [[new]], row)
        slope = new.spelled().alone
        said = f"the {consumer.op.noun}'s own derivative with respect to {producer} is {slope}"
        self._add_row(said, [part], [new])

    def _vanish(self, found: list[Part], row: int) -> None:
        part = found[0]
        gone = self._vanished(self.products, part, row)
        self._add_row("zero times anything is zero: this way adds nothing", gone, [])

    def _vanished(self, products: list[list[Part]], zero: Part, row: int) -> list[Part]:
        """Take the whole product of a zero away, and those that have nothing left then."""
        for product in products:
            if zero in product:
                return _ended(product, row)
            for part in product:
                gone = self._vanished(part.becomes, zero, row)
                if gone and not any(alive(part.becomes, row)):
                    return [*gone, *_ended(product, row)]
                if gone:
                    return gone
        return []

    def _drop(self, found: list[Part], row: int) -> None:
        for part in found:
            part.dies = row
        many = f"{len(found)} factors" if len(found) > 1 else "a factor"
        self._add_row(f"{many} of 1 can be left out", found, [])

    def _put_in_gradient(self, found: list[Part], row: int) -> None:
        part = found[0]
        assert part.node is not None
        node = self._graph.nodes[part.node]
        products = self._products(node, row)
        self._replace([part], products, row)
        self._add_row(self._chain_rule(node, len(products)), [part], list(alive(products, row)))

    def _replace(self, old: list[Part], products: list[list[Part]], row: int) -> None:
        for part in old:
            part.dies = row
            part.becomes = products

    def _add_row(self, reason: str, replaced: list[Part], new: list[Part]) -> None:
        self.rows.append(Row(reason, tuple(replaced), tuple(new)))

    def _products(self, node: Node, row: int) -> list[list[Part]]:
        """The chain rule: for each use the gradient of the result times the op's derivative."""
        if node.index == self._graph.output:
            return [[self._gradient(node, row)]]
        steps = [step for step in self._backprop.steps if step.edge.producer == node.index]
        return [
            [self._gradient(self._graph.nodes[step.edge.consumer], row), self._local(step, row)]
            for step in steps
        ]

    def _chain_rule(self, node: Node, ways: int) -> str:
        """What is done where a gradient is written as that of the next value."""
        name = label(self._graph, node)
        if ways > 1:
            return f"{name} is used {ways} times: its contributions add up"
        edge = next(step.edge for step in self._backprop.steps if step.edge.producer == node.index)
        noun = self._graph.nodes[edge.consumer].op.noun
        return f"the chain rule at the {noun}: what comes back to it, times its own derivative"

    def _gradient(self, node: Node, row: int) -> Part:
        number = number_of_gradient(self._backprop, node)
        if node.index == self._graph.output and not self._names.upstream:
            kind = ONE if number == 1 else VALUE
            return Part(kind, constant(number), number, row)
        edge = next((s.edge for s in self._backprop.steps if s.edge.producer == node.index), None)
        name = ast.Name(self._gradient_name(node))
        return Part(GRADIENT, name, number, row, edge, node.index)

    def _local(self, step: Step, row: int) -> Part:
        """The op's derivative by its name, `dmul_dx0`; itself where that name is a gradient's."""
        consumer = self._graph.nodes[step.edge.consumer]
        producer = self._graph.nodes[step.edge.producer]
        name = f"d{word(function_name(consumer)).lower()}_d{word(label(self._graph, producer))}"
        if consumer.index == self._graph.output or name == self._gradient_name(producer):
            return self._slope(step, row)
        return Part(LOCAL, ast.Name(name), float(step.local), row, step.edge)

    def _slope(self, step: Step, row: int) -> Part:
        """The derivative itself, of the values of the forward pass."""
        consumer, number = self._graph.nodes[step.edge.consumer], float(step.local)
        op, inputs = consumer.op, [self._graph.nodes[index] for index in consumer.inputs]
        if not op.slopes:
            return Part(VALUE, constant(number), number, row, step.edge)
        which = int(is_zero(step.local)) if op.variadic else step.edge.argument
        slope = slope_at(self._graph, consumer, op.slopes[which])
        if consumer.name and op.rule and op.slopes[which] == op.rule:
            slope = ast.Name(label(self._graph, consumer))  # of exp the result itself
        values = (value_expression(self._graph, one) for one in inputs)
        expression = of_values(slope, values)
        is_one, is_zero_ = (isinstance(slope, ast.Constant) and slope.value == n for n in (1, 0))
        kind = ONE if is_one else ZERO if is_zero_ else VALUE
        return Part(kind, expression, number, row, step.edge)

    def _step(self, part: Part) -> Step:
        return next(step for step in self._backprop.steps if step.edge == part.edge)

    def _gradient_name(self, node: Node) -> str:
        return self._gradient_names[node.index]

    def _make_names(self) -> list[str]:
        """For each gradient the reader's own name, else the field's notation: `dy_dx0`."""
        made: list[str] = []
        for node in self._graph.nodes:
            name = self._names.of_node(node)
            if not name.isidentifier():
                own = label(self._graph, node)
                below = word(function_name(node) if own.startswith("-") else own)
                name = f"d{word(self._names.output)}_d{below}"
            made.append(name)
        counts = Counter(made)
        again: Counter[str] = Counter()
        for index, name in enumerate(made):
            if counts[name] > 1 and not self._graph.nodes[index].name:
                again[name] += 1
                made[index] = f"{name}_{again[name]}"
        return made


def _ended(product: list[Part], row: int) -> list[Part]:
    """Take a product away; what was still there of it."""
    gone = list(alive([product], row))
    for part in product:
        _end(part, row)
    return gone


def _end(part: Part, row: int) -> None:
    """Take a part away with all that has become of it."""
    if part.is_alive(row):
        part.dies = row
    for product in part.becomes:
        for one in product:
            _end(one, row)


def number_of_gradient(backprop: Backprop, node: Node) -> float:
    """The gradient of a value in a graph of numbers."""
    gradient = backprop.gradients[node.index]
    assert gradient is not None
    return float(gradient)
