"""Assignment targets in the syntax tree: their names, and evaluating their parts only once."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import field

from graphviz_backprop.quick_dataclass import quick_dataclass

_INDEX = "__gb_index__"
Visit = Callable[[ast.expr], ast.expr]


@quick_dataclass(slots=True)
class Kept:
    """A target whose parts stand in temporary names, and the statements that set these."""

    target: ast.expr
    before: list[ast.stmt] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def around(self, update: ast.stmt) -> list[ast.stmt]:
        """The statements that set the names, the update, and the end of the names."""
        if not self.names:
            return [update]
        return [_for_a_while(self.names, [*self.before, update], update)]


def _for_a_while(names: list[str], body: list[ast.stmt], at: ast.AST) -> ast.stmt:
    """The body, after which the names are gone, also where it raised before they were all set."""
    store: list[ast.expr] = [ast.Name(name, ast.Store()) for name in names]
    clear: list[ast.stmt] = [
        ast.Assign(store, ast.Constant(None)),
        ast.Delete([ast.Name(name, ast.Del()) for name in names]),
    ]
    for statement in (*body, *clear):
        ast.copy_location(statement, at)
    return ast.copy_location(ast.Try(body, [], [], clear), at)


def has_computed_index(target: ast.expr) -> bool:
    """True if the index of a target may be a number or a key that the code computes.

    >>> [has_computed_index(ast.parse(text, mode="eval").body) for text in ("p['W' + n]", "p[n]")]
    [True, False]
    """
    if not isinstance(target, ast.Subscript):
        return False
    index = target.slice
    if isinstance(index, ast.UnaryOp):
        index = index.operand
    return not isinstance(index, ast.Name | ast.Constant | ast.Slice | ast.Tuple | ast.Compare)


def target_name(target: ast.expr, is_kept: bool = False) -> ast.expr:
    """An expression for a target's name; `w[i]` is named by the value that `i` has by then.

    Args:
        target: as the reader has it.
        is_kept: whether a computed index stands in a temporary name, see `keep`.
    """
    if not isinstance(target, ast.Subscript):
        return ast.Constant(ast.unparse(target))
    if ast.unparse(target.slice) in (":", "..."):
        return target_name(target.value)  # all of it
    parts = target.slice.elts if isinstance(target.slice, ast.Tuple) else [target.slice]
    shown: list[ast.expr] = []
    for part in parts:
        shown += [ast.Constant(", ")] if shown else []
        is_computed = is_kept and has_computed_index(target)
        if isinstance(part, ast.Name) or is_computed:
            number = ast.Name(_INDEX, ast.Load()) if is_computed else part
            arguments: list[ast.expr] = [ast.Constant(ast.unparse(part)), number]
            text = ast.Call(ast.Name("__gb_shown_index__", ast.Load()), arguments, [])
            shown.append(ast.FormattedValue(text, -1))
        else:
            shown.append(ast.Constant(ast.unparse(part)))
    container = ast.FormattedValue(target_name(target.value), -1)
    return ast.JoinedStr([container, ast.Constant("["), *shown, ast.Constant("]")])


def take_apart(target: ast.expr) -> tuple[ast.expr, ast.expr]:
    """The target to load and the target to store."""
    if isinstance(target, ast.Subscript):
        load: ast.expr = ast.Subscript(target.value, target.slice, ast.Load())
        return load, ast.Subscript(target.value, target.slice, ast.Store())
    if isinstance(target, ast.Attribute):
        load = ast.Attribute(target.value, target.attr, ast.Load())
        return load, ast.Attribute(target.value, target.attr, ast.Store())
    assert isinstance(target, ast.Name)
    return ast.Name(target.id, ast.Load()), ast.Name(target.id, ast.Store())


def keep(target: ast.expr) -> Kept:
    """`f(x)[g(y)]` as `t1 = f(x); t2 = g(y)` and `t1[t2]`: each part evaluated once, in order."""
    kept = Kept(target)
    if isinstance(target, ast.Subscript):
        container = _temporary(target.value, "__gb_container__", kept)
        index = _temporary(_as_index(target.slice), _INDEX, kept)
        kept.target = ast.Subscript(container, index, ast.Store())
    elif isinstance(target, ast.Attribute):
        owner = _temporary(target.value, "__gb_container__", kept)
        kept.target = ast.Attribute(owner, target.attr, ast.Store())
    return kept


def _temporary(value: ast.expr, name: str, kept: Kept) -> ast.expr:
    if isinstance(value, ast.Constant | ast.Name):
        return value
    kept.before.append(ast.Assign([ast.Name(name, ast.Store())], value))
    kept.names.append(name)
    return ast.Name(name, ast.Load())


def _as_index(index: ast.expr) -> ast.expr:
    """A slice as the expression that makes it, so that it can be kept in a name."""
    if not isinstance(index, ast.Slice):
        return index
    parts = [part or ast.Constant(None) for part in (index.lower, index.upper, index.step)]
    return ast.Call(ast.Name("__gb_slice__", ast.Load()), parts, [])


def has_only_names(target: ast.expr) -> bool:
    """True if unpacking stores into names alone."""
    return not any(isinstance(node, ast.Attribute | ast.Subscript) for node in ast.walk(target))


def rebind(target: ast.expr, hook: str, at: ast.AST) -> list[ast.stmt]:
    """`name = hook("name", name)` for each name that an unpacked or loop target stores."""
    return [
        _bind(node, hook, at)
        for node in ast.walk(target)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def store_once(
    target: ast.expr, hook: str, value: ast.expr, visit: Visit, at: ast.AST
) -> list[ast.stmt]:
    """`t1 = value; t2 = a; t3 = f(i); t2[t3] = hook("a[…]", t1)` for `a[f(i)] = value`."""
    name = "__gb_value__"
    place = _store(target, hook, ast.Name(name, ast.Load()), visit, at)
    first = ast.Assign([ast.Name(name, ast.Store())], value)
    return [_for_a_while([name, *place.names], [first, *place.before], at)]


def _store(target: ast.expr, hook: str, value: ast.expr, visit: Visit, at: ast.AST) -> Kept:
    """`target = hook(name, value)`, where a computed index is evaluated only once.

    Args:
        target: as the reader has it.
        hook: that of bindings.
        value: what is stored; it is evaluated after the parts of the target.
        visit: puts the hooks into the target.
        at: whose place the statement has.
    """
    is_kept = has_computed_index(target)
    name = target_name(target, is_kept)
    kept = keep(visit(target)) if is_kept else Kept(visit(target))
    call = ast.Call(ast.Name(hook, ast.Load()), [name, value], [])
    kept.before.append(ast.copy_location(ast.Assign([kept.target], call), at))
    return kept


def spread(target: ast.expr, hook: str, visit: Visit, at: ast.AST) -> tuple[ast.expr, ast.stmt]:
    """`t1, t2` in the place of `self.w, a[i]`, and what stores these, in order."""
    stores: list[ast.stmt] = []
    kept: list[str] = []
    further: list[str] = []

    def stand_in(part: ast.expr) -> ast.expr:
        if isinstance(part, ast.Tuple | ast.List):
            return ast.Tuple([stand_in(one) for one in part.elts], ast.Store())
        if isinstance(part, ast.Starred):
            return ast.Starred(stand_in(part.value), ast.Store())
        name = f"__gb_part{len(kept)}__"
        kept.append(name)
        place = _store(part, hook, ast.Name(name, ast.Load()), visit, at)
        stores.extend(place.before)
        further.extend(place.names)
        return ast.Name(name, ast.Store())

    whole = stand_in(target)
    return whole, _for_a_while([*kept, *dict.fromkeys(further)], stores, at)


def _bind(target: ast.expr, hook: str, at: ast.AST) -> ast.stmt:
    load, store = take_apart(target)
    call = ast.Call(ast.Name(hook, ast.Load()), [target_name(target), load], [])
    return ast.copy_location(ast.Assign([store], call), at)


def bind_name(name: str, hook: str, at: ast.AST) -> ast.stmt:
    """`name = hook("name", name)`."""
    return _bind(ast.Name(name, ast.Store()), hook, at)


def keep_name(name: str, hooks: tuple[str, str], sites: tuple[int, ...], at: ast.AST) -> ast.stmt:
    """`if "name" in locals(): name = keep(sites, "name", name)`."""
    keep_hook, locals_hook = (ast.Name(hook, ast.Load()) for hook in hooks)
    args = [
        ast.Tuple([ast.Constant(site) for site in sites], ast.Load()),
        ast.Constant(name),
        ast.Name(name, ast.Load()),
    ]
    assign = ast.Assign([ast.Name(name, ast.Store())], ast.Call(keep_hook, args, []))
    is_set = ast.Compare(ast.Constant(name), [ast.In()], [ast.Call(locals_hook, [], [])])
    return ast.copy_location(ast.If(is_set, [assign], []), at)
