"""What an update takes from each item of a list: `changes` of `W[k] -= rate * changes[k]`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from graphviz_backprop.checking.watching.steps_of_updates import (
    change_of,
    factors_of,
    sign_before,
)
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze

_ITEM = re.compile(r"(?P<list>.*?)(?:\[(?:(?P<number>\d+)|'(?P<key>\w+)')\])?")


class NamesByUpdate:
    """The lists and dicts of gradients that no name tells, by what their items are taken from.

    Args:
        events: all that is told.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._variables: dict[str, str] = {}
        for site in {event.site.number: event.site for event in events}.values():
            found = _items_of(site.statement)
            if found is not None:
                self._variables.setdefault(*found)

    def reading(self, name: str) -> tuple[str, str] | None:
        """Return no function and the variable of `changes[1]`, as `reading_of`; None where none."""
        item = _ITEM.fullmatch(name)
        variable = self._variables.get(_of_any(item["list"])) if item else None
        if item is None or variable is None:
            return None
        last = variable.rpartition(".")[2]
        return "", squeeze(item["key"] or last + (item["number"] or ""))


def _items_of(statement: ast.AST) -> tuple[str, str] | None:
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
    if items[0] not in factors_of(change[1]):
        return None  # what it is divided by, as Adam does
    return _of_any(ast.unparse(items[0].value)), ast.unparse(target.value)


def _of_any(name: str) -> str:
    """An attribute whatever its object is called: `.changes` of `self.changes`."""
    before, dot, last = name.rpartition(".")
    return dot + last if before else name
