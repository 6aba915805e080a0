"""The command line: `graphviz-backprop run FILE`, `list FILE` and `demo`."""

from __future__ import annotations

import _thread
import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

from graphviz_backprop.command.arguments import NOT_DRAWN
from graphviz_backprop.command.movie_of_options import look_of, movie_of, view_of
from graphviz_backprop.command.parser import parse
from graphviz_backprop.command.progress import progress
from graphviz_backprop.command.remarks_on_movie import (
    tell_of_letters,
    tell_of_level,
    tell_of_stubs,
    tell_of_upstream,
    warn_of_long_animation,
    warn_of_many_figures,
    warn_of_small_numbers,
    warn_of_small_text,
)
from graphviz_backprop.command.terminal import print_lines, report, say
from graphviz_backprop.errors import BackpropError, NothingThereError, fault
from graphviz_backprop.limits import Limits
from graphviz_backprop.signals import ENDING

if TYPE_CHECKING:
    from graphviz_backprop.command.index_page import Entry
    from graphviz_backprop.graph import Captured, Graph
    from graphviz_backprop.isolation.running import Running
    from graphviz_backprop.movies import Movie
    from graphviz_backprop.sources import Program

_CAPTURE = "graphviz_backprop.capture"  # the room that the other process loads


def main(arguments: Sequence[str] | Namespace | None = None) -> int:
    """Run the command; wrong usage leaves by SystemExit with status 2.

    Args:
        arguments: of the command line, or what `parse` made of them.

    Returns:
        0 if it went well, 1 for bad input, 3 where `check` finds something wrong, 128 and its
        number for a signal.
    """
    stopped_by: list[int] = []

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        stopped_by.append(number)
        raise KeyboardInterrupt  # by way of all `with` blocks, which leave nothing half done

    def again(lost: sys.UnraisableHookArgs) -> None:
        """Raise anew, a moment later, what was lost because Python was calling back."""
        if isinstance(lost.exc_value, KeyboardInterrupt) and stopped_by:
            threading.Timer(0.01, _thread.interrupt_main, stopped_by[:1]).start()
        else:
            sys.__unraisablehook__(lost)

    for one in ENDING:
        if signal.getsignal(one) is not signal.SIG_IGN:  # as under nohup, or behind a script's `&`
            signal.signal(one, stop)
    sys.unraisablehook = again
    try:
        options = arguments if isinstance(arguments, Namespace) else parse(arguments)
        return _COMMANDS.get(options.command, _make)(options)
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
    if len(getattr(options, "files", ())) > 1:
        from graphviz_backprop.command.many_files import run_many

        return run_many(options)
    from graphviz_backprop.sources import STDIN

    folder = Path(os.path.abspath(options.output))
    source = Path("stdin" if options.file == STDIN else options.file)
    with _running(options) as (running, program):
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # of this process: it draws
        from graphviz_backprop.typesetting import named_fonts

        look = look_of(options)
        named_fonts(options.font)  # a wrong file is told before the code runs
        choice = "course" if options.descend == "own" else options.choice
        is_drawn = not NOT_DRAWN.issuperset(options.formats or ["gif"])
        chosen = options.of, choice, view_of(options, is_drawn), options.rounds
        running.call(f"{_CAPTURE}:capture_program", program, *chosen)
        _load_what_draws(None if options.descend or options.meaning else options.formats)
        captured = _result(running)
        graphs, alarms = _with_verdicts(options, captured, running, program)
    for line in (captured.choice, *alarms):
        if line:
            say(line)
    from graphviz_backprop.formats import USUAL
    from graphviz_backprop.formats.chosen_figures import left_out_text
    from graphviz_backprop.saving import check_fit

    troubles = []
    entries: list[Entry] = []
    for graph in graphs:
        movie = movie_of(options, graph, look)
        tell_of_stubs(movie)
        if options.descend or options.meaning:
            from graphviz_backprop.command.further_files import save_further

            is_own = options.descend == "own"  # all passes are on one picture
            further = [movie_of(options, one, look) for one in captured.graphs[1:] if is_own]
            made = save_further(options, [movie, *further], captured, program)
            report([[options.output / path.name for path in paths] for paths in made.values()])
            entries += _entry(options, movie, source.stem, made)
            if is_own:
                break
            continue
        tell_of_level(options, graph)
        check_fit(movie.rendering, options.formats or USUAL)  # before seconds are spent
        tell_of_upstream(options, movie)
        warn_of_many_figures(options, movie)
        warn_of_long_animation(options, movie)
        warn_of_small_text(movie)
        warn_of_small_numbers(options, movie)
        stem = source.stem + (f"_pass{graph.pass_number}" if graph.pass_number else "")
        with progress(movie.count_frames(options.formats)) as tick:
            made = movie.save_all(folder, stem, options.formats, tick)
        tell_of_letters(options, movie)
        entries += _entry(options, movie, stem, made)
        if text := left_out_text(movie.rendering, options.formats):
            say(text)
        report([[options.output / path.name for path in paths] for paths in made.values()])
        troubles += [movie.first_nonfinite] if movie.first_nonfinite else []
    if options.entries:  # another process makes an index of many files
        from graphviz_backprop.command.index_page import save_entries

        save_entries(options.entries, entries)
    if captured.failed:
        raise BackpropError(captured.failed)
    if captured.stopped:
        raise BackpropError(captured.stopped)
    if troubles:
        raise BackpropError(f"{source.name}: {troubles[0]}; drawn and flagged")
    return 0


