"""Lists of a layer's arrays, each of which is a variable: `self.grads = [dW, db]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

# Beside `self.grads[0]` stands `self.params[0]`.
GRADIENTS = frozenset(("grads", "gradients", "dparams", "d_params"))
PARAMETERS = frozenset(("params", "parameters"))


def listed_items(target: ast.Attribute, value: ast.expr | None) -> Iterator[tuple[ast.expr, int]]:
    """Yield the items of a list that an attribute is given, each with its place in it."""
    parts = value.elts if isinstance(value, ast.List) else []
    is_known = target.attr in GRADIENTS | PARAMETERS
    if is_known and not any(isinstance(one, ast.Starred) for one in parts):
        yield from ((one, at) for at, one in enumerate(parts))
