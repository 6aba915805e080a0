"""What a program's variables are to each other: operands of a product, numbered siblings."""

import ast
import re
from collections import defaultdict

_VARIABLE = (ast.Name, ast.Attribute, ast.Subscript)
_REDUCTIONS = frozenset("sum mean prod norm dot einsum len argmax max".split())


def _is_variable(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and node.value.id == "self"
    return isinstance(node, _VARIABLE)


def _variables(node: ast.AST) -> list[str]:
    """Returns the variables that an expression reads, no functions and modules."""
    found: list[str] = []
    if _is_variable(node):
        return [ast.unparse(node)]
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Call):
        function = node.func
        method = isinstance(function, ast.Attribute) and not isinstance(function.value, ast.Name)
        children = [*node.args, *([function.value] if method else [])]
    for child in children:
        found += _variables(child)
    return list(dict.fromkeys(found))


def _is_reduction(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in _REDUCTIONS


def _product(node: ast.AST) -> tuple[ast.expr, ast.expr] | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mult, ast.MatMult)):
        return node.left, node.right
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in ("dot", "matmul") and len(node.args) == 2:
            return node.args[0], node.args[1]
        if node.func.attr == "dot" and len(node.args) == 1:
            return node.func.value, node.args[0]
    return None


class Variables:
    """The variables of a program's forward pass, by what stands in its other lines."""

    def __init__(self, tree: ast.Module, gradient_lines: frozenset[int]) -> None:
        self._partners: dict[str, list[str]] = defaultdict(list)
        self._groups: list[set[str]] = []
        self._behind: list[str] = []
        self._names: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self._names.add(node.id)
            if getattr(node, "lineno", 0) in gradient_lines:
                continue
            if (product := _product(node)) and all(_is_variable(part) for part in product):
                left, right = (ast.unparse(part) for part in product)
                self._partners[left].append(right)
                self._partners[right].append(left)
            if isinstance(node, ast.Assign):
                self._activation(node)

    def _activation(self, node: ast.Assign) -> None:
        target, read = ast.unparse(node.targets[0]), _variables(node.value)
        plain = isinstance(node.value, (ast.Call, ast.BinOp, ast.IfExp, ast.Name))
        if not plain or len(read) != 1 or target == read[0] or not _is_variable(node.targets[0]):
            return
        if any(_is_reduction(part) for part in ast.walk(node.value)):
            return
        self._behind.append(target)
        for group in self._groups:
            if read[0] in group:
                group.add(target)
                return
        self._groups.append({read[0], target})

    def known(self, node: ast.AST) -> str:
        """Returns a node's text where it is a variable that the program gives, else nothing."""
        text = ast.unparse(node)
        return text if text in self._names or text in self._partners else ""

    def activations(self) -> list[str]:
        """Returns the variables that are a function of one other."""
        return self._behind

    def partners(self, variable: str) -> list[str]:
        """Returns what a variable is multiplied with."""
        return list(dict.fromkeys(self._partners.get(variable, [])))

    def across_activation(self, variable: str) -> list[str]:
        """Returns what is before or behind an activation, where a variable is on its other side."""
        others = [sorted(group - {variable}) for group in self._groups if variable in group]
        return [other for group in others for other in group]

    def siblings(self, name: str) -> list[str]:
        """Returns the names that differ in a number only, the nearest first: `w0` and `w1`."""
        found = re.fullmatch(r"(\w*?[A-Za-z_])(\d+)(\w*)", name)
        if not found:
            return []
        number = int(found[2])
        others = (f"{found[1]}{other}{found[3]}" for other in (number + 1, number - 1))
        return [other for other in others if other in self._names]
