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
    upstream: str = "1.0"
    extra: str = ""
    backward: tuple[str, str] | None = None


@dataclass(frozen=True)
class ReaderFile:
    """A file of the collection.

    Attributes:
        kind: in whose manner it is written.
        output: the name of the output.
        first: the truth of pass 1: where its place is met for the first time.
        last: that of the last pass, where it is another place than the first's last time.
        drawn: the pass that is drawn without an option: "first" or "last" as above.
        inputs: further names that must be among the gradients.
    """

    kind: str
    output: str
    first: Truth
    last: Truth | None = None
    drawn: str = "first"
    inputs: tuple[str, ...] = field(default=())

    def truth(self, number: str) -> tuple[Truth, str]:
        """Return the place of a pass ("first", "last"), and which of its times counts."""
        if number == "last" and self.last is not None:
            return self.last, "last"
        return self.first, number


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
