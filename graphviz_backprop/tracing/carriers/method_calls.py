"""Calls of the methods of number classes, as the code outside of the class makes them."""

from __future__ import annotations

from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.number_classes import NumberClasses
from graphviz_backprop.tracing.tape.record import Record


class MethodCalls:
    """Finds for what was recorded the outermost call of a method that it is within."""

    def __init__(self, classes: NumberClasses) -> None:
        self._classes = classes
        self._outermost: dict[Call, Call | None] = {}

    def around(self, call: Call | None) -> Call | None:
        """The outermost call of a number class's code around a call, itself included.

        A loop, not a recursion: the reader's calls may be deeper than ours.
        """
        chain: list[Call] = []
        while call is not None and call not in self._outermost:
            chain.append(call)
            call = call.parent
        outermost = self._outermost[call] if call is not None else None
        for inner in reversed(chain):
            if outermost is None and self._classes.is_inside(inner.code):
                outermost = inner
            self._outermost[inner] = outermost
        return outermost

    def is_inside(self, binding: Binding) -> bool:
        """True if a name was given in a number class's own code."""
        return self.around(binding.call) is not None or self._classes.is_inside(binding.code)

    def is_literal_inside(self, leaf: Record) -> bool:
        """True if a number was found in a number class's own code."""
        return self.around(leaf.within) is not None or self._classes.is_inside(leaf.code)


def move_out(placed: Record | Binding, call: Call) -> None:
    """Let what a method recorded stand where the method is called."""
    if call.site is not None:
        placed.code, placed.instruction = call.site, call.site_at
    if isinstance(placed, Record):
        placed.within, placed.at = call.parent, call.at
