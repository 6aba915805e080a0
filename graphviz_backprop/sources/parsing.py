"""How much of a text is Python."""

from __future__ import annotations

import ast
import warnings


def python_lines(lines: list[str]) -> int:
    """How many lines from the start on are Python, as many as possible."""
    end = len(lines)
    while end and (error := syntax_error("\n".join(lines[:end]))):
        end = min((error.lineno or end) - 1, end - 1)
    return max(end, 0)


def syntax_error(code: str) -> SyntaxError | None:
    """The fault of a text as Python, where `await` may stand outside of functions.

    What the compiler can't take in at all (null bytes, a depth beyond its stack) counts as right
    here: to compile it for its run will say so.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(code, "", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def parsed(code: str) -> list[ast.stmt]:
    """The statements of a text; none where the parser can't take it in."""
    try:
        return ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
