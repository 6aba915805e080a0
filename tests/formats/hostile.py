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
    "{{< include /etc/passwd >}}",
    "{% include x %}",
    "权重",
)


def movie_of_names(names: tuple[str, ...]) -> gb.Movie:
    """Each of the names as a key of a dictionary of the reader's, and all in the file's name."""
    lines = [f"w[{name!r}] = {number}.0" for number, name in enumerate(names, 1)]
    products = " + ".join(f"w[{name!r}] * x" for name in names)
    code = "\n".join(["x = 2.0", "w = {}", *lines, f"y = {products}"]) + "\n"
    movie = gb.run(code=code)
    return gb.Movie(replace(movie.graph, source=" ".join(names)), width=600, terms="all")


@cache
def hostile_movie() -> gb.Movie:
    """The movie of the hostile names."""
    return movie_of_names(HOSTILE)


@cache
def plain_movie() -> gb.Movie:
    """The same with as long names of letters: what a file has beyond this is a name's."""
    lengths = [len(repr(name)) - 2 for name in HOSTILE]
    names = [f"{letter:n<{length}}" for letter, length in zip("abcdefghijkl", lengths, strict=True)]
    return movie_of_names(tuple(names))
