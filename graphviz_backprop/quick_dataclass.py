"""Data classes of which a graph has one for each operation: quick to make, and not to be changed.

Python makes a frozen instance by way of `object.__setattr__`, field by field: of eleven fields that
takes five times as long as a plain one, and was a third of a backward pass. Nobody changes one of
these either: mypy, for which this is `dataclass` itself, says where someone would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as quick_dataclass
else:
    from dataclasses import dataclass

    def quick_dataclass(*, frozen, slots):
        """Return the decorator; `frozen` classes compare and hash by their fields."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["quick_dataclass"]
