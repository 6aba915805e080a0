"""The ops in NumPy's words, for autograd to differentiate by itself: on numbers and on arrays."""

from __future__ import annotations

import math
from functools import reduce
from typing import Any

import autograd.numpy as anp
import numpy as np

from graphviz_backprop.ops.arrays import ARRANGED


def _erf(x: Any) -> Any:
    """2/√π ∫ e^(-t²) from 0 to x, by its series: 60 terms are exact up to |x| = 3."""
    term, total = x, x
    for n in range(1, 60):
        term = -term * x * x / n
        total = total + term / (2 * n + 1)
    return total * 2 / math.sqrt(math.pi)


ELEMENTWISE = {
    "abs": anp.abs,
    "acos": anp.arccos,
    "acosh": anp.arccosh,
    "asin": anp.arcsin,
    "asinh": anp.arcsinh,
    "atan": anp.arctan,
    "atan2": anp.arctan2,
    "atanh": anp.arctanh,
    "cbrt": lambda x: anp.sign(x) * anp.abs(x) ** (1 / 3),
    "cosh": anp.cosh,
    "degrees": anp.degrees,
    "erf": _erf,
    "erfc": lambda x: 1 - _erf(x),
    "exp2": anp.exp2,
    "expm1": anp.expm1,
    "hypot": lambda x, y: anp.sqrt(x**2 + y**2),
    "log10": anp.log10,
    "log1p": anp.log1p,
    "log2": anp.log2,
    "logaddexp": lambda x, y: anp.log(anp.exp(x) + anp.exp(y)),
    "radians": anp.radians,
    "sinh": anp.sinh,
    "tan": anp.tan,
    "add": lambda *terms: sum(terms),
    "cos": anp.cos,
    "div": anp.divide,
    "exp": anp.exp,
    "log": anp.log,
    "max": lambda *args: reduce(anp.maximum, args),
    "min": lambda *args: reduce(anp.minimum, args),
    "mul": anp.multiply,
    "neg": anp.negative,
    "pow": anp.power,
    "relu": lambda z: anp.maximum(z, 0.0),
    "select": lambda chosen, *tested: chosen + 0.0 * sum(tested),
    "sigmoid": lambda z: 1.0 / (1.0 + anp.exp(-z)),
    "sin": anp.sin,
    "sqrt": anp.sqrt,
    "sub": anp.subtract,
    "tanh": anp.tanh,
    "reciprocal": anp.reciprocal,
    "square": anp.square,
    "sign": lambda x: anp.sign(x) + 0.0 * x,  # without it autograd says nothing depends on x
}

# Where an op has real values, if that is not everywhere above zero.
DOMAINS = {"acos": (-0.9, 0.9), "asin": (-0.9, 0.9), "atanh": (-0.9, 0.9), "acosh": (1.1, 3.0)}


def _taken(x: Any, positions: Any) -> Any:
    return anp.ravel(x)[positions]


def _put(x: Any, new: Any, positions: Any) -> Any:
    """What is kept plus what is moved, both as products with zeros and ones."""
    flat = np.ravel(positions)
    kept, moves = np.ones(x.size), np.zeros((x.size, flat.size))
    for at, place in enumerate(flat):
        kept[place], moves[place] = 0.0, 0.0
        moves[place, at] = 1.0
    spread = anp.ravel(new * np.ones(np.shape(positions)))
    return anp.reshape(anp.ravel(x) * kept + anp.dot(moves, spread), x.shape)


def _softmax(z: Any) -> Any:
    powers = anp.exp(z)
    return powers / anp.sum(powers, axis=-1, keepdims=True)


def _cross_entropy(
    p: Any,
    y: Any = None,
    targets: Any = None,
    reduce: str = "mean",
    low: float = -np.inf,
    high: float = np.inf,
    is_inside: bool = False,
) -> Any:
    y = targets if y is None else y
    clipped = anp.clip(p, low, high)
    if is_inside:
        losses = -anp.log(anp.sum(y * clipped, axis=-1))
    else:
        losses = -anp.sum(y * anp.log(clipped), axis=-1)
    return {"mean": anp.mean, "sum": anp.sum, "none": lambda each: each}[reduce](losses)


def _binary_cross_entropy(p: Any, y: Any, over: float | None = None) -> Any:
    losses = -y * anp.log(p) - (1.0 - y) * anp.log1p(-p)
    return losses if over is None else anp.sum(losses) / over


