"""Functions that look at the frame of their caller: `exec`, `eval`, `locals`, `vars`, `dir`."""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from graphviz_backprop.tracing.syntax.expressions import hook
from graphviz_backprop.tracing.syntax.instrument import instrument

_HOOK = hook("").rstrip("_") + "_"


def hooked(function: Callable[..., Any], mode: str, hooks: dict[str, Any]) -> Callable[..., Any]:
    """`exec` or `eval`, in the names of the frame that calls it; the text gets its hooks too."""

    def run(*args: Any, **named: Any) -> Any:
        if not args or named:
            return function(*args, **named)
        frame = sys._getframe(1)
        code, *names = args
        if not names or names[0] is None:
            names = [frame.f_globals, *(names[1:] or [_locals(frame)])]
        if type(names[0]) is not dict:
            return function(code, *names)
        own = names[0].setdefault("__builtins__", frame.f_builtins)
        known = own if isinstance(own, dict) else vars(own)
        is_usual = known is vars(builtins)
        if isinstance(code, str) and (is_usual or hook("callee") in known):
            code = _compiled(code, mode) or code
        if is_usual:
            names[0]["__builtins__"] = {**known, **hooks}
        try:
            return function(code, *names)
        finally:
            names[0]["__builtins__"] = own

    return run


def _locals(frame: FrameType) -> Any:
    is_copy = sys.version_info >= (3, 13) and frame.f_code.co_flags & inspect.CO_OPTIMIZED
    return dict(frame.f_locals) if is_copy else frame.f_locals


def _compiled(code: str, mode: str) -> CodeType | None:
    """None where it is no Python: the real function says so in its own words."""
    try:
        tree: ast.AST = ast.parse(code.lstrip(" \t") if mode == "eval" else code, "<string>", mode)
        whole: Any = instrument(tree)  # a Module or an Expression, as `mode` says
        made: CodeType = builtins.compile(whole, "<string>", mode, dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return made


def names_of_frame(function: Callable[..., Any]) -> Callable[..., Any]:
    """`locals`, `vars` or `dir`, without the hooks among a traced function's free variables."""

    def run(*args: Any, **named: Any) -> Any:
        if args or named:
            return function(*args, **named)
        names = _locals(sys._getframe(1))
        if any(name.startswith(_HOOK) for name in names):
            names = {name: part for name, part in names.items() if not name.startswith(_HOOK)}
        return sorted(names) if function is builtins.dir else names

    return run
