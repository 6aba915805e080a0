"""Steps down the gradient, from code: of a function, or those of a training file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from graphviz_backprop.api import Wanted, capture, read, trace
from graphviz_backprop.backward import Backprop
from graphviz_backprop.descents import DescentMovie, descend_function, own_movie
from graphviz_backprop.limits import MEMORY, TIMEOUT, Limits
from graphviz_backprop.movies import Movie


def descend(
    function: Callable[..., Any],
    /,
    *,
    rate: float = 0.001,
    steps: int = 100,
    update: Iterable[str] | None = None,
    level: str | None = None,
    **inputs: Any,
) -> DescentMovie:
    """Call a function, take a step against the gradient, call it again, and show how it learns.

    Args:
        function: as for `trace`.
        rate: by which a gradient is multiplied before it is taken off.
        steps: how many, up to 1,000.
        update: the names of the inputs that are updated; None for `w`, `b`, `weights` and the like,
            or all where there are none.
        level: the view, as in `run`.
        inputs: the function's arguments by name.

    Raises:
        BackpropError: as in `trace`; rate or steps are no such numbers; there is no such input.

    Example:
        >>> import graphviz_backprop as gb
        >>> def square(w):
        ...     return w * w
        >>> gb.descend(square, rate=0.25, steps=2, w=1.0).outputs
        [1.0, 0.25, 0.0625]
    """
    options = {} if level is None else {"level": level}
    movies: list[Movie] = []

    def call(values: dict[str, Any]) -> Backprop:
        movies.append(trace(function, **values, **options))
        return movies[-1].backprop

    names = None if update is None else tuple(update)
    descent = descend_function(call, inputs, rate, steps, names)
    return DescentMovie(movies[0].rendering, descent)


def training(
    path: str | Path | None = None,
    of: str | None = None,
    *,
    code: str | None = None,
    cells: str | None = None,
    level: str | None = None,
    opened: Iterable[str] = (),
    timeout: float = TIMEOUT,
    memory: float = MEMORY,
    python: str | Path | None = None,
) -> DescentMovie:
    """Run a file that updates its inputs, and show its first pass, its last, and some between.

    Args:
        path: of a file, as for `run`.
        of: the name of the output.
        code: in the place of a file.
        cells: which cells run.
        level: the view, as in `run`.
        opened: the layers that are not drawn as one box.
        timeout: seconds that the code may take.
        memory: gigabytes that it may take.
        python: the program of another Python that runs the code, or the folder of its environment.

    Raises:
        BackpropError: as in `run`, or no pass of it starts from updated inputs.

    Example:
        >>> import graphviz_backprop as gb
        >>> gb.training(code="w = 3.0; y = w * w; w -= 0.25 * 6.0; y = w * w").outputs
        [9.0, 2.25]
    """
    program = read(path, code, cells)
    wanted = Wanted(of, "course", level, opened, None, ())
    captured = capture(program, wanted, Limits(timeout, memory), python)
    return own_movie([Movie(graph).rendering for graph in captured.graphs], captured, program)
