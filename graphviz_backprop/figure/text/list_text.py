"""The texts of what stands for several values: their numbers as a list, and a name for all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from graphviz_backprop.figure.text.thumbnail import Thumbnail
from graphviz_backprop.figure.text.value_text import Written
from graphviz_backprop.graph import Graph
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard import label, shortened
from graphviz_backprop.storyboard.texts.cutting import LONGEST
from graphviz_backprop.storyboard.texts.grid import make_list_grid

Numbers = tuple[float | None, ...]  # of several values; None where one isn't there yet

MOST_WRITTEN = 24  # numbers of a list; one of more is tinted cells
_CELLS_WIDE = 3  # times as many columns as rows
_OF_INDICES = 8  # characters that a name may have more, for it says two indices
_INDEX = re.compile(r"\d+")
_SIGN = re.compile(r"( [-+*/@%] )")  # between the parts of code


def written_list(numbers: Numbers, columns: int) -> Written:
    """The numbers in rows, from the left to the right; of very many each as a tinted cell.

    Args:
        numbers: of several values.
        columns: the most that the page has room for.
    """
    texts = ["·" if one is None else shown(one) for one in numbers]
    grid = make_list_grid(numbers, _columns(len(numbers), columns))
    thumbnail = _cells(numbers) if len(numbers) > MOST_WRITTEN else None
    return Written(f"[{', '.join(texts)}]", "", grid, thumbnail, is_list=True)


def _columns(count: int, most: int) -> int:
    """So many that the last row is nearly full."""
    return math.ceil(count / math.ceil(count / most))


def _cells(numbers: Numbers) -> Thumbnail:
    rows = max(1, round(math.sqrt(len(numbers) / _CELLS_WIDE)))
    columns = math.ceil(len(numbers) / rows)
    padded = [*numbers, *[None] * (rows * columns - len(numbers))]
    values = np.array([0.0 if one is None else float(one) for one in padded])
    missing = np.array([one is None for one in padded])
    shape = rows, columns
    return Thumbnail(values.reshape(shape), missing=missing.reshape(shape))


def label_of_several(graph: Graph, nodes: Sequence[int]) -> str:
    """What several values are called: by their names, else by their code."""
    names = [graph.versions[index] for index in nodes]
    if all(names):
        return shortened(name_of_several(names), LONGEST + _OF_INDICES)
    return name_of_several([label(graph, graph.nodes[index]) for index in nodes])


def name_of_several(names: Sequence[str]) -> str:
    """`x[2 … 18]`, or the first and the last where more than one number of a part differs.

    >>> name_of_several(["w[0][2]", "w[0][3]", "w[0][4]"])
    'w[0][2 … 4]'
    >>> name_of_several(["x[2] * w[2]", "x[3] * w[3]", "x[4] * w[4]"])
    'x[2 … 4] * w[2 … 4]'
    >>> name_of_several(["exp(a)", "exp(b)"])
    'exp(a) … exp(b)'
    >>> name_of_several(["z#2", "z#3"]), name_of_several(["x[0] * -1.5", "x[1] * -2.5"])
    ('z#2 … 3', 'x[0] * -1.5 … x[1] * -2.5')
    """
    first, last = names[0], names[-1]
    pieces, ends = _SIGN.split(first), _SIGN.split(last)
    parts = [_range(*pair) for pair in zip(pieces, ends, strict=False)]
    is_alike = len(pieces) == len(ends) and all(parts)
    return "".join(parts) if is_alike else f"{first} … {last}"


def _range(first: str, last: str) -> str:
    """A name from one number to another; empty where something else differs, or a constant."""
    if first == last:
        return first
    numbers, ends = list(_INDEX.finditer(first)), _INDEX.findall(last)
    pairs = zip(numbers, ends, strict=False)
    different = [(number, end) for number, end in pairs if number[0] != end]
    if _INDEX.split(first) != _INDEX.split(last) or len(different) != 1:
        return ""
    number, end = different[0]
    before, behind = first[: number.start()], first[number.end() :]
    is_index = before.count("[") > before.count("]") and before[-1] != "-"
    is_of_word = before[-1:].isalpha() or before.endswith(("_", "#"))
    return f"{before}{number[0]} … {end}{behind}" if is_index or is_of_word else ""
