"""Frozen data classes that cost little at import: a start of the command makes 200 of them.

`@frozen` stands for `@dataclass(frozen=True, slots=True)`, which compiles six functions for each
class, in 0.7 ms. Here the constructor alone is compiled, in a quarter of that; the others are
shared. What comes of it is a class of `dataclasses`: `fields`, `replace`, `asdict` and pickle know
it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

Class = TypeVar("Class", bound=type)


@overload
def frozen(cls: Class) -> Class: ...
@overload
def frozen(
    *, eq: bool = True, kw_only: bool = False, slots: bool = True
) -> Callable[[Class], Class]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    cls: Class | None = None, *, eq: bool = True, kw_only: bool = False, slots: bool = True
) -> Class | Callable[[Class], Class]:
    """Make a class of data of its annotations, each of them an argument of its constructor.

    Args:
        cls: the class.
        eq: two are equal where their fields are; else each is equal to itself alone.
        kw_only: all arguments are given by name.
        slots: there is no other attribute; not for a class with a `cached_property`.

    >>> @frozen
    ... class Point:
    ...     x: float
    ...     y: float = 0.0
    >>> Point(1.0), Point(1.0) == Point(1.0, 0.0)
    (Point(x=1.0, y=0.0), True)
    """
    bare = dataclass(
        init=False, repr=False, eq=False, match_args=False, kw_only=kw_only, slots=slots
    )

    def make(own: Class) -> Class:
        made: Any = bare(own)
        for name, method in _methods(made, eq, slots).items():
            if own.__dict__.get(name) is None:  # `__hash__` is, beside an `__eq__` of its own
                setattr(made, name, method)
        return made  # type: ignore[no-any-return]

    return make if cls is None else make(cls)


def _methods(made: Any, eq: bool, slots: bool) -> dict[str, Any]:
    known = fields(made)
    methods = {
        "__init__": _constructor(made, known, slots),
        "__match_args__": tuple(one.name for one in known if not one.kw_only),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__repr__": _representation([one.name for one in known if one.repr]),
    }
    if slots:
        methods |= _state_of_slots(made, [one.name for one in known])
    if eq:
        methods |= _equality([one.name for one in known if one.compare])
    return methods


def _constructor(made: Any, known: tuple[Field[Any], ...], slots: bool) -> Any:
    """`def __init__(self, a, b=…)`, which puts each argument into its place."""
    given: dict[str, Any] = {"_left_out": MISSING, "_set": object.__setattr__}
    parameters: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for one in known:
        name = argument = value = one.name
        if one.default_factory is not MISSING:
            given[f"_make_{name}"] = one.default_factory
            argument = f"{name}=_left_out"
            value = f"_make_{name}() if {name} is _left_out else {name}"
        elif one.default is not MISSING:
            given[f"_default_{name}"] = one.default
            argument = f"{name}=_default_{name}"
        (by_name if one.kw_only else parameters).append(argument)
        if slots:
            given[f"_set_{name}"] = getattr(made, name).__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    listed = ", ".join(["self", *parameters, *(["*", *by_name] if by_name else [])])
    exec(f"def __init__({listed}):\n " + "\n ".join(lines or ["pass"]), given)
    constructor = given["__init__"]
    constructor.__qualname__ = f"{made.__qualname__}.__init__"
    constructor.__module__ = made.__module__
    constructor.__annotations__ = {one.name: one.type for one in known} | {"return": None}
    return constructor


def _equality(names: list[str]) -> dict[str, Any]:
    values = _values(names)

    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return {"__eq__": equal, "__hash__": lambda self: hash(values(self))}


def _state_of_slots(made: Any, names: list[str]) -> dict[str, Any]:
    """What pickle and `copy` ask for where an object has no dictionary."""
    values = _values(names)
    setters = [getattr(made, name).__set__ for name in names]

    def restore(self: Any, state: list[Any]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    return {"__getstate__": lambda self: list(values(self)), "__setstate__": restore}


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The fields of an object in a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda thing: tuple(getattr(thing, name) for name in names)


def _representation(names: list[str]) -> Callable[[Any], str]:
    def representation(self: Any) -> str:
        listed = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({listed})"

    return representation


def _refuse_to_set(self: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
