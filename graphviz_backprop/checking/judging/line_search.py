"""Which of several lines is wrong: the one that a single repair makes right."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from graphviz_backprop.checking.by_hand.differences import is_difference, is_difference_of_names
from graphviz_backprop.checking.by_hand.handed_back import only_hands_on
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.judging.repairs import (
    Repair,
    Scope,
    repairs_with_names,
    simple_repairs,
    takes_away,
    turns_a_sum,
)
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.sites import Site
from graphviz_backprop.checking.watching.telling import Event, Run

_MOST_RUNS = 250
_NEAR = 6  # lines
_MOST_NAMES = 16


class LineSearch:
    """Tries each repair of each line, and looks whether all is right then."""

    def __init__(
        self,
        bench: Bench,
        states: list[State],
        replaced: dict[int, Vector],
        is_all_right: Callable[[list[State], dict[int, Vector]], bool],
        most_runs: int = _MOST_RUNS,
    ) -> None:
        self._bench, self._states, self._replaced = bench, states, replaced
        self._is_all_right = is_all_right
        self._runs, self._most_runs = 0, most_runs
        self._since = _since(bench, states)

    def search(self, state: State, hidden: list[State]) -> tuple[State, tuple[Event, ...]] | None:
        """Return whose line it is, and which; None where several or none can be repaired."""
        lines: dict[tuple[str, int], tuple[State, Event]] = {}
        for one in (*reversed(hidden), state):
            for event in one.row.events:
                lines.setdefault((event.site.filename, event.site.line), (one, event))
        found: list[tuple[int, State, Event, Repair, Vector | None]] = []
        for stage in (simple_repairs, repairs_with_names):
            for one, event in lines.values():
                first = self.first_repair(event, stage)
                if first is not None:
                    found.append((first[0], one, event, first[1], first[2].get(one.index)))
            if found:
                break
        if not found:
            return None
        bench = self._bench
        # Where all comes to 0, many a repair of what goes into it makes it so.
        _, one, event, repair, truth = min(
            found,
            key=lambda f: (
                is_difference_of_names(f[2].site.value),
                f[3].kind.startswith("the factor") and _only_scales(f[2].site.statement),
                only_hands_on(f[2], f[3].kind, bench.events, bench.flow),
                f[1] is not state and f[4] is not None and not f[4].any(),
                f[0],
            ),
        )
        one.cause = repair.kind
        if one is not state:
            one.truth = truth
        if one is state:
            line = event.site.line
            return one, tuple(e for e in state.row.events if e.site.line == line)
        return one, ()

    def first_repair(
        self, event: Event, stage: Callable[[ast.stmt, Scope], Iterator[Repair]]
    ) -> tuple[int, Repair, dict[int, Vector]] | None:
        """Return the first repair with which all is right, its number, and what is told then.

        The smaller the number, the likelier it is.
        """
        statement = event.site.statement
        if not isinstance(statement, (ast.Assign, ast.AugAssign, ast.Return)):
            return None
        for number, repair in enumerate(stage(statement, self._scope(event))):
            if self._runs > self._most_runs or self._bench.program.is_late:
                return None
            told = self._told_with(event, statement, repair)
            if told is not None and self._is_all_right(self._states, told):
                if takes_away(repair.statement, statement):
                    return -2, repair, told
                is_turned = repair.kind == "the sign" and turns_a_sum(repair.statement, statement)
                return -1 if is_turned else number, repair, told
        return None

    def _told_with(
        self, event: Event, statement: ast.stmt, repair: Repair
    ) -> dict[int, Vector] | None:
        program = self._bench.program.edited(
            event.site.filename, statement, repair.statement, self._since
        )
        if program is None:
            return None
        self._runs += 1
        wanted = frozenset(s.index for s in self._states)
        run = Run(replaced=self._replaced, wanted=wanted, stop=self._states[-1].index)
        told = program.again(run).told
        self._bench.told_shapes = run.shapes
        return told

    def _scope(self, event: Event) -> Scope:
        """The names that stand for numbers where a statement is."""
        bench = self._bench
        rows = {s.row.name for s in self._states if not s.row.is_hidden}
        # Derivatives have a list of their own; what is called, as `np.c_`, stands for no number.
        holders = {_first_name(one.name) for one in bench.events}
        called = self._called()
        counting = {one for one in self._loops(event) if f"[{one}]" in " ".join(event.site.reads)}
        no_variables = {"self", *rows, *called, *counting}
        variables: dict[str, None] = {}
        for text in self._texts(event):
            if text not in no_variables and _first_name(text) in holders:
                variables[text] = None
        derivatives = {
            s.row.name: None
            for s in self._states
            if s.index < event.index and not s.row.is_helper and s.row.last.site.kind != "inner"
        }
        known = tuple(variables)[:_MOST_NAMES]
        flat = {e.name for e in bench.events[: event.index] if e.shape and len(e.shape) == 1}
        columns = tuple(name for name in known if name in flat)
        return Scope(
            known, tuple(derivatives)[-10:], tuple(bench.outputs.counts),
            tuple(self._loops(event))[:4], columns if len(event.shape or ()) == 2 else (),
            self._slopes(called), tuple(dict.fromkeys(self._errors(event)))[:2],
        )  # fmt: skip

    def _sites(self) -> Iterable[Site]:
        return {one.site.number: one.site for one in self._bench.events}.values()

    def _reads_module(self, event: Event) -> bool:
        """False within a function that reads nothing of the module around it: `def prime(a)`."""
        if not event.site.function:
            return True
        own = [one for one in self._sites() if one.function == event.site.function]
        read = {_first_name(text) for one in own for text in one.reads}
        local = {one.target for one in own}
        module = {e.name for e in self._bench.events if not e.frame}
        return bool((read - local) & module)

    def _errors(self, event: Event) -> Iterator[str]:
        """The differences of two values in the forward pass before a line: `a - y` of a loss."""
        names = (ast.Name, ast.Attribute, ast.Subscript)
        for one in reversed(self._bench.variables.forward):
            if one.index >= event.index or one.site.value is None:
                continue
            for part in filter(is_difference, ast.walk(one.site.value)):
                if isinstance(part.left, names) and isinstance(part.right, names):
                    yield ast.unparse(part)

    def _called(self) -> set[str]:
        """What the statements call, as they spell it: `self.sigmoid_prime`, `dz.sum`."""
        calls = (
            n for one in self._sites() for n in ast.walk(one.statement) if isinstance(n, ast.Call)
        )
        return {ast.unparse(one.func) for one in calls}

    def _slopes(self, called: set[str]) -> tuple[str, ...]:
        """The functions that give a derivative: `self.sigmoid_prime`, where it is a method."""
        names = dict.fromkeys(s.row.name for s in self._states if s.row.is_helper)
        methods = {text.rpartition(".")[2]: text for text in sorted(called) if "." in text}
        return tuple(name if name in called else methods.get(name, name) for name in names)[:2]

    def _loops(self, event: Event) -> Iterator[str]:
        """The whole numbers of loops that a statement may see, each once."""
        found = {
            one.name: None
            for one in reversed(self._bench.events[: event.index])
            if one.site.kind == "loop"
            and one.site.function == event.site.function
            and isinstance(one.like, int)
        }
        yield from found

    def _attributes(self, event: Event) -> Iterator[str]:
        """Attributes that lines beside this read, or above a function in another: `other.data`."""
        sites = {
            one.site.number: one.site
            for one in self._bench.events
            if one.site.filename == event.site.filename
            and one.site.function
            and abs(event.site.line - one.site.line) <= _NEAR
        }
        for site in sorted(sites.values(), key=lambda one: abs(one.line - event.site.line)):
            yield from sorted(text for text in site.reads if re.fullmatch(r"\w+\.\w+", text))

    def _items(self, event: Event) -> Iterator[str]:
        """Items that statements beside this read; by a loop's number, those beside them too.

        Of rows of rows, as `W[k][j]`, all that the function reads by numbers that are known here.
        """
        own = {
            one.site.number: one.site
            for one in self._bench.events[: event.index]
            if one.site.function == event.site.function
        }
        sites = {n: one for n, one in own.items() if abs(one.line - event.site.line) <= _NEAR}
        seen = set(self._loops(event)) | event.site.reads
        for site in own.values():
            for text in sorted(site.reads):
                item = re.fullmatch(r"[\w.]+\[([a-z]\w*)\]\[([a-z]\w*)\]", text)
                if item and seen.issuperset(item.groups()):
                    yield text
        near = sorted(sites.values(), key=lambda one: abs(one.line - event.site.line))
        texts = [text for site in near for text in sorted(site.reads)]
        yield from (text for text in texts if re.fullmatch(r"[\w.]+(\[[^\[\]:]+\])+", text))
        for text in (one for site in own.values() for one in sorted(site.reads)):
            item = re.fullmatch(r"[\w.]+\[([a-z]\w*)\]", text)
            if item and item[1] in seen:
                yield text
        for text in texts:
            item = re.fullmatch(r"([\w.]+)\[([a-z]\w*)( [+-] 1)?\]", text)
            if item:
                yield from (f"{item[1]}[{item[2]}{by}]" for by in ("", " + 1", " - 1"))

    def _texts(self, event: Event) -> Iterator[str]:
        """What statements of the backward pass read, then the forward variables."""
        yield from sorted(event.site.reads - {"np"})
        yield from self._items(event)
        yield from self._attributes(event)
        seen: list[Event] = []
        reads_module = self._reads_module(event)
        for one in reversed(self._bench.variables.forward):
            is_local = one.site.function == event.site.function  # also where the target is global
            is_own = one.owner == event.own != 0 and one.name.startswith("self.")
            is_module = not one.frame and reads_module
            is_seen = is_module or one.frame == event.frame or is_local or is_own
            if one.index < event.index and is_seen and one.site.kind not in ("return", "inner"):
                seen.append(one)
        # A function's own names, and its object's, come before those of the code around it.
        seen.sort(
            key=lambda one: (
                one.site.function != event.site.function and not one.owner == event.own != 0
            )
        )
        yield from (one.name for one in seen)


def _first_name(text: str) -> str:
    """What a text begins with: `self` of `self.W.T`, `np` of `np.c_`."""
    return re.split(r"[.\[]", text, maxsplit=1)[0]


def _since(bench: Bench, states: list[State]) -> int:
    """Where a round begins: the rounds before keep the slip, for what is true comes from them."""
    first = min(event.index for state in states for event in state.row.events)
    outputs = (bench.readings.output_event(state.row) for state in states)
    first = min((first, *(one.index for one in outputs if one is not None)))
    return max((at + 1 for at in bench.nudges.held if at < first), default=0)


def repaired_line(
    search: Callable[[], LineSearch], state: State, hidden: list[State], computed: State | None
) -> tuple[State, tuple[Event, ...]] | None:
    """Return whose line a single repair makes right: of a call what its function computes.

    The line of the call itself only where it is given another value.
    """
    if computed is None:
        return search().search(state, hidden)
    found = search().search(computed, [s for s in hidden if s is not computed])
    if found is not None:
        return found
    cause, state.cause = state.cause, ""
    found = search().search(state, [])
    if found is not None and (" stands for " in state.cause or state.cause == "the index"):
        return found
    state.cause = cause
    return computed, ()


def _only_scales(statement: ast.AST) -> bool:
    """True if a statement only divides a name's value, or multiplies it: `d = d / samples`."""
    if isinstance(statement, ast.AugAssign):
        return isinstance(statement.op, (ast.Mult, ast.Div))
    value = getattr(statement, "value", None)
    if not isinstance(statement, ast.Assign) or not isinstance(value, ast.BinOp):
        return False
    is_product = isinstance(value.op, (ast.Mult, ast.Div))
    return is_product and ast.unparse(value.left) == ast.unparse(statement.targets[0])
