"""Verifies a description: each derivative against finite differences of its own forward pass."""

import ast
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from .described_program import DescribedProgram, Gradient
from .watched_run import Event, Watch, Watched, compiled, run


def _targets(statement: ast.stmt) -> list[str]:
    """Returns the variables that a statement gives, as they are written."""
    found: list[ast.expr] = []
    match statement:
        case ast.Assign(targets=targets):
            found = list(targets)
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target) | ast.For(target=target):
            found = [target]
        case ast.FunctionDef(args=arguments):
            return [argument.arg for argument in arguments.args]
    names = []
    while found:
        target = found.pop()
        if isinstance(target, (ast.Tuple, ast.List)):
            found += target.elts
        else:
            names.append(ast.unparse(target))
    return names


_FREE_INDEX = re.compile(r"(\w+)\[[a-z_]\w*\]")


def _gives(target: str, variable: str, is_parameter: bool) -> bool:
    if variable == target:
        return True
    if is_parameter:  # the object was given by the caller
        return False
    free = _FREE_INDEX.fullmatch(target)
    whole = free[1] if free else target
    return variable.startswith((whole + ".", whole + "["))


class Places:
    """Where the variables of a program are given."""

    def __init__(self, code: str) -> None:
        self._given: list[tuple[tuple[int, ...], int, str, bool]] = []
        self._scopes: dict[int, tuple[int, ...]] = {}
        self._collect(ast.parse(code).body, ())

    def _collect(self, body: list[ast.stmt], scope: tuple[int, ...]) -> None:
        for statement in body:
            inner = scope
            if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
                inner = (*scope, statement.lineno)
            self._scopes[statement.lineno] = scope
            is_function = isinstance(statement, ast.FunctionDef)
            given = inner if is_function else scope
            self._given += [
                (given, statement.lineno, name, is_function) for name in _targets(statement)
            ]
            for part in ("body", "orelse"):
                self._collect(getattr(statement, part, []), inner)

    def lines_of(self, variable: str, near: int) -> frozenset[int]:
        """Returns the lines that give a variable: in the scope of line `near`, else further out."""
        variable, _, line = variable.partition("@")
        if line:
            return frozenset({int(line)})
        variable = ast_text(variable)
        rows = [(s, at) for s, at, *name in self._given if _gives(name[0], variable, name[1])]
        scope: tuple[int, ...] | None = self._scopes[near]
        while scope is not None:
            lines = frozenset(at for s, at in rows if s == scope)
            if lines:
                return lines
            within = frozenset(at for s, at in rows if s[: len(scope)] == scope)
            if within and scope:
                return within
            scope = scope[:-1] if scope else None
        lines = frozenset(at for _, at in rows)
        if not lines:
            raise ValueError(f"line {near}: nothing gives {variable}")
        return lines


def ast_text(expression: str) -> str:
    """Returns an expression as `ast.unparse` writes it."""
    return ast.unparse(ast.parse(expression, mode="eval"))


@dataclass
class _Sought:
    gradient: Gradient
    event: int
    nudged: int
    outputs: list[int]
    value: np.ndarray
    weight: Any


def array(value: Any) -> np.ndarray:
    """Returns a number, an array or nested lists as an array of float64."""
    return np.asarray(value, dtype=np.float64)


def _nudge(value: Any, index: int, step: float) -> Any:
    if isinstance(value, list):
        flat = array(value).copy()
        flat.flat[index] += step
        return flat.tolist()
    if isinstance(value, tuple):
        return tuple(_nudge(list(value), index, step))
    if isinstance(value, np.ndarray):
        kind = value.dtype if value.dtype.kind == "f" else np.float64
        moved = value.astype(kind)
        moved.flat[index] += step
        return moved
    return value + type(value)(step) if isinstance(value, np.floating) else value + step