def _concatenated(*arrays: Any, axis: int | None) -> Any:
    if axis is None:
        return anp.concatenate([anp.ravel(one) for one in arrays])
    return anp.concatenate(arrays, axis)


def _arranged(x: Any, positions: Any, fill: Any) -> Any:
    """A product with zeros and ones, and constants beside it."""
    flat = np.ravel(positions)
    moves = np.zeros((flat.size, x.size))
    moves[np.arange(flat.size)[flat >= 0], flat[flat >= 0]] = 1.0
    moved = anp.dot(moves, anp.ravel(x)) + np.where(flat < 0, fill, 0.0)
    return anp.reshape(moved, np.shape(positions))


def _diff(x: Any, n: int = 1, axis: int = -1) -> Any:
    return anp.diff(x, n, axis)


def _norm(x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False) -> Any:
    """The norms of vectors by their definitions."""
    if ord in (np.inf, -np.inf):
        extreme = anp.max if ord > 0 else anp.min
        return extreme(anp.abs(x), axis=axis, keepdims=keepdims)
    p = 2 if ord in (None, "fro") else ord
    return anp.sum(anp.abs(x) ** p, axis=axis, keepdims=keepdims) ** (1 / p)


def _einsum(*arrays: Any, subscripts: str) -> Any:
    """Autograd has no diagonals: they are products with the unit matrix."""
    if subscripts.startswith("ii->"):
        subscripts, arrays = subscripts.replace("ii", "ij,ij"), (*arrays, np.eye(2))
    return anp.einsum(subscripts, *arrays)


def _prod(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """One factor after another: autograd's own divides by zero."""
    if axis is None:
        whole = reduce(anp.multiply, [x[place] for place in np.ndindex(x.shape)])
        return anp.reshape(whole, (1,) * x.ndim) if keepdims else whole
    axes = sorted((one % x.ndim for one in np.atleast_1d(axis)), reverse=True)
    for one in axes:
        x = reduce(anp.multiply, [x[(slice(None),) * one + ([k],)] for k in range(x.shape[one])])
    return x if keepdims else anp.reshape(x, [n for k, n in enumerate(x.shape) if k not in axes])


# The options of an op are theirs too.
WHOLE = {
    **dict.fromkeys(ARRANGED, _arranged),
    "cumsum": lambda x, axis=None: anp.cumsum(x, axis),
    "diff": _diff,
    "einsum": _einsum,
    "inner": anp.inner,
    "logsumexp": lambda z, axis=None, keepdims=False: (
        anp.log(anp.sum(anp.exp(z - np.max(z)), axis=axis, keepdims=keepdims)) + np.max(z)
    ),
    "norm": _norm,
    "outer": lambda a, b: anp.outer(anp.ravel(a), anp.ravel(b)),
    "prod": _prod,
    "std": lambda x, **options: anp.sqrt(anp.var(x, **options)),
    "tensordot": lambda a, b, axes=2: anp.tensordot(a, b, axes),
    "var": anp.var,
    "vdot": lambda a, b: anp.sum(a * b),
    "array": lambda *numbers, shape: anp.reshape(anp.array(numbers), shape),
    "clip": lambda x, low=-np.inf, high=np.inf: anp.clip(x, low, high),
    "concatenate": _concatenated,
    "cross_entropy": _cross_entropy,
    "binary_cross_entropy": _binary_cross_entropy,
    "dense": lambda x, weights, bias: anp.dot(x, weights) + bias,
    "dense_columns": lambda weights, x, bias: anp.dot(weights, x) + bias,
    "dot": anp.dot,
    "index": _taken,
    "matmul": anp.matmul,
    "numpy.max": anp.max,
    "numpy.mean": anp.mean,
    "numpy.min": anp.min,
    "numpy.sum": anp.sum,
    "put": _put,
    "reshape": _taken,
    "softmax": _softmax,
    "softmax_cross_entropy": lambda z, y=None, **options: _cross_entropy(_softmax(z), y, **options),
    "stack": lambda *arrays, axis: anp.stack(arrays, axis),
    "transpose": _taken,
    "where": lambda a, b, mask: mask * a + (1 - mask) * b,  # its own `where` can't be broadcast
}
