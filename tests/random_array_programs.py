"""Random NumPy programs: each line is tried, and stays where it runs and has no kink nearby."""

from __future__ import annotations

import math
import random
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.random_array_lines import HEAD, INTO_ARRAYS, KINDS, SEVERAL

MOST_ELEMENTS, LARGEST = 36, 50.0
SMALL = 1e-5


@dataclass
class ArrayProgram:
    """A program in lines, with its inputs by name.

    Attributes:
        inputs: arrays, numbers and lists of numbers.
        is_single: its arrays of floats are float32.
        has_writes: it writes into arrays.
        seed: the gradient of the output, where one has a name.
    """

    inputs: dict[str, Any]
    is_single: bool = False
    has_writes: bool = False
    lines: list[str] = field(default_factory=list)
    seed: Any = None

    @property
    def code(self) -> str:
        """The text of the file."""
        return "\n".join(["import numpy as np", HEAD, *self._assigned(), *self.lines, ""])

    def _assigned(self) -> Iterator[str]:
        for name, value in self.inputs.items():
            if not isinstance(value, np.ndarray):
                yield f"{name} = {value!r}"
                continue
            is_single = self.is_single and value.dtype.kind == "f"
            yield f"{name} = np.array({value.tolist()!r}{', dtype=np.float32' * is_single})"
        if self.seed is not None:
            yield f"dvalues = np.array({self.seed.tolist()!r})"

    def run(self, inputs: dict[str, Any], numpy: Any = np, lines: Any = None) -> dict[str, Any]:
        """The names that it leaves for other inputs."""
        names = {"np": numpy, **{name: _copied(value) for name, value in inputs.items()}}
        with warnings.catch_warnings(action="ignore"):
            exec("\n".join([HEAD, *(self.lines if lines is None else lines)]), names)
        return names


