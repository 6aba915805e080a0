"""Whole processes, timed in turn: our command, the plain recipe, and the least that it can cost.

A process of its own, and a small one: a child's peak memory counts from that of its parent.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
PIXELS = "1600"
PYTHON = [sys.executable, "-m"]
# As after an installation, which compiles all modules.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """The neuron's GIF of 28 frames at 1600 pixels."""
    with tempfile.TemporaryDirectory() as name:
        demo = [*PYTHON, "graphviz_backprop", "demo", "--width", PIXELS, "-o"]
        patches, frames = f"{name}/patches", f"{name}/gv"
        run([*PYTHON, "tests.benchmarks.floor", "prepare", patches, PIXELS])
        run([*demo, frames, "--formats", "gv"])
        ours = [*demo, name, "--formats", "gif"]
        run(ours)  # Graphviz is compiled once on each machine
        if shutil.which("neato"):
            recipe = [*PYTHON, "tests.benchmarks.recipe", frames, f"{name}/r.gif", PIXELS]
            compare("neuron: GIF, against Graphviz for each frame and imageio", ours, recipe)
        else:
            print("no Graphviz is installed: the comparison with the plain recipe is left out")
        floor = [*PYTHON, "tests.benchmarks.floor", "encode", patches, f"{name}/f.gif"]
        compare("neuron: GIF, against the imports and the encoding alone", ours, floor)
        size = Path(name, "neuron.gif").stat().st_size / 1000
        print(f"{'  its size':<66}{size:9.1f} kB", flush=True)


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
    for index, (row, unit) in enumerate([(what, "ms"), ("  peak memory", "MB")]):
        mine, theirs = (
            statistics.median(run[index] for run in runs) for runs in zip(*pairs, strict=True)
        )
        ratio = statistics.median(a[index] / b[index] for a, b in pairs)
        print(f"{row:<66}{mine:9.1f} {unit}{theirs:9.1f} {unit}{ratio:9.2f}", flush=True)


if __name__ == "__main__":
    main()
