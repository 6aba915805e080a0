"""A set that is gone through in the order in which its members came: the same in each run.

Objects without a hash of their own have another place in a set each time, so that
`self.parents = set(parents)` would send each run of the reader's code another way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

_CHANGING = (
    "update difference_update intersection_update symmetric_difference_update "
    "__ior__ __isub__ __iand__ __ixor__"
).split()


class OrderedSet(set[Any]):
    """A `set`, in order; what operators such as `|` make of it is a plain one."""

    def __init__(self, members: Iterable[Any] = ()) -> None:
        super().__init__()
        self._order: dict[Any, None] = {}
        for member in members:
            self.add(member)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._order)

    def __repr__(self) -> str:
        return repr(set(self._order))

    def __reduce__(self) -> tuple[Any, ...]:
        return OrderedSet, (list(self._order),)

    def add(self, member: Any) -> None:
        """Put a member behind the others."""
        super().add(member)
        self._order.setdefault(member)

    def remove(self, member: Any) -> None:
        """Take a member out; KeyError if it is none."""
        super().remove(member)
        self._order.pop(member, None)

    def discard(self, member: Any) -> None:
        """Take a member out if it is one."""
        super().discard(member)
        self._order.pop(member, None)

    def pop(self) -> Any:
        """Take out the member that came first; KeyError if there is none."""
        member = next(iter(self._order), None)
        self.remove(member)
        return member

    def clear(self) -> None:
        """Take all members out."""
        super().clear()
        self._order.clear()

    def copy(self) -> OrderedSet:
        """Return another one with the same members."""
        return OrderedSet(self._order)


def _changing(name: str) -> Callable[..., Any]:
    """A method of sets that changes several members at once, after which the order is known."""
    real = getattr(set, name)

    def change(self: OrderedSet, *others: Iterable[Any]) -> Any:
        groups = [list(other) if not isinstance(other, set) else other for other in others]
        result = real(self, *groups)
        came = [*self._order, *(member for group in groups for member in group)]
        self._order.clear()
        self._order.update(dict.fromkeys(one for one in came if set.__contains__(self, one)))
        return result

    return change


for _name in _CHANGING:
    setattr(OrderedSet, _name, _changing(_name))
