"""The public face: from code, or from values built by hand, to a movie and its figures."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from graphviz_backprop.capture import Choice, graph_of, trace_function
from graphviz_backprop.check_beside import with_verdicts
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Captured
from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.levels import View
from graphviz_backprop.limits import MEMORY, TIMEOUT, Limits
from graphviz_backprop.movies import Movie
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.sources import Program, choose_cells, read_code, read_program, with_inputs


def trace(function: Callable[..., Any], /, *args: Any, **inputs: Any) -> Movie:
    """Run a plain Python function, unchanged, and make the movie of its backward pass.

    Args:
        function: returns one number or one array; lists, loops, helper functions, classes, `math`
            and NumPy may be used.
        args: its arguments: numbers, lists of numbers, arrays.
        inputs: the same by name. `level`, `opened` and `seed` are those of `run` (no names: there
            is no code around the function), where the function has no parameter of that name.

    Raises:
        BackpropError: no input is a number, or the result is none; an operation has no derivative
            here; or the function's source can't be read. What the function raises passes through.

    Example:
        >>> import graphviz_backprop as gb
        >>> def line(x, w, b):
        ...     return x * w + b
        >>> gb.trace(line, x=2.0, w=-3.0, b=1.0).gradients
        {'x': -3.0, 'w': 2.0, 'b': 1.0}
    """
    options = {key: inputs.pop(key) for key in _free(function, inputs)}
    view = View.wanted(options.get("level"), options.get("opened", ()))
    traced = trace_function(function, args, inputs, view)
    for note in traced.notes:
        warnings.warn(note, stacklevel=2)
    return Movie(traced.graph, seed=options.get("seed"))


def _free(function: Callable[..., Any], inputs: Mapping[str, Any]) -> list[str]:
    """The options among the inputs: those that the function does not take itself."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return []
    if any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters):
        return []
    own = {one.name for one in parameters}
    return [key for key in ("level", "opened", "seed") if key in inputs and key not in own]


def run(
    path: str | Path | None = None,
    of: str | None = None,
    pass_number: int | Literal["last"] | None = None,
    *,
    code: str | None = None,
    cells: str | None = None,
    inputs: Mapping[str, Any] | None = None,
    level: str | None = None,
    opened: Iterable[str] = (),
    seed: Any = None,
    rounds: Iterable[int | str] = (),
    timeout: float = TIMEOUT,
    memory: float = MEMORY,
    python: str | Path | None = None,
    check: bool = True,
) -> Movie:
    """Run a file, as `python FILE` or Jupyter would, and make the movie of its output.

    It runs in a process of its own, which is no sandbox: run only what you trust.

    Args:
        path: of a Python file, a notebook, a pasted transcript (`.txt`, `.md`) or Markdown with
            fenced Python; `"-"` for standard input.
        of: the name of the output; None for the one result of the pass from which no other is
            computed.
        pass_number: which forward pass of the file, from 1; None for the complete one for which
            the code computes the most gradients itself, of equals the first; "last" for the last
            with that output.
        code: in the place of a file: Python, or the text of one of the others.
        cells: which cells run, by their position and in this order: `"3-7,9"`; None for all.
        inputs: other numbers for what the code assigns: `{"x[0]": 2.5, "w": [1.0, 2.0]}`.
        level: "element", every number by itself, "array" or "layer"; None for the most detailed
            view that stays readable.
        opened: with "layer", the names of layers that are not drawn as one box.
        seed: the gradient of the output: a number, an array in the output's shape, or the name of
            one in the code; None for the code's own (`dvalue`), or 1.0 without one.
        rounds: which rounds of training loops are recorded: `[1, 10, 100, "last"]`; empty for the
            first ones, then at growing distances, and the last.
        timeout: seconds that the code may take.
        memory: gigabytes that it may take.
        python: the program of another Python that runs the code, or the folder of its environment.
        check: also check the gradients that the code computes itself: one that is wrong is struck
            through in the figures, and a warning says so; one that is right has a tick.

    Raises:
        BackpropError: the file can't be read; its code raises, crashes or goes beyond a limit; or
            it has no such cell, no such pass or no one output; or an argument is of a wrong kind.

    Example:
        >>> import graphviz_backprop as gb
        >>> gb.run(code="x = 2.0; w = -3.0; y = x * w").gradients
        {'x': -3.0, 'w': 2.0}
    """
    if pass_number not in (None, "last") and type(pass_number) is not int:
        raise BackpropError(
            f"pass_number: got {pass_number!r}; expected a whole number from 1, or 'last'"
        )
    choice: Choice = "explained" if pass_number is None else pass_number
    wanted = Wanted(of, choice, level, opened, seed, _rounds(rounds))
    program = read(path, code, cells)
    if inputs:
        program = with_inputs(
            program, {name: repr(_plain(value)) for name, value in inputs.items()}
        )
    return _movies(program, wanted, Limits(timeout, memory), python, check)[0]


