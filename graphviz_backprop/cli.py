"""The command line: `graphviz-backprop run FILE`, `list FILE` and `demo`."""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from graphviz_backprop.errors import BackpropError, fault
from graphviz_backprop.limits import Limits
from graphviz_backprop.parser import parse
from graphviz_backprop.progress import progress
from graphviz_backprop.signals import ENDING
from graphviz_backprop.terminal import print_lines, report, say

if TYPE_CHECKING:
    from argparse import Namespace

    from graphviz_backprop.graph import Graph
    from graphviz_backprop.isolation.running import Running
    from graphviz_backprop.movies import Movie
    from graphviz_backprop.sources import Program
    from graphviz_backprop.themes import Look

_CAPTURE = "graphviz_backprop.capture"  # the room that the other process loads
_MANY_FIGURES = 200
_MOST_LETTERS = 10
_LONG_ANIMATION = 60.0  # seconds
_READABLE = 12.0  # pixels


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; wrong usage leaves by SystemExit with status 2.

    Returns:
        0 if it went well, 1 for bad input, 128 and its number for a signal.
    """
    stopped_by: list[int] = []

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        stopped_by.append(number)
        raise KeyboardInterrupt  # by way of all `with` blocks, which leave nothing half done

    for one in ENDING:
        if signal.getsignal(one) is not signal.SIG_IGN:  # as under nohup, or behind a script's `&`
            signal.signal(one, stop)
    try:
        options = parse(arguments)
        return _list(options) if options.command == "list" else _make(options)
    except BaseException as error:
        if stopped_by:  # a library may have made another error of it
            say("interrupted")
            return 128 + stopped_by[0]
        if isinstance(error, BackpropError):
            say(str(error))
            return 1
        if isinstance(error, Exception):
            say(fault(error))
            return 1
        raise


def _make(options: Namespace) -> int:
    """Your code, the movies, the files."""
    from graphviz_backprop.sources import STDIN

    folder = Path(os.path.abspath(options.output))
    source = Path("stdin" if options.file == STDIN else options.file)
    with _running(options) as (running, program):
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # of this process: it draws
        from graphviz_backprop.typesetting import named_fonts

        look = _look(options)
        named_fonts(options.font)  # a wrong file is told before the code runs
        chosen = options.of, options.choice, _view(options), options.rounds
        running.call(f"{_CAPTURE}:capture_program", program, *chosen)
        _load_what_draws(options.formats)
        captured = _result(running)
    if captured.choice:
        say(captured.choice)
    from graphviz_backprop.formats.chosen_figures import left_out_text

    troubles = []
    for graph in captured.graphs:
        movie = _movie(options, graph, look)
        _tell_of_level(options, graph)
        _tell_of_upstream(options, movie)
        _warn_of_many_figures(options, movie)
        _warn_of_long_animation(options, movie)
        _warn_of_small_text(movie)
        _warn_of_small_numbers(options, movie)
        stem = source.stem + (f"_pass{graph.pass_number}" if graph.pass_number else "")
        with progress(movie.count_frames(options.formats)) as tick:
            made = movie.save_all(folder, stem, options.formats, tick)
        _tell_of_letters(options, movie)
        if text := left_out_text(movie.rendering, options.formats):
            say(text)
        report([[options.output / path.name for path in paths] for paths in made.values()])
        troubles += [movie.first_nonfinite] if movie.first_nonfinite else []
    if captured.failed:
        raise BackpropError(captured.failed)
    if captured.stopped:
        raise BackpropError(captured.stopped)
    if troubles:
        raise BackpropError(f"{source.name}: {troubles[0]}; drawn and flagged")
    return 0


def _movie(options: Namespace, graph: Graph, look: Look) -> Movie:
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
    )


def _look(options: Namespace) -> Look:
    """How it looks, with a line on colours of the reader's own that are hard to see."""
    from graphviz_backprop.themes import make_look

    look = make_look(options.theme, options.background)
    if look.warning:
        say(look.warning)
    return look


def _view(options: Namespace) -> object:
    """How the program is looked at."""
    from graphviz_backprop.levels import View

    return View.wanted(options.level, options.opened, options.seed)


def _list(options: Namespace) -> int:
    """Your code, and what was found in it."""
    with _running(options) as (running, program):
        running.call(f"{_CAPTURE}:list_program", program, options.of, options.rounds)
        listing = _result(running)
    from graphviz_backprop.table import table

    print_lines(table(listing, options.all))
    if listing.stopped:
        raise BackpropError(listing.stopped)
    return 0


