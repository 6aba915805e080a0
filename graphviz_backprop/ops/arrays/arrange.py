"""Operations that only move elements: parts, transposes, new shapes, and writes into a part."""

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


def _mover(name: str, symbol: str, noun: str, formula: str, gradient: str, *places: Any) -> Op:
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
            samples=tuple((_X, {"positions": one}) for one in places),
            is_elementwise=False,
        )
    )


transpose = _mover("transpose", "T", "transpose", "{a}^top", "{g}^top", _PLACES.T)
reshape = _mover(
    "reshape", "↻", "change of shape", '"reshape" {a}', "{g}", _PLACES.reshape(3, 2), np.arange(6)
)
index = _mover(
    "index",
    "[ ]",
    "part",
    '{a}["…"]',
    "{g}",
    _PLACES[0],
    _PLACES[:, 1:],
    _PLACES[[0, 1, 0], [2, 0, 2]],
    _PLACES[:0],
    np.intp(4),
)


def _written(x: Any, new: Any, *tests: Any, positions: Any, text: str = "") -> Any:
    result = np.array(x, dtype=np.result_type(x, new))
    result.flat[positions] = np.broadcast_to(new, np.shape(positions))
    return result


def _of_put(k: int, g: Any, ans: Any, args: tuple[Any, ...], positions: Any, text: str = "") -> Any:
    """What was written over gets nothing; of an element written twice the last one counts."""
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
        samples=(
            (_X, 0.5, {"positions": _PLACES[_X > 0]}),
            (_X, _X[1] * 2, {"positions": _PLACES[0]}),
            (_X, np.array([1.0, 2.0]), {"positions": np.array([3, 3])}),
        ),
        variadic=True,
        is_elementwise=False,
    )
)
