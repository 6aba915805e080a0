"""Operations that only move elements: parts, transposes, new shapes, and writes into a part.

Each has the positions from which its elements come as an option; -1 where a constant stands.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register


def _take(x: Any, positions: Any, text: str = "") -> Any:
    return np.ravel(x)[positions]


def _scatter(g: Any, ans: Any, x: Any, positions: Any, text: str = "") -> Any:
    """Each gradient to the place where its value was taken from; they add up there."""
    result = np.zeros(x.size)
    np.add.at(result, np.ravel(positions), np.ravel(g))
    return result.reshape(x.shape)


_X = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])
_PLACES = np.arange(6).reshape(2, 3)


def _mover(
    name: str, symbol: str, noun: str, formula: str, gradient: str, explanation: str, *places: Any
) -> Op:
    return register(
        Op(
            name=name,
            symbol=symbol,
            noun=noun,
            code="{a}{text}",
            forward=_take,
            vjps=(_scatter,),
            formula=formula,
            gradients=(gradient,),
            explanations=(explanation,),
            samples=tuple((_X, {"positions": one}) for one in places),
            is_elementwise=False,
        )
    )


transpose = _mover(
    "transpose",
    "T",
    "transpose",
    "{a}^top",
    "{g}^top",
    "the same numbers, rows and columns swapped",
    _PLACES.T,
)
reshape = _mover(
    "reshape",
    "↻",
    "change of shape",
    '"reshape" {a}',
    "{g}",
    "the same numbers in the shape of the input",
    _PLACES.reshape(3, 2),
    np.arange(6),
)
index = _mover(
    "index",
    "[ ]",
    "part",
    '{a}["…"]',
    "{g}",
    "back to where each value was taken from; nothing to the others",
    _PLACES[0],
    _PLACES[:, 1:],
    _PLACES[[0, 1, 0], [2, 0, 2]],
    _PLACES[:0],
    np.intp(4),
)


def _arranged(x: Any, positions: Any, fill: Any = 0.0, text: str = "") -> Any:
    if not x.size:
        return np.full(np.shape(positions), fill)
    return np.where(positions < 0, fill, np.ravel(x)[positions])


def _of_arranged(g: Any, ans: Any, x: Any, positions: Any, fill: Any = 0.0, text: str = "") -> Any:
    """Each gradient to the place where its value was taken from; those of constants nowhere."""
    taken = positions >= 0
    sums = np.bincount(np.ravel(positions[taken]), np.ravel(g[taken]), minlength=x.size)
    return sums.reshape(x.shape)


_PADDED = np.pad(_PLACES + 1, 1) - 1
# By NumPy's name of the function.
ARRANGED: dict[str, Op] = {
    name: register(
        Op(
            name=name,
            symbol=name,
            noun=noun,
            code=f"np.{name}({{a}}{{text}})",
            forward=_arranged,
            vjps=(_of_arranged,),
            formula=f'"{name}" {{a}}',
            gradients=("{g}",),
            explanations=(explanation,),
            samples=tuple((_X, {"positions": one, "fill": 0.5}) for one in positions),
            is_elementwise=False,
        )
    )
    for name, noun, explanation, positions in (
        ("roll", "shift in a circle", "back by as many places", (np.roll(_PLACES, 2),)),
        (
            "repeat",
            "repetition",
            "each entry gets the sum over its repetitions",
            (np.repeat(_PLACES, 2, 1), np.repeat(_PLACES, [0, 2], 0)),
        ),
        (
            "tile",
            "tiling",
            "each entry gets the sum over its copies",
            (np.tile(_PLACES, (2, 2)),),
        ),
        (
            "sort",
            "sorting",
            "back to where each value stood before it was sorted",
            (np.array([[1, 0, 2], [5, 3, 4]]),),
        ),
        (
            "partition",
            "sorting in parts",
            "back to where each value stood before it was sorted",
            (np.array([[2, 0, 1], [4, 3, 5]]),),
        ),
        (
            "pad",
            "padding",
            "the inside alone; the rim is no input",
            (_PADDED, np.pad(_PLACES, 1, mode="edge")),
        ),
        ("tril", "lower triangle", "nothing beyond the diagonal", (np.tril(_PLACES + 1) - 1,)),
        ("triu", "upper triangle", "nothing below the diagonal", (np.triu(_PLACES + 1) - 1,)),
        ("diag", "diagonal", "to the diagonal alone", (np.array([0, 4]),)),
    )
}


def _written(x: Any, new: Any, *tests: Any, positions: Any, text: str = "") -> Any:
    result = np.array(x, dtype=np.result_type(x, new))
    result.flat[positions] = np.broadcast_to(new, np.shape(positions))
    return result


def _of_put(k: int, g: Any, ans: Any, args: tuple[Any, ...], positions: Any, text: str = "") -> Any:
    """An overwritten value gets nothing; of an element written twice the last one counts."""
    if k == 0:
        kept = np.array(g)
        kept.flat[positions] = 0.0
        return kept
    if k > 1:  # what only decided
        return np.zeros(np.shape(args[k]))
    flat = np.ravel(positions)
    last = np.full(ans.size, -1)
    last[flat] = np.arange(flat.size)
    counts = last[flat] == np.arange(flat.size)
    return (np.ravel(g)[flat] * counts).reshape(np.shape(positions))


put = register(
    Op(
        name="put",
        symbol="[ ]=",
        noun="write into a part",
        code="{a}{text} = {b}",
        forward=_written,
        vjps=(_of_put,),
        formula='{a}["…"] = {b}',
        gradients=("{g}", "{g}"),
        explanations=(
            "zero where it was written over, the rest as it is",
            "the part where it was written",
            "",
        ),
        samples=(
            (_X, 0.5, {"positions": _PLACES[_X > 0]}),
            (_X, _X[1] * 2, {"positions": _PLACES[0]}),
            (_X, np.array([1.0, 2.0]), {"positions": np.array([3, 3])}),
        ),
        variadic=True,
        is_elementwise=False,
    )
)
