"""Programs of 1,000 to 100,000 values: code to JSON, code to the last figure; time and memory.

python -m tests.benchmarks.scale [VALUES ...]

Each row is a process of its own. The ratio is to the same code run by plain Python.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.large_programs import SHAPES

_DRAWN = 1_000  # values up to which the last figure is drawn
_TO_JSON = """
import sys, graphviz_backprop as gb
gb.run(sys.argv[1], level="element", timeout=600).save(sys.argv[2] + "/made.json")
"""
_TO_FIGURE = """
import sys, graphviz_backprop as gb
figure = gb.run(sys.argv[1], level="element", timeout=600)[-1]
figure.save(sys.argv[2] + "/made.svg"), figure.save(sys.argv[2] + "/made.png")
"""
_PEAK = """
import resource
kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
print(max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024)
"""


def measured(code: str, *arguments: str) -> tuple[float, str]:
    start = time.perf_counter()
    command = [sys.executable, "-W", "ignore", "-c", code + _PEAK, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return time.perf_counter() - start, done.stderr.strip().splitlines()[-1]
    return time.perf_counter() - start, f"{done.stdout.split()[-1]} MB"


def main(sizes: list[int]) -> None:
    """Print the table."""
    print(f"{'':<34}{'plain':>9}{'ours':>10}{'ratio':>9}   peak memory", flush=True)
    for size in sizes:
        for shape, program in SHAPES.items():
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, f"{shape}.py")
                path.write_text(program(size))
                plain, _ = measured(f"exec(open({str(path)!r}).read())\n")
                rows = [("JSON", _TO_JSON)]
                rows += [("last figure, SVG and PNG", _TO_FIGURE)] if size <= _DRAWN else []
                for what, code in rows:
                    ours, peak = measured(code, str(path), folder)
                    name = f"{shape} of {size:,}: {what}"
                    print(
                        f"{name:<42}{plain:7.2f} s{ours:8.2f} s{ours / plain:8.1f}   {peak}",
                        flush=True,
                    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
