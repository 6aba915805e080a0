"""The source of a Python function, wherever people type it: files, notebooks, prompts.

A text is taken for the source only where it compiles to the very instructions of the function: what
a prompt or a notebook has in its history may be an older state of it.
"""

from __future__ import annotations
import __future__

import ast
import dis
import itertools
import linecache
import re
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.syntax.expressions import hook

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
# marimo gives a name of its own to what begins with `_`: `_f` of the cell Hbol is `_cell_Hbol_f`.
_OF_CELL = re.compile(r"^_cell_[^\W_][\w-]*?(_\w*)$")
_TOP = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_HOOKS = hook("").rstrip("_") + "_"
# How far the search in a prompt's history goes.
_MOST_FOUND = 20
_MOST_LINES = 400
_MOST_DECORATORS = 4
_MOST_BEHIND = 10
_MOST_REPEATED = 2
_MANY_LINES = 30
_MOST_TRIES = 3


@quick_dataclass(frozen=True, slots=True)
class SourceText:
    """The text that a function was compiled from.

    Attributes:
        text: as it was compiled, so that its lines are those of the code.
        filename: what Python calls it, or a name of its own where it gives one name to all.
        node: the function in its syntax tree.
    """

    text: str
    filename: str
    node: Definition


def find_source(function: FunctionType) -> SourceText | None:
    """The source of a function; None where it is not at hand, or has changed since."""
    code = function.__code__
    for number, text in enumerate(_texts(function)):
        node = _definition(text, code, is_own_file=number == 0)
        if node is not None:
            filename = code.co_filename
            if filename.startswith("<") and not linecache.getlines(filename):
                filename = f"{filename[:-1]} {len(_NUMBERS)}>"
                filename = _NUMBERS.setdefault((code.co_filename, text), filename)
            return SourceText(text, filename, node)
    return None


# The prompt calls every statement `<stdin>`: here each has a number.
_NUMBERS: dict[tuple[str, str], str] = {}


def own_name(name: str) -> str:
    """A name as the reader wrote it."""
    return _OF_CELL.sub(r"\1", name)


