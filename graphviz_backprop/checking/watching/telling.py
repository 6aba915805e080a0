"""The calls in the reader's code: they tell of each number, and may put another in its place."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

import numpy as np

from graphviz_backprop.checking.watching.flat_numbers import (
    Vector,
    copied,
    flat,
    is_flat,
    is_list_of_arrays,
    rebuilt,
    shape_of,
)
from graphviz_backprop.checking.watching.sites import Site
from graphviz_backprop.tracing.syntax.expressions import hook

MOST_EVENTS = 30_000
_MOST_NUMBERS = 30_000_000


class EnoughError(BaseException):
    """The run has told what was asked for, or goes another way than the first one did."""


@dataclass(slots=True)
class Event:
    """A number that has got a name.

    Attributes:
        index: its place in the run.
        site: where in the code.
        name: of the variable, with the keys of items: `grads['dW1']`, `w[0]`.
        value: the numbers then, in one vector.
        shape: None for nested lists that are no array.
        like: the value itself, for its structure.
        frame: which call of a function, 0 for none.
        own: which object's method that is, 0 for none.
        owner: the object whose attribute it is, 0 for none.
        identity: which object it is.
        holder: the object or the dict that keeps it, 0 for none.
    """

    index: int
    site: Site
    name: str
    value: Vector
    shape: tuple[int, ...] | None
    like: Any
    frame: int
    own: int
    owner: int
    identity: int
    holder: int = 0

    @property
    def is_shared(self) -> bool:
        """True if other names of the object see it change: an array, also one of one number."""
        return self.value.size > 1 or isinstance(self.like, np.ndarray)


@dataclass
class Run:
    """What is to be done in a run, and what it has told."""

    events: list[Event] | None = None  # the first run's own
    order: list[int] = field(default_factory=list)  # the sites of all events, in order
    nudge_at: int = -1
    nudge: Vector | None = None
    replaced: Mapping[int, Vector] = field(default_factory=dict)
    likes: Mapping[int, Any] = field(default_factory=dict)  # where another structure is needed
    wanted: frozenset[int] | range = frozenset()
    stop: int = sys.maxsize
    told: dict[int, Vector] = field(default_factory=dict)
    shapes: dict[int, tuple[int, ...] | None] = field(default_factory=dict)  # of what is told
    count: int = 0
    numbers: int = 0
    error: BaseException | None = None
    is_first: bool = False
    most: int = MOST_EVENTS


def _readers_frame() -> FrameType | None:
    """The innermost frame that is no call of this file."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame


class _Keys:
    def __getitem__(self, key: Any) -> Any:
        return key


