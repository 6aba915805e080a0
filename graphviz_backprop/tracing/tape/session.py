"""The traces of one run of the reader's code: names, variables, branches, opaque results."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import CONSTANT, LEAF, Number, opaque, select
from graphviz_backprop.tracing.tape.binding import Binding, counts, is_update
from graphviz_backprop.tracing.tape.branches import Branches
from graphviz_backprop.tracing.tape.call import is_called_by
from graphviz_backprop.tracing.tape.carriers import Carriers
from graphviz_backprop.tracing.tape.foreign import Foreign
from graphviz_backprop.tracing.tape.gap import Gap, LongChain
from graphviz_backprop.tracing.tape.guards import Guards
from graphviz_backprop.tracing.tape.locations import place_here
from graphviz_backprop.tracing.tape.numpy_support import numpy_support, stripped
from graphviz_backprop.tracing.tape.record import (
    Record,
    Variable,
    next_serial,
)
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.start_value import is_start_value
from graphviz_backprop.tracing.tape.traced import (
    OPERATIONS,
    PYTHON_NUMBERS,
    SIGNS,
    is_number,
    is_traced,
    operate,
    plain,
    record_of,
    wrap,
)
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS

BUDGET = 500_000
MOST_NODES = 20_000
_MOST_PARTS = 100_000
_SEQUENCES = (str, bytes, list, tuple)
Log = Callable[[str, Record], None]


@dataclass
class Session(Foreign):
    """The record of one run.

    Attributes:
        bindings: every name given to a traced value, in order.
        unnamed: what was shown or appended without a name, each with what it would be called.
        variables: every variable that brought new leaves, in order.
        updated: names of the input variables that the code updates.
        aliases: the further names of leaves, in order: `self.w[0]` of the leaf `w[0]`.
        most_nodes: numbers beyond which nothing is drawn, or written, one by one.
        budget: records after which the session stops tracing, to spare the memory of long loops.
        branches: what decided the tests of `if`.
        guards: every comparison of a followed number.
        carriers: the objects that carry a number, `Value(2.0)`.
        object_paths: where the reader's objects are kept, by the key of their calls.
        sources: the texts that were run, by what Python calls their files.
        notes: what could not be followed, or was left out, a line each.
        libraries: those with derivatives of their own that the code uses.
        stopped: why the code was stopped before its end; empty where it was not.
        copies: the records of a later pass that stand for those of the run.
        woken: inputs that were changed while recording slept, each with what stood there before.
        gaps: the rounds through which recording slept.
        chains: the rounds that would be too many to draw, one going on from the other.
        outermost: the function that is traced; its names, and a module's, go before a helper's.
    """

    most_nodes: int = MOST_NODES
    budget: int = BUDGET
    outermost: CodeType | None = None
    bindings: list[Binding] = field(default_factory=list)
    unnamed: list[Binding] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    updated: set[str] = field(default_factory=set)
    aliases: dict[Record, dict[str, None]] = field(default_factory=dict)
    is_dormant: bool = False
    branches: Branches = field(default_factory=Branches)
    guards: Guards = field(default_factory=Guards)
    carriers: Carriers = field(default_factory=Carriers)
    object_paths: dict[int | None, str] = field(default_factory=dict)
    sources: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    libraries: set[str] = field(default_factory=set)
    stopped: str = ""
    copies: dict[Record, Record] = field(default_factory=dict)
    woken: dict[Record, Record] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    chains: list[LongChain] = field(default_factory=list)
    _first: int = field(default_factory=next_serial)
    _augmented: tuple[Record, Record] | None = None
    _first_terms: dict[Record, str] = field(default_factory=dict)

    def bind(
        self, name: str, value: Any, is_parameter: bool = False, is_given: bool = False
    ) -> Any:
        """Name a value; plain numbers in it become leaves.

        Lists and dicts keep their identity, a tuple with new leaves is made anew. A parameter's
        name is not given to what was computed before the call.
        """
        if self.is_dormant or RECORDING.is_asleep:
            return stripped(value)
        if next_serial() - self._first > self.budget:
            self.is_dormant = True
            self.notes.append(
                f"{place_here()}{name} and what follows is not recorded: there were more than "
                f"{self.budget:,} operations; use fewer numbers, or NumPy's arrays"
            )
        if is_traced(value) and type(value) in PYTHON_NUMBERS and "." not in name:  # most are
            if not is_parameter:
                self._log(name, value._record)
            return value
        found: list[Record] = []
        log = (lambda *_: None) if is_parameter else self._log
        bound, leaves = self._name(name, value, found, log, frozenset())
        if found:
            variable = Variable(name, leaves, is_given)
            self.variables.append(variable)
            for leaf in found:
                leaf.variable = variable
        if "." in name:
            return self.carriers.store(name, bound, self.record(bound), self.bindings)
        return bound

    def bind_loop(self, name: str, value: Any) -> Any:
        """The target of a `for` loop: its integers count, and objects have names of their own."""
        if type(value) is int or self.carriers.classes.has(type(value)):
            return value
        arrays = numpy_support(value)
        return value if arrays and arrays.is_plain_integer(value) else self.bind(name, value)

    def bind_parameter(self, name: str, value: Any) -> Any:
        """A parameter: literals that were passed become leaves; an int alone may be a count."""
        arrays = numpy_support(value)
        is_new = arrays.is_new(value) if arrays else type(value) in (float, list, tuple, dict)
        return self.bind(name, value, True) if is_new else value

    def _name(
        self, name: str, value: Any, found: list[Record], log: Log, seen: frozenset[int]
    ) -> tuple[Any, Any]:
        """The value with its plain numbers made leaves (added to `found`), and its leaves alone."""
        kind = type(value)
        if kind is float or kind is int:
            leaf = Record(LEAF, (), value, name)
            found.append(leaf)
            return wrap(value, leaf), leaf
        if kind in (list, tuple, dict) and id(value) not in seen and len(value) <= _MOST_PARTS:
            return self._name_inside(name, value, found, log, seen | {id(value)})
        if kind in (list, tuple) and len(value) > _MOST_PARTS and type(value[0]) in (float, int):
            return value, WHOLE_LISTS.name(name, value, found, _MOST_PARTS)
        arrays = numpy_support(value)
        if arrays and arrays.is_new(value):
            value, new_leaf = arrays.name_input(name, value)
            found += [new_leaf] if new_leaf else []
            return value, new_leaf
        record = self.record(value) if kind is not str else None
        if record is not None:
            log(name, record)
        elif log == self._log:
            self.carriers.note_name(name, value, len(self.bindings), self.record)
        return value, None

    def _name_inside(
        self, name: str, value: Any, found: list[Record], log: Log, seen: frozenset[int]
    ) -> tuple[Any, Any]:
        items = list(value.items() if isinstance(value, dict) else enumerate(value))
        pairs = [self._name(f"{name}[{key!r}]", part, found, log, seen) for key, part in items]
        bound, leaves = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        if isinstance(value, dict):
            keys = [key for key, _ in items]
            value.update(zip(keys, bound, strict=True))
            return value, dict(zip(keys, leaves, strict=True))
        if isinstance(value, list):
            value[:] = bound
            return value, leaves
        same = all(new is old for new, old in zip(bound, value, strict=True))
        return (value if same else tuple(bound)), tuple(leaves)

    def _log(self, name: str, record: Record) -> None:
        if record.is_leaf:  # or a part of an input: `v = table[i]`
            self.aliases.setdefault(record, {})[name] = None
            return
        new, before = self._augmented or (None, None)
        if is_update(name, record, new is record) and record.inputs[0] not in self.woken:
            self.updated.add(base(record.inputs[0].name))
        is_count = counts(name, record, new is record)
        if record.is_not_input or (is_count and not Binding(name, record).is_of_new_object):
            record.name, record.is_not_input = record.name or name, True
            return
        binding = Binding(name, record, before if new is record else None)
        code = binding.code
        is_inner = code is not None and code is not self.outermost and code.co_name != "<module>"
        # In `losses[0]` a value keeps the name that a function gave it.
        is_item = name.endswith("]") and not binding.before
        is_outer = not is_inner or is_called_by(record.named_in, binding.call)
        if not record.name or (record.is_inner and is_outer and not is_item):
            record.name, record.is_inner, record.named_in = name, is_inner, binding.call
        self.bindings.append(binding)

    def augment(
        self, operator: str, real: Callable[..., Any], name: str, old: Any, new: Any
    ) -> Any:
        """`old += new` and its like; a sum that starts from a zero starts with its first term."""
        if RECORDING.is_asleep:
            return real(stripped(old), stripped(new))
        arrays = numpy_support(old, new)
        if arrays is None and not (
            is_number(old) and is_number(new) and (is_traced(old) or is_traced(new))
        ):
            return self._other(operator, real, old, new)
        if is_traced(old):
            record = old._record
            is_sum = operator == "add" or (operator == "sub" and type(plain(old)) in (int, float))
            term = self.record(new) if is_sum and plain(old) == 0 else None
            if term and term.op is not CONSTANT and is_start_value(name, record, sys._getframe(1)):
                self._forget(record)
                if operator == "sub":  # `loss -= log(p)`
                    return self.arithmetic(operator, real, plain(old), new)
                self._first_terms[term] = term.name if term.is_inner else ""
                if arrays:
                    return arrays.start_of_sum(real, old, new)
                return wrap(plain(old) + plain(new), record_of(new))
            if not record.is_leaf and record.name == name and not counts(name, record):
                record.name = self._first_terms.get(record, "")  # the name is for the whole sum
        before, result = self.record(old), self.arithmetic(operator, real, old, new)
        after = self.record(result)
        if before is not None and after is not None:
            self._augmented = after, before
        return result

    def _forget(self, leaf: Record) -> None:
        """A start value is no input."""
        leaf.is_not_input = True
        self.variables = [variable for variable in self.variables if variable.leaves is not leaf]

    def arithmetic(self, operator: str, real: Callable[..., Any], left: Any, right: Any) -> Any:
        """`left + right` and its like, where one of them may be traced."""
        if RECORDING.is_asleep:
            return real(stripped(left), stripped(right))
        if type(left) in PYTHON_NUMBERS and type(right) in PYTHON_NUMBERS:
            if not (is_traced(left) or is_traced(right)):
                return real(left, right)
            if operator in OPERATIONS:
                return OPERATIONS[operator](left, right)
            return operate(opaque(SIGNS.get(operator, operator)), real, left, right)
        arrays = numpy_support(left, right)
        if arrays:
            return arrays.arithmetic(operator, real, left, right)
        return self._other(operator, real, left, right)

    def _other(self, operator: str, real: Callable[..., Any], left: Any, right: Any) -> Any:
        """An operation on other things than numbers."""
        is_text = isinstance(left, str) and (operator == "mod" or isinstance(right, str))
        if not is_text and isinstance(right if isinstance(right, _SEQUENCES) else left, _SEQUENCES):
            return real(plain(left), plain(right))  # repeated or joined
        return self.admit(SIGNS.get(operator, operator), real(left, right), (left, right))

    def choose(self, sites: tuple[int, ...], value: Any, decides: tuple[type, ...] = ()) -> Any:
        """A plain number chosen by an `if` on traced values stays tied to these values.

        One of the types `decides` is a decision, no result of a pass: a literal chosen among
        literals alone (a label, a rate), a whole number that is none (`best_epoch = epoch`).
        """
        if type(value) is not float and type(value) is not int:
            return value
        chosen = self.chosen_by(sites, value, sys._getframe(1))
        if type(value) in decides and is_traced(chosen):
            chosen._record.is_decision = True
        return chosen

    def chosen_by(self, sites: tuple[int, ...], value: Number, frame: FrameType) -> Any:
        """A plain number that these `if`s chose, as they did in this frame."""
        inputs = self.branches.deciding(sites, frame)
        if not inputs or self.is_dormant or RECORDING.is_asleep:
            return value
        return wrap(value, Record(select, (record_of(value), *inputs), value))

    def keep(self, sites: tuple[int, ...], name: str, value: Any) -> Any:
        """A variable that an `if` could have changed and did not: its start value was chosen."""
        if is_traced(value) and is_start_value(name, value._record, sys._getframe(1)):
            chosen = self.chosen_by(sites, plain(value), sys._getframe(1))
            if is_traced(chosen):
                self._forget(value._record)
                return self.bind(name, chosen)
        return value
