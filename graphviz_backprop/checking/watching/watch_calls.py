"""Puts a call behind each statement that gives a number a name, into the reader's syntax tree."""

from __future__ import annotations

import ast
import copy

from graphviz_backprop.checking.watching.listed_items import listed_items
from graphviz_backprop.checking.watching.named_lambdas import as_function
from graphviz_backprop.checking.watching.read_again import (
    is_simple,
    is_simple_index,
    loaded,
    local_names,
    root_and_indices,
)
from graphviz_backprop.checking.watching.sites import Site, Watched, reads_of
from graphviz_backprop.checking.watching.steps_of_updates import (
    STEP,
    is_product,
    replace_factor,
    step_of,
)
from graphviz_backprop.checking.watching.weighted_arguments import (
    replace_argument,
    weighted_arguments,
)
from graphviz_backprop.tracing.syntax.expressions import hook

_CHANGING = frozenset("append insert extend fill sort".split())


class PutCalls(ast.NodeTransformer):
    """Puts the calls in."""

    def __init__(self, watched: Watched, filename: str) -> None:
        self._sites = watched.sites
        self._filename = filename
        self._functions: list[tuple[str, int]] = []
        self._in_class = False
        self._original: ast.AST | None = None

    def _site(
        self,
        kind: str,
        target: str,
        at: ast.AST,
        value: ast.expr | None,
        is_update: bool = False,
        part: int | None = None,
    ) -> ast.Constant:
        function, line = self._functions[-1] if self._functions else ("", 0)
        first, last = getattr(at, "lineno", 0), getattr(at, "end_lineno", 0)
        number = len(self._sites)
        reads = reads_of(value)
        if isinstance(at, ast.Assign):
            for one in at.targets:
                reads |= reads_of(one.slice) if isinstance(one, ast.Subscript) else frozenset()
        self._sites.append(
            Site(
                number, kind, target, self._filename, first, last, reads, function, line,
                is_update, self._original or at, copy.deepcopy(value), part,
                bool(self._globals) and target.split("[")[0] in self._globals[-1],
            )
        )  # fmt: skip
        return ast.Constant(number)

    def call(self, name: str, *args: ast.expr) -> ast.Call:
        """Return a call of one of the hooks."""
        return ast.Call(ast.Name(hook(name), ast.Load()), list(args), [])

    def _after(
        self,
        target: ast.expr,
        kind: str,
        at: ast.AST,
        value: ast.expr | None,
        is_update: bool = False,
        part: int | None = None,
    ) -> list[ast.stmt]:
        """The call that tells of a target."""
        if isinstance(target, (ast.Tuple, ast.List)):
            parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
            found: list[ast.stmt] = []
            for number, one in enumerate(target.elts):
                own = parts[number] if len(parts) == len(target.elts) else value
                found += self._after(one, kind, at, own, is_update, number)
            return found
        text = ast.unparse(target)
        if isinstance(target, ast.Name):
            site = self._site(kind, text, at, value, is_update, part)
            told = self.call("tell", site, ast.Name(target.id, ast.Load()))
            return [ast.Assign([ast.Name(target.id, ast.Store())], told)]
        if isinstance(target, ast.Attribute) and is_simple(target.value):
            name = ast.Constant(target.attr)
            if items := list(listed_items(target, value)):
                return [ast.Expr(self._tell_item(target, at, *item)) for item in items]
            site = self._site(kind, text, at, value, is_update, part)
            return [ast.Expr(self.call("attribute", site, loaded(target.value), name))]
        if isinstance(target, ast.Subscript):
            return self._after_item(target, at, value, is_update, part)
        return []

    def _tell_item(self, target: ast.Attribute, at: ast.AST, item: ast.expr, k: int) -> ast.Call:
        number = self._site("given", f"{ast.unparse(target)}[{k}]", at, item)
        name, path = ast.Constant(target.attr), ast.Tuple([ast.Constant(k)], ast.Load())
        return self.call("attribute_item", number, loaded(target.value), name, path)

    def _after_item(
        self,
        target: ast.Subscript,
        at: ast.AST,
        value: ast.expr | None,
        is_update: bool,
        part: int | None,
    ) -> list[ast.stmt]:
        root, path = root_and_indices(target)
        number = self._site("written", ast.unparse(target), at, value, is_update, part)
        if isinstance(root, ast.Name):
            told = self.call("item", number, ast.Name(root.id, ast.Load()), path)
            kept: list[ast.expr] = [ast.Name(root.id, ast.Store())]
            # A name of an outer function would become a local one: it is told of, not set.
            return [ast.Assign(kept, told) if self._is_local(root.id) else ast.Expr(told)]
        if isinstance(root, ast.Attribute) and is_simple(root.value):
            name = ast.Constant(root.attr)
            told = self.call("attribute_item", number, loaded(root.value), name, path)
            return [ast.Expr(told)]
        self._sites.pop()
        return []

    def _is_local(self, name: str) -> bool:
        return not self._functions or name in self._locals[-1]

    _locals: list[set[str]]
    _globals: list[set[str]]

    def visit_Module(self, node: ast.Module) -> ast.Module:
        self._locals, self._globals = [], []
        node.body = self._block(node.body)
        return node

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        made: list[ast.stmt] = []
        for one in body:
            statement = as_function(one)
            self._original = None if hasattr(statement, "body") else copy.deepcopy(statement)
            told = self._told(statement)  # the numbers of outer statements come first
            self._tell_of_step(statement)
            visited = self.visit(statement)
            made.append(visited)
            made += [ast.copy_location(call, statement) for call in told]
        return made

    def _tell_of_step(self, node: ast.stmt) -> None:
        """`W += rate * np.dot(d, a.T)`: the gradient has no name of its own."""
        step = step_of(node)
        if step is not None and is_product(step.value):
            site = self._site("inner", STEP + step.target, node, step.value)
            replace_factor(node, step.value, self.call("tell", site, step.value))

    def _told(self, node: ast.stmt) -> list[ast.stmt]:
        if isinstance(node, ast.Assign):
            return [one for t in node.targets for one in self._after(t, "given", node, node.value)]
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            return self._after(node.target, "given", node, node.value)
        if isinstance(node, ast.AugAssign):
            return self._after(node.target, "written", node, node.value, True)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            return self._of_call(node, node.value)
        return []

    def _of_call(self, node: ast.Expr, call: ast.Call) -> list[ast.stmt]:
        """`found.append(…)`, `np.add.at(dW, …)`, `np.multiply(…, out=dz)`."""
        function = call.func
        if isinstance(function, ast.Name) and function.id == "setattr" and len(call.args) == 3:
            holder, name, given = call.args
            if is_simple(holder) and is_simple_index(name):
                site = self._site("written", f"{ast.unparse(holder)}.*", node, given, True)
                return [ast.Expr(self.call("named_attribute", site, loaded(holder), loaded(name)))]
        if not isinstance(function, ast.Attribute):
            return []
        target: ast.expr | None = None
        if function.attr in _CHANGING:
            target = function.value
        elif function.attr == "at" and call.args:
            target = call.args[0]
        else:
            target = next((k.value for k in call.keywords if k.arg == "out"), None)
        if isinstance(target, ast.Name) and not self._is_local(target.id):
            return []
        if isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
            value = call.args[-1] if call.args else None
            return self._after(target, "written", node, value, True)
        return []

    def _parts(self, node: ast.stmt) -> None:
        for name in ("body", "orelse", "finalbody"):
            if isinstance(getattr(node, name, None), list):
                setattr(node, name, self._block(getattr(node, name)))
        for handler in getattr(node, "handlers", ()):
            handler.body = self._block(handler.body)
        for case in getattr(node, "cases", ()):
            case.body = self._block(case.body)

    def visit_For(self, node: ast.For) -> ast.For:
        self._original = None
        told = self._after(node.target, "loop", node, node.iter)
        node.iter = self.visit(node.iter)
        self._parts(node)
        node.body[:0] = [ast.copy_location(one, node) for one in told]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test = self.visit(node.test)
        self._parts(node)
        return node

    def visit_While(self, node: ast.While) -> ast.While:
        node.test = self.visit(node.test)
        self._parts(node)
        return node

    def visit_With(self, node: ast.With) -> ast.With:
        self._parts(node)
        return node

    def visit_Try(self, node: ast.Try) -> ast.Try:
        self._parts(node)
        return node

    def visit_Match(self, node: ast.Match) -> ast.Match:
        self._parts(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        before, self._in_class = self._in_class, True
        functions, self._functions = self._functions, []
        node.body = [self.visit(one) for one in node.body]
        self._in_class, self._functions = before, functions
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        is_method, self._in_class = self._in_class and not self._functions, False
        self._original = None
        self._functions.append((node.name, node.lineno))
        self._locals.append(local_names(node))
        outer = [part for part in ast.walk(node) if isinstance(part, ast.Global)]
        self._globals.append({name for part in outer for name in part.names})
        args = node.args
        names = [one.arg for one in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
        own = names[0] if is_method and names else ""
        of = ast.Name(own, ast.Load()) if own else ast.Constant(None)
        entered: list[ast.stmt] = [ast.Expr(self.call("enter", of))]
        for name in names:
            if name != own:
                entered += self._after(ast.Name(name, ast.Store()), "parameter", node, None)
        is_generator = any(isinstance(one, (ast.Yield, ast.YieldFrom)) for one in ast.walk(node))
        first = 1 if ast.get_docstring(node) is not None else 0
        head, rest = node.body[:first], node.body[first:]
        node.body = head + self._block(rest)
        if not is_generator:
            node.body[first:first] = [ast.copy_location(one, node) for one in entered]
        self._functions.pop()
        self._locals.pop()
        self._globals.pop()
        self._in_class = is_method
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """`np.tanh(x @ W + b)`: what has no name of its own is told of too."""
        if (at := self._original) is not None:
            for holder, name, inner in list(weighted_arguments(node)):
                number = self._site("inner", name, at, inner)
                replace_argument(holder, inner, self.call("tell", number, inner))
        self.generic_visit(node)
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.ListComp:
        before, self._original = self._original, None
        self.generic_visit(node)
        self._original = before
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        before, self._original = self._original, None
        number = self._site("return", "<lambda>", node, node.body)
        self._original = before
        self.generic_visit(node)
        node.body = ast.copy_location(self.call("returned", number, node.body), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        if node.value is not None and self._functions:
            number = self._site("return", self._functions[-1][0], node, node.value)
            told = self.call("returned", number, self.visit(node.value))
            node.value = ast.copy_location(told, node)
        return node
