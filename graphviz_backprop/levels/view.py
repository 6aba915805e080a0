"""The view of a program: its level, and the boxes that are opened."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Real
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels.level import LAYER, LEVELS
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class View:
    """How a program is looked at.

    Attributes:
        level: one of `LEVELS`; None for the most detailed view that stays readable.
        opened: the names of layers that are not drawn as one box.
        seed: the name of the gradient of the output in the code.
        seeds_array: that gradient is given as an array, so the output is one.
        is_drawn: only pictures are wanted of it, of which there are none of very many numbers.
    """

    level: str | None = None
    opened: frozenset[str] = frozenset()
    seed: str | None = None
    seeds_array: bool = False
    is_drawn: bool = False

    @classmethod
    def wanted(
        cls,
        level: str | None,
        opened: str | Iterable[str] = (),
        seed: Any = None,
        is_drawn: bool = False,
    ) -> View:
        """The view by the options: to open a layer is to draw layers; a seed may be a name."""
        names = frozenset([opened] if isinstance(opened, str) else opened)
        name = seed if isinstance(seed, str) else None
        level = LAYER if names and level is None else level
        seeds_array = seed is not None and not isinstance(seed, str | Real)
        return cls(level, names, name, seeds_array, is_drawn)

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in LEVELS:
            known = ", ".join(LEVELS)
            raise BackpropError(f"level: got {self.level!r}; expected one of {known}")
        if self.opened and self.level != LAYER:
            raise BackpropError(
                f"level: got {self.level!r}; expected layer, for what is opened is a layer's box"
            )


DEFAULT_VIEW = View()
