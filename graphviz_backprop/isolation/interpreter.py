"""The Python that runs the reader's code: theirs where one is found, else our own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass

OLDEST = (3, 11)
_PATIENCE = 10.0  # seconds for a Python to say its version
_ASK = "import sys; print(*sys.version_info[:2])"
_VERSION = re.compile(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", re.MULTILINE)
_IN_FOLDER = ("Scripts/python.exe", "python.exe") if os.name == "nt" else ("bin/python",)


@quick_dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python.

    Attributes:
        path: of its program.
        note: which one it is, where it is not our own; a line or empty.
        is_own: whether it is the one that this package runs in.
    """

    path: str = sys.executable
    note: str = ""
    is_own: bool = True


OWN = Interpreter()


def find_interpreter(
    python: str | None, file: Path | None, environment: Mapping[str, str] = os.environ
) -> Interpreter:
    """The Python for a reader's file.

    It is the one asked for; else that of the active environment (`VIRTUAL_ENV`, `CONDA_PREFIX`), of
    a `.venv` beside the file or above it, or of a notebook's kernel; else our own. One that is too
    old is passed over, and the note says so.

    Args:
        python: the program that is asked for, or the folder of its environment.
        file: the reader's file, None where the code comes from elsewhere.
        environment: of this process.

    Raises:
        BackpropError: the Python that is asked for is not there or too old.
    """
    if python is not None:
        return _asked_for(python)
    for source, path in _candidates(file, environment):
        if _is_own(path):
            return OWN
        version = _version(path)
        if version is None:
            continue
        if version < OLDEST:
            return Interpreter(
                note=f"{source} has {_too_old(version)}; our own Python runs the code"
            )
        return Interpreter(str(path), f"the code runs with the Python of {source}", is_own=False)
    return OWN


def _asked_for(python: str) -> Interpreter:
    path = Path(python)
    if path.is_dir():
        path = _program_in(path) or path
    if not path.is_file():
        raise BackpropError(f"--python: {python}: no Python there; name its program or its folder")
    if _is_own(path):
        return OWN
    version = _version(path)
    if version is None:
        raise BackpropError(f"--python: {python}: is no Python that runs; name its program")
    if version < OLDEST:
        raise BackpropError(f"--python: {python}: is {_too_old(version)}")
    return Interpreter(str(path), is_own=False)


def _too_old(version: tuple[int, int]) -> str:
    return "Python {}.{}, {}.{} or newer is needed".format(*version, *OLDEST)


def _candidates(file: Path | None, environment: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Where a reader's Python may be, in the order of their say."""
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        path = _program_in(Path(environment[name])) if environment.get(name) else None
        if path:
            yield name, path
    if file is None:
        return
    for folder in file.resolve().parents:
        path = _program_in(folder / ".venv")
        if path:
            yield f"{folder / '.venv'}", path
            break
    kernel = _kernel_of(file, environment) if file.suffix == ".ipynb" else None
    if kernel:
        yield "the notebook's kernel", kernel


def _program_in(folder: Path) -> Path | None:
    return next((path for name in _IN_FOLDER if (path := folder / name).is_file()), None)


def _kernel_of(file: Path, environment: Mapping[str, str]) -> Path | None:
    """The program of the kernel that a notebook names, where the user has installed it."""
    import json  # for a notebook alone

    try:
        name = json.loads(file.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"]
        data = environment.get("JUPYTER_DATA_DIR") or Path.home() / ".local/share/jupyter"
        spec = Path(data, "kernels", str(name), "kernel.json")
        program = Path(json.loads(spec.read_text(encoding="utf-8"))["argv"][0])
        return program if program.is_absolute() and program.is_file() else None
    except (OSError, ValueError, KeyError, TypeError, IndexError, RuntimeError):
        return None  # a notebook without a kernel, or a broken one: its source says so


def _is_own(path: Path) -> bool:
    """True if a Python has our environment: its program may be a link to another one's."""
    return path.parent.resolve() == Path(sys.executable).parent.resolve()


def _version(path: Path) -> tuple[int, int] | None:
    """Major and minor; that of an environment stands in a file of its own."""
    config = path.parent.parent / "pyvenv.cfg"
    found = None
    if config.is_file():
        found = _VERSION.search(config.read_text(encoding="utf-8", errors="replace"))
    if found:
        return int(found[1]), int(found[2])
    try:
        said = subprocess.run(
            [path, "-I", "-c", _ASK], capture_output=True, text=True, timeout=_PATIENCE, check=True
        ).stdout.split()
        return int(said[0]), int(said[1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None
