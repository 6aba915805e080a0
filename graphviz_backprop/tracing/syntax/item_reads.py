"""Hooks where an item, an attribute or the next element is taken out of an object.

    before                         after
    z[0] * k                       __gb_mul__(__gb_holder__(z)[0], k)
    z[0] = a                       __gb_holder__(z)[0] = …
    for v in z: …                  for v in __gb_holder__(z): …

The hook gives the object itself, unless it is of a type that can't hold numbers with their records.
"""

from __future__ import annotations

import ast

# Attributes by which such objects hand out the numbers in them.
_ATTRIBUTES = frozenset({"value", "contents", "raw", "buf"})


class AddHolders(ast.NodeTransformer):
    """Puts the hook in. Annotations stay as they are: other code may read them as text."""

    def __init__(self, hook: str) -> None:
        self._hook = hook

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """An item that is read, or stored."""
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Del) and not isinstance(node.value, ast.Constant):
            node.value = self._holder(node.value)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """An attribute that gives the number in an object, or sets it."""
        self.generic_visit(node)
        if node.attr in _ATTRIBUTES and not isinstance(node.ctx, ast.Del):
            node.value = self._holder(node.value)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """What a loop goes over."""
        self.generic_visit(node)
        node.iter = self._holder(node.iter)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        """What a comprehension goes over."""
        self.generic_visit(node)
        if not node.is_async:
            node.iter = self._holder(node.iter)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Its annotation stays."""
        node.target = self.visit(node.target)
        node.value = self.visit(node.value) if node.value else None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Its annotation stays."""
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """The annotation of its result stays."""
        return self._without_returns(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """The annotation of its result stays."""
        return self._without_returns(node)

    def _without_returns(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    def _holder(self, value: ast.expr) -> ast.expr:
        function = ast.copy_location(ast.Name(self._hook, ast.Load()), value)
        return ast.copy_location(ast.Call(function, [value], []), value)
