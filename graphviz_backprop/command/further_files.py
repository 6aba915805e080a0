"""The files of a movie made of a movie, as the command line asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_backprop.command.terminal import say

if TYPE_CHECKING:
    from argparse import Namespace

    from graphviz_backprop.graph import Captured
    from graphviz_backprop.movies import Movie
    from graphviz_backprop.short_movie import ShortMovie
    from graphviz_backprop.sources import Program


def save_further(
    options: Namespace, movies: list[Movie], captured: Captured, program: Program
) -> dict[str, list[Path]]:
    """Save steps down the gradient, N of them or the code's own, or what the gradients mean.

    Args:
        options: the command's.
        movies: of the pass, or of those of a training run.
        captured: what the run gave.
        program: the file.

    Returns:
        For each format its file.

    Raises:
        BackpropError: as these movies have it.
    """
    stem, number = Path("stdin" if options.file == "-" else options.file).stem, ""
    made: ShortMovie
    if options.descend == "own":
        from graphviz_backprop.descents import own_movie

        made = own_movie([one.rendering for one in movies], captured, program)
    else:
        movie = movies[0]
        number = f"_pass{movie.graph.pass_number}" if movie.graph.pass_number else ""
        if options.meaning:
            made = movie.meaning()
        else:
            names = sorted(options.update or ()) or None
            made = movie.descend(options.rate, options.descend, names)
    from graphviz_backprop.rendering import SMALL_NUMBER

    height = made.number_in_page
    if height < SMALL_NUMBER - 1:  # a caption may be higher than meant
        say(
            f"{movies[0].graph.source}: numbers are {height:.0f} px high where the figure fills a "
            "slide; --level array or layer, or --of NAME for a part of it, are larger"
        )
    saved = made.save_all(options.output, stem + number, options.formats or ())
    return {path.suffix[1:]: [path] for path in saved}
