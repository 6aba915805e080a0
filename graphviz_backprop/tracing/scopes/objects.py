"""Whose attribute a value is: `dense1.weights` for what a method calls `self.weights`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graphviz_backprop.tracing.scopes.outlines import Outlines
from graphviz_backprop.tracing.tape.call import Call


class Objects:
    """The names of objects: as the boxes of their methods, else what they are assigned to.

    Where neither tells one from others, the name is its path: `net.layers[0]`.
    """

    def __init__(self, outlines: Outlines, paths: Mapping[int | None, str]) -> None:
        self._outlines = outlines
        self._paths = paths
        self._names: dict[int, str] = {}
        self._assigned: dict[int | None, str] = {}
        self._of_module: set[int | None] = set()  # assigned to a variable of the module

    def called(self, owner: int, name: str) -> None:
        """The name of the box of an object's method; the first one counts."""
        self._names.setdefault(owner, name)

    def note(self, call: Call | None) -> None:
        """A call in which an attribute is named: of a constructor, what its object is assigned to.

        A class's constructor may call that of its parent on the same object.
        """
        if call is None or call.key is None or call.code.co_name != "__init__":
            return
        key = call.key
        while call.parent is not None and call.parent.key == key:
            call = call.parent
        if call.site is not None:
            target = self._outlines.target(call.site, call.site_at)
            if target:
                self._assigned[key] = target
            if target and call.site.co_name == "<module>":
                self._of_module.add(key)

    def name(self, name: str, call: Call | None) -> str:
        """A name with the object's in the place of `self`, where it has one.

        Args:
            name: as the code spells it.
            call: in which the value got it.
        """
        if not name or call is None or call.key is None:
            return name
        own = f"{call.code.co_varnames[0]}."
        known = self._names.get(call.key) or self.stored_as(call.key)
        return f"{known}.{name.removeprefix(own)}" if known and name.startswith(own) else name

    def stored_as(self, key: int | None) -> str:
        """The name that an object alone is assigned to, else its path; empty without either."""
        assigned, path = self._assigned_alone(key), self._paths.get(key, "")
        return assigned or path if key in self._of_module else path or assigned

    def _assigned_alone(self, key: int | None) -> str:
        text = self._assigned.get(key, "")
        is_free = text not in self._names.values()
        return text if is_free and Counter(self._assigned.values())[text] == 1 else ""
