"""A movie whose names would be elements, attributes, macros, formulas, anywhere they are let in."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import graphviz_backprop as gb

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    '"onload="alert(1)',
    "]]>",
    "\\input{/etc/passwd}",
    "\\end{frame}",
    "=cmd()",
    "%s$x$#1&_^~",
    "#panic()",
    "![a](b){{x}}`",
    "权重",
)


@cache
def hostile_movie() -> gb.Movie:
    """Each of the names as a key of a dictionary of the reader's, and all in the file's name."""
    lines = [f"w[{name!r}] = {number}.0" for number, name in enumerate(HOSTILE, 1)]
    products = " + ".join(f"w[{name!r}] * x" for name in HOSTILE)
    code = "\n".join(["x = 2.0", "w = {}", *lines, f"y = {products}"]) + "\n"
    movie = gb.run(code=code)
    return gb.Movie(replace(movie.graph, source=" ".join(HOSTILE)))
