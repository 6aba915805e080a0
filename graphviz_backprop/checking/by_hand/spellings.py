"""Other spellings of a variable, as its derivative may have it: `weights` of `dw`."""

from __future__ import annotations

from collections.abc import Iterator

SPELLINGS = {
    "w": ("weights", "weight", "W", "theta", "kernel"),
    "x": ("inputs", "input", "X", "xs"),
    "b": ("biases", "bias", "B"),
    "weights": ("w", "W", "weight"),
    "weight": ("w", "W", "weights"),
    "inputs": ("x", "X", "input"),
    "input": ("x", "X", "inputs"),
    "biases": ("b", "bias"),
    "bias": ("b", "biases"),
    "pred": ("ypred", "yhat", "prediction", "predictions"),
    "output": ("out", "y", "outputs"),
    "out": ("output", "y", "outputs"),
}
_FIRST = {"w": ("weight", "weights"), "b": ("bias", "biases")}


def spelt(to: str) -> Iterator[str]:
    """Yield how a variable may be called too; `weight_out` of `dw_out`, by squeezed names."""
    yield from SPELLINGS.get(to, ()) or SPELLINGS.get(to.lower(), ())
    if len(to) > 1:
        yield from (word + to[1:] for word in _FIRST.get(to[0], ()))
