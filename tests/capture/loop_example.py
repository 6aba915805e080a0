"""A program with several passes, and what each of them computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Loop:
    """A program whose passes print their outputs, and the same computation as a function.

    `forward` takes the variables of a pass by name, and its number from 0.
    """

    code: str
    forward: Any
    inputs: tuple[str, ...]
    output: str = "loss"
    count: int = 3


def neuron(v, k):
    return max(sum(x * w for x, w in zip(v["x"], v["w"], strict=True)) + v["b"], 0)
