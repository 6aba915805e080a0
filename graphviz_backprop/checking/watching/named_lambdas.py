"""`sigmoid = lambda z: …` is a function of that name."""

from __future__ import annotations

import ast


def as_function(statement: ast.stmt) -> ast.stmt:
    """Return a lambda that is given a name as the function that it is; others as they are.

    So its parameters and its result are told of under its name, as those of a `def` are.
    """
    if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Lambda):
        return statement
    target, value = statement.targets[0], statement.value
    if len(statement.targets) > 1 or not isinstance(target, ast.Name):
        return statement
    result = ast.copy_location(ast.Return(value.body), value.body)
    function = ast.FunctionDef(target.id, value.args, [result], [])
    setattr(function, "type_params", [])  # noqa: B010 (it has none before Python 3.12)
    return ast.copy_location(function, statement)
