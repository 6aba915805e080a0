"""Gradients that only an update has: `W += rate * np.dot(delta, a.T)`, `W -= rate * W_step`.

How long a step is says nothing, for the rate may have any factor in it: what counts is its
direction.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.telling import Event

_PRODUCTS = frozenset(("dot", "outer", "matmul"))
STEP = "the step of "


class Step(NamedTuple):
    """What an update takes from its variable, or adds to it.

    Attributes:
        target: the variable, as the code spells it.
        value: the step, without the rate and its sign.
        sign: -1 where it is taken away, 1 where it is added.
    """

    target: str
    value: ast.expr
    sign: int


def step_of(statement: ast.AST) -> Step | None:
    """Return the one factor of an update that may be a gradient; None where there is none.

    It is a product of arrays, or a name: of several names none, as either may be the rate.
    """
    change = change_of(statement)
    if change is None:
        return None
    target, value, sign = change
    factors = list(factors_of(value))
    products = [one for one in factors if is_product(one)]
    found = products or [f for f in factors if isinstance(f, (ast.Name, ast.Attribute))][-1:]
    return Step(target, found[0], sign * sign_before(value)) if len(found) == 1 else None


def change_of(statement: ast.AST) -> tuple[str, ast.expr, int] | None:
    """Return what a statement updates, by what, and 1 where that is added, -1 where taken away."""
    target: ast.expr
    if isinstance(statement, ast.AugAssign):
        target, operator, value = statement.target, statement.op, statement.value
    elif (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.value, ast.BinOp)
        and ast.unparse(statement.value.left) == ast.unparse(statement.targets[0])
    ):
        target = statement.targets[0]
        operator, value = statement.value.op, statement.value.right
    else:
        return None
    if not isinstance(operator, (ast.Add, ast.Sub)):
        return None
    return ast.unparse(target), value, 1 if isinstance(operator, ast.Add) else -1


def sign_before(value: ast.expr) -> int:
    """Return the sign that stands before a product, of all its minuses."""
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, (ast.USub, ast.UAdd)):
        sign = sign_before(value.operand)
        return -sign if isinstance(value.op, ast.USub) else sign
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Mult, ast.Div)):
        return sign_before(value.left) * sign_before(value.right)
    return 1


def factors_of(value: ast.expr) -> Iterator[ast.expr]:
    """Yield what is multiplied in an expression, but for what is divided by."""
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, (ast.USub, ast.UAdd)):
        yield from factors_of(value.operand)
    elif isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Mult, ast.Div)):
        yield from factors_of(value.left)
        if isinstance(value.op, ast.Mult):
            yield from factors_of(value.right)
    else:
        yield value


def is_product(value: ast.AST | None) -> bool:
    """Return whether it is one of arrays, as a gradient is: `x.T @ d`, `np.outer(d, x)`."""
    if isinstance(value, ast.Call):
        return called_name(value) in _PRODUCTS
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.MatMult)


def has_product(value: ast.AST | None) -> bool:
    """Return whether one factor is a product of arrays, as in a mean: `2 * X.T @ d / n`."""
    return isinstance(value, ast.expr) and any(map(is_product, factors_of(value)))


def replace_factor(node: ast.AST, factor: ast.expr, new: ast.expr) -> None:
    """Put another expression in the place of a factor of an update."""
    ast.copy_location(new, factor)
    for name, part in ast.iter_fields(node):
        if part is factor:
            setattr(node, name, new)
        elif isinstance(part, (ast.BinOp, ast.UnaryOp)):
            replace_factor(part, factor, new)


class NamedSteps:
    """The names that stand for the step in an update, `syn1_update` of `syn1 += syn1_update`."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._steps: dict[tuple[str, str], Step] = {}
        told = list(events)
        self._large = {event.name for event in told if event.value.size > 1}
        for site in {event.site.number: event.site for event in told}.values():
            step = step_of(site.statement)
            if step is not None:
                self._steps[site.function, ast.unparse(step.value)] = step

    def sign(self, event: Event) -> int:
        """Return which way the step of an update goes that an event gives; 0 where it is none."""
        step = self._step(event)
        if step is None or (event.value.size == 1 and step.target not in self._large):
            return 0  # one number has no direction; of an array it is no gradient
        return step.sign

    def _step(self, event: Event) -> Step | None:
        site = event.site
        if site.kind == "inner":
            return step_of(site.statement) if event.name.startswith(STEP) else None
        if site.kind != "given" or not has_product(site.value):
            return None
        return self._steps.get((site.function, event.name))
