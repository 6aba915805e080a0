"""The movie that the options of the command line ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphviz_backprop.command.terminal import say

if TYPE_CHECKING:
    from argparse import Namespace

    from graphviz_backprop.graph import Graph
    from graphviz_backprop.movies import Movie
    from graphviz_backprop.themes import Look


def movie_of(options: Namespace, graph: Graph, look: Look) -> Movie:
    """The movie that the options ask for."""
    from graphviz_backprop.movies import Movie
    from graphviz_backprop.themes import OWN_PAGE, TRANSPARENT

    return Movie(
        graph,
        seed=None if isinstance(options.seed, str) else options.seed,
        sequence=options.sequence,
        theme=look.theme,
        background=TRANSPARENT if look.is_transparent else OWN_PAGE,
        font=options.font,
        width=options.width,
        shared=options.shared,
        terms=options.terms,
        fit=options.fit,
        full_arrays=options.full_arrays,
        slides=options.slides,
        quiz=options.quiz,
    )


def look_of(options: Namespace) -> Look:
    """How it looks, with a line on colours of the reader's own that are hard to see."""
    from graphviz_backprop.themes import make_look

    look = make_look(options.theme, options.background)
    if look.warning:
        say(look.warning)
    return look


def view_of(options: Namespace, is_drawn: bool = False) -> object:
    """How the program is looked at; `is_drawn` says that files of pictures are made of it."""
    from graphviz_backprop.levels import View

    return View.wanted(options.level, options.opened, options.seed, is_drawn)