class Teller:
    """The calls that stand in the reader's code."""

    def __init__(self, sites: list[Site], run: Run) -> None:
        self._sites, self._run = sites, run
        self._frames: dict[int, tuple[int, int]] = {}
        self._serials = {id(None): 0}
        self._kept: list[Any] = []

    def hooks(self) -> dict[str, Any]:
        """Return the calls by the names under which they stand there."""
        names = {
            "tell": self._tell, "attribute": self._attribute,
            "named_attribute": self._named_attribute, "item": self._item,
            "attribute_item": self._attribute_item, "key": _Keys(), "enter": self._enter,
            "returned": self._returned, "since": lambda count: self._run.count >= count,
            "round": _not_rounded, "round_of": _round_of,
        }  # fmt: skip
        return {hook(name): call for name, call in names.items()}

    def _serial(self, value: Any) -> int:
        if id(value) not in self._serials:
            self._serials[id(value)] = len(self._serials)
            self._kept.append(value)
        return self._serials[id(value)]

    def _enter(self, own: Any) -> None:
        if not self._run.is_first:
            return
        frame = sys._getframe(1)
        serial = self._run.count + 1
        self._frames[id(frame)] = serial, self._serial(own)

    def _event(
        self, number: int, name: str, value: Any, owner: Any, put: bool = False, of: Any = None
    ) -> Any:
        """Tell of a value, maybe put into a list as it is; give back what is to stand there."""
        run, of = self._run, owner if owner is not None else of
        if not run.is_first:
            return self._event_again(number, value, put) if is_flat(value) else value
        vector = flat(value)
        if vector is None:
            return value
        index, run.count = run.count, run.count + 1
        run.order.append(number)
        run.numbers += vector.size
        frame, own = self._frames.get(id(_readers_frame()), (0, 0))
        frame = 0 if self._sites[number].is_global else frame
        assert run.events is not None
        run.events.append(
            Event(
                index, self._sites[number], name, vector, shape_of(value), copied(value), frame,
                own, self._serial(owner), self._serial(value), self._serial(of),
            )
        )  # fmt: skip
        if index >= run.most or run.numbers > _MOST_NUMBERS:
            raise EnoughError
        return value

    def _event_again(self, number: int, value: Any, is_put_in: bool) -> Any:
        """The same in a further run, of which only some numbers are looked at: most pass by."""
        run = self._run
        index, order = run.count, run.order
        while index < len(order) and order[index] != number:
            if self._sites[order[index]].kind != "inner":
                break
            index += 1  # an edited statement has no calls inside
        run.count = index + 1
        if index >= len(order) or order[index] != number:
            raise EnoughError
        is_inside = isinstance(value, np.ndarray) and not is_put_in
        is_inside = is_inside and self._sites[number].kind == "written"
        if index == run.nudge_at and run.nudge is not None:
            value = _nudged(value, run.nudge, is_inside)
        if index in run.wanted:
            vector = flat(value)
            assert vector is not None
            run.told[index] = vector
            if run.nudge is None:  # what is nudged keeps its shape, but for what is thrown away
                run.shapes[index] = shape_of(value)
        if index in run.replaced:
            new = run.replaced[index]
            if is_inside and index not in run.likes:
                value = _put(value, new)
            else:
                value = rebuilt(run.likes.get(index, value), new)
        if index >= run.stop:
            raise EnoughError
        return value

    def _tell(self, number: int, value: Any) -> Any:
        name = self._sites[number].target
        if isinstance(value, dict):
            self._dict(number, name, value)
            return value
        return self._event(number, name, value, None)

    def _dict(self, number: int, name: str, value: dict[Any, Any]) -> None:
        for key in list(value):
            new = self._event(number, f"{name}[{key!r}]", value[key], None, of=value)
            if new is not value[key]:
                value[key] = new

    def _attribute(self, number: int, owner: Any, name: str) -> None:
        try:
            value = getattr(owner, name)
        except AttributeError:
            return
        if isinstance(value, dict):
            self._dict(number, self._sites[number].target, value)
            return
        new = self._event(number, self._sites[number].target, value, owner)
        if new is not value:
            setattr(owner, name, new)

    def _named_attribute(self, number: int, owner: Any, name: str) -> None:
        """What `setattr` has given."""
        target = self._sites[number].target.removesuffix("*") + str(name)
        new = self._event(number, target, getattr(owner, name), owner)
        if new is not getattr(owner, name):
            setattr(owner, name, new)

    def _item(self, number: int, root: Any, keys: tuple[Any, ...]) -> Any:
        base = self._sites[number].target.split("[", 1)[0]
        return self._walked(number, base, root, keys, None)

    def _attribute_item(self, number: int, owner: Any, name: str, keys: tuple[Any, ...]) -> None:
        target = self._sites[number].target
        base = target[: target.index(f".{name}") + len(name) + 1]
        root = getattr(owner, name)
        new = self._walked(number, base, root, keys, owner)
        if new is not root:
            setattr(owner, name, new)

    def _walked(self, number: int, base: str, root: Any, keys: tuple[Any, ...], owner: Any) -> Any:
        """Down to the item that is a variable of its own; the root with a new one in it."""
        holder, last, value, name, walked = None, None, root, base, 0
        for key in keys:
            if key is None or not (isinstance(value, dict) or is_list_of_arrays(value)):
                break
            if isinstance(key, slice):
                break
            if isinstance(value, list) and isinstance(key, (int, np.integer)):
                key = int(key) % len(value)
            holder, last = value, key
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return root
            name = f"{name}[{key!r}]"
            walked += 1
        if isinstance(value, dict):
            return root
        is_new = walked == len(keys) and not self._sites[number].is_update
        new = self._event(number, name, value, owner, is_new, holder)
        if new is value:
            return root
        if holder is None:
            return new
        holder[last] = new
        return root

    def _returned(self, number: int, value: Any) -> Any:
        name = self._sites[number].target
        if type(value) is tuple:
            return tuple(
                self._event(number, f"{name}[{at}]", part, None) for at, part in enumerate(value)
            )
        return self._tell(number, value)


def _nudged(value: Any, nudge: Vector, is_inside: bool) -> Any:
    vector = flat(value)
    assert vector is not None
    return _put(value, vector + nudge) if is_inside else rebuilt(value, vector + nudge)


def _put(value: Any, vector: Vector) -> Any:
    """An array that was written into keeps its identity: its other names see the change."""
    if value.dtype.kind != "f" or not value.flags.writeable or value.size != vector.size:
        return rebuilt(value, vector)
    value[...] = vector.reshape(value.shape)
    return value


def _not_rounded(value: Any, *_: Any) -> Any:
    return value if flat(value) is not None else round(value)


def _round_of(holder: Any, *args: Any) -> Any:
    """`np.round(x, 2)`, `x.round(2)`."""
    if isinstance(holder, (np.ndarray, np.generic)):
        return holder
    if getattr(holder, "__name__", "") == "numpy":
        return np.asarray(args[0])[()]
    return holder.round(*args)
