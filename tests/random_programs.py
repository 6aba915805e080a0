"""Random programs in plain Python, of the constructs that readers use; a seed gives one of them."""

from __future__ import annotations

from collections.abc import Callable

from tests.random_definitions import Definitions
from tests.random_expressions import Names

# No two are equal: at a tie there is no slope.
INPUTS = ("0.73", "-1.27", "2.1", "3", "0.31", "-0.64", "1.55", "-2", "0.92", "4")


class Program(Definitions):
    """Writes one program, statement by statement."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._definitions: list[Callable[[Names], list[str]]] = [
            self._function, self._function, self._closure, self._class, self._generator,
            self._recursion, self._cached, self._table, self._lambda, self._text,
            self._vector, self._carrier, self._carrier,
        ]  # fmt: skip

    def code(self) -> str:
        """The program: inputs, statements and the output `out`."""
        names = Names()
        lines = [f"import {name}" for name in ("functools", "itertools", "math", "random")]
        lines += ["import numpy as np", ""]
        a, b, c, *w = self.random.sample(INPUTS, 6)
        lines += [f"a = {a}", f"b = {b}", f"c = {c}", f"w = [{', '.join(w)}]"]
        names.numbers += ["a", "b", "c"]
        names.lists["w"] = 3
        for _ in range(self.random.randint(4, 12)):
            kind = self.random.choice((self._simple, self._compound, self._definitions))
            lines += self.random.choice(kind)(names)
        lines += self._output(names)
        return "\n".join(lines) + "\n"

    def _output(self, names: Names) -> list[str]:
        parts = [self.write.number(names, 2, smooth=True) for _ in range(2)]
        parts += self.random.sample(names.numbers, 2)
        return [f"out = {' + '.join(parts)} + a * 0.5", "print(out, type(out))"]


def random_program(seed: int) -> str:
    """The program of a seed."""
    return Program(seed).code()
