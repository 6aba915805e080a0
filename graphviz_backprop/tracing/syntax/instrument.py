"""The reader's syntax tree with a hook at each place where a value could lose its record.

    before                         after
    z = max(x * w, 0)              z = __gb_bind__("z", __gb_callee__(max)(__gb_mul__(x, w), 0))
    w[0] += f(x)                   w[0] = __gb_bind__("w[0]", __gb_augment_add__(…, w[0], f(x)))
    a if z > 0 else 0.0            __gb_choose__(…, a) if … __gb_gt__("z > 0", z, 0) else …

Calls stay in the reader's frame, operands are evaluated once and in order, lines stay the lines.
"""

from __future__ import annotations

import ast
from copy import copy

from graphviz_backprop.tracing.syntax.beginnings import begin, inputs_of
from graphviz_backprop.tracing.syntax.expressions import OPERATORS, Tree, call_hook, hook
from graphviz_backprop.tracing.syntax.number_parameters import number_parameters
from graphviz_backprop.tracing.syntax.patterns import (
    Change,
    change_of_itself,
    decided_names,
    each_its_own,
    is_append,
    is_fill,
    is_literal,
    leaves_block,
    literal_names,
    literal_throughout,
    names_set_in,
    returns_literals,
    sets_attribute,
    stored_names,
)
from graphviz_backprop.tracing.syntax.rectifiers import mark_rectifiers, rectified_operand
from graphviz_backprop.tracing.syntax.shown_results import ShownResults
from graphviz_backprop.tracing.syntax.targets import (
    bind_name,
    has_computed_index,
    has_only_names,
    keep,
    keep_name,
    rebind,
    spread,
    store_once,
    take_apart,
    target_name,
)