def _entry(options: Namespace, movie: Movie, stem: str, made: dict[str, list[Path]]) -> list[Entry]:
    """What the index of many files says of a movie, if another process makes one."""
    if not options.entries:
        return []
    from graphviz_backprop.command.index_page import saved_entry

    return [saved_entry(movie, Path(os.path.abspath(options.output)), stem, made)]


def _list(options: Namespace) -> int:
    """Your code, and what was found in it."""
    with _running(options) as (running, program):
        running.call(f"{_CAPTURE}:list_program", program, options.of, options.rounds)
        listing = _result(running)
    from graphviz_backprop.command.table import table

    print_lines(table(listing, options.all))
    if listing.stopped:
        raise BackpropError(listing.stopped)
    return 0


def _derive(options: Namespace) -> int:
    """Your code, and one derivative of it, line by line."""
    levels = [options.level] if options.level else _levels_to_derive(options)
    for level in levels:
        options.level = level
        try:
            return _derive_at_level(options)
        except NothingThereError:  # a number may be an entry of an array, or the other way round
            if level == levels[-1]:
                raise
    return 1


def _levels_to_derive(options: Namespace) -> list[str]:
    """The views in which a value of this name may be found, the likeliest first."""
    from graphviz_backprop.sources import STDIN, read_program

    if options.file == STDIN:  # it can be read once
        return ["element"]
    if not any("numpy" in cell.code for cell in read_program(options.file).cells):
        return ["element"]
    return ["element"] if "[" in options.name else ["layer", "array", "element"]


def _derive_at_level(options: Namespace) -> int:
    with _running(options) as (running, program):
        chosen = options.of, options.choice, view_of(options), options.rounds
        running.call(f"{_CAPTURE}:capture_program", program, *chosen)
        captured = _result(running)
    if not captured.graphs:
        raise BackpropError(captured.failed or captured.stopped)
    movie = movie_of(options, captured.graphs[0], look_of(options))
    derived = movie.derive(options.name)
    made = derived.save_all(options.output, Path(options.file).stem, options.formats)
    print_lines([derived.code])
    report([[path] for path in made])
    return 0


def _check(options: Namespace) -> int:
    """Your files, and what is right and wrong in them."""
    from graphviz_backprop.command.check_command import check_command

    return check_command(options)


_COMMANDS = {"list": _list, "derive": _derive, "check": _check}


@contextmanager
def _running(options: Namespace) -> Iterator[tuple[Running, Program]]:
    """A process for the reader's program, which starts while this one loads what it needs."""
    from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
    from graphviz_backprop.isolation.running import Running
    from graphviz_backprop.sources import choose_cells, read_program, with_inputs

    program = read_program(options.file)
    if options.cells is not None:
        program = choose_cells(program, options.cells)
    if options.inputs:
        program = with_inputs(program, dict(options.inputs))
    for note in program.notes:  # what was skipped may be the reason for an error
        say(note)
    limits = Limits(options.timeout, options.memory)
    is_ours = options.command == "demo"
    interpreter = OWN if is_ours else find_interpreter(options.python, program.path)
    with Running(program, limits, sys.stderr, sys.stderr, interpreter) as running:
        running.load(_CAPTURE)
        yield running, program


def _with_verdicts(
    options: Namespace, captured: Captured, running: Running, program: Program
) -> tuple[tuple[Graph, ...], list[str]]:
    """The graphs with what is known of the code's own gradients, for the marks, and lines on it."""
    if not options.check or options.descend or options.meaning:
        return captured.graphs, []
    from graphviz_backprop.check_beside import with_verdicts

    limits = Limits(options.timeout, options.memory)
    found = with_verdicts(captured, program, limits, running.interpreter)
    graphs, alarms, unchecked = found
    return graphs, [*alarms, unchecked]


def _result(running: Running) -> Any:
    """What came of the call, once what it has to say is said."""
    result = running.result()
    for note in (*result.notes, *running.notes):
        say(note)
    return result


def _load_what_draws(formats: list[str] | None) -> None:
    """Import it while the code runs, and let typst load its fonts beside that."""
    import graphviz_backprop.movies
    from graphviz_backprop.formats import FORMATS, USUAL

    kinds = [FORMATS[name] for name in formats or USUAL]
    if any(kind.is_drawn for kind in kinds):
        from graphviz_backprop.typesetting import prepare

        threading.Thread(target=prepare).start()
        import graphviz_backprop.figure.scene  # noqa: F401  loaded while the code runs