def passes(
    path: str | Path | None = None,
    of: str | None = None,
    *,
    code: str | None = None,
    cells: str | None = None,
    level: str | None = None,
    opened: Iterable[str] = (),
    seed: Any = None,
    rounds: Iterable[int | str] = (),
    timeout: float = TIMEOUT,
    memory: float = MEMORY,
    python: str | Path | None = None,
    check: bool = True,
) -> list[Movie]:
    """Run a file as `run` does, and make a movie of each complete pass: before an update and after.

    Args:
        path: of a file, as for `run`.
        of: the name of the output in each.
        code: in the place of a file.
        cells: which cells run.
        level: the view, as in `run`.
        opened: the layers that are not drawn as one box.
        seed: the gradient of the output in each.
        rounds: which rounds of training loops are recorded: `[1, 10, 100, "last"]`; empty for the
            first ones, then at growing distances, and the last.
        timeout: seconds that the code may take.
        memory: gigabytes that it may take.
        python: the program of another Python that runs the code, or the folder of its environment.
        check: also check the gradients that the code computes itself, as in `run`.

    Raises:
        BackpropError: as in `run`, or there are very many passes.
    """
    wanted = Wanted(of, "all", level, opened, seed, _rounds(rounds))
    limits = Limits(timeout, memory)
    return _movies(read(path, code, cells), wanted, limits, python, check)


@quick_dataclass(frozen=True, slots=True)
class Wanted:
    """The choices of what is to be drawn of a program."""

    of: str | None
    choice: Choice
    level: str | None
    opened: Iterable[str]
    seed: Any
    rounds: tuple[int | str, ...]

    @property
    def view(self) -> View:
        """How the program is looked at."""
        return View.wanted(self.level, self.opened, self.seed)


def _rounds(rounds: Iterable[int | str]) -> tuple[int | str, ...]:
    wanted = tuple(rounds) if not isinstance(rounds, str) else (rounds,)
    for one in wanted:
        if one != "last" and (type(one) is not int or one < 1):
            raise BackpropError(
                f"rounds: got {one!r}; expected whole numbers from 1, or 'last', in a list"
            )
    return wanted


def _plain(value: Any) -> Any:
    """A number or a list of numbers, of NumPy's as Python's own."""
    return value.tolist() if hasattr(value, "tolist") else value


def read(path: str | Path | None, code: str | None, cells: str | None) -> Program:
    """The program of a file, or of a text in its place.

    Raises:
        BackpropError: it is neither or both, or can't be read.
    """
    if (path is None) == (code is None):
        got = "neither" if path is None else "both"
        raise BackpropError(f"expected either a path or code=; got {got}")
    program = read_program(path) if path is not None else read_code(code)
    return program if cells is None else choose_cells(program, cells)


def _movies(
    program: Program, wanted: Wanted, limits: Limits, python: str | Path | None, check: bool
) -> list[Movie]:
    captured = capture(program, wanted, limits, python, check)
    seed = None if isinstance(wanted.seed, str) else wanted.seed
    return [Movie(graph, seed=seed) for graph in captured.graphs]


def capture(
    program: Program,
    wanted: Wanted,
    limits: Limits,
    python: str | Path | None,
    check: bool = False,
) -> Captured:
    """Run a program in a process of its own; what there is to say of it are warnings.

    With `check` its graphs have what the check says of the code's own gradients.

    Raises:
        BackpropError: as in `run`.
    """
    for note in program.notes:  # what was skipped may be the reason for an error
        warnings.warn(note, stacklevel=4)
    interpreter = OWN if python is None else find_interpreter(str(python), None)
    with Running(program, limits, sys.stdout, sys.stderr, interpreter) as running:
        running.call(
            "graphviz_backprop.capture:capture_program",
            program,
            wanted.of,
            wanted.choice,
            wanted.view,
            wanted.rounds,
        )
        captured: Captured = running.result()
    if captured.failed:
        raise BackpropError(captured.failed.partition("; what ran")[0])
    graphs, alarms = captured.graphs, list[str]()
    if check:
        graphs, alarms, _ = with_verdicts(captured, program, limits, interpreter)
    stopped = (captured.stopped,) if captured.stopped else ()
    for note in (*captured.notes, *running.notes, *stopped, *alarms):
        warnings.warn(note, stacklevel=4)
    return replace(captured, graphs=graphs)


def movie(output: Any, **options: Any) -> Movie:
    """Make the movie of a value that was built by hand from `gb.value`.

    Args:
        output: the value.
        options: those of `Movie`: `sequence`, `theme`, `width`, …

    Raises:
        BackpropError: it is no such value, or an option is wrong.

    Example:
        >>> import graphviz_backprop as gb
        >>> x, w = gb.value("x", 3.0), gb.value("w", -2.0)
        >>> gb.movie(gb.tanh(x * w)).steps[0].upstream
        1.0
    """
    return Movie(graph_of(output), **options)
