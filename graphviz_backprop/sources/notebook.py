"""A Jupyter notebook, of format 3 or 4: its code cells, in their order in the file."""

from __future__ import annotations

import warnings

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.commands import skip_commands
from graphviz_backprop.sources.source import SOURCES, Cell, Source, with_plain_ends

_FORMATS = (3, 4)


def read_notebook(text: str, filename: str) -> tuple[Cell, ...]:
    """The code cells.

    Raises:
        BackpropError: it is no JSON, no notebook, or one of another format.
    """
    text = text.removeprefix("\ufeff")
    _check_format(text)
    cells = []
    for code in _codes(text):
        skipped = skip_commands(with_plain_ends(code))
        cells.append(Cell(skipped.code, shows="last", notes=skipped.notes))
    return tuple(cells)


def _check_format(text: str) -> None:
    import json  # each source is loaded, to be asked for its suffixes

    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise BackpropError(
            f"not a notebook: line {error.lineno}: not JSON: {error.msg}; save it anew in Jupyter"
        ) from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, 100,000 brackets
        raise BackpropError(
            "not a notebook: its JSON is too deep or its numbers too long"
        ) from None
    found = content.get("nbformat") if isinstance(content, dict) else None
    if isinstance(found, bool) or found not in _FORMATS:
        what = f"has format {found!r:.40}" if found is not None else "names no format"
        raise BackpropError(f"not a notebook of format 3 or 4: it {what}; save it anew in Jupyter")


def _codes(text: str) -> list[str]:
    import nbformat  # a tenth of a second, for those who have a notebook

    try:
        with warnings.catch_warnings(action="ignore"):  # of missing ids, which nobody needs here
            raw = nbformat.reader.reads(text)  # type: ignore[no-untyped-call]  # no annotations there
            notebook = nbformat.convert(raw, 4)  # type: ignore[no-untyped-call]  # no annotations there
        codes = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    except Exception as error:  # nbformat raises what a wrong type happens to lead to
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise BackpropError(f"a broken notebook: {reason:.100}; save it anew in Jupyter") from None
    for number, code in enumerate(codes, start=1):
        if not isinstance(code, str):
            raise BackpropError(
                f"a broken notebook: cell {number}: its source is no text: {code!r:.40}"
            )
    return codes


def _sign(text: str) -> int | None:
    start = len(text) - len(text.lstrip())
    return start if text.startswith("{", start) and '"nbformat"' in text else None


SOURCES.add("notebook", Source((".ipynb",), _sign, read_notebook))
