"""Runs of the reader's code with its numbers watched: as it is, one nudged, or some replaced."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import math
import random
import time
import warnings
from collections.abc import Iterator
from itertools import chain
from types import CodeType

import numpy as np

from graphviz_backprop.checking.watching.edited_cells import WatchedCell
from graphviz_backprop.checking.watching.no_traces import without_traces
from graphviz_backprop.checking.watching.ordered_set import OrderedSet
from graphviz_backprop.checking.watching.sites import Site, Watched
from graphviz_backprop.checking.watching.telling import MOST_EVENTS, EnoughError, Event, Run, Teller
from graphviz_backprop.execute.main_module import Jupyter, display, main_module
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.sources import Program


@quick_dataclass(slots=True)
class _Work:
    """How many numbers all runs have told of, also those of an edited program."""

    told: int = 0


class WatchedProgram:
    """A program that can be run again and again.

    Args:
        program: what a source read, its cells code alone.
        deadline: of this process's own work, in seconds; after it no run is started.
        most: how many numbers may be told of in all runs; after that no run is started.
    """

    def __init__(self, program: Program, deadline: float, most: float = math.inf) -> None:
        self.program, self.deadline, self.most = program, deadline, most
        self._work = _Work()
        watched, shown = Watched(), Watched()
        self._cells = [WatchedCell(watched, c.code, c.filename, True) for c in program.cells]
        self._codes = [cell.codes for cell in self._cells]
        self._shown = [WatchedCell(shown, c.code, c.filename, False).codes for c in program.cells]
        self.sites = watched.sites
        self._shown_sites = shown.sites
        self.runs = 0
        self.order: list[int] = []

    def edited(
        self, filename: str, statement: ast.stmt, new: ast.stmt, since: int = 0
    ) -> WatchedProgram | None:
        """Return the program with another statement in the place of one; None where it can't be.

        `since` says how many numbers have been told of when it begins to be run.
        """
        for number, cell in enumerate(self._cells):
            codes = cell.edited(statement, new, since) if cell.filename == filename else None
            if codes is not None:
                made = object.__new__(WatchedProgram)
                made.__dict__.update(self.__dict__)
                made._codes = [*self._codes[:number], codes, *self._codes[number + 1 :]]
                return made
        return None

    @property
    def is_late(self) -> bool:
        """True once no further run should be started."""
        return self._work.told > self.most or time.process_time() > self.deadline

    def first(self, most: float = MOST_EVENTS) -> Run:
        """Run the code, and keep what each name is given, up to so many."""
        run = Run(events=[], is_first=True, most=int(min(most, MOST_EVENTS)))
        self._run(run, self._codes, self.sites)
        self.order = run.order
        return run

    def as_written(self) -> list[Event]:
        """Run the code as the reader wrote it, rounding and all."""
        run = Run(events=[], is_first=True)
        self._run(run, self._shown, self._shown_sites)
        assert run.events is not None
        return run.events

    def again(self, run: Run) -> Run:
        """Run it once more, to tell of what is wanted, until `stop`."""
        run.order = self.order
        self._run(run, self._codes, self.sites)
        return run

    def _run(self, run: Run, codes: list[list[CodeType]], sites: list[Site]) -> None:
        self.runs += 1
        teller = Teller(sites, run)
        names = teller.hooks()
        names.update(display=display, get_ipython=Jupyter)
        random.seed(0)
        np.random.seed(0)
        is_again = self.runs > 1
        traces = without_traces() if is_again else contextlib.nullcontext()
        with main_module(self.program, names) as module, quiet(), traces:
            names.update(open=builtins.open, set=OrderedSet)
            try:
                for code in chain.from_iterable(codes):
                    exec(code, vars(module))
            except EnoughError:
                pass
            except SystemExit:
                pass
            except Exception as error:  # whatever the code raises is told
                run.error = error
        self._work.told += run.count


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Throw away what is printed; wait for nothing."""
    slept, generator = time.sleep, np.random.default_rng
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("ignore")
        time.sleep = lambda seconds: None
        np.random.default_rng = lambda seed=None: generator(0 if seed is None else seed)
        try:
            yield
        finally:
            time.sleep, np.random.default_rng = slept, generator
