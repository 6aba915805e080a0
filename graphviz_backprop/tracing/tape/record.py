"""One recorded operation: the link from a value back to what it was computed from."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from graphviz_backprop.ops import CONSTANT, LEAF, Op
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.call import CALLS, Call, call_of

_PACKAGE = str(Path(__file__).parents[2]) + os.sep
# The function around a hooked one, whose arguments are the hooks.
OUTER = "__gb_outer__"
_EXAMPLES = _PACKAGE + "examples" + os.sep
# Records only point backwards; a number each, in the order of the code, sorts any set of them.
_serial = itertools.count()
_BY_SERIAL = attrgetter("serial")


class SourceLocation:
    """Something with a place in the reader's code: the innermost frame that runs it."""

    __slots__ = ("code", "instruction")

    def place(self) -> FrameType | None:
        """Take the place of the code that runs now; give its frame."""
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and is_own(frame.f_code.co_filename):
            frame = frame.f_back
        self.code = frame.f_code if frame else None
        # The line is looked up when it is asked for: that search would be half of the capture.
        self.instruction = frame.f_lasti if frame else 0
        return frame

    @property
    def line(self) -> int:
        """The line in the reader's code, from 1; 0 where it isn't known."""
        return _lines(self.code)[self.instruction // 2] if self.code else 0

    @property
    def filename(self) -> str:
        """The reader's file as Python names it."""
        return self.code.co_filename if self.code else ""

    @property
    def scope(self) -> str:
        """The reader's function, `"<module>"` outside one."""
        return function_of(self.code) if self.code else ""


@quick_dataclass(slots=True)
class Variable:
    """An input: its name and its leaves, in the shape of the input.

    `is_given` says that it was handed over as an input, not found as a number in the code.
    """

    name: str
    leaves: Any
    is_given: bool = False

    def every_leaf(self) -> Iterator[Record]:
        """The leaves in their order."""
        waiting = [self.leaves]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                waiting.extend(reversed(part.values()))
            elif isinstance(part, list | tuple):
                waiting.extend(reversed(part))
            elif part is not None:
                yield part


class Record(SourceLocation):
    """A value's op, inputs and place in the code; `name` is the first name that the code gave it.

    `is_used` says that an operation took it; `is_not_input` marks a length and what counts;
    `is_inner` a name that a helper function gave; `variable` is the input that a leaf is a part of.
    `within` is the call that made it, `at` the instruction in that one's code; `named_in` is the
    call in which it got its name.
    """

    named_in: Call | None
    within: Call | None
    __slots__ = (
        "at",
        "inputs",
        "is_decision",
        "is_inner",
        "is_not_input",
        "is_used",
        "name",
        "named_in",
        "op",
        "serial",
        "value",
        "variable",
        "within",
    )

    def __init__(self, op: Op, inputs: tuple[Record, ...], value: Any, name: str = "") -> None:
        self.op = op
        self.inputs = inputs
        self.value = value
        self.name = name
        self.is_not_input = self.is_inner = self.is_used = self.is_decision = False
        self.variable: Variable | None = None
        self.serial = next(_serial)
        if op is CONSTANT:  # it stands where it is used, so it needs no place of its own
            self.code, self.instruction = None, 0
            self.within, self.at = None, 0
            self.named_in = None
        else:
            frame = self.place()
            self.within = call = CALLS.get(id(frame))
            self.at = self.instruction
            if call is None or call.code is not self.code:
                self.within, self.at = call_of(frame)
            self.named_in = self.within
        for record in inputs:
            record.is_used = True

    def beside(self, op: Op, inputs: tuple[Record, ...], value: Any, name: str) -> Record:
        """A record at the same place in the code."""
        record = Record.__new__(Record)
        record.become(self, op, inputs, value, name)
        return record

    def become(
        self, other: Record, op: Op, inputs: tuple[Record, ...], value: Any, name: str
    ) -> None:
        """Take the place in the code of another record."""
        self.op, self.inputs, self.value, self.name = op, inputs, value, name
        self.stand_at(other)
        self.serial, self.variable = other.serial, other.variable
        self.is_not_input, self.is_inner, self.is_used = other.is_not_input, other.is_inner, True
        self.is_decision = other.is_decision

    def become_input(self, name: str) -> None:
        """Be an input of this name, whatever it was computed from."""
        self.op, self.inputs, self.name = LEAF, (), name
        self.within = None  # what made it is no part of the graph

    def set_operation(self, op: Op, inputs: tuple[Record, ...]) -> None:
        """Be the result of another operation with the same value."""
        self.op, self.inputs = op, inputs

    def stand_at(self, other: Record) -> None:
        """Take another record's place in the code."""
        self.code, self.instruction = other.code, other.instruction
        self.within, self.at = other.within, other.at
        self.named_in = other.named_in

    @property
    def is_leaf(self) -> bool:
        """A named input."""
        return self.op is LEAF and not self.is_not_input

    @property
    def is_single(self) -> bool:
        """True if the value is one number, not an array of several."""
        return getattr(self.value, "size", 1) == 1

    @property
    def is_constant(self) -> bool:
        """A number of the code itself, or what is computed from such numbers alone."""
        return self.op is CONSTANT

    @property
    def is_given(self) -> bool:
        """A part of an input that was handed over."""
        return self.variable is not None and self.variable.is_given

    @property
    def is_opaque(self) -> bool:
        """The result of an operation without a known derivative."""
        return self.op.is_opaque


def ancestors(
    roots: Iterable[Record], is_cut: Callable[[Record], bool] | None = None
) -> list[Record]:
    """The records given and all that they were computed from, in the order of the code.

    What is cut is found, but not what it was computed from. A loop, not a recursion: any depth
    will do.
    """
    waiting = list(roots)
    found = set(waiting)
    while waiting:
        one = waiting.pop()
        if is_cut is not None and is_cut(one):
            continue
        for record in one.inputs:
            if record not in found:
                found.add(record)
                if record.inputs:
                    waiting.append(record)
    return sorted(found, key=_BY_SERIAL)


def constant(value: Any) -> Record:
    """A number of the code itself."""
    return Record(CONSTANT, (), value)


def skip_serials(count: int) -> None:
    """Let something large count as so many records."""
    global _serial
    _serial = itertools.count(next(_serial) + count)


def next_serial() -> int:
    """A mark in time: records made from now on have a greater serial."""
    return next(_serial)


def take_back_serial() -> None:
    """Let the mark that was made last be the next one again, for nothing came behind it."""
    global _serial
    _serial = itertools.count(next(_serial) - 1)


def function_of(code: CodeType) -> str:
    """The qualified name of a function, as the reader's code has it."""
    return code.co_qualname.removeprefix(OUTER + ".<locals>.")


@cache
def is_own(filename: str) -> bool:
    """True if a code file is this package's; its example is the reader's."""
    return filename.startswith(_PACKAGE) and not is_example(filename)


def is_example(filename: str) -> bool:
    """True if a code file is an example of this package, which counts as the reader's."""
    return filename.startswith(_EXAMPLES)


@cache
def _lines(code: CodeType) -> list[int]:
    """The line of each instruction, by half its offset."""
    return [line or 0 for line, _, _, _ in code.co_positions()]


def is_variable_of(name: str, code: CodeType | None, inner: CodeType) -> bool:
    """True if a name that one code sets is the same variable in another: its own, or an outer one.

    An attribute or an item may be anyone's: that is the same in one code only.
    """
    if code is None or code is inner or _are_cells(code, inner):
        return code is not None
    if not name.isidentifier():
        return False
    if name in inner.co_freevars:
        return name in (*code.co_cellvars, *code.co_freevars)
    is_local = name in (*inner.co_varnames, *inner.co_cellvars)
    return not is_local and code.co_name == "<module>"


def _are_cells(code: CodeType, other: CodeType) -> bool:
    """True if they are cells of one script."""
    is_module = code.co_name == other.co_name == "<module>"
    return is_module and code.co_filename == other.co_filename
