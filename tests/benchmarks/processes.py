"""Whole processes, timed in turn: our command, the plain recipe, and the least that it can cost."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.floor import save_patches
from tests.cases import CASES

ROUNDS = 5
# As after an installation, which compiles all modules.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def processes() -> None:
    """The neuron's GIF of 28 frames at 1600 pixels, whole processes in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python, movie = [sys.executable, "-m"], CASES["neuron"].movie().replace(width=1600)
        (folder / "gv").mkdir()
        movie.save_all(folder / "gv", "neuron", ["gv"])
        save_patches(movie.film, folder / "patches")
        ours = [*python, "graphviz_backprop", "demo", "-o", name, "--formats", "gif"]
        recipe = [*python, "tests.benchmarks.recipe", str(folder / "gv"), f"{name}/r.gif", "1600"]
        floor = [*python, "tests.benchmarks.floor", f"{name}/patches", f"{name}/f.gif"]
        run(ours)  # Graphviz is compiled once on each machine
        if shutil.which("neato"):
            compare("neuron: GIF, against Graphviz for each frame and imageio", ours, recipe)
        else:
            print("no Graphviz is installed: the comparison with the plain recipe is left out")
        compare("neuron: GIF, against the imports and the encoding alone", ours, floor)
        print(f"{'neuron.gif':<66}{(folder / 'neuron.gif').stat().st_size / 1000:9.1f} kB")


def run(command: list[str]) -> tuple[float, float]:
    """Milliseconds and peak memory in MB of a process and its children."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)}: status {child.returncode}")
    return 1000 * (time.perf_counter() - start), usage.ru_maxrss / 1000


def compare(what: str, ours: list[str], other: list[str]) -> None:
    """Run the two in turn."""
    pairs = [(run(ours), run(other)) for _ in range(ROUNDS)]
    mine, theirs = (
        [statistics.median(c) for c in zip(*runs, strict=True)] for runs in zip(*pairs, strict=True)
    )
    ratio = statistics.median(a[0] / b[0] for a, b in pairs)
    print(f"{what:<66}{mine[0] * 1000:9.1f} ms{theirs[0] * 1000:9.1f} ms{ratio:9.2f}")
    print(
        f"{'  its peak memory':<66}{mine[1]:9.1f} MB{theirs[1]:9.1f} MB{mine[1] / theirs[1]:9.2f}"
    )
