"""What the index says of a file: the output, the inputs, and where plain Python gives the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Truth:
    """A place in the file at which its own numbers are read, in plain Python.

    Attributes:
        gradients: an expression for each input, valid at that place.
        before: the text of the line before which the numbers are read; "" for the file's end.
        nth: which of the lines of this text, from 0.
        output: the expression of the output's value there.
        forward: how the first and the last line of the forward pass begin; finite differences run
            them again with other inputs.
        forward_nth: which of the lines that begin as the first one it is, from 0.
        attribute: what follows an input's name where an object holds its number.
        stored: where the number of an input stands, if not under its name.
        upstream: the expression of the gradient of the output, where it is not 1.
        extra: plain code that runs at the place first: a backward pass that the file lacks.
        backward: how the first and the last line of the backward pass begin, where the forward pass
            draws random numbers: the finite differences are compared with a pass of equal draws.
    """

    gradients: Mapping[str, str]
    forward: tuple[str, str]
    output: str
    before: str = ""
    nth: int = 0
    forward_nth: int = 0
    attribute: str = ""
    stored: Mapping[str, str] = field(default_factory=dict)
    upstream: str = "1.0"
    extra: str = ""
    backward: tuple[str, str] | None = None


@dataclass(frozen=True)
class ReaderFile:
    """A file of the collection.

    Attributes:
        kind: in whose manner it is written.
        output: the name of the output.
        first: the truth of pass 1: the first time that its place is met.
        last: that of the last pass: the last time; None where it is the place of `first`.
        drawn: that of the pass that is drawn without an option, the first time; None for pass 1.
        inputs: further names that must be among the gradients.
        clips: the loss keeps this distance from 0 and 1, and the file's backward pass leaves that
            out: once the network is so sure, its gradients are wrong by as much.
    """

    kind: str
    output: str
    first: Truth
    last: Truth | None = None
    drawn: Truth | None = None
    inputs: tuple[str, ...] = ()
    clips: float = 0.0

    def truth(self, which: str) -> Truth:
        """Return the place of the "first", the "last", or the "drawn" pass."""
        places = {"first": self.first, "last": self.last, "drawn": self.drawn}
        return places[which] or self.first


def layers(*names: str, x: str = "", **others: str) -> dict[str, str]:
    """Return the expressions of the gradients of layers with `dweights`, `dbiases`, `dinputs`."""
    gradients: dict[str, Any] = {x: f"{names[0]}.dinputs"} if x else {}
    for name in names:
        gradients[f"{name}.weights"] = f"{name}.dweights"
        gradients[f"{name}.biases"] = f"{name}.dbiases"
    return gradients | others


def objects(names: str, gradient: str = "grad") -> dict[str, str]:
    """Return the expressions of the gradients of objects that keep their own."""
    return {name: f"{name}.{gradient}" for name in names.split()}
