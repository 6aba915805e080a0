"""Random expressions over the names that a program has by now."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
LITERALS = ("0", "1", "2", "3", "-1", "0.5", "1.5", "-2.0", "0.0", "-0.0", "2.5", "0.1", "True")
FUNCTIONS = (
    "math.tanh",
    "math.sin",
    "math.cos",
    "math.atan",
    "math.sinh",
    "math.cbrt",
    "math.erf",
    "math.asinh",
    "math.exp2",
    "math.expm1",
    "math.fabs",
    "float",
    "abs",
    "+",
    "-",
)
STEPS = ("round", "int", "math.floor", "bool", "math.ceil", "math.trunc", "complex")


@dataclass
class Names:
    """What can be read at one place of a program.

    Attributes:
        numbers: names of numbers.
        lists: names of lists of numbers, each with its least length.
        dicts: names of dicts with the numbers `"p"` and `"q"`.
        objects: names of objects with the numbers `.u` and `.v` and the method `.step(n)`.
        functions: names of functions, each with the number of its arguments.
    """

    numbers: list[str] = field(default_factory=list)
    lists: dict[str, int] = field(default_factory=dict)
    dicts: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    functions: dict[str, int] = field(default_factory=dict)

    def copy(self) -> Names:
        """The same, for a block whose own names end with it."""
        return Names(
            list(self.numbers),
            dict(self.lists),
            list(self.dicts),
            list(self.objects),
            dict(self.functions),
        )


class Expressions:
    """Writes expressions; `smooth` leaves out what has jumps or no derivative."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def number(self, names: Names, depth: int = 2, smooth: bool = False) -> str:
        """An expression that gives a number."""
        if depth <= 0 or self.random.random() < 0.15:
            return self.atom(names)
        kinds = [self._sum, self._sum, self._function, self._extreme, self._call, self._gathered]
        if not smooth:
            kinds += [self._quotient, self._step, self._chosen, self._flag, self._power]
        return self.random.choice(kinds)(names, depth - 1, smooth)

    def atom(self, names: Names) -> str:
        """A name, an item, an attribute or a literal."""
        found = [lambda: self.random.choice(names.numbers)] * 4
        found.append(lambda: self.random.choice(LITERALS))
        if names.lists:
            found.append(lambda: self.item(names))
        if names.dicts:
            found.append(
                lambda: self.random.choice(names.dicts) + self.random.choice(('["p"]', '["q"]'))
            )
        if names.objects:
            found.append(
                lambda: self.random.choice(names.objects) + self.random.choice((".u", ".v"))
            )
        return self.random.choice(found)() if names.numbers else self.random.choice(LITERALS)

    def item(self, names: Names) -> str:
        """An item of a list, counted from either end."""
        name = self.random.choice(list(names.lists))
        return f"{name}[{self.random.randrange(-names.lists[name], names.lists[name])}]"

    def values(self, names: Names, smooth: bool = False) -> str:
        """An expression that gives a list of at least two numbers."""
        number = self.number(names, 1, smooth)
        if not names.lists:
            return f"[{number}, {self.atom(names)}]"
        one, two = self.random.choices(list(names.lists), k=2)
        forms = [
            f"[{number}, *{one}]",
            f"[v * {self.atom(names)} for v in {one}]",
            f"[v + i for i, v in enumerate({one})]",
            f"{one}[::-1]",
            f"{one} + [{number}]",
            f"list(map(lambda v: v - {self.atom(names)}, {one}))",
            f"[p * q for p, q in zip({one}, {two})] + [{number}, 1]",
            f"[*(v / 2 for v in {one})]",
        ]
        jumps = [f"sorted({one})", f"[v for v in {one} if v > 0] + [1, {number}]", f"{one} * 2"]
        return self.random.choice(forms if smooth else forms + jumps)

    def test(self, names: Names, depth: int = 1) -> str:
        """An expression that is true or false."""
        one, two = self.number(names, depth), self.atom(names)
        sign = self.random.choice(COMPARISONS)
        forms = [f"{one} {sign} {two}"] * 4
        forms += [
            f"{two} {sign} {one} < 4",
            f"not {one}",
            f"{one} in ({two}, 1.25, 7)",
            f"{two} is {one}",
        ]
        forms += [f"({one} > 0 and {two} {sign} 1)", f"({one} or {two}) is not None"]
        return self.random.choice(forms)

    def _sum(self, names: Names, depth: int, smooth: bool) -> str:
        one, two = self.number(names, depth, smooth), self.number(names, depth, smooth)
        return f"({one} {self.random.choice('+-*')} {two})"

    def _function(self, names: Names, depth: int, smooth: bool) -> str:
        return f"{self.random.choice(FUNCTIONS)}({self.number(names, depth, smooth)})"

    def _extreme(self, names: Names, depth: int, smooth: bool) -> str:
        one, two = self.number(names, depth, smooth), self.number(names, depth, smooth)
        name = self.random.choice(("max", "min"))
        return self.random.choice(
            (f"{name}({one}, {two})", f"max({one}, 0)", f"{name}([{two}, {one}])")
        )

    def _call(self, names: Names, depth: int, smooth: bool) -> str:
        if names.objects and self.random.random() < 0.3:
            return f"{self.random.choice(names.objects)}.step({self.number(names, depth, smooth)})"
        if not names.functions:
            return self.number(names, depth, smooth)
        name = self.random.choice(list(names.functions))
        args = [self.number(names, depth - 1, smooth) for _ in range(names.functions[name])]
        return f"{name}({', '.join(args)})"

    def _gathered(self, names: Names, depth: int, smooth: bool) -> str:
        name = self.random.choice(
            ("sum", "math.fsum", "max", "min") if smooth else ("sum", "len", "max")
        )
        return f"{name}({self.values(names, smooth)})"

    def _quotient(self, names: Names, depth: int, smooth: bool) -> str:
        one, two = self.number(names, depth), self.atom(names)
        sign = self.random.choice(("/", "/", "//", "%"))
        return self.random.choice(
            (f"({one} {sign} {two})", f"divmod({one}, {two})[{len(two) % 2}]")
        )

    def _step(self, names: Names, depth: int, smooth: bool) -> str:
        one = self.number(names, depth)
        name = self.random.choice(STEPS)
        return f"abs(complex({one}))" if name == "complex" else f"{name}({one})"

    def _chosen(self, names: Names, depth: int, smooth: bool) -> str:
        one, two = self.number(names, depth), self.number(names, depth)
        return f"({one} if {self.test(names)} else {two})"

    def _flag(self, names: Names, depth: int, smooth: bool) -> str:
        return f"(({self.test(names)}) * {self.number(names, depth)})"

    def _power(self, names: Names, depth: int, smooth: bool) -> str:
        return f"({self.number(names, 0)} ** {self.random.choice(('2', '3', '-1', '0.5'))})"
