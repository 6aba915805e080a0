"""The beginning of the body of a function or a file: the hook that marks a call as entered."""

from __future__ import annotations

import ast

Function = ast.FunctionDef | ast.AsyncFunctionDef


def inputs_of(node: Function) -> list[str]:
    """The parameters without a default: they are inputs where a literal is passed for them."""
    positional = [*node.args.posonlyargs, *node.args.args]
    required = positional[: len(positional) - len(node.args.defaults)]
    by_name = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    required += [arg for arg, default in by_name if default is None]
    return [arg.arg for arg in required if arg.arg not in ("self", "cls")]


def begin(node: Function | ast.Module, hook: str, first: list[ast.stmt]) -> None:
    """Put `hook()` and these statements behind the docstring and what is from the future.

    The hook of a method gets the object, as does that of a function around one, `f(*args)`.
    """
    start = 0
    while start < len(node.body) and _stands_first(node.body[start], start):
        start += 1
    if not node.body:
        return
    name = ast.Name(hook, ast.Load())
    call = ast.Call(name, [] if isinstance(node, ast.Module) else _owner(node), [])
    node.body[start:start] = [ast.copy_location(ast.Expr(call), node.body[0]), *first]


def _stands_first(statement: ast.stmt, position: int) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return statement.module == "__future__"
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return position == 0 and is_text


def _owner(node: Function) -> list[ast.expr]:
    positional = [*node.args.posonlyargs, *node.args.args]
    if positional:
        name = positional[0].arg
        return [ast.Name(name, ast.Load())] if name in ("self", "cls") else []
    more = node.args.vararg
    return [ast.Starred(ast.Name(more.arg, ast.Load()), ast.Load())] if more else []
