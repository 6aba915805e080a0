"""What the command line says of a movie before and after it is drawn, a line each."""

from __future__ import annotations

import math
import warnings
from argparse import Namespace
from typing import TYPE_CHECKING

from graphviz_backprop.command.arguments import NOT_DRAWN
from graphviz_backprop.command.terminal import say

if TYPE_CHECKING:
    from graphviz_backprop.graph import Graph
    from graphviz_backprop.movies import Movie

_MANY_FIGURES = 200
_MOST_LETTERS = 10
_LONG_ANIMATION = 60.0  # seconds
_READABLE = 12.0  # pixels


def tell_of_level(options: Namespace, graph: Graph) -> None:
    """Which view the rule chose, where it is not that of every number."""
    if options.level is None and not options.opened and graph.level != "element":
        say(f"drawn at level {graph.level}; --level draws another")


def tell_of_upstream(options: Namespace, movie: Movie) -> None:
    """Which gradient from the next layer was found, where it is not ones."""
    if options.seed is None and movie.upstream_text:
        say(f"the gradient from the next layer is {movie.upstream_text}; --seed takes another")


def tell_of_letters(options: Namespace, movie: Movie) -> None:
    """Which letters of the names no font has."""
    from graphviz_backprop.typesetting import EXTRA, extra_folders

    if not movie.count_frames(options.formats) or not movie.undrawn_letters:
        return
    letters = movie.undrawn_letters
    some = " ".join(letters[:_MOST_LETTERS]) + (" …" if len(letters) > _MOST_LETTERS else "")
    extra = "" if extra_folders() else f"pip install '{EXTRA}' has most scripts, "
    say(f"no font has {some}: drawn as codes; {extra}--font FILE takes a font of yours")


def warn_of_many_figures(options: Namespace, movie: Movie) -> None:
    """How many figures there are, if that takes a while, and what makes fewer."""
    if len(movie) > _MANY_FIGURES and movie.count_frames(options.formats):
        fewer = len(movie.replace(sequence="book"))
        ways = [f"--sequence book makes {fewer}"] if fewer < len(movie) else []
        is_animation = options.formats and {"gif"} == set(options.formats) - NOT_DRAWN
        ways += [] if is_animation else ["--formats gif only the animation"]
        short = "; " + ", ".join(ways) if ways else ""
        say(f"{len(movie)} figures take a while{short}")


def warn_of_long_animation(options: Namespace, movie: Movie) -> None:
    """How long the animation is, if it is over a minute, and what is shorter."""
    if options.formats is not None and "gif" not in options.formats:
        return
    seconds = movie.rendering.animation_seconds
    if seconds <= _LONG_ANIMATION:
        return
    shorter = []
    book = movie.replace(sequence="book").rendering.animation_seconds
    if book < seconds:
        shorter.append(f"--sequence book takes {_minutes(book)}")
    layers = movie.rendering.by_layers
    if layers is not None and layers.animation_seconds < seconds:
        shorter.append(f"--level layer takes {_minutes(layers.animation_seconds)}")
    say("; ".join([f"the animation takes {_minutes(seconds)}", *shorter]))


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02} min"


def tell_of_stubs(movie: Movie) -> None:
    """That stubs are drawn where wires were asked for, which makes a movie warn."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        said = movie.rendering.stubs_for_wires
    if heard and said:
        say(said)


def warn_of_small_numbers(options: Namespace, movie: Movie) -> None:
    """What may help where even pages can't make the numbers readable."""
    if not movie.count_frames(options.formats):
        return
    pixels = movie.rendering.number_in_page
    if not movie.rendering.is_small:
        return
    page = "a slide" if options.fit == "natural" else f"a page of {options.fit}"
    others = ["--level layer"] if movie.rendering.by_layers is not None else []
    others += ["--terms folded"] if options.terms == "all" else []
    others += ["--of NAME for a part", _larger_page(options.fit, _READABLE / pixels)]
    say(f"numbers are {pixels:.0f} px high on {page}; what may fit: {', '.join(others)}")


def _larger_page(fit: str, times: float) -> str:
    """The size in pixels that would make the numbers readable, of a page that has one."""
    sides = fit.split("x")
    if len(sides) != 2:
        return "another --fit"
    return "--fit " + "x".join(str(10 * math.ceil(int(side) * times / 10)) for side in sides)


def warn_of_small_text(movie: Movie) -> None:
    """Which width would make the smallest text readable, if the one that is asked for does not."""
    least = movie.rendering.theme.least_text
    if movie.rendering.width is not None and movie.rendering.smallest_text < least:
        enough = math.ceil(movie.rendering.width * least / movie.rendering.smallest_text)
        say(
            f"at --width {movie.rendering.width} the smallest text is "
            f"{movie.rendering.smallest_text:.1f} px high; {enough} would make it {least:.0f}"
        )
