"""The two-layer network with its own backward pass: traced against plain NumPy, in turn.

python -m tests.benchmarks.network [ROUNDS]
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from graphviz_backprop.backward import backpropagate
from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.collector import paused_gc
from graphviz_backprop.execute.execution import execute
from graphviz_backprop.forward_passes.data.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.passes.alike_rounds import find_rhythm
from graphviz_backprop.forward_passes.passes.finding import find_passes
from graphviz_backprop.graph import Graph
from graphviz_backprop.levels import ARRAY, View, collapse
from graphviz_backprop.sources import Program, read_code
from graphviz_backprop.tracing.tape.session import Session

_CODE = (Path(__file__).parents[1] / "networks" / "two_layers.py").read_text()
T = TypeVar("T")
BATCHES = (100, 300, 1000, 3000)


def code_for(batch: int) -> str:
    """The network with so many points."""
    return _CODE.replace("samples=100", f"samples={batch // 3}")


def plain(code: str) -> None:
    """Run the code by itself."""
    exec(compile(code, "<network>", "exec"), {"__name__": "__main__"})


def captured(program: Program) -> Session:
    """What a run of it leaves behind."""
    with paused_gc():
        session = Session()
        execute(program, session, find_rhythm)
        settle_generated_data(session)
        return session


def graph_of(session: Session) -> Graph:
    """The graph of arrays."""
    output = find_passes(session).complete()[0].output
    return build_view(session, output, "network", View(ARRAY, frozenset(), None))


def milliseconds(work: Callable[[], T]) -> tuple[float, T]:
    """How long it takes, and what it gives; what it prints is not shown."""
    with contextlib.redirect_stdout(io.StringIO()):
        start = time.perf_counter()
        result = work()
        return 1000 * (time.perf_counter() - start), result


def main(rounds: int = 7) -> None:
    """Print a row for each size of the batch: medians, and the median of the ratios."""
    stages = ("plain", "capture", "ratio", "arrays", "layers", "backward")
    print("".join(f"{name:>10}" for name in ("batch", *stages)), "  (ms)")
    for batch in BATCHES:
        rows = [row(code_for(batch)) for _ in range(rounds + 1)][1:]
        medians = [statistics.median(column) for column in zip(*rows, strict=True)]
        print(f"{batch:>10}" + "".join(f"{number:>10.1f}" for number in medians), flush=True)


def row(code: str) -> tuple[float, ...]:
    """The stages of one run, beside the plain one."""
    program = read_code(code)
    alone, _ = milliseconds(lambda: plain(code))
    traced, session = milliseconds(lambda: captured(program))
    arrays, graph = milliseconds(lambda: graph_of(session))
    layers, _ = milliseconds(lambda: collapse(graph))
    backward, _ = milliseconds(lambda: backpropagate(graph))
    return alone, traced, traced / alone, arrays, layers, backward


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
