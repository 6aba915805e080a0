"""The command line: `graphviz-backprop run FILE`, `list FILE` and `demo`."""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from graphviz_backprop import __version__
from graphviz_backprop.arguments import (
    choice,
    formats,
    number,
    pixels,
    positive,
    sequence,
    theme,
)
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.progress import progress
from graphviz_backprop.signals import ENDING

if TYPE_CHECKING:
    from graphviz_backprop.movies import Movie

_PROGRAM = "graphviz-backprop"
EXAMPLE = Path(__file__).parent / "examples" / "neuron.py"


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
        options = _parser().parse_args(arguments)
        return int(options.do(options))
    except BaseException as error:
        if stopped_by:  # a library may have made another error of it
            _say("interrupted")
            return 128 + stopped_by[0]
        if isinstance(error, BackpropError):
            _say(str(error))
            return 1
        raise


def _make(options: argparse.Namespace) -> int:
    """Your code, the movies, the files."""
    from graphviz_backprop.sources import STDIN

    folder = Path(os.path.abspath(options.output))
    source = Path("stdin" if options.file == STDIN else options.file)
    graphs = _run(options, "run_program", options.of, options.choice)
    from graphviz_backprop.movies import Movie

    troubles = []
    for graph in graphs:
        movie = Movie(
            graph,
            seed=options.seed,
            sequence=options.sequence,
            theme=options.theme,
            width=options.width,
        )
        _warn_of_small_text(movie)
        stem = source.stem + (f"_pass{graph.pass_number}" if graph.pass_number else "")
        with progress(movie.count_frames(options.formats)) as tick:
            made = movie.save_all(folder, stem, options.formats, tick)
        _report([[options.output / path.name for path in paths] for paths in made.values()])
        troubles += [movie.trouble] if movie.trouble else []
    if troubles:
        raise BackpropError(f"{source.name}: {troubles[0]}; drawn and flagged")
    return 0


def _list(options: argparse.Namespace) -> int:
    """Your code, and what was found in it."""
    listing = _run(options, "list_program", options.of)
    from graphviz_backprop.table import table

    _print(table(listing, options.all))
    return 0


def _run(options: argparse.Namespace, function: str, *args: object) -> Any:
    """What a function of `capture` gives for the reader's program, in a process of its own."""
    from graphviz_backprop.isolation import Limits, Running
    from graphviz_backprop.sources import choose_cells, read_program

    program = read_program(options.file)
    if options.cells is not None:
        program = choose_cells(program, options.cells)
    limits = Limits(options.timeout, options.memory)
    with Running(program, limits, sys.stderr, sys.stderr) as running:
        running.call(f"graphviz_backprop.capture:{function}", program, *args)
        if options.do is _make:
            import graphviz_backprop.movies  # noqa: F401  what draws is loaded while the code runs
        result = running.result()
    for note in (*program.notes, *running.notes):
        _say(note)
    return result


def _say(text: str) -> None:
    """One line on stderr."""
    if sys.stderr is not None:
        print(f"{_PROGRAM}: {text}", file=sys.stderr)


def _report(made: list[list[Path]]) -> None:
    """One line for each format."""
    lines = []
    for paths in made:
        last = f" … {paths[-1].name}  ({len(paths)} figures)" if len(paths) > 1 else ""
        lines.append(f"{paths[0]}{last}")
    try:
        _print(lines)
    except BackpropError as error:
        raise BackpropError(f"the files are made, but {error}") from None


def _print(lines: list[str]) -> None:
    """Lines on stdout; a character that it lacks is escaped."""
    if sys.stdout is None:
        return
    try:
        for line in lines:
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(f"{line}\n".encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python says it again as it ends
        raise BackpropError(f"stdout is lost: {error.strerror}") from None


def _warn_of_small_text(movie: Movie) -> None:
    least = movie.film.theme.least_text
    if movie.film.width is not None and movie.film.smallest_text < least:
        enough = math.ceil(movie.film.width * least / movie.film.smallest_text)
        _say(
            f"at --width {movie.film.width} the smallest text is "
            f"{movie.film.smallest_text:.1f} px high; {enough} would make it {least:.0f}"
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_PROGRAM,
        description="The neuron code you already wrote in, the figures of backpropagation out.",
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser(
        "run",
        help="figures and an animation from a Python file or a notebook",
        description="Run FILE and draw the backward pass of its output. The code is executed, as "
        "'python FILE' would, in a process of its own. That is no sandbox: run only what you "
        "trust. What it prints goes to stderr.",
        epilog="The output is the one named result of the forward pass from which no other named "
        "result is computed; gradients (dvalue, drelu_dz, dw) and updates are left out. "
        "Status 1 for bad input, and also where a number is nan or infinite: that is drawn.",
    )
    run.set_defaults(do=_make)
    _add_source(run)
    run.add_argument(
        "--pass",
        metavar="N|all",
        dest="choice",
        type=choice,
        default="first",
        help="which pass of the file, see 'list' (the first complete one)",
    )
    _add_options(run)
    listing = commands.add_parser(
        "list",
        help="the passes, outputs and gradients that are found in a file",
        description="Run FILE, draw nothing, and show its forward passes, each with its output, "
        "and the gradients that its code computes itself.",
    )
    listing.set_defaults(do=_list)
    _add_source(listing)
    listing.add_argument("--all", action="store_true", help="every line, however many")
    demo = commands.add_parser(
        "demo",
        help="the same from the neuron of chapter 9, which ships with the package",
        description="Draw the neuron of chapter 9 of Neural Networks from Scratch.",
    )
    demo.set_defaults(
        do=_make,
        file=str(EXAMPLE),
        cells=None,
        of=None,
        choice="first",
        timeout=60.0,
        memory=4.0,
    )
    _add_options(demo)
    return parser


def _add_source(command: argparse.ArgumentParser) -> None:
    """The reader's file, and how it is run."""
    command.add_argument(
        "file",
        metavar="FILE",
        help="Python (.py), a notebook (.ipynb), a pasted transcript with In [n]: or >>> prompts "
        "(.txt, .md) or Markdown with ```python (.md); - is standard input",
    )
    command.add_argument(
        "--cells",
        metavar="LIST",
        help="the cells that run, by their position in the file and in this order: 3-7,9 (all)",
    )
    command.add_argument("--of", metavar="NAME", help="the result to differentiate")
    command.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=positive,
        default=60.0,
        help="for the code (60)",
    )
    command.add_argument(
        "--memory", metavar="GB", type=positive, default=4.0, help="for the code (4)"
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, default=Path(), help="folder for the files (.)"
    )
    parser.add_argument(
        "--seed",
        metavar="VALUE",
        type=number,
        help="the gradient from the next layer (the code's dvalue, else 1.0)",
    )
    parser.add_argument(
        "--sequence",
        type=sequence,
        default="full",
        metavar="full|book",
        help="every edge (default), or as the book has it",
    )
    parser.add_argument(
        "--formats",
        metavar="LIST",
        type=formats,
        help="of gif, svg, png, gv, json, with commas between them (all)",
    )
    parser.add_argument(
        "--width",
        metavar="PX",
        type=pixels,
        help="of png and gif in pixels (natural width)",
    )
    parser.add_argument(
        "--theme", metavar="NAME", type=theme, default="book", help="how it looks (book)"
    )
