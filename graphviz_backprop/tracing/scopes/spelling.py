"""The name of a call: by the object as the call spells it, or by the function."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Container
from types import FunctionType

from graphviz_backprop.graph.scope import says_loss
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.scopes.outlines import Outlines
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import function_of

_IN_INDEX = (ast.Constant, ast.UnaryOp, ast.USub, ast.BinOp, ast.operator, ast.expr_context)


@quick_dataclass(frozen=True, slots=True)
class Spelling:
    """The name of a call.

    Attributes:
        text: the name; empty where the object has none of its own.
        owner: the object that is called by this name, None where it is the function's.
        type_name: its class.
    """

    text: str
    owner: int | None = None
    type_name: str = ""


def spelling(call: Call, outlines: Outlines) -> Spelling:
    """The name of a call by itself, without a look at others."""
    function = function_of(call.code)
    *outer, name = function.split(".")
    spot = outlines.spot(call.site, call.site_at) if call.site else None
    site = _unwrapped(spot.node) if spot else None
    kind = call.owner_type
    if not _is_method(call, site, function):
        decorated = outlines.of(call.site.co_filename).decorated if call.site else ()
        spelled = _last_name(site)
        return Spelling(spelled if spelled and spelled in decorated else name)
    is_own_object = call.parent is not None and call.parent.key == call.key
    if call.is_operation:
        return Spelling(name)
    if name == "__init__":
        return Spelling(outer[-1] if is_own_object else kind.__name__)
    if is_own_object:
        return Spelling(function if _is_special(name) else name)
    thing = _object(site, name)
    if thing is None and _is_special(name):
        return Spelling(function)
    varying = spot.varying if spot else frozenset()
    text = ast.unparse(thing) if thing is not None and _has_name(thing, varying) else ""
    text = text.removeprefix("self.")
    # What an object costs is no layer of that name: `model.loss(y)` beside `model.forward(X)`.
    return Spelling(f"{text}.{name}" if text and says_loss(name) else text, call.key, kind.__name__)


def _is_method(call: Call, site: ast.AST | None, function: str) -> bool:
    if call.owner is None:
        return False
    *outer, _ = function.split(".")
    if outer and any(base.__name__ == outer[-1] for base in call.owner_type.__mro__):
        return True
    # A function around a method, put in its place by a decorator.
    member = inspect.getattr_static(call.owner_type, _last_name(site) or "", None)
    is_around = isinstance(site, ast.Call) and isinstance(site.func, ast.Attribute)
    return (
        is_around and isinstance(member, FunctionType) and function_of(member.__code__) == function
    )


def _unwrapped(node: ast.AST) -> ast.AST:
    while isinstance(node, ast.Expr | ast.Await | ast.YieldFrom) and node.value:
        node = node.value
    return node


def _last_name(site: ast.AST | None) -> str | None:
    """`forward` of `dense1.forward(X)`, `f` of `f(x)`."""
    called = site.func if isinstance(site, ast.Call) else site
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else None


def _object(site: ast.AST | None, name: str) -> ast.expr | None:
    """`dense1` of `dense1.forward(X)` and of `dense1(X)`, `dense1.output` of that property."""
    if isinstance(site, ast.Attribute) and site.attr == name:
        return site
    if not isinstance(site, ast.Call):
        return None
    if name == "__call__" and _last_name(site) != name:
        return site.func
    return site.func.value if isinstance(site.func, ast.Attribute) else None


def _has_name(thing: ast.expr, varying: Container[str]) -> bool:
    """True if its names stand for one thing: not `layer` of a loop over layers."""
    if isinstance(thing, ast.Name):
        return thing.id not in varying and thing.id != "self"
    if isinstance(thing, ast.Attribute):
        is_own = isinstance(thing.value, ast.Name) and thing.value.id == "self"
        return is_own or _has_name(thing.value, varying)
    if not isinstance(thing, ast.Subscript):
        return False
    parts = list(ast.walk(thing.slice))
    named = [part for part in parts if isinstance(part, ast.Name)]
    is_plain = all(isinstance(part, (*_IN_INDEX, ast.Name)) for part in parts)
    is_fixed = not any(part.id in varying for part in named)
    return is_plain and is_fixed and _has_name(thing.value, varying)


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")
