"""The check of files, each in a process of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from pathlib import Path

from graphviz_backprop.checking.verdict import Checked
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.isolation.interpreter import OWN, find_interpreter
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.limits import MEMORY, TIMEOUT, Limits
from graphviz_backprop.sources import Program, choose_cells, read_code, read_program

_CHECK = "graphviz_backprop.checking.check_program:check_program"


def check(
    path: str | Path | None = None,
    *,
    code: str | None = None,
    cells: str | None = None,
    timeout: float = TIMEOUT,
    memory: float = MEMORY,
    python: str | Path | None = None,
) -> Checked:
    """Judge every derivative that a file writes by hand.

    It runs in a process of its own, which is no sandbox: run only what you trust. It runs many
    times: a number is nudged and the derivative by finite differences is the truth; a true
    derivative is put in the place of a wrong one, so that what follows from it is not called wrong.

    Args:
        path: of a Python file, a notebook, a pasted transcript or Markdown; `"-"` for stdin.
        code: in the place of a file.
        cells: which cells run: `"3-7,9"`; None for all.
        timeout: seconds that the code and the check may take.
        memory: gigabytes that it may take.
        python: another Python that runs the code, or the folder of its environment.

    Raises:
        BackpropError: the file can't be read; its code crashes or goes beyond a limit.

    Example:
        >>> import graphviz_backprop as gb
        >>> found = gb.check(code="x = 3.0; w = 2.0; y = x * w; dy_dw = x; dy_dx = x")
        >>> [(one.name, one.verdict, one.truth) for one in found.verdicts]
        [('dy_dw', 'right', 3.0), ('dy_dx', 'wrong', 2.0)]
    """
    if (path is None) == (code is None):
        got = "neither" if path is None else "both"
        raise BackpropError(f"expected either a path or code=; got {got}")
    program = read_program(path) if path is not None else read_code(code)
    if cells is not None:
        program = choose_cells(program, cells)
    return checked(program, Limits(timeout, memory), None if python is None else str(python))


def checked(program: Program, limits: Limits, python: str | None) -> Checked:
    """Return the findings on a program; what it prints is thrown away."""
    interpreter = OWN if python is None else find_interpreter(python, None)
    with Running(program, limits, None, None, interpreter) as running:
        running.call(_CHECK, program)
        result = running.result()
    assert isinstance(result, Checked)
    return result


def check_file(path: str, cells: str | None, limits: Limits, python: str | None) -> Checked:
    """Return the findings on a file; one that can't be checked has its trouble."""
    try:
        program = read_program(path)
        if cells is not None:
            program = choose_cells(program, cells)
        return checked(program, limits, python)
    except BackpropError as error:
        name = Path(path).name
        return Checked(name, trouble=str(error).removeprefix(f"{path}: ").removeprefix(f"{name}: "))


def check_files(
    paths: Iterable[str | Path],
    *,
    executor: Executor | None = None,
    cells: str | None = None,
    timeout: float = TIMEOUT,
    memory: float = MEMORY,
    python: str | Path | None = None,
) -> Iterator[tuple[str, Checked]]:
    """Judge many files, and yield each one's path and findings as they come.

    Args:
        paths: of the files.
        executor: any of `concurrent.futures`, or `client.get_executor()` of dask.distributed; the
            findings come in the order of completion. None for one after the other.
        cells: which cells run.
        timeout: seconds for each file.
        memory: gigabytes for each file.
        python: another Python that runs the code.

    A file that can't be checked, or whose worker is lost, has the reason in its findings.
    """
    limits = Limits(timeout, memory)
    program = None if python is None else str(python)
    names = [str(path) for path in paths]
    if executor is None:
        for name in names:
            yield name, check_file(name, cells, limits, program)
        return
    waiting = {executor.submit(check_file, name, cells, limits, program): name for name in names}
    for future in as_completed(waiting):
        name = waiting[future]
        try:
            yield name, future.result()
        except Exception as error:  # a lost worker's own, of whatever executor
            kind = type(error).__name__
            yield name, Checked(Path(name).name, trouble=f"its worker was lost: {kind}")
