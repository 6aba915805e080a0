"""One line that says where in the reader's code it went wrong, and what would help."""

from __future__ import annotations

import ast
import sys
import traceback
from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError, text_of
from graphviz_backprop.sources import Cell, Program, where
from graphviz_backprop.sources.parsing import parsed, python_lines

# What courses import and pip installs; any other module is more likely a file of the author's.
_ON_PYPI = frozenset(
    (
        "autograd cv2 imageio IPython ipywidgets jax keras matplotlib micrograd mpl_toolkits nnfs "
        "numpy pandas PIL plotly requests scipy seaborn skimage sklearn sympy tensorflow torch "
        "torchvision tqdm"
    ).split()
)

_DISTRIBUTIONS = {
    "cv2": "opencv-python",
    "mpl_toolkits": "matplotlib",
    "PIL": "pillow",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
}


def error_message(error: BaseException, program: Program) -> str:
    """The place in the reader's code, and the error's own words."""
    files = {cell.filename for cell in program.cells}
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename in files]
    place = f"{where(own[-1].filename, own[-1].lineno or 0)}: " if own else ""
    if type(error) is NameError and own:
        hint = _missing(error.name or "", own[0].filename, own[0].lineno or 0, program)
        if hint:
            return f"{program.name}: {place}{hint}"
    text = text_of(error)
    if isinstance(error, ModuleNotFoundError):
        text += f"; {_missing_module(error.name or '', program)}"
    elif isinstance(error, ImportError) and "no known parent package" in text:
        text += "; a file that is run is in no package: import without the dot, from beside it"
    kind = "" if isinstance(error, BackpropError) else type(error).__name__
    return f"{program.name}: {place}{kind}{': ' if kind and text else ''}{text}"


def _missing_module(name: str, program: Program) -> str:
    """The advice where a module is missing: install a package, or bring the author's own file."""
    package = name.partition(".")[0]
    if package in _ON_PYPI or program.path is None:
        return f"install it: {sys.executable} -m pip install {_DISTRIBUTIONS.get(package, package)}"
    return f"{package}.py is missing beside {program.name}: put it into the same folder"


def _missing(name: str, filename: str, line: int, program: Program) -> str:
    """Which other cell gives a name; empty if none does."""
    cells = sorted({*program.cells, *program.others}, key=lambda cell: cell.number)
    here = max(
        (c.number for c in cells if c.filename == filename and _first_line(c) <= line), default=0
    )
    givers = [cell.number for cell in cells if cell.number != here and name in _given(cell)]
    if not givers:
        return ""
    best = max((n for n in givers if n < here), default=givers[0])
    return (
        f"{name!r} is not defined; cell {best} gives it: "
        "choose the cells and their order with --cells"
    )


def _first_line(cell: Cell) -> int:
    return next((n for n, line in enumerate(cell.code.split("\n"), 1) if line.strip()), 1)


def _given(cell: Cell) -> set[str]:
    """The names to which a cell gives something, outside of functions."""
    lines = cell.code.split("\n")
    statements = parsed("\n".join(lines[: python_lines(lines)]))
    return {name for statement in statements for name in _names(statement)}


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    if isinstance(node, ast.alias):
        yield node.asname or node.name.split(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from _names(child)