@contextmanager
def _running(options: Namespace) -> Iterator[tuple[Running, Program]]:
    """A process for the reader's program, which starts while this one loads what it needs."""
    from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
    from graphviz_backprop.isolation.running import Running
    from graphviz_backprop.sources import choose_cells, read_program

    program = read_program(options.file)
    if options.cells is not None:
        program = choose_cells(program, options.cells)
    for note in program.notes:  # what was skipped may be the reason for an error
        say(note)
    limits = Limits(options.timeout, options.memory)
    is_ours = options.command == "demo"
    interpreter = OWN if is_ours else find_interpreter(options.python, program.path)
    with Running(program, limits, sys.stderr, sys.stderr, interpreter) as running:
        running.load(_CAPTURE)
        yield running, program


def _result(running: Running) -> Any:
    """What came of the call, once what it has to say is said."""
    result = running.result()
    for note in (*result.notes, *running.notes):
        say(note)
    return result


def _load_what_draws(formats: list[str] | None) -> None:
    """Import it while the code runs."""
    import graphviz_backprop.movies  # noqa: F401
    from graphviz_backprop.formats import FORMATS, USUAL

    for name in formats or USUAL:
        FORMATS[name]


def _tell_of_level(options: Namespace, graph: Graph) -> None:
    """Which view the rule chose, where it is not that of every number."""
    if options.level is None and not options.opened and graph.level != "element":
        say(f"drawn at level {graph.level}; --level draws another")


def _tell_of_upstream(options: Namespace, movie: Movie) -> None:
    """Which gradient from the next layer was found, where it is not ones."""
    if options.seed is None and movie.upstream_text:
        say(f"the gradient from the next layer is {movie.upstream_text}; --seed takes another")


def _tell_of_letters(options: Namespace, movie: Movie) -> None:
    """Which letters of the names no font has."""
    from graphviz_backprop.typesetting import EXTRA, extra_folders

    if not movie.count_frames(options.formats) or not movie.undrawn_letters:
        return
    letters = movie.undrawn_letters
    some = " ".join(letters[:_MOST_LETTERS]) + (" …" if len(letters) > _MOST_LETTERS else "")
    extra = "" if extra_folders() else f"pip install '{EXTRA}' has most scripts, "
    say(f"no font has {some}: drawn as codes; {extra}--font FILE takes a font of yours")


def _warn_of_many_figures(options: Namespace, movie: Movie) -> None:
    if len(movie) > _MANY_FIGURES and movie.count_frames(options.formats):
        fewer = len(movie.replace(sequence="book"))
        short = f"; --sequence book makes {fewer}" if fewer < len(movie) else ""
        say(f"{len(movie)} figures take a while{short}, --formats gif only the animation")


def _warn_of_long_animation(options: Namespace, movie: Movie) -> None:
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
    if movie.graph.level != "layer":
        shorter.append("--level layer shows fewer steps")
    say("; ".join([f"the animation takes {_minutes(seconds)}", *shorter]))


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02} min"


def _warn_of_small_numbers(options: Namespace, movie: Movie) -> None:
    """What may help where even pages can't make the numbers readable."""
    if not movie.count_frames(options.formats):
        return
    from graphviz_backprop.rendering import SMALL_NUMBER

    pixels = movie.rendering.number_in_page
    if pixels >= SMALL_NUMBER or movie.rendering.refusal:
        return
    page = "a slide" if options.fit == "natural" else f"a page of {options.fit}"
    others = [] if movie.graph.level == "layer" else ["--level layer"]
    others += ["--terms folded"] if options.terms == "all" else []
    others += ["--of NAME for a part", _larger_page(options.fit, _READABLE / pixels)]
    say(f"numbers are {pixels:.0f} px high on {page}; what may fit: {', '.join(others)}")


def _larger_page(fit: str, times: float) -> str:
    """The size in pixels that would make the numbers readable, of a page that has one."""
    sides = fit.split("x")
    if len(sides) != 2:
        return "another --fit"
    return "--fit " + "x".join(str(10 * math.ceil(int(side) * times / 10)) for side in sides)


def _warn_of_small_text(movie: Movie) -> None:
    least = movie.rendering.theme.least_text
    if movie.rendering.width is not None and movie.rendering.smallest_text < least:
        enough = math.ceil(movie.rendering.width * least / movie.rendering.smallest_text)
        say(
            f"at --width {movie.rendering.width} the smallest text is "
            f"{movie.rendering.smallest_text:.1f} px high; {enough} would make it {least:.0f}"
        )
