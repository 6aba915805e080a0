"""Data classes that are quick to define and quick to make, and not to be changed.

A start of the command defines two hundred of them. Python compiles six functions for each that is
frozen, which was a third of the time of all imports; here it compiles the constructor alone, and
the others are shared. And it makes a frozen instance by way of `object.__setattr__`, field by
field: of eleven fields that takes five times as long as a plain one, and was a third of a backward
pass. Nobody changes one of these either: mypy, for which this is `dataclass` itself, says where
someone would.

All is made at once: a class that waited for its first instance would find, in the process of the
reader's code, a Python that the code has changed, as by clearing `sys.modules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as quick_dataclass
else:
    from dataclasses import dataclass, fields
    from operator import attrgetter

    def quick_dataclass(*, frozen=False, slots=False, eq=True, kw_only=False):
        """Return the decorator; `frozen` classes compare and hash by their fields."""

        def define(cls):
            own = vars(cls)
            made = dataclass(slots=slots, kw_only=kw_only, eq=False, repr=False)(cls)
            shared = {"__repr__": _in_words}
            if eq:
                compared = [field.name for field in fields(made) if field.compare]
                shared |= _by_value(compared, frozen)
            for name, method in shared.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return define

    def _by_value(names, frozen):
        """Equal is what is of one class and has equal values in these fields."""
        values = attrgetter(*names) if names else type

        def __eq__(self, other):  # noqa: N807  a method of the class that is made
            if other is self:
                return True
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):  # noqa: N807  a method of the class that is made
            return hash(values(self))

        return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}

    def _in_words(self):
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{self.__class__.__qualname__}({', '.join(shown)})"


__all__ = ["quick_dataclass"]
