"""What is asked for when a program is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels.level import LEVELS


@dataclass(frozen=True, slots=True)
class View:
    """How a program is looked at.

    Attributes:
        level: one of `LEVELS`; None for the most detailed view that stays readable.
        opened: the names of layers that are not drawn as one box.
        seed: the name of the gradient of the output in the code.
    """

    level: str | None = None
    opened: frozenset[str] = frozenset()
    seed: str | None = None

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in LEVELS:
            known = ", ".join(LEVELS)
            raise BackpropError(f"level: got {self.level!r}; expected one of {known}")


AS_RULED = View()
