"""The reader's code with its numbers neither rounded nor in single precision: for the check."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.watching.watch_calls import PutCalls

_SINGLE = frozenset({"float32", "float16", "single", "half"})


class PutCallsUnrounded(PutCalls):
    """Puts the calls in and takes rounding out."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        super().visit_Call(node)
        function = node.func
        if not node.args and not isinstance(function, ast.Attribute):
            return node
        if isinstance(function, ast.Name) and function.id == "round":
            return ast.copy_location(self.call("round", *node.args), node)
        if isinstance(function, ast.Attribute) and function.attr in ("round", "around", "round_"):
            return ast.copy_location(self.call("round_of", function.value, *node.args), node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr in _SINGLE:
            node.attr = "float64"
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if node.value in ("float32", "f4", "float16"):
            node.value = "float64"
        return node