def _copied(value: Any) -> Any:
    if isinstance(value, list):
        return [_copied(part) for part in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def moved(value: Any, rng: Any, by: float) -> Any:
    """An input a bit beside its value, in a random direction."""
    if isinstance(value, list):
        return [moved(part, rng, by) for part in value]
    if isinstance(value, np.ndarray):
        return value + by * rng.uniform(0.5, 1.5, value.shape) * rng.choice([-1, 1], value.shape)
    return value + by * rng.uniform(0.5, 1.5) * rng.choice([-1, 1])


class _Writer:
    """Writes one program."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

        def number() -> float:
            return round(self.rng.uniform(-2, 2), 3)

        def array(*shape: int) -> Any:
            return np.array([number() for _ in range(math.prod(shape))]).reshape(shape)

        inputs = {
            "x": array(3),
            "w": array(3),
            "m": array(2, 3),
            "q": array(3, 3),
            "b": number(),
            "V": [number() for _ in range(3)],
            "L": [[number(), number()], [number(), number()]],
        }
        if self.rng.random() < 0.3:
            inputs["n"] = np.array([2, -1, 3])
        if self.rng.random() < 0.3:
            inputs["o"] = array(1, 3)
        if self.rng.random() < 0.15:
            inputs["t"] = array(2, 3, 2)
        self.program = ArrayProgram(inputs, is_single=self.rng.random() < 0.12)
        self.may_write = self.rng.random() < 0.5
        self.shapes = {name: np.shape(inputs[name]) for name in inputs if name not in "VL"}
        self.own: list[str] = []
        numbers = [np.random.default_rng(seed), np.random.default_rng(seed)]
        self.around = [
            {name: moved(value, numbers[at], by) for name, value in inputs.items()}
            for at, by in enumerate((SMALL, -SMALL))
        ]

    def write(self) -> ArrayProgram:
        """The program: some lines, then its output."""
        wanted = self.rng.randint(4, 12)
        for _ in range(20 * wanted):
            if len(self.own) < wanted:
                self._try(*self._line())
        while not self._try("out", self._output(), False):
            pass
        if self.shapes["out"] and self.rng.random() < 0.5:
            self.program.seed = np.round(
                np.random.default_rng(len(self.own)).uniform(-2, 2, self.shapes["out"]), 2
            )
        return self.program

    def _line(self) -> tuple[str, str, bool]:
        name, kind = f"v{len(self.own)}", self.rng.random()
        kind = kind if self.may_write else 1.0
        if kind < 0.06:
            line = re.sub(r"\bz\b", name, self.rng.choice(SEVERAL)).replace("; ", "\n")
            return name, self._filled(line.replace(";  ", "\n  ")), True
        if kind < 0.2:
            # An operator in place on an input is an operation as any other.
            names = self.own if self.rng.random() < 0.8 else list(self.program.inputs)
            arrays = [one for one in names if self.shapes.get(one)]
            if not arrays:
                return self._line()
            name = self.rng.choice(arrays)
            return name, self._filled(self.rng.choice(INTO_ARRAYS), name), True
        weights, tables = zip(*KINDS, strict=True)
        (table,) = self.rng.choices(tables, weights)
        return name, f"{name} = " + self._filled(self.rng.choice(table)), False

    def _filled(self, template: str, target: str = "") -> str:
        rng = self.rng
        arrays = [name for name, shape in self.shapes.items() if shape]
        recent = [name for name in self.own[-4:] if self.shapes[name]] or arrays
        numbers = [name for name, shape in self.shapes.items() if not shape]
        first = target or rng.choice(rng.choice([arrays, recent]))
        alike = [name for name in arrays if self.shapes[name] == self.shapes[first]]
        chosen = {
            "a": first,
            "c": rng.choice(rng.choice([arrays, recent, alike])),
            "v": rng.choice(arrays),
            "s": rng.choice(numbers),
            "u": rng.choice(numbers),
            "k": rng.choice(["0", "1", "-1"]),
            "i": rng.choice(["0", "1", "-1", "-2"]),
            "r": repr(round(rng.uniform(-1, 1), 2)),
        }
        if " for v in " in template:
            del chosen["v"]
        return re.sub(
            r"(?<![\w'.])[acvsukir]\b(?!['=])", lambda m: chosen.get(m[0], m[0]), template
        )

    def _output(self) -> str:
        mine = self.own or ["x"]
        parts = [mine[-1], mine[-2:][0], self.rng.choice(mine)]
        self.rng.shuffle(parts)
        kind = self.rng.random()
        if kind < 0.3:
            return f"out = {parts[0]} * 1.5"
        if kind < 0.45:
            return f"out = {mine[-1]} * np.sum({parts[0]})"
        total = self.rng.choice(["np.sum({0} * {0})", "np.sum({0} * 0.7)", "np.mean({0})"])
        return "out = " + " + ".join(total.format(part) for part in parts)

    def _try(self, name: str, line: str, writes: bool) -> bool:
        """Keep the line if it runs, and gives numbers that move evenly when the inputs do."""
        lines = [*self.program.lines, *line.split("\n")]
        try:
            runs = [
                self.program.run(inputs, lines=lines)
                for inputs in (self.program.inputs, *self.around)
            ]
        except Exception:
            return False
        if not all(_is_even([run[one] for run in runs]) for one in {name, *self.own}):
            return False
        powers = re.search(r"np\.power\(.*, (\w+)\)", line)
        if powers and np.asarray(runs[0].get(powers[1], 0.5)).dtype.kind == "i":
            return False  # an integer that is only an exponent counts as a constant
        if re.search("std|norm", line) and not np.all(runs[0][name]):
            return False  # the root of zero has no slope
        self.program.lines = lines
        self.program.has_writes |= writes
        for one in {name, *self.own}:
            self.shapes[one] = np.shape(runs[0][one])
        if name not in self.own and name != "out":
            self.own.append(name)
        return True


def _is_even(values: list[Any]) -> bool:
    middle, above, below = values
    if not (np.shape(middle) == np.shape(above) == np.shape(below)):
        return False
    if np.asarray(middle).dtype.kind not in "fi" or not 0 < np.size(middle) <= MOST_ELEMENTS:
        return False
    if not np.isfinite(middle).all() or np.abs(middle).max() > LARGEST:
        return False
    bend = np.abs(np.asarray(above) + below - 2.0 * np.asarray(middle))
    return bool(bend.max() < 0.01 * SMALL)


def array_program(seed: int) -> ArrayProgram:
    """The program of a seed."""
    return _Writer(seed).write()