class Instrument(ShownResults):
    """Puts the hooks in. `mangle` is the class whose private names (`self.__x`) are meant."""

    def __init__(self, mangle: str = "") -> None:
        super().__init__(mangle)
        self._sites: tuple[int, ...] = ()
        self._site_of: dict[ast.stmt, int] = {}
        self._decided: frozenset[str] = frozenset()
        self._literals: frozenset[str] = frozenset()
        self._returns_literals = False

    def generic_visit(self, node: Tree) -> Tree:
        for name, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, name, self._block(value))
            elif isinstance(value, list):
                setattr(node, name, [self._part(part) for part in value])
            else:
                setattr(node, name, self._part(value))
        return node

    def _part(self, value: object) -> object:
        return self.visit(value) if isinstance(value, ast.AST) else value

    # Chosen values.

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        site = self.new_site()
        node.test = self.watch(node.test, site)
        is_decided = is_literal(node.body) and is_literal(node.orelse)
        node.body = self._choice(node.body, (site,), is_decided)
        node.orelse = self._choice(node.orelse, (site,), is_decided)
        return node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """A pattern is not an expression: it stays as it is."""
        if node.guard is not None:
            node.guard = self.truth(node.guard)
        node.body = self._block(node.body)
        return node

    # Bindings.

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        call = node.value
        if sets_attribute(call):
            text = ast.Constant(ast.unparse(call.args[0]))
            self.generic_visit(call)
            node.value = call_hook("set_attribute", call.func, text, *call.args, at=call)
            return node
        if not is_append(call):
            return super().visit_Expr(node)
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Attribute)
        name, held = ast.unparse(call.func.value), self.visit(copy(call.func.value))
        super().visit_Expr(node)
        call.args[-1] = call_hook("name_appended", ast.Constant(name), held, call.args[-1], at=node)
        return node

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        apart = each_its_own(node)
        if apart:
            return [statement for one in apart for statement in self.visit_Assign(one)]
        target, value = node.targets[0], node.value
        change = change_of_itself(target, value) if len(node.targets) == 1 else None
        if change is not None:
            return [self._update(node, target, change)]
        literal = node.value
        is_decided = isinstance(target, ast.Name) and target.id in self._decided
        node.value = self._choice(node.value, self._sites, is_decided)
        if len(node.targets) == 1 and has_computed_index(target) and not is_fill(target, literal):
            return store_once(target, hook("bind"), node.value, self._stored, at=node)
        after: list[ast.stmt] = []
        for number, target in enumerate(node.targets):
            if isinstance(target, ast.Tuple | ast.List) and has_only_names(target):
                after += rebind(target, hook("bind"), at=node)
            elif isinstance(target, ast.Tuple | ast.List):
                place = spread(target, hook("bind"), self._stored, at=node)
                node.targets[number], stores = place
                after.append(stores)
                continue
            elif not is_fill(target, literal):
                node.value = call_hook("bind", target_name(target), node.value, at=node)
            node.targets[number] = self._stored(target)
        return [node, *after]

    def _stored(self, target: ast.expr) -> ast.expr:
        """A target with its hooks."""
        target = self.visit(target)
        if isinstance(target, ast.Subscript):
            target.value = self.holder(target.value)
        return target

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            name, value = target_name(node.target), self._choice(node.value, self._sites)
            node.value = call_hook("bind", name, value, at=node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        operator = OPERATORS.get(type(node.op))
        if operator is None:
            node.value = self.visit(node.value)
            return [node]
        label = target_name(node.target, has_computed_index(node.target))
        kept = keep(self.visit(node.target))
        if isinstance(kept.target, ast.Subscript):
            kept.target.value = self.holder(kept.target.value)
        change = Change(f"augment_{operator}", node.value)
        update = self._update(node, kept.target, change, label)
        return kept.around(update)

    def _update(
        self,
        node: ast.stmt,
        target: ast.expr,
        change: Change,
        label: ast.expr | None = None,
    ) -> ast.stmt:
        """`target = bind(label, augment(label, target, value))`, with what is added behind it."""
        label = label or target_name(target)
        load, store = take_apart(target)
        new = call_hook(change.hook, label, load, self.visit(change.change), at=node)
        for more in change.further:
            new = call_hook(OPERATORS[type(more.op)], new, self.visit(more.right), at=more)
        return ast.copy_location(ast.Assign([store], call_hook("bind", label, new, at=node)), node)

    def visit_While(self, node: ast.While) -> ast.AST:
        node.test = self.truth(node.test)
        node.body, node.orelse = self._block(node.body), self._block(node.orelse)
        return node

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.AST:
        bound = rebind(node.target, hook("bind_loop"), at=node)
        self.generic_visit(node)
        if isinstance(node, ast.For):
            node.iter = self.holder(node.iter)
        node.body = [*bound, *node.body]
        return node

    visit_AsyncFor = visit_For

    # Scopes and branches.

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.copy_location(ast.Expr(call_hook("caught", at=node)), node))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        names, numbers = inputs_of(node), number_parameters(node)
        outer = self._returns_literals, self._decided
        self._returns_literals, self._decided = (
            returns_literals(node),
            literal_throughout(node.body),
        )
        returns, node.returns = node.returns, None  # as the text that it may be read as
        self._scope(node)
        node.returns = returns
        self._returns_literals, self._decided = outer
        kinds = [hook("bind_number" if name in numbers else "bind_parameter") for name in names]
        bound = [bind_name(*pair, at=node.body[0]) for pair in zip(names, kinds, strict=True)]
        begin(node, hook("entered"), bound)
        return node

    def visit_Module(self, node: ast.Module) -> ast.AST:
        self._decided = literal_throughout(node.body)
        self.generic_visit(node)
        begin(node, hook("entered"), [])
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return self._scope(node)

    def _scope(self, node: Tree) -> Tree:
        outer, self._sites = self._sites, ()
        self.generic_visit(node)
        self._sites = outer
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        site = self._site_of[node] = self.new_site()
        node.test = self.watch(node.test, site)
        outer, self._sites = self._sites, (*self._sites, site)
        decided, self._decided = self._decided, self._decided | decided_names(node, self._literals)
        stored = [stored_names(side) for side in (node.body, node.orelse)]
        node.body = self._block(node.body) + self._keep(stored[1] - stored[0], node)
        node.orelse = self._block(node.orelse) + self._keep(stored[0] - stored[1], node)
        self._sites, self._decided = outer, decided
        return node

    def _keep(self, names: set[str], node: ast.If) -> list[ast.stmt]:
        """Names that the other side of an `if` would change: `name = keep(sites, "name", name)`."""
        hooks = hook("keep"), hook("locals")
        return [keep_name(name, hooks, self._sites, at=node) for name in sorted(names)]

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None:
            node.value = self._choice(node.value, self._sites, self._returns_literals)
        return node

    def _block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        """A block of statements: what follows `if …: return …` depends on the test too."""
        outer, literals = self._sites, self._literals
        self._literals = frozenset()
        has_branches = any(isinstance(statement, ast.If) for statement in statements)
        done: list[ast.stmt] = []
        for statement in statements:
            after = self._literals
            if has_branches:
                after = (after - names_set_in([statement])) | literal_names([statement])
            new = self.visit(statement)
            self._literals = after
            done += new if isinstance(new, list) else [new]
            branch: ast.stmt | None = statement
            while isinstance(branch, ast.If) and leaves_block(branch):
                self._sites = (*self._sites, self._site_of[branch])
                branch = branch.orelse[0] if len(branch.orelse) == 1 else None
        self._sites, self._literals = outer, literals
        return done

    def _choice(
        self, value: ast.expr, sites: tuple[int, ...], is_decided: bool = False
    ) -> ast.expr:
        """A value chosen by the `if`s of these sites, if any; decided among literals alone."""
        hooked: ast.expr = self.visit(value)
        if not sites:
            return hooked
        of = ast.Tuple([ast.Constant(site) for site in sites], ast.Load())
        operand = rectified_operand(value)
        if operand is not None:
            return call_hook("rectified", of, hooked, operand, at=value)
        choose = "choose" if is_literal(value) else "choose_computed"
        return call_hook("decide" if is_decided else choose, of, hooked, at=value)


def instrument(tree: Tree, mangle: str = "") -> Tree:
    """The tree with its hooks; the tree given is changed."""
    mark_rectifiers(tree)
    Instrument(mangle).visit(tree)
    return ast.fix_missing_locations(tree)
