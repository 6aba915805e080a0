"""What an update takes from each item of a list: `changes` of `W[k] -= rate * changes[k]`."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator

from graphviz_backprop.checking.watching.steps_of_updates import (
    change_of,
    factors_of,
    sign_before,
    step_of,
)
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import derivative, squeeze

_WORDS = r"(?:sum|total|acc(?:um\w*)?|avg|mean|batch)"
_SUM = re.compile(rf"^{_WORDS}_|_{_WORDS}$")
_ITEM = re.compile(r"(?P<list>.*?)(?:\[(?:(?P<number>\d+)|'(?P<key>\w+)')\])?")


class NamesByUpdate:
    """The lists and dicts of gradients that no name tells, by what their items are taken from.

    Args:
        events: all that is told.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._variables: dict[str, str] = {}
        told = list(events)
        statements = [site.statement for site in {e.site.number: e.site for e in told}.values()]
        arrays = {event.name for event in told if event.value.size > 1}
        means = {name for one in statements for name in _mixed(one)}
        for statement in statements:
            found = _items_of(statement, arrays)
            if found is not None and found[0] not in means:
                self._variables.setdefault(*found)
            step = step_of(statement)
            if step is not None and step.sign < 0 and _is_sum_of_derivatives(step.value):
                self._variables.setdefault(_of_any(ast.unparse(step.value)), step.target)

    def reading(self, name: str) -> tuple[str, str] | None:
        """Return no function and the variable of `changes[1]`, as `reading_of`; None where none."""
        item = _ITEM.fullmatch(name)
        variable = self._variables.get(_of_any(item["list"])) if item else None
        if item is None or variable is None:
            return None
        last = variable.rpartition(".")[2]
        return "", squeeze(item["key"] or last + (item["number"] or ""))


def _is_sum_of_derivatives(value: ast.expr) -> bool:
    """True if a name is a derivative's but for a word that says sum: `sum_dW2`, `dW2_total`."""
    word = ast.unparse(value).rpartition(".")[2]
    core = _SUM.sub("", word)
    return isinstance(value, (ast.Name, ast.Attribute)) and core != word and bool(derivative(core))


def _mixed(statement: ast.AST) -> Iterator[str]:
    """What goes on from a part of its last value, as a velocity does: `v[k] = 0.9 * v[k] + g`."""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Subscript):
        own = ast.unparse(statement.targets[0].value)
        for part in ast.walk(statement.value):
            if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult):
                sides = ast.unparse(part.left), ast.unparse(part.right)
                if any(side.startswith((f"{own}[", f"{own}.get(")) for side in sides):
                    yield _of_any(own)


def _items_of(statement: ast.AST, arrays: Container[str]) -> tuple[str, str] | None:
    """The list of gradients and that of the variables, where an update goes through both."""
    change = change_of(statement)
    if change is None or change[2] * sign_before(change[1]) > 0:
        return None
    target = ast.parse(change[0], mode="eval").body
    if not (isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Name)):
        return None
    items = [one for one in ast.walk(change[1]) if isinstance(one, ast.Subscript)]
    if len(items) != 1 or ast.unparse(items[0].slice) != target.slice.id:
        return None
    counts = [one for one in ast.walk(change[1]) if ast.unparse(one).startswith("len(")]
    own = {id(part) for one in (items[0], *counts) for part in ast.walk(one)}
    others = {ast.unparse(one) for one in ast.walk(change[1]) if id(one) not in own}
    if items[0] not in factors_of(change[1]) or any(other in arrays for other in others):
        return None  # divided by, or by an array, as Adam does
    return _of_any(ast.unparse(items[0].value)), ast.unparse(target.value)


def _of_any(name: str) -> str:
    """An attribute whatever its object is called: `.changes` of `self.changes`."""
    before, dot, last = name.rpartition(".")
    return dot + last if before else name