class Verifier:
    """Compares the derivatives of one program with finite differences."""

    def __init__(self, program: DescribedProgram) -> None:
        self.program = program
        places = Places(program.code)
        self._rows = [row for row in program.gradients if row.output]
        watches: list[Watch] = []
        extras: dict[int, str] = {}
        for number, row in enumerate(self._rows):
            weight = row.option("weight") or "None"
            times = row.option("times") or "1"
            watches += [
                Watch(row.to.partition("@")[0], places.lines_of(row.to, row.line)),
                Watch(row.output.partition("@")[0], places.lines_of(row.output, row.line)),
                Watch(row.name, frozenset({row.line})),
            ]
            extras[3 * number + 2] = f"({weight}, {times})"
        self._watches = watches
        self._compiled = compiled(program.code, watches, extras)
        self._base = run(self._compiled)
        self._runs: dict[tuple[int, int, float], Watched] = {}

    def _sought(self, number: int) -> list[_Sought]:
        row, events = self._rows[number], self._base.events
        moments = [i for i, event in enumerate(events) if event.watch == 3 * number + 2]
        if not moments:
            raise ValueError(f"line {row.line}: {row.name} never has a value")
        first_and_last = {moments[0], moments[0 if row.option("first") is not None else -1]}
        return [self._of_moment(row, number, moment) for moment in sorted(first_and_last)]

    def _of_moment(self, row: Gradient, number: int, moment: int) -> _Sought:
        events, event = self._base.events, self._base.events[moment]

        def same(other: Event, variable: str) -> bool:
            mine = variable.startswith("self.") or event.owner is not None
            return not mine or None in (other.owner, event.owner) or other.owner == event.owner

        def before(watch: int, variable: str, since: int = -1) -> list[int]:
            return [
                i
                for i in range(since + 1, moment)
                if events[i].watch == watch and same(events[i], variable)
            ]

        nudged = before(3 * number, row.to)
        outputs = before(3 * number + 1, row.output, nudged[-1] if nudged else -1)
        if not nudged or not outputs:
            raise ValueError(f"line {row.line}: no value of {row.to} or {row.output} before it")
        if row.option("sum") is None:
            outputs = outputs[-1:]
        return _Sought(row, moment, nudged[-1], outputs, array(event.value), event.extra)

    def _outputs(self, sought: _Sought, index: int, step: float) -> np.ndarray:
        key = (sought.nudged, index, step)
        if key not in self._runs:
            nudged = Watched(sought.nudged, lambda value: _nudge(value, index, step))
            self._runs[key] = run(self._compiled, nudged)
        events = self._runs[key].events
        return np.sum([array(events[i].value) for i in sought.outputs], axis=0)

    def _slopes(self, sought: _Sought, step: float) -> list[np.ndarray]:
        """Returns the central, left and right slope; those at elements along the first axis."""
        size = array(self._base.events[sought.nudged].value).size
        weight, times = sought.weight
        here = np.sum([array(self._base.events[i].value) for i in sought.outputs], axis=0)
        rows = []
        for index in range(size):
            up, down = self._outputs(sought, index, step), self._outputs(sought, index, -step)
            slopes = [(up - down) / (2 * step), (here - down) / step, (up - here) / step]
            if sought.gradient.option("jacobian") is None:
                slopes = [np.sum(s * (1.0 if weight is None else array(weight))) for s in slopes]
            rows.append(np.array(slopes) * times)
        return list(np.moveaxis(np.array(rows), 1, 0))

    def wrong(self) -> list[str]:
        """Returns a sentence for each derivative that is not what it should be."""
        found = []
        for number, row in enumerate(self._rows):
            for sought in self._sought(number):
                found += self._compare(row, sought)
        return found

    def _compare(self, row: Gradient, sought: _Sought) -> list[str]:
        single = "float32" in self.program.code
        step, allowed = (1e-2, 2e-2) if single else (1e-6, 1e-5)
        allowed = float(row.option("near") or allowed)
        central, left, right = self._slopes(sought, step)
        value = sought.value
        if row.option("jacobian") is not None:
            value = np.moveaxis(value.reshape(-1, central.shape[0]), -1, 0)
            central, left, right = (s.reshape(value.shape) for s in (central, left, right))
        elif value.size != central.size:
            return [f"line {row.line}: {row.name} has {value.size} numbers, not {central.size}"]
        else:
            value = value.reshape(central.shape)
            nudged = array(self._base.events[sought.nudged].value)
            if sought.value.ndim == nudged.ndim and sought.value.shape != nudged.shape:
                return [f"line {row.line}: {row.name} {sought.value.shape}, not {nudged.shape}"]
        limit = allowed * (1 + np.abs(central))
        # At a kink, either slope is one.
        near = [np.abs(value - s) <= limit * f for s, f in ((central, 1), (left, 9), (right, 9))]
        kink = np.abs(left - right) > 20 * limit
        if np.all(near[0] | (kink & (near[1] | near[2]))):
            return []
        place = f"line {row.line}: {row.name} is {sought.value.tolist()}"
        return [f"{place}, by differences {central.tolist()}"]


def wrong_in(program: DescribedProgram) -> list[str]:
    """Returns what a description says that finite differences don't."""
    return Verifier(program).wrong()
