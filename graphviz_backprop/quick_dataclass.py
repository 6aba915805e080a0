"""Data classes that are quick to define and quick to make, and not to be changed.

A start of the command defines two hundred of them. Python compiles six functions for each that is
frozen, which was a third of the time of all imports; here they are shared, and constructors of as
many fields have one code, in which each has its own names: a plain `dataclass` takes four times as
long. And it makes a frozen instance by way of `object.__setattr__`, field by field: of eleven
fields that takes five times as long as a plain one, and was a third of a backward pass. Nobody
changes one of these either: mypy, for which this is `dataclass` itself, says where someone would.

All is made at once: a class that waited for its first instance would find, in the process of the
reader's code, a Python that the code has changed, as by clearing `sys.modules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as quick_dataclass
else:
    import sys
    from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
    from functools import cache
    from operator import attrgetter
    from types import FunctionType

    def quick_dataclass(*, frozen=False, slots=False, eq=True, kw_only=False):
        """Return the decorator; `frozen` classes compare and hash by their fields."""

        def define(cls):
            own = vars(cls)
            is_plain = not kw_only and _is_plain(cls)
            options = {"slots": slots, "kw_only": kw_only, "init": not is_plain}
            made = dataclass(eq=False, repr=False, **options)(cls)
            shared = {"__repr__": _in_words}
            if is_plain:
                shared["__init__"] = _constructor(made)
            if eq:
                compared = [field.name for field in fields(made) if field.compare]
                shared |= _by_value(compared, frozen)
            for name, method in shared.items():
                if own.get(name) is None:  # so is `__hash__` of a class with an `__eq__` of its own
                    setattr(made, name, method)
            return made

        return define

    def _is_plain(cls):
        """True if each field is a parameter, with a default or none: nothing else is to be done."""
        own = vars(cls)
        annotations = own.get("__annotations__", {})
        names, types = [*annotations], " ".join(map(str, annotations.values()))
        is_optional = [name in own for name in names]
        return (
            bool(names)
            and is_optional == sorted(is_optional)  # `dataclass` says what is wrong else
            and "self" not in names
            and "InitVar" not in types
            and "KW_ONLY" not in types
            and not any(isinstance(own.get(name), Field) for name in names)
            and not hasattr(cls, "__post_init__")
            and not any(is_dataclass(base) for base in cls.__mro__[1:])
        )

    def _constructor(cls):
        """The `__init__` of a class with plain fields."""
        known = fields(cls)
        names = tuple(field.name for field in known)
        title = f"{cls.__qualname__}.__init__"
        code = _code(len(names)).replace(
            co_names=names, co_varnames=("self", *names), co_qualname=title
        )
        defaults = tuple(field.default for field in known if field.default is not MISSING)
        room = vars(sys.modules[cls.__module__])  # in which its annotations are looked up
        made = FunctionType(code, room, "__init__", defaults or None)
        made.__annotations__ = {field.name: field.type for field in known} | {"return": None}
        return made

    @cache
    def _code(count):
        """The code of a constructor with so many fields."""
        names = [f"field_{number}" for number in range(count)]
        lines = [f"    self.{name} = {name}" for name in names]
        space = {}
        exec("\n".join([f"def __init__(self, {', '.join(names)}):", *lines]), space)
        return space["__init__"].__code__

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
        names = (field.name for field in fields(self) if field.repr)
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"


__all__ = ["quick_dataclass"]
