"""Programs of 1,000 to a million values, and 65 figures in Jupyter: rows of a table.

python -m tests.benchmarks.large [NAME ...]

Each row is a process of its own, with the one that runs the code: the time of both, and the peak
memory of the larger one. The names are drawn, 10000, 100000, jupyter, million; without any, all
rows are made.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measured import FailedError, run
from tests.large_programs import SHAPES

_MANY = 10_000, 100_000
_DRAWN = 1_000  # values whose last figure is drawn
_MILLION = 1_000_000
_TO_JSON = """
import sys, graphviz_backprop as gb
gb.run(sys.argv[1], level="element", timeout=600).save(sys.argv[2])
"""
_TO_FIGURE = """
import sys, graphviz_backprop as gb
figure = gb.run(sys.argv[1], level="element", timeout=600)[-1]
figure.save(sys.argv[2]), figure.save(sys.argv[2].replace(".svg", ".png"))
"""
_DISPLAYED = """
import sys, graphviz_backprop as gb
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
InteractiveShell.instance()  # else only texts are displayed
def steps(x, w, b):
    for _ in range(14):
        x = x * w + b
    return x
movie = gb.trace(steps, x=1.0, w=0.9, b=0.1)
assert 60 <= len(movie) <= 70, len(movie)
for figure in movie:
    display(figure)
"""
_CALCULATED = f"""
import graphviz_backprop as gb
def chain(x, w):
    for _ in range({_MILLION // 2}):
        x = x * w + 0.0001
    return x
assert gb.trace(chain, x=1.0, w=0.9999).gradients["w"] > 0
"""

HEAD = "| what | wall | processor | peak | file |\n|---|---:|---:|---:|---:|"


def rows(names: list[str]) -> Iterator[str]:
    """The rows of the names, of all where there are none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in _every(folder):
            if not names or row[0] in names:
                yield _measured(folder / "measured.py", *row[1:])


def _every(folder: Path) -> Iterator[tuple[str, str, str, list[str], Path | None]]:
    """For each row its name, what it says, its code, the arguments, and the file it makes."""
    for shape, program in SHAPES.items():
        for values in (_DRAWN, *_MANY):
            path = folder / f"{shape}_{values}.py"
            path.write_text(program(values))
            is_drawn = values == _DRAWN
            made = path.with_suffix(".svg" if is_drawn else ".json")
            what = "the last figure, SVG and PNG" if is_drawn else "JSON"
            text = f"{shape} of {values:,} values: {what}"
            code = _TO_FIGURE if is_drawn else _TO_JSON
            yield "drawn" if is_drawn else f"{values}", text, code, [str(path), str(made)], made
    yield "jupyter", "65 figures displayed one by one in Jupyter", _DISPLAYED, [], None
    yield "million", "a million operations, captured and differentiated", _CALCULATED, [], None


def _measured(file: Path, what: str, code: str, arguments: list[str], made: Path | None) -> str:
    file.write_text(code)  # a function has to have its source in a file
    try:
        spent = run([sys.executable, "-W", "ignore", str(file), *arguments])
    except FailedError as error:
        return f"| {what} | skipped: {str(error).replace('|', '/')} | | | |"
    size = f"{made.stat().st_size / 1e6:,.1f} MB" if made else "—"
    wall, cpu = (f"{number / 1000:,.2f} s" for number in (spent.wall, spent.cpu))
    return f"| {what} | {wall} | {cpu} | {spent.peak:,.0f} MB | {size} |"


def main(names: list[str]) -> None:
    """Print the table."""
    print(HEAD)
    for row in rows(names):
        print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
