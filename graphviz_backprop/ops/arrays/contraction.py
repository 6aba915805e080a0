"""Sums of products with named indices: `einsum`, and what is one: `outer`, `inner`, `tensordot`."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_letters
from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register

Axes = int | tuple[Any, Any]


def _of_indices(k: int, g: Any, terms: list[str], out: str, operands: tuple[Any, ...]) -> Any:
    """The vjp w.r.t. the k-th operand: `einsum` with the result in the place of the operand.

    An index that is only the operand's was summed over: the gradient is the same along it. One that
    stands in it twice took a diagonal.
    """
    term, x = terms[k], operands[k]
    others = [at for at in range(len(terms)) if at != k]
    letters = "".join(dict.fromkeys(term))
    known = set(out).union(*(terms[at] for at in others))
    kept = "".join(letter for letter in letters if letter in known)
    subscripts = ",".join([out, *(terms[at] for at in others)]) + "->" + kept
    part = np.einsum(subscripts, g, *(operands[at] for at in others))
    part = np.expand_dims(part, [at for at, one in enumerate(letters) if one not in known])
    sizes = tuple(x.shape[term.index(letter)] for letter in letters)
    summed = tuple(at for at, size in enumerate(sizes) if size == 1 and part.shape[at] != 1)
    part = part.sum(axis=summed, keepdims=True)  # an axis of length 1 was broadcast
    if letters == term:
        return np.broadcast_to(part, x.shape)
    result = np.zeros(x.shape)
    np.einsum(f"{term}->{letters}", result)[...] = part
    return result


def read_subscripts(subscripts: str, operands: tuple[Any, ...]) -> tuple[list[str], str]:
    """The indices of each operand and of the result; an ellipsis gets letters of its own.

    >>> read_subscripts("ij,jk", (np.ones((2, 3)), np.ones((3, 4))))
    (['ij', 'jk'], 'ik')
    """
    left, arrow, out = subscripts.replace(" ", "").partition("->")
    terms = left.split(",")
    free = [letter for letter in ascii_letters if letter not in left]
    ranks = [np.ndim(one) for one in operands]
    wide = [rank - len(term.replace("...", "")) for rank, term in zip(ranks, terms, strict=True)]
    most = max([wide[at] for at, term in enumerate(terms) if "..." in term], default=0)
    dots = "".join(free[:most])
    if not arrow:
        once = sorted({letter for letter in left if letter.isalpha() and left.count(letter) == 1})
        out = ("..." if "..." in left else "") + "".join(once)
    each = [term.replace("...", dots[most - wide[at] :]) for at, term in enumerate(terms)]
    return each, out.replace("...", dots)


def _einsum(*operands: Any, subscripts: str, text: str = "") -> Any:
    return np.einsum(subscripts, *operands)


def _of_einsum(
    k: int, g: Any, ans: Any, args: tuple[Any, ...], subscripts: str, text: str = ""
) -> Any:
    return _of_indices(k, g, *read_subscripts(subscripts, args), args)


def _indices_of_tensordot(a: Any, b: Any, axes: Axes) -> tuple[list[str], str]:
    if isinstance(axes, int):
        axes = tuple(range(a.ndim - axes, a.ndim)), tuple(range(axes))
    left = list(ascii_letters[: a.ndim])
    right = list(ascii_letters[a.ndim : a.ndim + b.ndim])
    of_a, of_b = ([int(one) for one in np.atleast_1d(part)] for part in axes)
    for at, to in zip(of_a, of_b, strict=True):
        right[to] = left[at]
    out = [one for one in left + right if (one in left) != (one in right)]
    return ["".join(left), "".join(right)], "".join(out)


def _indices_of_inner(a: Any, b: Any) -> tuple[list[str], str]:
    if not a.ndim or not b.ndim:
        return [ascii_letters[: a.ndim], ascii_letters[: b.ndim]], ascii_letters[: a.ndim + b.ndim]
    left, right = ascii_letters[: a.ndim - 1], ascii_letters[a.ndim : a.ndim + b.ndim - 1]
    return [f"{left}Z", f"{right}Z"], left + right


def _of_two(
    name: str,
    symbol: str,
    noun: str,
    forward: Callable[..., Any],
    indices: Callable[..., tuple[list[str], str]],
    gradients: tuple[str, str],
    *samples: tuple[Any, ...],
    flat: bool = False,
) -> Op:
    """A sum of products of two arrays, which some functions take as vectors."""

    def of(k: int) -> Callable[..., Any]:
        def vjp(g: Any, ans: Any, a: Any, b: Any, **options: Any) -> Any:
            args = (np.ravel(a), np.ravel(b)) if flat else (a, b)
            part = _of_indices(k, g, *indices(*args, **options), args)
            return np.reshape(part, np.shape((a, b)[k]))

        return vjp

    return register(
        Op(
            name=name,
            symbol=symbol,
            noun=noun,
            code=f"np.{name}({{a}}, {{b}})",
            forward=forward,
            vjps=(of(0), of(1)),
            formula=f'"{name}"({{a}}, {{b}})',
            gradients=gradients,
            samples=samples,
            is_elementwise=False,
        )
    )


_A = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])
_B = np.array([[2.0, 0.5, -1.0], [1.5, -0.5, 0.75]])
_BOX = np.arange(12.0).reshape(3, 2, 2) * 0.3 - 1.7
_SUMMED = ('"sum of" {g} dot {b}', '"sum of" {g} dot {a}')

outer = _of_two(
    "outer",
    "outer",
    "outer product",
    lambda a, b: np.outer(a, b),
    lambda a, b: (["i", "j"], "ij"),
    ("{g} dot {b}", "{g}^top dot {a}"),
    (_A[0], _B[1]),
    (_A, _B[0]),
    (2.0, _B[0]),
    flat=True,
)
vdot = _of_two(
    "vdot",
    "·",
    "dot product of all entries",
    lambda a, b: np.vdot(a, b),
    lambda a, b: (["i", "i"], ""),
    ("{g} dot {b}", "{g} dot {a}"),
    (_A, _B),
    (_A[0], _B[1]),
    flat=True,
)
inner = _of_two(
    "inner",
    "·",
    "inner product",
    lambda a, b: np.inner(a, b),
    _indices_of_inner,
    _SUMMED,
    (_A, _B),
    (_A[0], _B[1]),
    (_A, _B[0]),
    (_BOX, _A[:, :2]),
)
tensordot = _of_two(
    "tensordot",
    "·",
    "tensor product",
    lambda a, b, axes=2: np.tensordot(a, b, axes),
    lambda a, b, axes=2: _indices_of_tensordot(a, b, axes),
    _SUMMED,
    (_A, _B),
    (_A, _B.T, {"axes": 1}),
    (_A, _B, {"axes": 0}),
    (_A, _BOX, {"axes": ((0,), (2,))}),
    (_BOX, _BOX, {"axes": ((0, 1), (0, 2))}),
    (_BOX, _BOX, {"axes": (1, 2)}),
)

einsum = register(
    Op(
        name="einsum",
        symbol="einsum",
        noun="sum of products",
        code="np.einsum({text}, {all})",
        forward=_einsum,
        vjps=(_of_einsum,),
        formula='"einsum"({all})',
        gradients=('"sum of" {g} dot "the others"',),
        samples=(
            (_A, _B, {"subscripts": "ij,ij->i"}),
            (_A, _B, {"subscripts": "ij,kj"}),
            (_A, _B[0], {"subscripts": "ij,j->"}),
            (_A, {"subscripts": "ij->ji"}),
            (_A, {"subscripts": "ij->j"}),
            (_A[:, :2], {"subscripts": "ii->"}),
            (_A[:, :2], {"subscripts": "ii->i"}),
            (_BOX, _A[:, :2], {"subscripts": "...ij,kj->...ik"}),
            (_A, _B, _A[0], {"subscripts": "ij,kj,j->ik"}),
            (_A[:, :1], _B, {"subscripts": "ij,ij->ij"}),
        ),
        variadic=True,
        is_elementwise=False,
    )
)
