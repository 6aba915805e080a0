"""Derivatives whose elements are used one by one, each as soon as it is written.

for k in range(3):
    dw[k] = dy * x[k]
    w[k] -= rate * dw[k]      the row of dw goes on: it is whole after the loop
"""

from __future__ import annotations

import ast
import itertools

import numpy as np

from graphviz_backprop.checking.watching.telling import Event


def reads_one_element(reader: Event, written: Event) -> bool:
    """True if a statement reads of an array nothing but the element that was written last."""
    element = _element(written.site.statement)
    if element is None or reader.site.kind == "return":
        return False
    whole: ast.expr = element
    while isinstance(whole, ast.Subscript):
        whole = whole.value
    texts = [
        ast.unparse(part)
        for part in ast.walk(reader.site.statement)
        if isinstance(part, ast.Name | ast.Attribute | ast.Subscript)
    ]
    return 0 < texts.count(ast.unparse(element)) == texts.count(ast.unparse(whole))


def _element(statement: ast.AST) -> ast.Subscript | None:
    """The element that a statement writes: `dw[k]`; None where it writes no such."""
    target: ast.AST | None = None
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.AugAssign):
        target = statement.target
    return target if isinstance(target, ast.Subscript) else None


def begins_anew(event: Event, before: list[Event]) -> bool:
    """True if it writes an element that these events have written: the code's next round.

    Args:
        event: a further write into the same array.
        before: all writes so far, of which the first may be the array itself.
    """
    values = [one.value for one in before]
    written = np.zeros(event.value.shape, bool)
    for earlier, later in itertools.pairwise(values):
        if earlier.shape == later.shape == written.shape:
            written |= earlier != later
    last = values[-1]
    return last.shape == written.shape and bool(written[last != event.value].any())