def _texts(function: FunctionType) -> Iterator[str]:
    """The texts that may be the source, the likeliest first."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename, function.__globals__)
    yield "".join(lines)
    if "__marimo__cell_" in code.co_filename:  # its last expression has a file of its own
        yield "".join(linecache.getlines(code.co_filename.replace("__output", "_")))
    elif code.co_filename.startswith("<"):
        yield from _notebook_cells(function)
        yield from _prompt_statements(code)


def _notebook_cells(function: FunctionType) -> Iterator[str]:
    """The cells that were run, the last first; without a magic like `%%time` above."""
    for names in (function.__globals__, vars(sys.modules["__main__"])):
        cells = names.get("In")
        for cell in reversed(cells) if isinstance(cells, list) else ():
            if isinstance(cell, str):
                first, _, rest = cell.lstrip("\n").partition("\n")
                yield rest if first.startswith("%%") else cell


def _prompt_statements(code: CodeType) -> Iterator[str]:
    """The statements at Python's prompt that may hold a function, the last first.

    Its history has the lines, but not a line that is the same as the one before.
    """
    readline = sys.modules.get("readline")
    if readline is None:
        return
    history = [
        readline.get_history_item(number) or ""
        for number in range(1, readline.get_current_history_length() + 1)
    ]
    before = code.co_firstlineno - 1
    count = max(end or 0 for _, end, _, _ in code.co_positions())
    name = r"lambda\b" if code.co_name == "<lambda>" else rf"def\s+{re.escape(code.co_name)}\b"
    found = [at for at in reversed(range(len(history))) if re.search(name, history[at])]
    most = _MOST_REPEATED if count < _MANY_LINES else 1
    for missing in range(most + 1):
        for at in found[: _MOST_TRIES if missing else _MOST_FOUND]:
            for above in range(_MOST_DECORATORS):
                lines = history[max(at - before - above, 0) : at + _MOST_LINES]
                yield from _completed(lines, count, missing)


def _completed(lines: list[str], count: int, missing: int) -> Iterator[str]:
    """A statement of so many lines or a few more, or one with lines that were missing put in."""
    least = min(max(count - missing, 1), len(lines))
    for places in itertools.combinations_with_replacement(range(least), missing):
        whole = [line for at, line in enumerate(lines) for line in [line] * (1 + places.count(at))]
        for end in range(count, count + 1 if missing else count + _MOST_BEHIND):
            if end <= len(whole):
                yield "\n".join(whole[:end]) + "\n"


def _definition(text: str, code: CodeType, is_own_file: bool) -> Definition | None:
    """The function in a text; None where another one is meant, or an older state of it.

    In a file with assertions that can't be told: pytest compiles these in its own way.
    """
    node = _find(ast.parse(text), code) if _is_python(text) else None
    if node is None:
        return None
    may_differ = is_own_file and any(isinstance(part, ast.Assert) for part in ast.walk(node))
    flags = code.co_flags & __future__.annotations.compiler_flag
    return node if may_differ or _content(code) in _contents(text, flags) else None


@cache
def _is_python(source: str) -> bool:
    try:
        return bool(ast.parse(source).body)
    except (SyntaxError, ValueError):
        return False


def _find(tree: ast.AST, code: CodeType) -> Definition | None:
    """The function in the tree that a code object was compiled from."""
    name = own_name(code.co_name)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
            first = min([node.lineno, *(part.lineno for part in node.decorator_list)])
            if first == code.co_firstlineno:
                return node
        if isinstance(node, ast.Lambda) and name == "<lambda>" and _holds(node, code):
            return node
    return None


def _holds(node: ast.Lambda, code: CodeType) -> bool:
    """True if a lambda's body is what the code computes."""
    body = node.body
    if isinstance(body, ast.Constant):  # from Python 3.12 on it has no place of its own
        return node.lineno == code.co_firstlineno and _gives(code, body.value)
    span = (body.lineno, body.end_lineno, body.col_offset, body.end_col_offset)
    return span in set(code.co_positions())


def _gives(code: CodeType, value: object) -> bool:
    """True if a code does nothing but give this constant; any lambda may have it among others."""
    steps = [step for step in dis.get_instructions(code) if step.opname != "RESUME"]
    given = steps[0].argval
    return len(steps) <= len(("load", "return")) and (type(given), given) == (type(value), value)


@cache
def _contents(source: str, flags: int) -> frozenset[tuple[object, ...]]:
    """The code of the functions of a source, be it compiled as a whole or statement by statement.

    A notebook does the latter, and Python calls what the same text imports in another way.
    """
    tree = ast.parse(source)
    parts: list[Any] = [source, *(ast.Module([statement], []) for statement in tree.body)]
    codes = [compile(part, "", "exec", flags=_TOP | flags, dont_inherit=True) for part in parts]
    return frozenset(_content(code) for whole in codes for code in nested(whole))


def _content(code: CodeType) -> tuple[object, ...]:
    """A function's code and place, to compare it by."""
    constants = tuple((type(c), c) for c in code.co_consts if not isinstance(c, CodeType))
    names = tuple(map(own_name, code.co_names))
    return own_name(code.co_name), code.co_firstlineno, code.co_code, names, constants


def has_hooks(code: CodeType) -> bool:
    """True for code that was made from a tree with hooks, and for a part of it without a need."""
    is_part = code.co_name.startswith("<") and code.co_name not in ("<lambda>", "<module>")
    names = (*code.co_names, *code.co_freevars)
    return is_part or any(name.startswith(_HOOKS) for name in names)


def nested(code: CodeType | None) -> Iterator[CodeType]:
    """A code object and all that it defines."""
    if code is None:
        return
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from nested(constant)
